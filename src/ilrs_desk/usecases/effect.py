"""The office as it would be after a plan, to count the effect before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import count

from ilrs_desk.domain.fields import link_column
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Record, Snapshot, Value
from ilrs_desk.domain.text import fold
from ilrs_desk.intake.plan import Action, ImportPlan, RowPlan, TablePlan


def applied(snapshot: Snapshot, plan: ImportPlan) -> Snapshot:
    """``snapshot`` with the ticked rows of ``plan`` in it; new records get numbers that no record has."""
    numbers = count(1 + max((r.id for kind in KINDS for r in snapshot.of(kind)), default=0))
    records = {kind: {record.id: record for record in snapshot.of(kind)} for kind in snapshot.records}
    today = date.today()
    for table in _in_order(plan):
        kept = records.setdefault(table.kind, {})
        institutions = _numbers_by_name(records.get("institutions", {}).values())
        for row in table.rows:
            _apply(kept, table.kind, row, numbers, institutions, today)
    return replace(snapshot, records={kind: tuple(found.values()) for kind, found in records.items()})


def writes_of(row: RowPlan) -> dict[str, Value]:
    """The values that the row would write: all of a new record, the changed ones of a matched one."""
    if row.matched is not None:
        return {key: theirs for key, (_, theirs) in row.changes.items()}
    return dict(row.record)


def _in_order(plan: ImportPlan) -> list[TablePlan]:
    order = list(KINDS)
    return sorted((table for _, table in plan.tables()), key=lambda table: order.index(table.kind))


def _apply(
    kept: dict[int, Record],
    kind: str,
    row: RowPlan,
    numbers: Iterable[int],
    institutions: dict[str, int],
    today: date,
) -> None:
    if not row.taken or row.action is Action.SAME:
        return
    values = {key: value for key, value in writes_of(row).items() if value is not None}
    if kind == "personnel" and (number := institutions.get(fold(str(values.get("institution", ""))))):
        values[link_column("institution")] = number
    if row.matched is not None and row.matched in kept:
        ours = kept[row.matched]
        kept[ours.id] = replace(ours, values={**ours.values, **values})
        return
    number = next(iter(numbers))
    kept[number] = Record(kind, number, values, entered_on=today)


def _numbers_by_name(records: Iterable[Record]) -> dict[str, int]:
    found: dict[str, int] = {}
    for record in records:
        for key in ("name", "native_name", "acronym"):
            if name := record.text(key):
                found.setdefault(fold(name), record.id)
    return found
