"""What was typed into cells and is not in the office yet: being saved, or not understood and kept beside the record."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ilrs_desk.domain.changes import Act, ChangeSet
from ilrs_desk.domain.entry import read_entry
from ilrs_desk.domain.fields import Field, RecordKind
from ilrs_desk.domain.problems import DeskError, InputProblem
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.wording import Message
from ilrs_desk.ui.person_names import WHOLE, name_fields
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.values import shown_value, typed_value
from ilrs_desk.usecases.save_record import save_record


@dataclass(frozen=True, slots=True)
class Unread:
    """Text that was typed and could not be read, and why."""

    text: str
    why: Message


class CellEdits(QObject):
    """Saves typed cells through the use case. ``changed(id, key)``: a cell looks different; ``refused(Message)``."""

    changed = Signal(int, str)
    refused = Signal(object)

    def __init__(self, session: Session, kind: RecordKind, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._waiting: dict[tuple[int, str], str] = {}
        self._written: set[tuple[int, str]] = set()
        self._unread: dict[tuple[int, str], Unread] = {}

    def waiting(self, record_id: int, key: str) -> str | None:
        """The text of a cell that is being saved."""
        return self._waiting.get((record_id, key)) if self._waiting else None

    def unread(self, record_id: int, key: str) -> Unread | None:
        """What was typed into a cell and not understood."""
        return self._unread.get((record_id, key)) if self._unread else None

    @property
    def unread_count(self) -> int:
        """How many cells hold text that is not saved because it was not understood."""
        return len(self._unread)

    def check(self, record: Record, field: Field, text: str) -> Message | None:
        """Why ``text`` cannot be read in ``field`` of ``record``; None when it can."""
        try:
            read_entry(field, text, record.values)
        except InputProblem as problem:
            return problem.message
        return None

    def enter(self, record: Record, field: Field, text: str) -> bool:
        """Save ``text`` into the cell; text that is not understood stays there, marked. True when it is saved."""
        cell = (record.id, field.key)
        if text == typed_value(field, record.shown(field.key)):
            self.drop(*cell)
            return True
        try:
            value = read_entry(field, text, record.values)
        except InputProblem as problem:
            self._unread[cell] = Unread(text, problem.message)
            self.changed.emit(*cell)
            self.refused.emit(problem.message)
            return False
        self._unread.pop(cell, None)
        values = {field.key: text}
        if field.key == WHOLE and text.strip():
            values = name_fields(text, record.values.get("nationality"))
        self._save(record, field, values, shown_value(field, value))
        return True

    def drop(self, record_id: int, key: str) -> None:
        """Forget what was typed and not understood."""
        if self._unread.pop((record_id, key), None):
            self.changed.emit(record_id, key)

    def saved(self, record: Record) -> None:
        """The record was read anew: what waited for it is in it."""
        for cell in [cell for cell in self._written if cell[0] == record.id]:
            self._written.discard(cell)
            self._waiting.pop(cell, None)

    def _save(self, record: Record, field: Field, values: dict[str, str], shown: str) -> None:
        cell = (record.id, field.key)
        # A second cell of the same record is typed before the first one's new version is known here.
        seen = None if any(waiting[0] == record.id for waiting in self._waiting) else record.version
        self._waiting[cell] = shown
        self._written.discard(cell)
        self.changed.emit(*cell)

        def done(changeset: ChangeSet | None) -> None:
            if changeset is None:
                self._forget(cell)
            else:
                self._written.add(cell)

        def problem(error: DeskError) -> None:
            self._forget(cell)
            self.refused.emit(error.message)

        self._session.work(
            lambda office: save_record(
                office, self._kind.key, record.id, values, version_seen=seen, act=Act.CELL
            ),
            done,
            problem=problem,
            owner=self,
        )

    def _forget(self, cell: tuple[int, str]) -> None:
        if self._waiting.pop(cell, None) is not None:
            self.changed.emit(*cell)
