"""Somebody at the office's desk on a given day: what is written carries that day in the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest.mock import patch

from ilrs_desk.domain.changes import TRASHED, Act, ChangeSet, Draft, Place, Write
from ilrs_desk.domain.wording import Message
from ilrs_desk.store import journal
from ilrs_desk.store.imports import ImportedRow, ImportedTable, ImportEntry
from ilrs_desk.store.office import Office

from .making import Values

#: A row of a return: the record that it is known as (None: new), and what it says.
Row = tuple[int | None, Values]


class Clock:
    """The moment at which the journal writes."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        """Go to the moment ``at``, which may lie before the one that was."""
        self.at = at.astimezone(UTC)


@contextmanager
def clock_at(at: datetime) -> Iterator[Clock]:
    """Within, change sets are written at the moment that the clock shows."""
    clock = Clock(at)
    with patch.object(journal, "now", clock):
        yield clock


class Desk:
    """Writes through the one gate, in few words."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def form(self, kind: str, values: Values, record_id: int | None = None) -> int:
        """Save one record; returns its number."""
        title = Message("{kind} saved", {"kind": kind})
        changeset = self.office.write(Draft(Act.FORM, title, (Write(kind, values, record_id),)))
        return record_id or _created(changeset, kind)[0]

    def forms(self, writes: Sequence[Write], title: str) -> ChangeSet | None:
        """Save several records at once."""
        return self.office.write(Draft(Act.CELL, Message(title), tuple(writes)))

    def trash(self, kind: str, record_id: int, *, restore: bool = False) -> ChangeSet | None:
        """Put a record into the trash, or take it out."""
        act = Act.RESTORE if restore else Act.TRASH
        write = Write(kind, {TRASHED: None if restore else "yes"}, record_id)
        return self.office.write(Draft(act, Message("trash"), (write,)))

    def receive(self, agency: str, kind: str, rows: Sequence[Row], day: str) -> tuple[int, list[int]]:
        """Import a return; the number of its change set, and of each row its record in the order of the rows."""
        file = f"{agency} {kind} {day}.xlsx"
        writes = [
            Write(kind, values, number, place=Place(file, "Return", at))
            for at, (number, values) in enumerate(rows, 2)
        ]
        noted = [
            ImportedRow(kind, "Return", at, "update" if number else "add", number, taken=True)
            for at, (number, _) in enumerate(rows, 2)
        ]
        title = Message("import of {file}", {"file": file})
        changeset = self.office.write(
            Draft(Act.IMPORT, title, tuple(writes)), imported=_entry(file, agency, kind, noted, day)
        )
        if changeset is None:
            raise ValueError(f"{file} changed nothing")
        created = iter(_created(changeset, kind))
        return changeset.id, [number or next(created) for number, _ in rows]


def _entry(file: str, agency: str, kind: str, rows: Sequence[ImportedRow], day: str) -> ImportEntry:
    mark = hashlib.sha256(file.encode()).hexdigest()
    table = ImportedTable("Return", kind, f"{agency}-{kind}", ("Name", "Country"), {"name": "name"})
    counts = {"add": sum(row.action == "add" for row in rows)}
    counts["update"] = len(rows) - counts["add"]
    return ImportEntry(file, mark, 1000 + len(rows), agency, counts, (table,), tuple(rows), day)


def _created(changeset: ChangeSet | None, kind: str) -> list[int]:
    changes = changeset.changes if changeset else ()
    return [change.id for change in changes if change.kind == kind and change.old is None]
