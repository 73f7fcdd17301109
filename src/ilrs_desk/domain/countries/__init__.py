"""Countries: which one a text means, what it is called, and to which parts of the world it belongs."""

from __future__ import annotations

from .find import (
    CountryFind,
    country_codes,
    country_name,
    find_country,
    is_code_column,
    is_countable_country,
    suggest_countries,
)
from .mention import mentioned_country
from .regions import is_state, region, subregion

__all__ = [
    "CountryFind",
    "country_codes",
    "country_name",
    "find_country",
    "is_code_column",
    "is_countable_country",
    "is_state",
    "mentioned_country",
    "region",
    "subregion",
    "suggest_countries",
]
