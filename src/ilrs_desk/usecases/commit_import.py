"""Write the plan that was reviewed, as one change set, once."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, Place, Write
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.memory import header_fingerprint, mapping_to_remember
from ilrs_desk.intake.plan import CERTAIN, Action, FilePlan, ImportPlan, RowPlan, TablePlan
from ilrs_desk.store.imports import ImportedRow, ImportedTable, ImportEntry
from ilrs_desk.store.office import Office

from .effect import writes_of


@dataclass(frozen=True, slots=True)
class Committed:
    """What an import did: its change set (None when nothing was written) and the plan with the new records' numbers."""

    changeset: ChangeSet | None
    plan: ImportPlan
    added: int
    changed: int
    left_out: int


def commit_import(
    office: Office,
    plan: ImportPlan,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Committed:
    """Write the ticked rows of ``plan``. Done twice with the same plan, it writes once.

    A checked copy of the office is put into its folder for backups before, if it has one.
    Raises InputProblem ``plan.stale`` when the office or a file moved since the plan was drawn; nothing is
    written then, nor when ``cancelled`` says so.
    """
    _refuse_stale(office, plan)
    rows = list(_taken(plan))
    title = _title(plan, rows)
    if office.backups is not None and rows:
        office.backup_into(office.backups)
    writes = tuple(_write(file, table, row) for file, table, row in rows)
    draft = Draft(Act.IMPORT, title, writes, plan.key, plan.generation)
    changeset = office.write(draft, imported=tuple(_entries(plan)), cancelled=cancelled)
    numbered = _with_ids(plan, changeset) if changeset else plan
    changed = sum(1 for _, _, row in rows if row.matched is not None)
    return Committed(changeset, numbered, len(rows) - changed, changed, _left_out(plan))


def _refuse_stale(office: Office, plan: ImportPlan) -> None:
    if office.committed(plan.key):
        return
    for file in plan.files:
        if file.error is None and _digest(file.path) != file.sha256:
            raise InputProblem(
                "plan.stale",
                Message(
                    "{file} has changed since it was read. Nothing was written. Read it again.",
                    {"file": file.path.name},
                ),
            )


def _digest(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _taken(plan: ImportPlan) -> Iterator[tuple[FilePlan, TablePlan, RowPlan]]:
    order = list(KINDS)
    for file, table in sorted(plan.tables(), key=lambda pair: order.index(pair[1].kind)):
        for row in table.rows:
            if row.taken and row.action is not Action.SAME and row.record:
                yield file, table, row


def _write(file: FilePlan, table: TablePlan, row: RowPlan) -> Write:
    return Write(table.kind, writes_of(row), row.matched, place=Place(file.path.name, row.sheet, row.row))


def _title(plan: ImportPlan, rows: list[tuple[FilePlan, TablePlan, RowPlan]]) -> Message:
    files = ", ".join(file.path.name for file in plan.files if file.error is None)
    if len(rows) == 1:
        return Message("import of {files} (1 row)", {"files": files})
    return Message("import of {files} ({rows} rows)", {"files": files, "rows": len(rows)})


def _entries(plan: ImportPlan) -> Iterator[ImportEntry]:
    for file in plan.files:
        if file.error is not None:
            continue
        yield ImportEntry(
            file=file.path.name,
            sha256=file.sha256,
            size=file.size,
            agency=file.agency,
            counts=_counts(file),
            tables=tuple(_imported_table(table) for table in file.tables),
            rows=tuple(_imported_rows(file)),
        )


def _imported_table(table: TablePlan) -> ImportedTable:
    headers = tuple(column.header for column in table.columns if column.header)
    return ImportedTable(
        table.sheet, table.kind, header_fingerprint(headers), headers, mapping_to_remember(table.columns)
    )


def _counts(file: FilePlan) -> dict[str, int]:
    return dict(Counter(_outcome(row) for table in file.tables for row in table.rows))


def _imported_rows(file: FilePlan) -> Iterator[ImportedRow]:
    for table in file.tables:
        for row in table.rows:
            yield ImportedRow(table.kind, row.sheet, row.row, _outcome(row), row.matched, row.taken)


def _outcome(row: RowPlan) -> str:
    """What the row did if it was taken, else why it was not ("left_out": somebody took the tick away)."""
    if row.action is Action.SAME:
        return Action.SAME.value
    if row.taken and row.record:
        return (Action.ADD if row.matched is None else Action.UPDATE).value
    return "left_out" if row.action in CERTAIN else row.action.value


def _left_out(plan: ImportPlan) -> int:
    return sum(
        1
        for _, table in plan.tables()
        for row in table.rows
        if not row.taken and row.action is not Action.SAME
    )


def _with_ids(plan: ImportPlan, changeset: ChangeSet) -> ImportPlan:
    """Fill in the numbers of the added records, found by the place they came from."""
    created: dict[tuple[str | None, str | None, int | None, str], list[int]] = defaultdict(list)
    for change in changeset.changes:
        if change.old is None and change.place is not None:
            created[(change.place.file, change.place.sheet, change.place.row, change.kind)].append(change.id)
    files = []
    for file in plan.files:
        tables = []
        for table in file.tables:
            rows = tuple(_numbered(row, file.path.name, table.kind, created) for row in table.rows)
            tables.append(replace(table, rows=rows))
        files.append(replace(file, tables=tuple(tables)))
    return replace(plan, files=tuple(files))


def _numbered(
    row: RowPlan,
    file: str,
    kind: str,
    created: dict[tuple[str | None, str | None, int | None, str], list[int]],
) -> RowPlan:
    found = created.get((file, row.sheet, row.row, kind))
    return replace(row, id=found.pop(0)) if row.taken and row.matched is None and found else row
