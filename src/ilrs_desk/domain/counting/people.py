"""Where a person comes from, and from when to when it works in the programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from ..records import Record
from ..wording import Message
from .rule import CountingRule
from .terms import Term, day_of, never, partial_doubt, starting

_PLANNED = never(Message("planned, not started"))
_LEFT_UNDATED = never(Message("left, the day is not recorded"))


def working_term(record: Record) -> Term:
    """The days on which the person works in the programme, wherever from."""
    values = record.values
    return _working(values.get("status"), values.get("start_date"), values.get("end_date"), record.entered_on)


@lru_cache(maxsize=100_000)
def _working(status: object, start: str | None, end: str | None, entered_on: date | None) -> Term:
    if status == "planned":
        return _PLANNED
    if status == "left" and not end:
        return _LEFT_UNDATED
    term = starting(start, entered_on, signed=False)
    until = day_of(end)
    return replace(term, until=until, end=end, doubt=term.doubt or partial_doubt(end)) if until else term


def origin(
    record: Record, institutions: Mapping[int, str | None], rule: CountingRule
) -> tuple[str | None, str]:
    """Country a person comes from and by which field it is known: nationality, country, else the institution's.

    Of several nationalities the one that ``rule`` goes by.
    """
    values = record.values
    nationality = values.get("nationality")
    if nationality is not None or "other_nationalities" in values:
        every = nationalities(record)
        if every:
            return _chosen(every, rule), "nationality"
    country = values.get("country")
    if country is not None:
        return str(country), "country"
    linked = record.link("institution")
    return (None if linked is None else institutions.get(linked)), "institution"


def nationalities(record: Record) -> tuple[str, ...]:
    """All nationalities of a person, the one given first leading."""
    first = record.text("nationality")
    others = record.text("other_nationalities")
    if others is None:
        return (first,) if first else ()
    listed = [first, *(part.strip() for part in others.split(";"))]
    return tuple(dict.fromkeys(code for code in listed if code))


def _chosen(every: tuple[str, ...], rule: CountingRule) -> str:
    if rule.nationalities == "home" and rule.host in every:
        return str(rule.host)
    if rule.nationalities == "foreign":
        return next((code for code in every if code != rule.host), every[0])
    return every[0]
