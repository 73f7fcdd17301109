"""What is wrong with a partner, an institution or an agreement by itself: missing, contradictory, not understood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from ..countries import country_codes
from ..dates import compare, first_day, is_partial_date
from ..fields import Field, ValueType
from ..kinds import AGREEMENT_STATUSES, AGREEMENTS, INSTITUTIONS, KINDS, PARTNERS
from ..records import Record, Snapshot
from ..wording import Message
from .terms import effective_stage, written

#: A date further ahead is more likely a slip than a plan.
FAR_OFF = timedelta(days=731)

Defect = tuple[str, Record, Message]


def defects_of(snapshot: Snapshot, day: date) -> Iterator[Defect]:
    """Code, record and sentence of each defect; people are looked at by the store, all at once."""
    for kind in (PARTNERS.key, INSTITUTIONS.key, AGREEMENTS.key):
        for record in snapshot.of(kind):
            for code, message in (*_values(record, day), *_OF_KIND[kind](record)):
                yield code, record, message
    yield from _same_country(snapshot)


def _values(record: Record, day: date) -> Iterator[tuple[str, Message]]:
    """What holds for every kind: a name, dates and countries."""
    kind = KINDS[record.kind]
    if not any(record.text(key) for key in kind.label_fields):
        yield "record.nameless", _say("{label} has no name", record)
    for field in _looked_at(record.kind):
        value = record.text(field.key)
        if value is None:
            continue
        if field.type is ValueType.DATE:
            yield from _dates(record, field.label, value, day, may_be_ahead=field.key == kind.end_field)
        elif value not in _codes():
            message = _say("{label}: {value} is no country that is known", record, value=value)
            yield "record.country_unread", message


def _dates(
    record: Record, label: str, value: str, day: date, *, may_be_ahead: bool
) -> Iterator[tuple[str, Message]]:
    if not is_partial_date(value):
        message = _say('{label}: "{field}" is {value}, which is no date', record, field=label, value=value)
        yield "record.date_unread", message
    elif not may_be_ahead and first_day(value) - day > FAR_OFF:
        params = {"field": label, "day": written(value)}
        yield "record.starts_far_off", _say('{label}: "{field}" is {day}, far ahead', record, **params)


def _partner(record: Record) -> Iterator[tuple[str, Message]]:
    if record.text("kind") != "organisation" and not record.text("country"):
        yield "record.no_country", _say("{label} has no country, so it cannot count as one", record)
    yield from _left_before_joining(record)


def _institution(record: Record) -> Iterator[tuple[str, Message]]:
    if effective_stage(record) in ("signed", "active") and not record.text("country"):
        message = _say("{label} has no country, so it cannot be told whether it is foreign", record)
        yield "record.no_country", message
    yield from _left_before_joining(record)


def _left_before_joining(record: Record) -> Iterator[tuple[str, Message]]:
    """A slip, or it joined again, and the day on which it had left before still stands there."""
    start, end = record.text("signed_on") or record.text("applied_on"), record.text("ended_on")
    if _reversed(start, end):
        params = {"start": written(start), "end": written(end)}
        template = "{label} left on {end}, before it joined on {start}"
        yield "record.ends_before_start", _say(template, record, **params)


def _reversed(start: str | None, end: str | None) -> bool:
    if not (start and end and is_partial_date(start) and is_partial_date(end)):
        return False
    return compare(end, start) == -1


def _agreement(record: Record) -> Iterator[tuple[str, Message]]:
    for field in AGREEMENTS.links:
        if record.text(field.key) and record.link(field.key) is None:
            params = {"field": field.label.lower(), "value": record.text(field.key)}
            yield (
                "record.unlinked",
                _say("{label} names the {field} {value}, which is not among the records", record, **params),
            )
    status = record.text("status")
    if status and status not in {choice.key for choice in AGREEMENT_STATUSES}:
        yield (
            "record.status_unread",
            _say("{label}: the status {value} is not understood", record, value=status),
        )
    start = record.text("effective_on") or record.text("signed_on")
    end = record.text("expires_on")
    if _reversed(start, end):
        params = {"start": written(start), "end": written(end)}
        yield (
            "record.ends_before_start",
            _say("{label} ended on {end}, before it began on {start}", record, **params),
        )


def _same_country(snapshot: Snapshot) -> Iterator[Defect]:
    """Countries that have two records; which one counts is settled by the rule, but one of them is too many."""
    first: dict[str, Record] = {}
    apart = {
        frozenset((record.text("one"), record.text("other")))
        for record in snapshot.of("distinctions")
        if record.text("kind") == PARTNERS.key
    }
    for record in snapshot.of(PARTNERS.key):
        code = record.text("country")
        if code is None or record.text("kind") == "organisation":
            continue
        older = first.setdefault(code, record)
        if older is not record and frozenset((str(older.id), str(record.id))) not in apart:
            yield (
                "duplicate.country",
                record,
                _say("{label} has another record, number {id}", record, id=older.id),
            )


@cache
def _looked_at(kind: str) -> tuple[Field, ...]:
    """The dates and countries of the kind."""
    return tuple(one for one in KINDS[kind].fields if one.type in (ValueType.DATE, ValueType.COUNTRY))


@cache
def _codes() -> frozenset[str]:
    return frozenset(country_codes())


def _say(template: str, record: Record, **params: object) -> Message:
    return Message(template, {"label": record.label, **params})


_OF_KIND = {PARTNERS.key: _partner, INSTITUTIONS.key: _institution, AGREEMENTS.key: _agreement}
