"""What was imported: files, their tables and rows, who sent them, how their columns were read; and what is reported."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from peewee import JOIN

from ilrs_desk.domain.changes import RecordChange
from ilrs_desk.domain.memory import LastList
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.text import fold

from .connection import OfficeDatabase, insert_rows, insert_sql
from .journal import canonical, next_id
from .models import (
    AgencyRow,
    ChangesetRow,
    ImportedRowRow,
    ImportRow,
    ImportTableRow,
    MappingRow,
    ReportedRow,
    SourceRow,
)
from .sources import note_file, note_publication


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """A table of an imported file: ``fields`` says, by folded header, for which field a column was taken."""

    sheet: str
    kind: str
    fingerprint: str
    headers: tuple[str, ...]
    fields: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row as the sender numbers it; ``record_id`` None: not matched (of a created record it is filled in)."""

    kind: str
    sheet: str
    row: int
    action: str
    record_id: int | None
    taken: bool


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One imported file, to be registered with the change set that it led to; ``size`` in bytes."""

    file: str
    sha256: str
    size: int
    agency: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    tables: tuple[ImportedTable, ...] = ()
    rows: tuple[ImportedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A registered import; ``changeset`` None: it changed nothing; ``undone``: it was taken back."""

    id: int
    file: str
    sha256: str
    size: int
    agency: str | None
    who: str
    at: datetime
    counts: Mapping[str, int]
    changeset: int | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """A record that is reported but unconfirmed; ``id`` is given by the office, ``record_id`` when it is taken."""

    id: int
    kind: str
    values: Mapping[str, Value]
    source: str
    confidence: str
    why: str
    record_id: int | None = None


def register(
    db: OfficeDatabase, entries: Sequence[ImportEntry], *, who: str, at: datetime, changeset: int | None,
    changes: Iterable[RecordChange],
) -> None:  # fmt: skip
    """Note the imported files; rows that became records get their numbers by the place they came from."""
    created = _created(changes)
    for entry in entries:
        agency = _agency(db, entry.agency)
        number = next_id(db, "imports")
        rows = [_row(number, entry.file, row, created) for row in entry.rows]
        source = note_file(db, entry.file, entry.sha256, entry.size)
        when, counts = at.astimezone(UTC).isoformat(timespec="milliseconds"), canonical(dict(entry.counts))
        head = (changeset, when, who, entry.file, entry.sha256, entry.size, agency, counts)
        tables = [_table(number, table) for table in entry.tables]
        digest = digest_of(head, tables, rows)
        db.execute_sql(insert_sql(ImportRow), (number, changeset, when, who, source, agency, counts, digest))
        _insert(db, ImportTableRow, "import_tables", tables)
        _insert(db, ImportedRowRow, "import_rows", rows)
        for table in entry.tables:
            _remember(db, agency, table)


def digest_of(head: Sequence[Any], tables: Iterable[Sequence[Any]], rows: Iterable[Sequence[Any]]) -> str:
    """Digest over an import, its tables and rows, all without their numbers.

    ``head``: change set, time, who, file, its sha256 and size, agency, counts.
    """
    digest = hashlib.sha256(canonical(head).encode())
    for part in (*tables, *rows):
        digest.update("\x1f".join(["" if cell is None else str(cell) for cell in part]).encode() + b"\x1e")
    return digest.hexdigest()


def read_imports(db: OfficeDatabase) -> list[ImportRecord]:
    """All imports, newest first."""
    query = (
        ImportRow.select(
            ImportRow.id, SourceRow.title, SourceRow.sha256, SourceRow.size, AgencyRow.name, ImportRow.who,
            ImportRow.at, ImportRow.counts, ImportRow.changeset_id, ChangesetRow.undone_by,
        )
        .join(SourceRow, on=(SourceRow.id == ImportRow.source_id))
        .join(AgencyRow, JOIN.LEFT_OUTER, on=(AgencyRow.id == ImportRow.agency_id))
        .join(ChangesetRow, JOIN.LEFT_OUTER, on=(ChangesetRow.id == ImportRow.changeset_id))
        .order_by(ImportRow.id.desc())
    )  # fmt: skip
    return [
        ImportRecord(
            row[0], row[1], row[2], row[3], row[4], row[5],
            datetime.fromisoformat(row[6]), json.loads(row[7]), row[8], row[9] is not None,
        )
        for row in db.execute(query)
    ]  # fmt: skip


