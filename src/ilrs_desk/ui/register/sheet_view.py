"""The grid in which a sheet of a kept file is read."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from ilrs_desk.intake.columns import column_letter
from ilrs_desk.ui.painting import Cell, LineDelegate, row_height
from ilrs_desk.ui.text import tr

from .sheet_model import Index, SheetModel

_WIDTH = 18  # characters of a column to begin with


class SheetDelegate(LineDelegate):
    """What was not taken in grey, a rule between columns, the cell of the cursor framed also without focus."""

    def content(self, index: Index) -> Cell:
        model = cast(SheetModel, index.model())
        return Cell(index.data() or "", "ink" if model.is_taken(index) else "mute")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        here = index == self.table.currentIndex()
        if here:
            painter.fillRect(option.rect, self.colours.color("accent_ground"))
        super().paint(painter, option, index)
        painter.setPen(self.colours.color("line"))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        if here:
            painter.setPen(QPen(self.colours.color("accent"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))


class SheetView(QTableView):
    """Read, not edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = SheetModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(SheetDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAccessibleName(tr("The sheet as it came"))
        side = self.verticalHeader()
        side.setMinimumSectionSize(row_height(self) - 5)
        side.setDefaultSectionSize(row_height(self) - 5)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setDefaultSectionSize(_WIDTH * self.fontMetrics().averageCharWidth())

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell, both counted from 0."""
        index = self.model_.index(row, max(column, 0))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def address(self) -> str:
        """The cell of the cursor as spreadsheets name it; "" without one."""
        index = self.currentIndex()
        return f"{column_letter(index.column())}{index.row() + 1}" if index.isValid() else ""
