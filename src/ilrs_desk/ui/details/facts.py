"""All that the details pane tells of one record, gathered in one visit to the office."""

from __future__ import annotations

from dataclasses import dataclass

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.counting import Verdict
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.targets import Target
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.judge_record import judge_record


@dataclass(frozen=True, slots=True)
class Linked:
    """Records of one kind that belong to the record, under a heading of the pane."""

    kind: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """One record, whether it counts, what belongs to it, and its change sets, newest first."""

    record: Record
    verdicts: tuple[tuple[Target, Verdict], ...]
    linked: tuple[Linked, ...]
    history: tuple[ChangeSet, ...]

    @property
    def linked_count(self) -> int:
        """How many records belong to this one."""
        return sum(len(group.records) for group in self.linked)


def gather(office: Office, kind: str, record_id: int) -> Facts | None:
    """The facts of a record; None when it is not there (any more)."""
    record = office.get(kind, record_id)
    if record is None:
        return None
    return Facts(
        record,
        judge_record(office, record),
        tuple(group for group in _linked(office, record) if group.records),
        tuple(office.history(kind, record_id)),
    )


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
