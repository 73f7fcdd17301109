"""Which of several places of one name is meant: the one in the country that is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from .records import Value


def inside_country(homes: Mapping[int, Value], country: Value) -> list[int]:
    """Of places (id → country) those in ``country``; where none is said to be there, those of unknown country."""
    inside = [number for number, home in homes.items() if home == country]
    return inside or [number for number, home in homes.items() if home is None]
