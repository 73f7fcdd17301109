"""What is noted of an import: the file with its bytes, its tables and rows, and what is to be remembered of it."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ilrs_desk.domain.changes import RecordChange
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.text import fold

from .connection import OfficeDatabase, insert_numbered, insert_sql
from .journal import canonical, next_id
from .models import AgencyRow, ImportedRowRow, ImportRow, ImportTableRow, KeptFileRow
from .sources import note_file


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """A table of an imported file: ``fields`` says, by folded header, for which field a column was taken.

    ``columns``: field → letter of its column. ``orders`` (date order by folded header) and ``policies`` (by name)
    are remembered for the next file with these headers.
    """

    sheet: str
    kind: str
    fingerprint: str
    headers: tuple[str, ...]
    fields: Mapping[str, str | None]
    columns: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    policies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row as the sender numbers it; ``record_id`` None: not matched (of a created record it is filled in).

    ``told``: the values that the row said and that did not come into force, by field.
    """

    kind: str
    sheet: str
    row: int
    action: str
    record_id: int | None
    taken: bool
    told: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One imported file, to be registered with the change set that it led to; ``size`` in bytes.

    ``dated``: the day that the file is of (YYYY-MM-DD). ``contents``: its bytes, kept compressed. ``answers``: key
    of a field → text as it was written → the stored value that a person said it means.
    """

    file: str
    sha256: str
    size: int
    agency: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    tables: tuple[ImportedTable, ...] = ()
    rows: tuple[ImportedRow, ...] = ()
    dated: str | None = None
    contents: bytes | None = None
    answers: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)


def pack(entries: Iterable[ImportEntry]) -> dict[str, bytes]:
    """The compressed bytes of each entry that has them, by its sha256; raises ValueError if they are others."""
    packed: dict[str, bytes] = {}
    for entry in entries:
        if entry.contents is None or entry.sha256 in packed:
            continue
        if hashlib.sha256(entry.contents).hexdigest() != entry.sha256:
            raise ValueError(f"{entry.file}: the bytes to keep are not those that were read")
        packed[entry.sha256] = zlib.compress(entry.contents, 6)
    return packed


def register(
    db: OfficeDatabase, entries: Sequence[ImportEntry], packed: Mapping[str, bytes], *, who: str, at: datetime,
    changeset: int | None, changes: Iterable[RecordChange],
) -> None:  # fmt: skip
    """Note the imported files; rows that became records get their numbers by the place they came from."""
    created = _created(changes)
    when = at.astimezone(UTC).isoformat(timespec="milliseconds")
    for entry in entries:
        agency = note_agency(db, entry.agency) if entry.agency else None
        number = next_id(db, "imports")
        rows = [_row(number, entry.file, row, created) for row in entry.rows]
        tables = [_table(number, table) for table in entry.tables]
        source = note_file(db, entry.file, entry.sha256, entry.size)
        counts = canonical(dict(entry.counts))
        head = (changeset, when, who, entry.file, entry.sha256, entry.size, agency, counts, entry.dated)
        digest = digest_of(head, tables, rows)
        columns = (number, changeset, when, who, source, agency, counts, digest, entry.dated)
        db.execute_sql(insert_sql(ImportRow), columns)
        insert_numbered(db, ImportTableRow, next_id(db, "import_tables"), tables)
        insert_numbered(db, ImportedRowRow, next_id(db, "import_rows"), rows)
        _keep(db, source, packed.get(entry.sha256))
        _remember(db, agency or 0, entry)


def digest_of(head: Sequence[Any], tables: Iterable[Sequence[Any]], rows: Iterable[Sequence[Any]]) -> str:
    """Digest over an import, its tables and rows, all without their numbers.

    ``head``: change set, time, who, file, its sha256 and size, agency, counts, day. Empty columns at the end do not
    count, so that what was noted before there were such columns keeps its digest.
    """
    digest = hashlib.sha256(canonical(_filled(head)).encode())
    for part in (*tables, *rows):
        cells = _filled(part)
        digest.update("\x1f".join(["" if cell is None else str(cell) for cell in cells]).encode() + b"\x1e")
    return digest.hexdigest()


def _filled(cells: Sequence[Any]) -> Sequence[Any]:
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return cells[:end]


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
    told = canonical(dict(row.told)) if row.told else None
    return (import_id, row.kind, row.sheet, row.row, row.action, record_id, int(row.taken), told)


def _table(import_id: int, table: ImportedTable) -> tuple[Any, ...]:
    headers, fields = canonical(table.headers), canonical(dict(table.fields))
    columns = canonical(dict(table.columns)) if table.columns else None
    return (import_id, table.sheet, table.kind, table.fingerprint, headers, fields, columns)


def note_agency(db: OfficeDatabase, name: str) -> int:
    """The number of the agency of that name, listed from now on if it was not."""
    folded = fold(name)
    row = next(iter(db.execute(AgencyRow.select(AgencyRow.id).where(AgencyRow.folded == folded))), None)
    if row is not None:
        return int(row[0])
    number = next_id(db, "agencies")
    db.execute_sql(insert_sql(AgencyRow), (number, name, folded, None, None, None))
    return number


def _keep(db: OfficeDatabase, source: int, packed: bytes | None) -> None:
    if packed is None:
        return
    known = KeptFileRow.select(KeptFileRow.source_id).where(KeptFileRow.source_id == source)
    if db.execute(known).fetchone() is None:
        db.execute_sql(insert_sql(KeptFileRow), (source, packed))


def _remember(db: OfficeDatabase, agency: int, entry: ImportEntry) -> None:
    for table in entry.tables:
        told = (canonical(dict(table.fields)), table.kind, canonical(table.headers))
        chosen = (canonical(dict(table.orders)), canonical(dict(table.policies)))
        db.execute_sql(_REMEMBER, (agency, table.fingerprint, *told, *chosen))
    for key, given in entry.answers.items():
        for text, value in given.items():
            db.execute_sql(_ANSWER, (agency, key, text, value))


_ANSWER = 'INSERT OR REPLACE INTO answers(agency_id, field, "text", value) VALUES(?, ?, ?, ?)'
_REMEMBER = (
    "INSERT INTO mappings(agency_id, fingerprint, fields, kind, headers, orders, policies) VALUES(?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT(agency_id, fingerprint) DO UPDATE SET fields = excluded.fields, kind = excluded.kind, "
    "headers = excluded.headers, orders = excluded.orders, policies = excluded.policies"
)
