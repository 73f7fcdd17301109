"""The rows of the Review step, with ticks that go with the selection."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from .delegates import ReviewDelegate
from .review_model import TICK, ReviewTableModel
from .rows_view import RowsView


class TickView(RowsView):
    """A table whose ticks go with the selection: Space or a click on one tick sets all selected rows.

    ``cell_toggled(QModelIndex)``: Ctrl+Space, or a double click on one cell.
    """

    toggled = Signal(list)
    cell_toggled = Signal(object)

    def __init__(self, model: ReviewTableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setItemDelegate(ReviewDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.cell_toggled.emit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit(self.selected_rows())
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == TICK and event.button() == Qt.MouseButton.LeftButton:
            rows = self.selected_rows()
            self.toggled.emit(rows if index.row() in rows else [index.row()])
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() != TICK:
            self.cell_toggled.emit(index)
            return
        self.mousePressEvent(event)
