"""The figures split up by stage, region, grouping and workstream."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from ..countries import groupings, region, subregion
from ..records import Record, Snapshot
from .people import origin, working_term
from .rule import CountingRule
from .terms import effective_stage, starting

#: Key of a breakdown for records of which it is not known.
UNKNOWN = "unknown"
#: Key of the stage breakdown for a record that signs or starts only after the day asked.
LATER = "later"

_PLACES = ("region", "subregion", "grouping")

Breakdowns = dict[str, dict[str, dict[str, int]]]


def breakdowns_of(
    snapshot: Snapshot, rules: Mapping[str, CountingRule], counted: Mapping[str, frozenset[int]], day: date
) -> Breakdowns:
    """Dimension → target key → value → number, most first.

    "stage" holds every live record of the kind (of partners those that may count), the others only the counted.
    """
    found: Breakdowns = {name: {} for name in ("stage", *_PLACES, "workstream")}
    institutions = {one.id: one.text("country") for one in snapshot.of("institutions")}
    for key, rule in rules.items():
        records = snapshot.of(rule.kind)
        inside = [record for record in records if record.id in counted[key]]
        places = Counter(_place(record, institutions) for record in inside)
        found["stage"][key] = _ordered(Counter(stage_on(record, day) for record in _pipeline(rule, records)))
        for dimension in _PLACES:
            found[dimension][key] = _by_place(places, dimension, day)
        found["workstream"][key] = _ordered(
            Counter(_workstream(one) for one in inside if one.kind == "personnel")
        )
    return found


def members_of(
    snapshot: Snapshot, rule: CountingRule, counted: frozenset[int], day: date, dimension: str, value: str
) -> tuple[int, ...]:
    """Ids of the records that :func:`breakdowns_of` counts under ``value`` of ``dimension``."""
    records = snapshot.of(rule.kind)
    if dimension == "stage":
        return tuple(record.id for record in _pipeline(rule, records) if stage_on(record, day) == value)
    inside = [record for record in records if record.id in counted]
    if dimension == "workstream":
        return tuple(record.id for record in inside if _workstream(record) == value)
    institutions = {one.id: one.text("country") for one in snapshot.of("institutions")}
    return tuple(one.id for one in inside if value in _place_names(dimension, _place(one, institutions), day))


def _pipeline(rule: CountingRule, records: Iterable[Record]) -> Iterable[Record]:
    if rule.count_organisations:
        return records
    return (record for record in records if record.values.get("kind") != "organisation")


def _place(record: Record, institutions: Mapping[int, str | None]) -> str | None:
    return origin(record, institutions)[0] if record.kind == "personnel" else record.text("country")


def stage_on(record: Record, day: date) -> str:
    """The stage on the day; of a person whether planned, active or left by then."""
    if record.kind == "personnel":
        return _person_stage(record, day)
    stage = effective_stage(record) or UNKNOWN
    if stage in ("signed", "active"):
        since = starting(record.text("signed_on"), record.entered_on, signed=True).since
        return LATER if since and since > day else stage
    return stage


def _person_stage(record: Record, day: date) -> str:
    term = working_term(record)
    if term.covers(day):
        return "active"
    if term.since is None:
        return str(record.values.get("status") or UNKNOWN)
    return LATER if term.since > day else "left"


def _by_place(places: Mapping[str | None, int], dimension: str, day: date) -> dict[str, int]:
    found: Counter[str] = Counter()
    for code, number in places.items():
        for name in _place_names(dimension, code, day):
            found[name] += number
    return _ordered(found)


def _place_names(dimension: str, code: str | None, day: date) -> tuple[str, ...]:
    """The parts of the dimension to which the country belongs; of groupings none, one or several."""
    if dimension == "grouping":
        return groupings(code, day) if code else ()
    name = (region if dimension == "region" else subregion)(code) if code else None
    return (name or UNKNOWN,)


def _workstream(record: Record) -> str:
    return record.text("workstream") or UNKNOWN


def _ordered(found: Mapping[str, int]) -> dict[str, int]:
    """Most first, then by name."""
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
