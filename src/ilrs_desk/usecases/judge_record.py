"""Whether one record counts toward its targets and why, reading no more of the office than that takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from ilrs_desk.domain.counting import Check, Verdict
from ilrs_desk.domain.kinds import DISTINCTIONS, GROUPINGS, KINDS, MEMBERSHIPS, RULES, TARGETS, WORKSTREAMS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.progress import explained, verdicts
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.targets import Target
from ilrs_desk.store.office import Office

_SETTLED = tuple(kind.key for kind in (TARGETS, RULES, DISTINCTIONS, WORKSTREAMS, GROUPINGS, MEMBERSHIPS))
#: By which fields records of a kind may be one.
_SHARED = {"partners": ("country",), "institutions": ("ror",), "personnel": ("orcid", "email")}


def judge_record(
    office: Office, record: Record, day: date | None = None
) -> tuple[tuple[Target, Verdict], ...]:
    """For each target that ``record`` counts toward or might: whether it counts on ``day`` (today if None), and why.

    An agreement counts through the partner and the institution that it is linked to.
    """
    around = _around(office, record)
    judged = [one for told in _told(around, record) for one in verdicts(around, told, day or date.today())]
    return tuple(judged)


def suppose_judged(
    office: Office, record: Record, target: str, supposed: Mapping[str, tuple[Record, ...]], day: date
) -> Verdict | None:
    """Whether ``record`` would count toward the target if the office held other settings; None for another's kind."""
    around = _around(office, record)
    around = replace(around, records={**around.records, **supposed})
    return next((found for one, found in verdicts(around, record, day) if one.key == target), None)


def explain_record(
    office: Office, kind: str, record_id: int, moment: Moment = NOW
) -> tuple[tuple[Target, tuple[Check, ...]], ...]:
    """For each target that the record counts toward or might: every test of its rule, passed or not.

    Raises LookupError for a record that is not in the office at ``moment``.
    """
    if moment.known_on is not None:
        past = office.as_known(moment.known_on)
        try:
            return explain_record(past, kind, record_id, Moment(moment.day))
        finally:
            past.close()
    record = office.get(kind, record_id)
    if record is None:
        raise LookupError(f"no record {record_id} of {kind}")
    around = _around(office, record)
    return tuple(one for told in _told(around, record) for one in explained(around, told, moment.day))


def _told(around: Snapshot, record: Record) -> Iterable[Record]:
    """The records whose counting tells that of ``record``."""
    if record.kind != "agreements":
        return (record,)
    linked = {("partners", record.link("partner")), ("institutions", record.link("institution"))}
    return [one for kind, number in sorted(linked, key=str) for one in around.of(kind) if one.id == number]


def _around(office: Office, record: Record) -> Snapshot:
    """The settings, the record, what it belongs to, those that may be one with these, and their agreements."""
    settled = office.snapshot(_SETTLED)
    found: dict[str, dict[int, Record]] = {kind: {} for kind in KINDS}
    found[record.kind][record.id] = record
    for kind, key in (("partners", "partner"), ("institutions", "institution")):
        linked = record.link(key) if key in KINDS[record.kind].by_key else None
        if linked is not None:
            found[kind].update((one.id, one) for one in office.records(kind, [linked]) if not one.trashed)
    for kind, fields in _SHARED.items():
        for one in list(found[kind].values()):
            found[kind].update((twin.id, twin) for twin in _sharing(office, one, fields))
    for kind, column in (("partners", "partner_id"), ("institutions", "institution_id")):
        for number in found[kind] if record.kind != "personnel" else ():
            papers = office.find("agreements", Query(where=((column, str(number)),)))
            found["agreements"].update((paper.id, paper) for paper in papers)
    records = {kind: tuple(sorted(ones.values(), key=lambda one: one.id)) for kind, ones in found.items()}
    return Snapshot(settled.generation, {**settled.records, **records})


def _sharing(office: Office, record: Record, fields: Iterable[str]) -> Iterator[Record]:
    """The live records that have the value of one of the fields in common with ``record``."""
    for field in fields:
        if (value := record.text(field)) is not None:
            yield from office.find(record.kind, Query(where=((field, value),)))
