"""All that the details pane tells of one record, gathered in one visit to the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.counting import Check, Verdict
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.targets import Target
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.judge_record import explain_record, judge_record


@dataclass(frozen=True, slots=True)
class Linked:
    """Records of one kind that belong to the record, under a heading of the pane."""

    kind: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """One record, whether it counts, what belongs to it, and its change sets, newest first.

    ``tests``: of each target's rule, passed or not.
    ``not_in_force``: kinds and numbers of those of all these that are not in force on the day asked about.
    """

    record: Record
    verdicts: tuple[tuple[Target, Verdict], ...]
    linked: tuple[Linked, ...]
    history: tuple[ChangeSet, ...]
    not_in_force: frozenset[tuple[str, int]] = frozenset()
    tests: tuple[tuple[Target, tuple[Check, ...]], ...] = ()

    @property
    def linked_count(self) -> int:
        """How many records belong to this one."""
        return sum(len(group.records) for group in self.linked)


def gather(office: Office, kind: str, record_id: int, moment: Moment = NOW) -> Facts | None:
    """The facts of a record at ``moment``, by what ``office`` knows; None when it is not there (any more)."""
    record = office.get(kind, record_id)
    if record is None:
        return None
    linked = tuple(group for group in _linked(office, record) if group.records)
    return Facts(
        record,
        judge_record(office, record, moment.day),
        linked,
        tuple(office.history(kind, record_id)),
        _not_in_force(office, (Linked(kind, (record,)), *linked), moment.as_of),
        () if record.trashed else explain_record(office, kind, record_id, Moment(moment.day)),
    )


def _not_in_force(office: Office, groups: Iterable[Linked], day: date | None) -> frozenset[tuple[str, int]]:
    found: set[tuple[str, int]] = set()
    for group in groups if day is not None else ():
        ids = tuple(record.id for record in group.records)
        in_force = set(office.ids(group.kind, Query(ids=ids, in_force_on=day)))
        found |= {(group.kind, number) for number in ids if number not in in_force}
    return frozenset(found)


def _linked(office: Office, record: Record) -> list[Linked]:
    """What it points to, what points to it, and a partner's institutions by their country."""
    found: dict[str, dict[int, Record]] = {kind: {} for kind in KINDS}
    for field in KINDS[record.kind].links:
        target = record.link(field.key)
        if target is not None and field.target is not None:
            for linked in office.records(field.target, [target]):
                found[field.target][linked.id] = linked
    for (kind, _), records in office.linked(record.kind, record.id).items():
        found[kind].update({each.id: each for each in records})
    if record.kind == "partners" and record.text("country"):
        same = Query(where=(("country", record.text("country")),))
        found["institutions"].update({each.id: each for each in office.find("institutions", same)})
    return [Linked(kind, tuple(records.values())) for kind, records in found.items()]
