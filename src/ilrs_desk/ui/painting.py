"""How the cells of every table are painted: one line of text, a thin rule below, soft grounds for what is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from .theme import Colours, colours_of

MARGIN = 8
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows; ``ink`` is a role of the colours."""

    text: str
    ink: str = "ink"
    struck: bool = False


BLANK = Cell("")


def row_height(view: QTableView) -> int:
    """Height of a row of ``view`` in pixels."""
    return view.fontMetrics().height() + 13


class LineDelegate(QStyledItemDelegate):
    """Paints :meth:`content` without asking the style, which is what makes a full table quick."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.table = view
        self._elided: dict[tuple[str, int], str] = {}
        self._dress()
        view.installEventFilter(self)

    def content(self, index: QModelIndex | QPersistentModelIndex) -> Cell:
        """What the cell at ``index`` shows."""
        return Cell(index.data() or "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table:
            if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
                self._dress()
            return False
        return super().eventFilter(watched, event)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        current = self.table.currentIndex()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._selected)
        elif index.row() == current.row():
            painter.fillRect(rect, self._current_row)
        painter.setPen(self._rule)
        below = rect.bottom() + 0.5
        painter.drawLine(QLineF(rect.left(), below, rect.right() + 1, below))
        cell = self.content(index)
        if cell.text:
            painter.setPen(self.colours.color(cell.ink))
            painter.setFont(self._struck if cell.struck else self._plain)
            inside = rect.adjusted(MARGIN, 0, -MARGIN, 0)
            painter.drawText(inside, _FLAGS, self._fitted(cell.text, inside.width()))
        if current == index and self.table.hasFocus():
            painter.setPen(self._frame)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._metrics.horizontalAdvance(self.content(index).text)
        return QSize(width + 2 * MARGIN + 2, row_height(self.table))

    def _dress(self) -> None:
        self.colours: Colours = colours_of(self.table)
        self._metrics = QFontMetrics(self.table.font())
        self._rule = QPen(self.colours.color("line"))
        self._frame = QPen(self.colours.color("accent"), 1.5)
        self._selected = self.colours.color("accent_ground")
        self._current_row = self.colours.color("hover")
        self._plain = QFont(self.table.font())
        self._struck = QFont(self.table.font())
        self._struck.setStrikeOut(True)
        self._elided.clear()

    def _fitted(self, text: str, width: int) -> str:
        key = (text, width)
        fitted = self._elided.get(key)
        if fitted is None:
            if len(self._elided) > _KEPT:
                self._elided.clear()
            fitted = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = fitted
        return fitted
