"""In which order a header names the parts of a person's name."""

from __future__ import annotations

from functools import cache

from ilrs_desk.domain.names import NameOrder
from ilrs_desk.domain.text import words

from .index import header_key
from .meanings import guesses, known_runs

#: Languages whose speakers put the family name first at home, as no other does that shares their words for a name.
_FAMILY_FIRST = frozenset({"hu"})


def name_order(header: str) -> NameOrder | None:
    """ "family_first" or "given_first" when the header names both parts of a person's name in that order."""
    key = header_key(header)
    if key in _family_first():
        return "family_first"
    places: dict[str, int] = {}
    for start, _, concepts in known_runs(words(header), frozenset({"family_name", "given_name"})):
        places.setdefault("family_name" if "family_name" in concepts else "given_name", start)
    if len(places) < 2:
        return "family_first" if _language(header) <= _FAMILY_FIRST else None
    return "family_first" if places["family_name"] < places["given_name"] else "given_first"


def _language(header: str) -> frozenset[str]:
    """The languages in which the header means a whole name; "any" where none is told."""
    spoken = [
        guess.languages
        for guess in guesses(header)
        if guess.concept in ("full_name", "thing_name") and guess.score == 1
    ]
    return frozenset().union(*spoken) or frozenset({"any"})


@cache
def _family_first() -> frozenset[str]:
    return frozenset(
        header_key(word) for word in ("ФИО", "Ф.И.О. участника", "ФИО (полностью)", "S.A.A.", "Т.А.Ә.")
    )
