"""The records of one kind as a Qt table: numbers of all, rows fetched a page at a time off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from ilrs_desk.domain.changes import TRASHED, ChangeSet
from ilrs_desk.domain.fields import Field, RecordKind
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.tables import Order, Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.painting import BLANK, Cell
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import say
from ilrs_desk.ui.values import field_label, typed_value

from .edits import CellEdits
from .rows import PAGE, Answer, Row, RowCache, first_page, look_up, page_ids, rows_of

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_REST = 150  # ms after the last keystroke before the numbers of all records found are fetched


class RecordTableModel(QAbstractTableModel):
    """Every field of a kind is a column, in declared order; which are seen is the view's business.

    ``counted(shown, total)`` after each answer, ``completed()`` once the numbers of all its records are known;
    ``refused(Message)`` when a cell could not be saved.
    """

    counted = Signal(int, int)
    completed = Signal()
    refused = Signal(object)

    def __init__(self, session: Session, kind: RecordKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.kind = kind
        self.query = Query(in_force_on=session.moment.as_of)
        self.ids: Sequence[int] = ()
        self.shown = 0
        self.total: int | None = None
        self.edits = CellEdits(session, kind, self)
        self.edits.changed.connect(self._cell_changed)
        self.edits.refused.connect(self.refused)
        self._cache = RowCache()
        self._job: Job[Any] | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._ask_rest)
        self._wanted: set[int] = set()
        self._fetch = QTimer(self, singleShot=True, interval=0)
        self._fetch.timeout.connect(self._fetch_wanted)

    # What is asked for

    @property
    def answered(self) -> bool:
        """Whether the office has answered once."""
        return self.total is not None

    @property
    def complete(self) -> bool:
        """Whether the numbers of all records shown are known, not only those of the first page."""
        return self.answered and len(self.ids) == self.shown

    def ask(self, query: Query) -> None:
        """Show what ``query`` finds, its first page first; an older question that is still open is dropped."""
        self.query = query
        total = self.total
        self._begin(lambda office: first_page(office, self.kind, query, total))

    def search(self, text: str) -> None:
        """Narrow the records to those that hold the words of ``text``."""
        self.ask(replace(self.query, search=text))

    def sort_by(self, order: tuple[Order, ...]) -> None:
        """Sort by ``order``; nothing: as entered."""
        self.ask(replace(self.query, order=order))

    def reload(self, around: int = 0) -> None:
        """Ask the same again, with the page that holds row number ``around``."""
        query = self.query
        self._begin(lambda office: look_up(office, self.kind, query, around))

    def follow(self, changeset: ChangeSet, around: int = 0) -> None:
        """Show what ``changeset`` did. Edited rows stay in their place until the table is sorted or searched anew."""
        if self.query.in_force_on is not None:
            # Any edit may bring a record into force on that day, or out of it.
            self.reload(around)
            return
        mine = [change for change in changeset.changes if change.kind == self.kind.key]
        if changeset.changes and not any(
            change.old is None or change.new is None or TRASHED in change.new or TRASHED in change.old
            for change in mine
        ):
            self._read_again(self._cache.known(change.id for change in mine))
        else:
            self.reload(around)

    # What a row is

    def row(self, number: int) -> Row | None:
        """The row at ``number``, fetching its page if it is not at hand."""
        if not 0 <= number < len(self.ids):
            if number < self.shown and self._rest.isActive():
                self._rest.start(0)
            return None
        found = self._cache.get(self.ids[number])
        if found is None:
            self._wanted.add(number // PAGE)
            if not self._fetch.isActive():
                self._fetch.start()
        return found

    def record(self, number: int) -> Record | None:
        """The record at row ``number``, if it is at hand."""
        row = self.row(number)
        return row.record if row else None

    def field(self, column: int) -> Field:
        """The field shown in ``column``."""
        return self.kind.fields[column]

    def cell(self, number: int, column: int) -> Cell:
        """What the cell shows; blank while its page is fetched."""
        row = self.row(number)
        if row is None:
            return BLANK
        record_id, key = row.record.id, self.kind.fields[column].key
        if (unread := self.edits.unread(record_id, key)) is not None:
            return Cell(unread.text, "bad")
        if (waiting := self.edits.waiting(record_id, key)) is not None:
            return Cell(waiting, "mute")
        return Cell(row.texts[column])

    def check(self, index: Index, text: str) -> Message | None:
        """Why ``text`` cannot be read in the cell, None when it can."""
        record = self.record(index.row())
        return self.edits.check(record, self.field(index.column()), text) if record else None

    def index_of(self, record_id: int, column: int = 0) -> QModelIndex:
        """Where a record is shown; an invalid index if it is not."""
        try:
            return self.index(self.ids.index(record_id), column)
        except ValueError:
            return QModelIndex()

    # What Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.shown

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.kind.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.shown:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.EditRole:
            return self._typed(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = self.cell(index.row(), index.column()).text
            return f"{field_label(self.field(index.column()))}: {text}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        record = self.record(index.row()) if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or record is None or self._session.read_only:
            return False
        return self.edits.enter(record, self.field(index.column()), str(value))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and not self._session.read_only and not self.query.trashed:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical or section >= len(self.kind.fields):
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return field_label(self.field(section)) + self._arrow(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _arrow(self, section: int) -> str:
        key = self.field(section).key
        for place, order in enumerate(self.query.order, 1):
            if order.column == key:
                arrow = " ▾" if order.descending else " ▴"
                return arrow + (str(place) if len(self.query.order) > 1 else "")
        return ""

    def _typed(self, index: Index) -> str:
        row, field = self.row(index.row()), self.field(index.column())
        if row is None:
            return ""
        unread = self.edits.unread(row.record.id, field.key)
        return unread.text if unread else typed_value(field, row.record.shown(field.key))

    def _tip(self, index: Index) -> str | None:
        row, field = self.row(index.row()), self.field(index.column())
        if row is None:
            return None
        unread = self.edits.unread(row.record.id, field.key)
        if unread:
            return plain_tip(say(unread.why))
        text = str(row.record.shown(field.key) or "")
        return plain_tip(text) if len(text) > 24 else None

    # What comes back from the worker

    def _begin(self, work: Callable[[Office], Answer]) -> None:
        if self._job is not None:
            self._job.cancel()
        self._rest.stop()
        self._job = self._session.work(work, self._take_answer, owner=self)

    def _take_answer(self, answer: Answer) -> None:
        self.beginResetModel()
        self._cache.clear()
        self._cache.put(answer.rows)
        self.ids, self.shown, self.total = answer.ids, answer.shown, answer.total
        self._wanted.clear()
        self.endResetModel()
        self.counted.emit(self.shown, answer.total)
        if self.complete:
            self.completed.emit()
        else:
            self._rest.start()

    def _ask_rest(self) -> None:
        query = self.query
        self._job = self._session.work(
            lambda office: office.ids(self.kind.key, query), self._take_rest, owner=self
        )

    def _take_rest(self, ids: Sequence[int]) -> None:
        if len(ids) != self.shown:
            self.reload()
            return
        self.ids = ids
        self.dataChanged.emit(self.index(0, 0), self.index(self.shown - 1, self.columnCount() - 1))
        self.completed.emit()

    def _fetch_wanted(self) -> None:
        # Pages scrolled past in the meantime are not worth fetching: only the latest few are on screen.
        ids, pages = self.ids, sorted(self._wanted)[-4:]
        self._wanted.clear()
        asked = page_ids(ids, pages)
        if asked:
            self._session.work(lambda office: rows_of(office, self.kind, asked), self._take_rows, owner=self)

    def _read_again(self, ids: Sequence[int]) -> None:
        if ids:
            self._session.work(lambda office: rows_of(office, self.kind, ids), self._take_rows, owner=self)

    def _take_rows(self, rows: tuple[Row, ...]) -> None:
        self._cache.put(rows)
        for row in rows:
            self.edits.saved(row.record)
        if self.shown:
            self.dataChanged.emit(self.index(0, 0), self.index(self.shown - 1, self.columnCount() - 1))

    def _cell_changed(self, record_id: int, key: str) -> None:
        index = self.index_of(record_id, list(self.kind.by_key).index(key))
        if index.isValid():
            self.dataChanged.emit(index, index)