def read_rows(db: OfficeDatabase, import_id: int) -> list[ImportedRow]:
    """The rows of one import, in the order of the file."""
    model = ImportedRowRow
    query = model.select(model.kind, model.sheet, model.row, model.action, model.record_id, model.taken)
    rows = db.execute(query.where(model.import_id == import_id).order_by(model.id))
    return [ImportedRow(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows]


def read_lists(db: OfficeDatabase) -> list[LastList]:
    """The records of each table of every import that stands, newest first."""
    found: list[LastList] = []
    for entry in read_imports(db):
        if entry.undone:
            continue
        ids: dict[tuple[str, str], list[int]] = {}
        for row in read_rows(db, entry.id):
            if row.record_id is not None:
                ids.setdefault((row.sheet, row.kind), []).append(row.record_id)
        tables = ImportTableRow.select(ImportTableRow.sheet, ImportTableRow.kind, ImportTableRow.fingerprint)
        for sheet, kind, fingerprint in db.execute(tables.where(ImportTableRow.import_id == entry.id)):
            record_ids = tuple(ids.get((sheet, kind), ()))
            found.append(LastList(kind, entry.agency, fingerprint, record_ids))
    return found


def read_mappings(db: OfficeDatabase) -> dict[tuple[str, str], dict[str, str | None]]:
    """The remembered columns: (agency or "", header fingerprint) → folded header → field."""
    query = MappingRow.select(AgencyRow.name, MappingRow.fingerprint, MappingRow.fields).join(
        AgencyRow, JOIN.LEFT_OUTER, on=(AgencyRow.id == MappingRow.agency_id)
    )
    return {(name or "", fingerprint): json.loads(fields) for name, fingerprint, fields in db.execute(query)}


def add_reported(db: OfficeDatabase, items: Iterable[Reported]) -> None:
    """List reported records, except those that are listed with the same values already."""
    known = {
        (kind, record)
        for kind, record in db.execute(ReportedRow.select(ReportedRow.kind, ReportedRow.record))
    }
    new = [(canonical(dict(item.values)), item) for item in items]
    rows = [
        (item.kind, record, note_publication(db, item.source), item.confidence, item.why, item.record_id)
        for record, item in new
        if (item.kind, record) not in known
    ]
    _insert(db, ReportedRow, "reported", rows)


def read_reported(db: OfficeDatabase) -> list[Reported]:
    """The reported records, as listed."""
    query = (
        ReportedRow.select(
            ReportedRow.id, ReportedRow.kind, ReportedRow.record, SourceRow.title, ReportedRow.confidence,
            ReportedRow.why, ReportedRow.record_id,
        )
        .join(SourceRow, JOIN.LEFT_OUTER, on=(SourceRow.id == ReportedRow.source_id))
        .order_by(ReportedRow.id)
    )  # fmt: skip
    return [Reported(row[0], row[1], json.loads(row[2]), row[3] or "", *row[4:]) for row in db.execute(query)]


def mark_reported(db: OfficeDatabase, reported_id: int, record_id: int | None) -> None:
    """Note as which record a reported one was taken."""
    db.execute(ReportedRow.update(record_id=record_id).where(ReportedRow.id == reported_id))


Created = dict[tuple[str, str | None, str | None, int | None], list[int]]


def _created(changes: Iterable[RecordChange]) -> Created:
    found: Created = {}
    for change in changes:
        if change.old is None and change.place is not None:
            place = change.place
            found.setdefault((change.kind, place.file, place.sheet, place.row), []).append(change.id)
    return found


def _row(import_id: int, file: str, row: ImportedRow, created: Created) -> tuple[Any, ...]:
    record_id = row.record_id
    if record_id is None and row.taken and (numbers := created.get((row.kind, file, row.sheet, row.row))):
        record_id = numbers.pop(0)
    return (import_id, row.kind, row.sheet, row.row, row.action, record_id, int(row.taken))


def _table(import_id: int, table: ImportedTable) -> tuple[Any, ...]:
    headers, fields = canonical(table.headers), canonical(dict(table.fields))
    return (import_id, table.sheet, table.kind, table.fingerprint, headers, fields)


def _insert(db: OfficeDatabase, model: Any, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    first = next_id(db, table)
    insert_rows(db, model, ((first + number, *row) for number, row in enumerate(rows)))


def _agency(db: OfficeDatabase, name: str | None) -> int | None:
    if not name:
        return None
    folded = fold(name)
    row = next(iter(db.execute(AgencyRow.select(AgencyRow.id).where(AgencyRow.folded == folded))), None)
    if row is not None:
        return int(row[0])
    number = next_id(db, "agencies")
    db.execute_sql(insert_sql(AgencyRow), (number, name, folded))
    return number


def _remember(db: OfficeDatabase, agency: int | None, table: ImportedTable) -> None:
    db.execute_sql(
        "INSERT INTO mappings(agency_id, fingerprint, fields) VALUES(?, ?, ?) "
        "ON CONFLICT(agency_id, fingerprint) DO UPDATE SET fields = excluded.fields",
        (agency or 0, table.fingerprint, canonical(dict(table.fields))),
    )
