"""The register of imports: what came in, from whom, what was remembered for the next time, and who said what."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import overload

from peewee import JOIN

from ilrs_desk.domain.agencies import Agency
from ilrs_desk.domain.memory import Choices, LastList, Told

from . import provenance, senders
from .connection import OfficeDatabase
from .imports import ImportedRow, ImportedTable
from .models import (
    AgencyRow,
    AnswerRow,
    ChangesetRow,
    ImportedRowRow,
    ImportRow,
    ImportTableRow,
    KeptFileRow,
    MappingRow,
    SourceRow,
)
from .rewinding import Part


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """A registered import; ``changeset`` None: it changed nothing; ``undone``: it was taken back.

    ``dated``: the day that the file is of; ``kept``: its bytes are in the office, see ``ImportRegister.kept_file``.
    """

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
    dated: str | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class RememberedMapping:
    """What was settled for one header, by its fingerprint: see ``domain.memory.Choices`` and ``Memory.mappings``."""

    fingerprint: str
    kind: str | None
    headers: tuple[str, ...]
    fields: Mapping[str, str | None]
    orders: Mapping[str, str]
    policies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """Who sends returns (``id`` 0, ``name`` "": nobody named), and what is remembered of them.

    ``answers``: (key of a field, text as written, stored value that it means or None for "leave it empty").
    """

    id: int
    name: str
    imports: int
    last_at: datetime | None
    mappings: tuple[RememberedMapping, ...]
    answers: tuple[tuple[str, str, str | None], ...]


class ImportRegister:
    """Reads what is noted of imports, each call from one moment; ``forget_…`` and ``settle_agency`` alone change it.

    ``reading`` opens one moment of the office with those parts of it that it is given.
    """

    def __init__(
        self,
        reading: Callable[..., AbstractContextManager[OfficeDatabase]],
        note: Callable[[Callable[[OfficeDatabase], None]], None],
    ) -> None:
        self._small = reading
        self._reading = partial(reading, *Part)
        self._note = note

    # -- what came in

    def imports(self) -> list[ImportRecord]:
        """The imported files, newest first."""
        with self._reading() as db:
            return _imports(db)

    def count(self) -> int:
        """How many files were imported."""
        with self._reading() as db:
            return int(db.execute_sql("SELECT count(*) FROM imports").fetchone()[0])

    def rows(self, import_id: int) -> list[ImportedRow]:
        """The rows of one import and the records they were taken for, in the order of the file."""
        model = ImportedRowRow
        query = model.select(
            model.kind, model.sheet, model.row, model.action, model.record_id, model.taken, model.told
        )
        with self._reading() as db:
            found = db.execute(query.where(model.import_id == import_id).order_by(model.id))
            return [
                ImportedRow(kind, sheet, row, action, record_id, bool(taken), _json(told))
                for kind, sheet, row, action, record_id, taken, told in found
            ]

    def tables(self, import_id: int) -> list[ImportedTable]:
        """The tables of one import: their headers, and the field and letter of each column that was taken."""
        model = ImportTableRow
        query = model.select(
            model.sheet, model.kind, model.fingerprint, model.headers, model.fields, model.columns
        )
        with self._reading() as db:
            found = db.execute(query.where(model.import_id == import_id).order_by(model.id))
            return [
                ImportedTable(
                    sheet, kind, fingerprint, tuple(json.loads(headers)), json.loads(fields), _json(columns)
                )
                for sheet, kind, fingerprint, headers, fields, columns in found
            ]

    def kept_file(self, import_id: int) -> bytes | None:
        """The bytes of the imported file, None if they were not kept."""
        query = KeptFileRow.select(KeptFileRow.packed).join(
            ImportRow, on=(ImportRow.source_id == KeptFileRow.source_id)
        )
        with self._reading() as db:
            row = db.execute(query.where(ImportRow.id == import_id)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def seen(self) -> dict[str, ImportRecord]:
        """The newest import that stands of each file, by its sha256."""
        return {found.sha256: found for found in reversed(self.imports()) if not found.undone}

    def lists(self) -> list[LastList]:
        """The records of each table of every import that stands, newest first; the ids are read when asked for."""
        with self._reading() as db:
            found = db.execute_sql(_LISTS).fetchall()
        return [
            LastList(kind, agency, fingerprint, _ListedIds(self._reading, (number, sheet, kind)))
            for number, sheet, kind, agency, fingerprint in found
        ]

    # -- what is remembered

    def mappings(self) -> dict[tuple[str, str], Mapping[str, str | None]]:
        """The remembered columns: (agency or "", header fingerprint) → folded header → field."""
        with self._reading() as db:
            return {(name, found.fingerprint): found.fields for _, name, found in _mappings(db)}

    def choices(self) -> dict[tuple[str, str], Choices]:
        """What else was chosen for a header: (agency or "", header fingerprint) → kind, date orders, policies."""
        with self._reading() as db:
            return {
                (name, found.fingerprint): Choices(found.kind, found.orders, found.policies)
                for _, name, found in _mappings(db)
            }

    def answers(self) -> dict[str, dict[str, dict[str, str | None]]]:
        """What texts mean, as a person said: agency or "" → key of a field → text → stored value."""
        found: dict[str, dict[str, dict[str, str | None]]] = {}
        with self._reading() as db:
            for _, name, (key, text, value) in _answers(db):
                found.setdefault(name, {}).setdefault(key, {})[text] = value
        return found

    def agencies(self) -> list[AgencyEntry]:
        """Everyone who sent a return or of whom something is remembered, by name; nobody named comes last."""
        with self._reading() as db:
            heads = {number: (name, times, last) for number, name, times, last in db.execute_sql(_AGENCIES)}
            mappings = [(number, found) for number, _, found in _mappings(db)]
            answers = [(number, found) for number, _, found in _answers(db)]
        for number, _ in (*mappings, *answers):
            heads.setdefault(number, ("", 0, None))
        entries = [
            AgencyEntry(
                number, name, times, datetime.fromisoformat(last) if last else None,
                tuple(found for of, found in mappings if of == number),
                tuple(found for of, found in answers if of == number),
            )
            for number, (name, times, last) in heads.items()
        ]  # fmt: skip
        return sorted(entries, key=lambda entry: (entry.id == 0, entry.name.casefold()))

    def senders(self) -> tuple[Agency, ...]:
        """The agencies by name, with what is expected of them and their returns that were not taken back."""
        with self._small() as db:
            return senders.read(db)

    def settle_agency(self, name: str, months: int | None, contact: str | None, language: str | None) -> None:
        """Note what is expected of the agency of that name; it is listed from now on if it was not."""
        self._note(lambda db: senders.settle(db, name, months, contact, language))

    def forget_mapping(self, agency_id: int, fingerprint: str) -> None:
        """Remember no more how a header of the agency (0: of nobody named) is read."""
        mine = (MappingRow.agency_id == agency_id) & (MappingRow.fingerprint == fingerprint)
        self._note(lambda db: db.execute(MappingRow.delete().where(mine)))

    def forget_answer(self, agency_id: int, field: str, text: str) -> None:
        """Remember no more what ``text`` means in the field in returns of the agency (0: of nobody named)."""
        model = AnswerRow
        mine = (model.agency_id == agency_id) & (model.field == field) & (model.text == text)
        self._note(lambda db: db.execute(model.delete().where(mine)))

    # -- who said what

    def told(self, kind: str, ids: Collection[int]) -> dict[int, dict[str, Told]]:
        """Record → field → who said the value that it holds."""
        with self._reading() as db:
            return provenance.told(db, kind, ids)

    def sent(self, sha256: str) -> dict[tuple[str, int], int]:
        """Of the file whose sha256 begins so: (sheet, row) → live record that the row was taken for."""
        with self._reading() as db:
            return provenance.sent(db, sha256)

    def claims(self, kind: str, record_id: int, field: str) -> list[Told]:
        """Every value that was said of a field of the record: what is in force first, else the newest first."""
        with self._reading() as db:
            return provenance.claims(db, kind, record_id, field)


class _ListedIds(Sequence[int]):
    """The live records of one table of an import, read when asked for: few of all lists are ever compared with."""

    def __init__(
        self, reading: Callable[[], AbstractContextManager[OfficeDatabase]], table: tuple[int, str, str]
    ) -> None:
        self._reading = reading
        self._table = table

    @cached_property
    def _ids(self) -> tuple[int, ...]:
        with self._reading() as db:
            listed = [row[0] for row in db.execute_sql(_LISTED, self._table)]
            became = provenance.survivors(db, self._table[2], listed)
        return tuple(dict.fromkeys(became[number] for number in listed if number in became))

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        return self._ids[index]

    def __len__(self) -> int:
        return len(self._ids)


def _imports(db: OfficeDatabase) -> list[ImportRecord]:
    query = (
        ImportRow.select(
            ImportRow.id, SourceRow.title, SourceRow.sha256, SourceRow.size, AgencyRow.name, ImportRow.who,
            ImportRow.at, ImportRow.counts, ImportRow.changeset_id, ChangesetRow.undone_by, ImportRow.dated,
            KeptFileRow.source_id,
        )
        .join(SourceRow, on=(SourceRow.id == ImportRow.source_id))
        .join(AgencyRow, JOIN.LEFT_OUTER, on=(AgencyRow.id == ImportRow.agency_id))
        .join(ChangesetRow, JOIN.LEFT_OUTER, on=(ChangesetRow.id == ImportRow.changeset_id))
        .join(KeptFileRow, JOIN.LEFT_OUTER, on=(KeptFileRow.source_id == ImportRow.source_id))
        .order_by(ImportRow.id.desc())
    )  # fmt: skip
    return [
        ImportRecord(
            number, file, sha256, size, agency, who, datetime.fromisoformat(at), json.loads(counts), changeset,
            undone_by is not None, dated, kept is not None,
        )
        for number, file, sha256, size, agency, who, at, counts, changeset, undone_by, dated, kept in db.execute(query)
    ]  # fmt: skip


def _mappings(db: OfficeDatabase) -> Iterator[tuple[int, str, RememberedMapping]]:
    """Each remembered header with the number and name of its agency."""
    model = MappingRow
    query = model.select(
        model.agency_id, AgencyRow.name, model.fingerprint, model.kind, model.headers, model.fields, model.orders,
        model.policies,
    ).join(AgencyRow, JOIN.LEFT_OUTER, on=(AgencyRow.id == model.agency_id))  # fmt: skip
    for agency, name, fingerprint, kind, headers, fields, orders, policies in db.execute(
        query.order_by(model.id)
    ):
        listed = tuple(json.loads(headers)) if headers else tuple(json.loads(fields))
        found = RememberedMapping(
            fingerprint, kind, listed, json.loads(fields), _json(orders), _json(policies)
        )
        yield agency, name or "", found


def _answers(db: OfficeDatabase) -> Iterator[tuple[int, str, tuple[str, str, str | None]]]:
    """Each answer with the number and name of its agency."""
    model = AnswerRow
    query = model.select(model.agency_id, AgencyRow.name, model.field, model.text, model.value).join(
        AgencyRow, JOIN.LEFT_OUTER, on=(AgencyRow.id == model.agency_id)
    )
    ordered = query.order_by(model.agency_id, model.field, model.text)
    for agency, name, key, text, value in db.execute(ordered):
        yield agency, name or "", (key, text, value)


def _json(text: str | None) -> dict[str, str]:
    return dict(json.loads(text)) if text else {}


_LISTS = """
SELECT i.id, t.sheet, t.kind, a.name, t.fingerprint
FROM imports i JOIN import_tables t ON t.import_id = i.id
LEFT JOIN agencies a ON a.id = i.agency_id LEFT JOIN changesets c ON c.id = i.changeset_id
WHERE c.undone_by IS NULL ORDER BY i.id DESC, t.id
"""
_LISTED = """
SELECT record_id FROM import_rows
WHERE import_id = ? AND sheet = ? AND kind = ? AND record_id IS NOT NULL ORDER BY id
"""
_AGENCIES = """
SELECT a.id, a.name, count(i.id), max(i.at) FROM agencies a LEFT JOIN imports i ON i.agency_id = a.id GROUP BY a.id
UNION ALL SELECT 0, '', count(*), max(at) FROM imports WHERE agency_id IS NULL HAVING count(*) > 0
"""
