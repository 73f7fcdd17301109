"""Everything that was ever said of one field of a record: by whom, when, why, and in which cell of which file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ilrs_desk.domain.changes import MERGED, Act, ChangeSet, RecordChange
from ilrs_desk.domain.memory import Told
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.imports import ImportedRow
from ilrs_desk.store.office import Office
from ilrs_desk.store.register import ImportRecord

#: Where a field has no column of its own, its value came from that of a whole.
_WHOLES = {"family_name": "full_name", "given_name": "full_name", "title": "full_name"}


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of an imported file; ``column`` is a letter, None where the value stood in no column of its own.

    ``kept``: the file is in the office and can be shown.
    """

    import_id: int
    file: str
    sheet: str | None
    row: int | None
    column: str | None
    kept: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One value that was said. ``at``: when it was written, None if it never came into force; ``day``: what it is of.

    ``part``: the record it was said of, where that became a part of this one. ``undone``: taken back later.
    """

    value: Value
    day: str
    who: str
    act: Act
    why: Message
    at: datetime | None = None
    agency: str | None = None
    place: CellPlace | None = None
    changeset: int | None = None
    part: int | None = None
    undone: bool = False
    in_force: bool = False


@dataclass(frozen=True, slots=True)
class CellHistory:
    """``written``: what stood in the field, newest first; ``claims``: what was said and never came into force."""

    record: Record
    field: str
    written: tuple[Said, ...]
    claims: tuple[Said, ...]


def cell_history(office: Office, kind: str, record_id: int, field: str) -> CellHistory | None:
    """All that was said of ``field`` of the record; None when it is not there."""
    record = office.get(kind, record_id)
    if record is None:
        return None
    places = _Places(office, kind, field)
    written = [
        said
        for changeset, change in _changes(office, kind, record_id)
        if (said := _written(places, changeset, change, field, record_id)) is not None
    ]
    held = record.values.get(field)
    for at, said in enumerate(written):
        if said.value == held and not said.undone and said.part is None:
            written[at] = replace(said, in_force=True)
            break
    known = {(said.value, said.changeset) for said in written}
    claims = [
        _claimed(places, told, record_id)
        for told in office.register.claims(kind, record_id, field)
        if told.value != held and (told.value, told.changeset) not in known
    ]
    return CellHistory(record, field, tuple(written), tuple(claims))


def _changes(office: Office, kind: str, record_id: int) -> list[tuple[ChangeSet, RecordChange]]:
    """The changes of the record and of those that became a part of it, newest first."""
    found: dict[tuple[int, int], tuple[ChangeSet, RecordChange]] = {}
    waiting, known = [record_id], {record_id}
    while waiting:
        number = waiting.pop()
        for changeset in office.history(kind, number):
            for change in changeset.changes:
                if change.kind != kind:
                    continue
                if change.id in known:
                    found[changeset.id, change.id] = (changeset, change)
                elif (change.new or {}).get(MERGED) == number and changeset.undone_by is None:
                    known.add(change.id)
                    waiting.append(change.id)
    return [found[key] for key in sorted(found, reverse=True)]


def _written(
    places: _Places, changeset: ChangeSet, change: RecordChange, field: str, record_id: int
) -> Said | None:
    if change.new is None or field not in change.new:
        return None
    found = places.imported(changeset.id, change.place.file if change.place else None)
    place = None
    if change.place is not None and change.place.file is not None and found is not None:
        place = places.at(found, change.place.sheet, change.place.row)
    return Said(
        change.new[field], changeset.at.astimezone().date().isoformat(), changeset.who, changeset.act,
        changeset.title, changeset.at, found.agency if found else None, place, changeset.id,
        None if change.id == record_id else change.id, changeset.undone_by is not None,
    )  # fmt: skip


def _claimed(places: _Places, told: Told, record_id: int) -> Said:
    found = places.imported(told.changeset, told.file, told.day)
    place = places.row_that_told(found, record_id, told.value) if found else None
    why = Message("import of {file}", {"file": told.file or ""})
    who = found.who if found else ""
    return Said(told.value, told.day, who, Act.IMPORT, why, None, told.agency, place, told.changeset)


class _Places:
    """Finds the cells of one field in the imported files; each import is read once."""

    def __init__(self, office: Office, kind: str, field: str) -> None:
        self._register = office.register
        self._kind, self._field = kind, field
        self._imports: Sequence[ImportRecord] = self._register.imports()
        self._columns: dict[int, Mapping[str, Mapping[str, str]]] = {}
        self._told: dict[int, list[ImportedRow]] = {}

    def imported(
        self, changeset: int | None, file: str | None, day: str | None = None
    ) -> ImportRecord | None:
        """The import of ``file`` that made ``changeset``, or of that day where it changed nothing."""
        for found in self._imports:
            if found.file != file or found.changeset != changeset:
                continue
            if changeset is not None or day in (found.dated, found.at.astimezone().date().isoformat()):
                return found
        return None

    def at(self, found: ImportRecord, sheet: str | None, row: int | None) -> CellPlace:
        """The cell of the field in a row of an import."""
        columns = self._columns_of(found.id).get(sheet or "", {})
        letter = columns.get(self._field) or columns.get(_WHOLES.get(self._field, ""))
        return CellPlace(found.id, found.file, sheet, row, letter, found.kept)

    def row_that_told(self, found: ImportRecord, record_id: int, value: Value) -> CellPlace | None:
        """The row of an import that said ``value`` without bringing it into force."""
        telling = [row for row in self._told_rows(found.id) if row.told[self._field] == value]
        # Of a record that became a part of this one the row bears the other number.
        row = min(telling, key=lambda row: row.record_id != record_id, default=None)
        return self.at(found, row.sheet, row.row) if row else None

    def _told_rows(self, import_id: int) -> list[ImportedRow]:
        if import_id not in self._told:
            rows = self._register.rows(import_id)
            self._told[import_id] = [
                row
                for row in rows
                if row.record_id is not None and row.kind == self._kind and self._field in row.told
            ]
        return self._told[import_id]

    def _columns_of(self, import_id: int) -> Mapping[str, Mapping[str, str]]:
        if import_id not in self._columns:
            tables = self._register.tables(import_id)
            found: dict[str, dict[str, str]] = {}
            for table in tables:
                if table.kind == self._kind:
                    found.setdefault(table.sheet, {}).update(table.columns)
            self._columns[import_id] = found
        return self._columns[import_id]
