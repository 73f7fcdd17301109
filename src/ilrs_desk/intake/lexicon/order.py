"""In which order a header names the parts of a person's name."""

from __future__ import annotations

from functools import cache

from ilrs_desk.domain.names import NameOrder
from ilrs_desk.domain.text import words

from .index import header_key
from .meanings import known_runs


def name_order(header: str) -> NameOrder | None:
    """ "family_first" or "given_first" when the header names both parts of a person's name in that order."""
    key = header_key(header)
    if key in _family_first():
        return "family_first"
    places: dict[str, int] = {}
    for start, _, concepts in known_runs(words(header), frozenset({"family_name", "given_name"})):
        places.setdefault("family_name" if "family_name" in concepts else "given_name", start)
    if len(places) < 2:
        return None
    return "family_first" if places["family_name"] < places["given_name"] else "given_first"


@cache
def _family_first() -> frozenset[str]:
    return frozenset(
        header_key(word) for word in ("ФИО", "Ф.И.О. участника", "ФИО (полностью)", "S.A.A.", "Т.А.Ә.")
    )
