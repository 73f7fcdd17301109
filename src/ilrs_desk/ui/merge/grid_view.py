"""How the table of a merge is painted and moved in: radio signs, ticks, marked letters; Space or a click chooses."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from ilrs_desk.ui.marked_text import Marks, draw_marked
from ilrs_desk.ui.painting import MARGIN, Cell, LineDelegate, row_height
from ilrs_desk.ui.text import tr

from .choices import MergeChoices
from .grid_model import GridCell, Index, MergeGridModel, Sign

_SIGN = 14
_BEFORE = 8  # letters before the first one that differs
_NARROWEST = 22  # characters that a record's column has at least


class MergeGridDelegate(LineDelegate):
    """A cell with its sign, and the letters that differ on a ground of their own."""

    def content(self, index: Index) -> Cell:
        cell = _cell(index)
        return Cell(cell.text, cell.ink)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = _cell(index)
        if cell.sign is Sign.NONE and not cell.marked:
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        if index.row() == self.table.currentIndex().row():
            painter.fillRect(rect, self.colours.color("hover"))
        painter.setPen(self.colours.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        if cell.sign is not Sign.NONE:
            self._draw_sign(painter, inside, cell.sign)
            inside.setLeft(inside.left() + _SIGN + 7)
        painter.setPen(self.colours.color(cell.ink))
        colours = self.colours.color("warn"), self.colours.color("warn_ground")
        text, marked = self.turned_to(cell, inside.width())
        draw_marked(painter, inside, self._fitted(text, inside.width()), marked, option.font, *colours)
        if self.table.currentIndex() == index and self.table.hasFocus():
            painter.setPen(QPen(self.colours.color("accent"), 1.5))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def turned_to(self, cell: GridCell, width: int) -> tuple[str, Marks]:
        """The text, without its beginning where the first letters that differ would not be seen."""
        seen = len(self._fitted(cell.text, width))
        cut = max(0, cell.alike - _BEFORE)
        if not cut or cell.alike < seen - _BEFORE or seen >= len(cell.text):
            return cell.text, cell.marked
        return "…" + cell.text[cut:], tuple((max(0, a - cut + 1), b - cut + 1) for a, b in cell.marked)

    def _draw_sign(self, painter: QPainter, inside: QRect, sign: Sign) -> None:
        box = QRectF(inside.left(), inside.center().y() - _SIGN / 2 + 0.5, _SIGN, _SIGN)
        on = sign in (Sign.ON, Sign.TICKED)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.colours.color("accent" if on else "mute"), 1.2))
        painter.setBrush(self.colours.color("accent" if on else "panel"))
        if sign in (Sign.ON, Sign.OFF):
            painter.drawEllipse(box)
            if on:
                painter.setBrush(self.colours.color("on_accent"))
                painter.drawEllipse(box.center(), 2.5, 2.5)
        else:
            painter.drawRoundedRect(box, 3, 3)
            if on:
                painter.setPen(QPen(self.colours.color("on_accent"), 1.8))
                corner = box.topLeft()
                steps = (QPointF(3.5, 7.2), QPointF(6, 9.7), QPointF(10.5, 4.6))
                painter.drawPolyline([corner + step for step in steps])
        painter.restore()


class MergeGridView(QTableView):
    """``picked(row, column)`` when a cell is chosen by click, Space or the number of its record (1 to 6)."""

    picked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None, *, compared_only: bool = False) -> None:
        super().__init__(parent)
        self.grid = MergeGridModel(self, compared_only=compared_only)
        self.setModel(self.grid)
        self.setItemDelegate(MergeGridDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAccessibleName(tr("The records beside each other, field by field"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(self) - 3)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        # The style sheet makes it bold only when it is painted: without this it would be cut as if it were not.
        bold = head.font()
        bold.setWeight(QFont.Weight.DemiBold)
        head.setFont(bold)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._compared_only = compared_only

    def show_choices(self, choices: MergeChoices | None) -> None:
        """Show what was chosen; the cursor stays in its place."""
        place = self.currentIndex()
        row, column = place.row(), place.column()
        key = self.grid.rows[row].key if 0 <= row < len(self.grid.rows) else ""
        self.grid.show(choices)
        if key and not self.currentIndex().isValid():
            found = next((at for at, each in enumerate(self.grid.rows) if each.key == key), 0)
            self.setCurrentIndex(self.grid.index(found, column))
        self._share_width()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            self.picked.emit(index.row(), index.column())
            return
        number = event.key() - Qt.Key.Key_0
        if index.isValid() and not event.modifiers() and self.grid.record(number) is not None:
            self.setCurrentIndex(index.siblingAtColumn(number))
            self.picked.emit(index.row(), number)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index == self.currentIndex() and index.isValid():
            self.picked.emit(index.row(), index.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """All columns but the first share the room evenly, and scroll where there is too little."""
        columns = self.grid.columnCount()
        if columns < 2:
            return
        letter = self.fontMetrics().averageCharWidth()
        first = 15 * letter + 2 * MARGIN
        each = max(_NARROWEST * letter, (self.viewport().width() - first) // (columns - 1))
        self.setColumnWidth(0, first)
        for column in range(1, columns):
            self.setColumnWidth(column, each)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)


def _cell(index: Index) -> GridCell:
    return cast(MergeGridModel, index.model()).rows[index.row()].cells[index.column()]
