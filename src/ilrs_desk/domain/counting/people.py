"""When a person counts: from the start to the end of the term, and where the person comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..countries import country_name
from ..records import Record
from ..wording import Message
from .terms import Term, day_of, never, partial_doubt, starting

_ORIGIN_UNKNOWN = Message("no nationality or country recorded, so it cannot be told whether foreign")
_HOME_BY = {
    "nationality": Message("has the nationality of the host country ({country})"),
    "country": Message("works in the host country ({country}), nationality not recorded"),
    "institution": Message(
        "works at an institution of the host country ({country}), nationality not recorded"
    ),
}


@dataclass(frozen=True, slots=True)
class Home:
    """The country whose own people do not count; ``code`` None: everybody counts."""

    code: str | None
    institutions: Mapping[int, str | None]


def person_term(record: Record, home: Home) -> Term:
    """The days on which the person counts."""
    doubt = None
    if home.code is not None:
        code, known_by = origin(record, home.institutions)
        if code == home.code:
            return never(Message(_HOME_BY[known_by].template, {"country": country_name(code)}))
        if code is None:
            doubt = _ORIGIN_UNKNOWN
    term = working_term(record)
    return term.doubted(doubt) if doubt and term.since else term


def working_term(record: Record) -> Term:
    """The days on which the person works in the programme, wherever from."""
    return _working(
        record.text("status"), record.text("start_date"), record.text("end_date"), record.entered_on
    )


@lru_cache(maxsize=100_000)
def _working(status: str | None, start: str | None, end: str | None, entered_on: date | None) -> Term:
    if status == "planned":
        return never(Message("planned, not started"))
    if status == "left" and not end:
        return never(Message("left, the day is not recorded"))
    term = starting(start, entered_on, signed=False)
    until = day_of(end)
    return replace(term, until=until, end=end, doubt=term.doubt or partial_doubt(end)) if until else term


def origin(record: Record, institutions: Mapping[int, str | None]) -> tuple[str | None, str]:
    """Country a person comes from and by which field it is known: nationality, country, else the institution's."""
    for key in ("nationality", "country"):
        code = record.values.get(key)
        if code is not None:
            return str(code), key
    linked = record.link("institution")
    return (None if linked is None else institutions.get(linked)), "institution"
