"""Write the plan that was reviewed, as one change set, once."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, RecordChange
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.memory import choices_to_remember, header_fingerprint, mapping_to_remember
from ilrs_desk.intake.plan import CERTAIN, Action, FilePlan, ImportPlan, RowPlan, TablePlan
from ilrs_desk.store.imports import ImportedRow, ImportedTable, ImportEntry
from ilrs_desk.store.office import Office

from .import_writes import place_of_offer, taken_rows, verifier, writes_of_plan

#: (file, sheet, row, kind) → ids of the records that came from there, in the order in which they were made.
_Created = dict[tuple[str | None, str | None, int | None, str], list[int]]

#: Parts of a person's name, beside the fields that name a record of any kind.
_PARTS = ("family_name", "given_name")


@dataclass(frozen=True, slots=True)
class Committed:
    """What an import did: its change set (None when nothing was written) and the plan with the new records' numbers.

    ``added`` and ``changed`` count rows; ``created`` the offered records that were made, ``marked`` the missing ones
    that were marked as left.
    """

    changeset: ChangeSet | None
    plan: ImportPlan
    added: int
    changed: int
    left_out: int
    created: int = 0
    marked: int = 0


def commit_import(
    office: Office,
    plan: ImportPlan,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Committed:
    """Write what ``plan`` says: ticked rows, offers taken, who left. Done twice with the same plan, it writes once.

    A checked copy of the office is put into its folder for backups before, if it has one.
    Raises InputProblem ``plan.stale`` when the office or a file moved since the plan was drawn, and MachineFault
    ``import.unlike_plan`` when the office holds something else afterwards; nothing is written then, nor when
    ``cancelled`` says so.
    """
    contents = {} if office.committed(plan.key) else _contents(plan)
    writes = writes_of_plan(plan)
    if office.backups is not None and writes:
        office.backup_into(office.backups)
    changeset = office.write(
        Draft(Act.IMPORT, _title(plan), writes, plan.key, plan.generation),
        imported=tuple(_entries(plan, contents)),
        cancelled=cancelled,
        verify=verifier(office, writes),
    )
    rows = [row for _, _, row in taken_rows(plan)]
    changed = sum(row.matched is not None for row in rows)
    return Committed(
        changeset,
        _with_ids(plan, changeset) if changeset else plan,
        len(rows) - changed,
        changed,
        _left_out(plan),
        created=sum(offer.taken for offer in plan.offers),
        marked=sum(bool(missing.changes) for _, table in plan.tables() for missing in table.missing),
    )


def _contents(plan: ImportPlan) -> dict[str, bytes]:
    """The bytes of each file by its digest, just as they were read for the plan."""
    found: dict[str, bytes] = {}
    for file in plan.files:
        if file.error is not None:
            continue
        try:
            contents = file.path.read_bytes()
        except OSError:
            contents = b""
        if hashlib.sha256(contents).hexdigest() != file.sha256:
            said = Message(
                "{file} has changed since it was read. Nothing was written. Read it again.",
                {"file": file.path.name},
            )
            raise InputProblem("plan.stale", said)
        found[file.sha256] = contents
    return found


def _title(plan: ImportPlan) -> Message:
    files = ", ".join(file.path.name for file in plan.files if file.error is None)
    rows = sum(1 for _ in taken_rows(plan))
    if rows == 1:
        return Message("import of {files} (1 row)", {"files": files})
    return Message("import of {files} ({rows} rows)", {"files": files, "rows": rows})


def _entries(plan: ImportPlan, contents: Mapping[str, bytes]) -> Iterator[ImportEntry]:
    for number, file in enumerate(plan.files):
        if file.error is not None:
            continue
        yield ImportEntry(
            file=file.path.name,
            sha256=file.sha256,
            size=file.size,
            agency=file.agency,
            counts=dict(_counts(plan, number)),
            tables=tuple(_imported_table(table) for table in file.tables),
            rows=tuple(_imported_rows(file)),
            dated=file.dated,
            contents=contents.get(file.sha256),
            answers=_answers(file),
        )


def _counts(plan: ImportPlan, number: int) -> Counter[str]:
    """What came of the rows of a file, and besides them: institutions that it first named, and who left."""
    tables = plan.files[number].tables
    found = Counter(_outcome(row) for table in tables for row in table.rows)
    found["created"] = sum(offer.taken and offer.rows[0][0] == number for offer in plan.offers)
    found["marked"] = sum(bool(missing.changes) for table in tables for missing in table.missing)
    return +found


def _imported_table(table: TablePlan) -> ImportedTable:
    headers = tuple(column.header for column in table.columns if column.header)
    choices = choices_to_remember(table)
    return ImportedTable(
        table.sheet, table.kind, header_fingerprint(headers), headers, mapping_to_remember(table.columns),
        {column.field: column.column for column in reversed(table.columns) if column.field},
        choices.orders, choices.policies,
    )  # fmt: skip


def _answers(file: FilePlan) -> dict[str, dict[str, str | None]]:
    found: dict[str, dict[str, str | None]] = {}
    for table in file.tables:
        for key, texts in table.answers.items():
            found.setdefault(key, {}).update(texts)
    return found


def _imported_rows(file: FilePlan) -> Iterator[ImportedRow]:
    for table in file.tables:
        for row in table.rows:
            yield ImportedRow(
                table.kind, row.sheet, row.row, _outcome(row), row.matched, row.taken, _told(table.kind, row)
            )


def _told(kind: str, row: RowPlan) -> dict[str, Value]:
    """What the row says of a record of ours that does not come into force; of no record, whom it names."""
    if row.matched is None and not row.taken:
        naming = {*KINDS[kind].label_fields, *_PARTS}
        return {key: value for key, value in row.record.items() if key in naming and value is not None}
    kept = {key: theirs for key, (_, theirs) in row.left_alone.items()}
    unticked = {} if row.taken else {key: theirs for key, (_, theirs) in row.changes.items()}
    return {key: value for key, value in {**kept, **unticked}.items() if value is not None}


def _outcome(row: RowPlan) -> str:
    """What the row did if it was taken, else why it was not ("left_out": somebody took the tick away)."""
    if row.action is Action.SAME:
        return Action.SAME.value
    if row.taken and row.record:
        return (Action.ADD if row.matched is None else Action.UPDATE).value
    return "left_out" if row.action in CERTAIN else row.action.value


def _left_out(plan: ImportPlan) -> int:
    return sum(
        not row.taken and row.action is not Action.SAME for _, table in plan.tables() for row in table.rows
    )


def _with_ids(plan: ImportPlan, changeset: ChangeSet) -> ImportPlan:
    """Fill in the numbers of the added records, found by the place they came from."""
    created = _by_place(changeset.changes)
    offers = []
    for offer in plan.offers:
        place = place_of_offer(plan, offer)
        found = created.get((place.file, place.sheet, place.row, offer.kind)) if offer.taken else None
        offers.append(replace(offer, id=found.pop(0)) if found else offer)
    files = []
    for file in plan.files:
        tables = []
        for table in file.tables:
            rows = tuple(_numbered(row, file.path.name, table.kind, created) for row in table.rows)
            tables.append(replace(table, rows=rows))
        files.append(replace(file, tables=tuple(tables)))
    return replace(plan, files=tuple(files), offers=tuple(offers))


def _by_place(changes: tuple[RecordChange, ...]) -> _Created:
    created: _Created = defaultdict(list)
    for change in changes:
        if change.old is None and change.place is not None:
            created[change.place.file, change.place.sheet, change.place.row, change.kind].append(change.id)
    return created


def _numbered(row: RowPlan, file: str, kind: str, created: _Created) -> RowPlan:
    found = created.get((file, row.sheet, row.row, kind))
    return replace(row, id=found.pop(0)) if row.taken and row.matched is None and found else row
