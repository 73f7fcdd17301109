"""The figures split up: by stage, place, grouping, workstream, instrument, year of joining and agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from ..countries import region, subregion
from ..records import Record
from .gates import country_of, is_organisation
from .people import working_term
from .places import Places
from .rule import CountingRule
from .standing import WITHDRAWN, stage_before_leaving
from .terms import Term, day_of, effective_stage, starting

#: Key of a breakdown for records of which it is not known.
UNKNOWN = "unknown"
#: Key of the stage breakdown for a record that signs or starts only after the day asked.
LATER = "later"
#: The breakdowns in their order. "stage" holds every live record of the kind (of partners those that may count),
#: the others only the counted; in "grouping" and "workstream" a record may stand under several values or under none.
DIMENSIONS = ("stage", "region", "subregion", "grouping", "workstream", "instrument", "year", "agency")

#: What a record is split up by: its country, the workstream as written, its rung, the year and the agency.
Traits = tuple[str | None, str | None, str | None, int | None, str | None]

_AT = {"region": 0, "subregion": 0, "grouping": 0, "workstream": 1, "instrument": 2, "year": 3, "agency": 4}
_WITHOUT = {"partners": ("workstream",), "institutions": (), "personnel": ("instrument",)}


def traits_of(rule: CountingRule, record: Record, term: Term, places: Places) -> Traits:
    """What ``record`` is split up by; of a person neither year nor agency, which its crowd knows."""
    code = country_of(rule, record, places)
    text = record.text("workstream")
    if record.kind == "personnel":
        return code, text, None, None, None
    brought = places.brought.get((record.kind, record.id)) or record.text("agency")
    year = term.first.year if term.first and term.first != date.min else None
    return code, text, places.instrument(record), year, brought


def values_of(dimension: str, rule: CountingRule, traits: Traits, places: Places) -> tuple[str, ...]:
    """The values that a dimension other than the stage puts a counted record of these traits under."""
    if dimension in _WITHOUT[rule.kind]:
        return ()
    return _names(dimension, traits[_AT[dimension]], places)


def split(dimension: str, rule: CountingRule, traits: Mapping[object, int], places: Places) -> dict[str, int]:
    """Value → number, most first, of how many records have each value that ``dimension`` splits them up by."""
    found: Counter[str] = Counter()
    if dimension not in _WITHOUT[rule.kind]:
        for trait, number in traits.items():
            for name in _names(dimension, trait, places):
                found[name] += number
    return ordered(found)


def trait_at(dimension: str) -> int:
    """Which of the :data:`Traits` a dimension goes by."""
    return _AT[dimension]


def _names(dimension: str, trait: object, places: Places) -> tuple[str, ...]:
    """The values of ``dimension`` that a record with this trait stands under."""
    if trait is None or trait == "":
        return () if dimension == "grouping" else (UNKNOWN,)
    text = str(trait)
    if dimension == "grouping":
        return places.groupings.of_country(text, places.day)
    if dimension == "workstream":
        return places.works(text) or (UNKNOWN,)
    if dimension in ("region", "subregion"):
        return ((region if dimension == "region" else subregion)(text) or UNKNOWN,)
    return (text,)


def in_pipeline(rule: CountingRule, record: Record) -> bool:
    """Whether the stage breakdown holds the record: not if its kind never counts by the rule."""
    if record.kind != "partners":
        return True
    return rule.count_organisations if is_organisation(record) else not rule.omit_countries


def stage_on(record: Record, day: date) -> str:
    """The stage on the day, as far as the dates tell; of a person whether planned, active or left by then."""
    if record.kind == "personnel":
        return _person_stage(record, day)
    stage, ended = effective_stage(record) or UNKNOWN, day_of(record.text("ended_on"))
    if ended is not None and stage in ("applied", "signed", "active", WITHDRAWN):
        if ended < day:
            return WITHDRAWN
        stage = stage if stage != WITHDRAWN else stage_before_leaving(record) or UNKNOWN
    applied = day_of(record.text("applied_on"))
    if stage == "applied":
        return LATER if applied is not None and applied > day else stage
    if stage not in ("signed", "active"):
        return stage
    since = starting(record.text("signed_on"), record.entered_on, signed=True).since
    if since is None or since <= day:
        return stage
    return "applied" if applied is not None and applied <= day else LATER


def ordered(found: Mapping[str, int]) -> dict[str, int]:
    """Most first, then by name; what fell to nothing is left out."""
    kept = [(name, number) for name, number in found.items() if number]
    return dict(sorted(kept, key=lambda item: (-item[1], item[0])))


def _person_stage(record: Record, day: date) -> str:
    term = working_term(record)
    if term.covers(day):
        return "active"
    if term.since is None:
        return str(record.values.get("status") or UNKNOWN)
    return LATER if term.since > day else "left"
