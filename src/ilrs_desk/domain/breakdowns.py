"""The figures split up by stage, region, grouping and workstream."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from .counting import CountingRule
from .counting_people import origin, working_term
from .counting_terms import effective_stage, starting
from .records import Record, Snapshot
from .regions import groupings, region, subregion

#: Key of a breakdown for records of which it is not known.
UNKNOWN = "unknown"
#: Key of the stage breakdown for a record that signs or starts only after the day asked.
LATER = "later"

Breakdowns = dict[str, dict[str, dict[str, int]]]


def breakdowns_of(
    snapshot: Snapshot, rules: Mapping[str, CountingRule], counted: Mapping[str, frozenset[int]], day: date
) -> Breakdowns:
    """Dimension → target key → value → number, most first.

    "stage" holds every live record of the kind (of partners those that may count), the others only the counted.
    """
    found: Breakdowns = {name: {} for name in ("stage", "region", "subregion", "grouping", "workstream")}
    institutions = {one.id: one.text("country") for one in snapshot.of("institutions")}
    for key, rule in rules.items():
        records = snapshot.of(rule.kind)
        places = Counter(_place(record, institutions) for record in records if record.id in counted[key])
        found["stage"][key] = _ordered(Counter(_stage(record, day) for record in _pipeline(rule, records)))
        found["region"][key] = _by_place(places, lambda code: (region(code) or UNKNOWN,))
        found["subregion"][key] = _by_place(places, lambda code: (subregion(code) or UNKNOWN,))
        found["grouping"][key] = _by_place(places, lambda code: groupings(code, day), unknown=False)
        found["workstream"][key] = _workstreams(record for record in records if record.id in counted[key])
    return found


def members_of(
    snapshot: Snapshot, rule: CountingRule, counted: frozenset[int], day: date, dimension: str, value: str
) -> tuple[int, ...]:
    """Ids of the records that :func:`breakdowns_of` counts under ``value`` of ``dimension``."""
    records = snapshot.of(rule.kind)
    if dimension == "stage":
        return tuple(record.id for record in _pipeline(rule, records) if _stage(record, day) == value)
    institutions = {one.id: one.text("country") for one in snapshot.of("institutions")}
    inside = (record for record in records if record.id in counted)
    if dimension == "workstream":
        return tuple(record.id for record in inside if (record.text("workstream") or UNKNOWN) == value)
    names: Callable[[str], Iterable[str]] = {
        "region": lambda code: (region(code) or UNKNOWN,),
        "subregion": lambda code: (subregion(code) or UNKNOWN,),
        "grouping": lambda code: groupings(code, day),
    }[dimension]
    unknown = () if dimension == "grouping" else (UNKNOWN,)
    return tuple(
        record.id
        for record in inside
        if value in (names(code) if (code := _place(record, institutions)) else unknown)
    )


def _pipeline(rule: CountingRule, records: Iterable[Record]) -> Iterable[Record]:
    if rule.count_organisations:
        return records
    return (record for record in records if record.values.get("kind") != "organisation")


def _place(record: Record, institutions: Mapping[int, str | None]) -> str | None:
    return origin(record, institutions)[0] if record.kind == "personnel" else record.text("country")


def _stage(record: Record, day: date) -> str:
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


def _by_place(
    places: Mapping[str | None, int], names: Callable[[str], Iterable[str]], *, unknown: bool = True
) -> dict[str, int]:
    found: Counter[str] = Counter()
    for code, number in places.items():
        for name in names(code) if code else ((UNKNOWN,) if unknown else ()):
            found[name] += number
    return _ordered(found)


def _workstreams(records: Iterable[Record]) -> dict[str, int]:
    return _ordered(
        Counter(record.text("workstream") or UNKNOWN for record in records if record.kind == "personnel")
    )


def _ordered(found: Mapping[str, int]) -> dict[str, int]:
    """Most first, then by name."""
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
