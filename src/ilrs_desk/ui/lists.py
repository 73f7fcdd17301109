"""Lists that are read, not edited: a table of lines, each of them standing for something that can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from .copying import as_lines
from .labels import plain_tip
from .painting import Cell, LineDelegate, row_height
from .text import unisolated

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its cells, and whatever it stands for."""

    cells: tuple[Cell, ...]
    stands_for: Any = None


def line(stands_for: Any, *texts: str) -> Line:
    """A line of plain cells."""
    return Line(tuple(Cell(text) for text in texts), stands_for)


class ListModel(QAbstractTableModel):
    """Lines under fixed headings."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self.lines: tuple[Line, ...] = ()

    def tell(self, lines: Sequence[Line]) -> None:
        """Show ``lines`` instead of what was shown."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def add(self, lines: Sequence[Line]) -> None:
        """Show ``lines`` below the others."""
        if lines:
            self.beginInsertRows(QModelIndex(), len(self.lines), len(self.lines) + len(lines) - 1)
            self.lines = (*self.lines, *lines)
            self.endInsertRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self.lines[index.row()].cells[index.column()].text
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole and len(text) > 24:
            return plain_tip(text)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section] if orientation is Qt.Orientation.Horizontal else section + 1
        return None


class _Delegate(LineDelegate):
    def content(self, index: Index) -> Cell:
        return cast(ListModel, index.model()).lines[index.row()].cells[index.column()]


class ListTable(QTableView):
    """A list of lines. ``chosen(object)`` when the cursor moves to one, ``opened(object)`` on Enter or double click."""

    chosen = Signal(object)
    opened = Signal(object)
    selection_changed = Signal()

    def __init__(self, headings: Sequence[tuple[str, int]], parent: QWidget | None = None) -> None:
        """``headings``: title and width in characters of each column; the last one takes what is left."""
        super().__init__(parent)
        self.model_ = ListModel([title for title, _ in headings], self)
        self.setModel(self.model_)
        self.setItemDelegate(_Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setStretchLastSection(True)
        self._widths = [width for _, width in headings]
        self._size()
        self.doubleClicked.connect(lambda index: self.opened.emit(self.model_.lines[index.row()].stands_for))

    def tell(self, lines: Sequence[Line]) -> None:
        """Show ``lines``; the cursor stays on what it was on, if that is still there."""
        before = self.current()
        self.model_.tell(lines)
        row = next((number for number, each in enumerate(lines) if each.stands_for == before), 0)
        if lines:
            self.setCurrentIndex(self.model_.index(row, 0))
            self.selectRow(row)
        self.chosen.emit(self.current())

    def current(self) -> Any:
        """What the line under the cursor stands for; None without one."""
        row = self.currentIndex().row()
        return self.model_.lines[row].stands_for if 0 <= row < len(self.model_.lines) else None

    def selected(self) -> list[Any]:
        """What the selected lines stand for, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.model_.lines[row].stands_for for row in rows]

    def go_to(self, stands_for: object) -> bool:
        """Put the cursor on a line; False when it is not here."""
        for row, each in enumerate(self.model_.lines):
            if each.stands_for == stands_for:
                self.selectRow(row)
                self.scrollTo(self.model_.index(row, 0))
                return True
        return False

    def copied(self) -> str:
        """The selected lines as tab-separated text."""
        return as_lines(self.chosen_texts())

    def headings(self) -> list[str]:
        """What stands over the columns."""
        return [str(self.model_.headerData(at, Qt.Orientation.Horizontal)) for at in self._columns()]

    def chosen_texts(self) -> list[list[str]]:
        """What the selected lines say, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._texts(self.model_.lines[row]) for row in rows]

    def all_texts(self) -> list[list[str]]:
        """What every line says, from the top."""
        return [self._texts(each) for each in self.model_.lines]

    def _columns(self) -> list[int]:
        return [at for at in range(self.model_.columnCount()) if not self.isColumnHidden(at)]

    def _texts(self, each: Line) -> list[str]:
        return [unisolated(each.cells[at].text) for at in self._columns()]

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()
            self.chosen.emit(self.current())

    def selectionChanged(self, selected: Any, deselected: Any) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current() is not None:
            self.opened.emit(self.current())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_widths"):
            self._size()

    def _size(self) -> None:
        self.verticalHeader().setMinimumSectionSize(row_height(self))
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, width * self.fontMetrics().averageCharWidth() + 16)
