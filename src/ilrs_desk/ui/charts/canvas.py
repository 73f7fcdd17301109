"""Painted items that are pointed at, walked through and opened like the cells of a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.theme import Colours, colours_of

_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class ItemCanvas(QWidget):
    """Base of the painters: subclasses say where item ``i`` lies, what it tells and whether it opens.

    ``activated(i)`` is sent on a click, Enter or Space; ``copy_wanted(i)`` on Ctrl+C; ``menu_wanted(i, point)`` where
    a menu belongs, in pixels of the screen. ``i`` is -1 where no item is pointed at.
    """

    activated = Signal(int)
    copy_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._hover = -1
        self._current = 0
        self._footnote = ""

    def set_footnote(self, footnote: str) -> None:
        """What stands below each item's text in its tip: of which day and by which rule it is told."""
        self._footnote = footnote

    def item_count(self) -> int:
        """How many items there are."""
        return 0

    def item_rect(self, index: int) -> QRectF:
        """Where item ``index`` lies, in pixels of the widget as laid out left to right."""
        return QRectF()

    def item_text(self, index: int) -> str:
        """What item ``index`` says in full: its tooltip, and its text for a screen reader."""
        return ""

    def item_opens(self, index: int) -> bool:
        """Whether item ``index`` opens something."""
        return True

    def items_per_row(self) -> int:
        """How many items Up and Down leap over."""
        return 1

    def neighbour(self, index: int, across: int, down: int) -> int:
        """The item that lies so many steps to the right of or below ``index``; may be none, as -1."""
        return index + across + down * self.items_per_row()

    def item_key(self, index: int) -> object:
        """What item ``index`` stands for, so that the keyboard stays on it when the items change; None: its place."""
        return None

    def current_key(self) -> object:
        """What the item with the keyboard stands for, to be asked before the items change."""
        return self.item_key(self._current) if self._current < self.item_count() else None

    def reset_items(self, before: object = None) -> None:
        """To be called when the items changed; ``before``: the :meth:`current_key` of the old ones."""
        count = self.item_count()
        self._hover = min(self._hover, count - 1)
        self._current = min(self._current, max(count - 1, 0))
        if before is not None and (not count or self.item_key(self._current) != before):
            self._current = next((i for i in range(count) if self.item_key(i) == before), self._current)
        self.updateGeometry()
        self.update()

    def colours(self) -> Colours:
        """Colours of the theme in use."""
        return colours_of(self)

    def pointed_item(self) -> int:
        """The item under the mouse, else the one with the keyboard focus, else -1."""
        if self._hover >= 0:
            return self._hover
        return self._current if self.hasFocus() and self.item_count() else -1

    def item_at(self, point: QPointF) -> int:
        """The item at ``point``, -1 for none."""
        place = self.mirrored(point)
        return next((i for i in range(self.item_count()) if self.item_rect(i).contains(place)), -1)

    def mirrored(self, point: QPointF) -> QPointF:
        """``point`` in the left-to-right coordinates of :meth:`item_rect`."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QPointF(self.width() - point.x(), point.y())
        return point

    def shown_rect(self, rect: QRectF) -> QRectF:
        """``rect`` of left-to-right coordinates where it is painted in the window's direction."""
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())
        return rect

    def draw_focus(self, painter: QPainter, rect: QRectF, radius: float = 4) -> None:
        """Ring around the item that has the keyboard."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.colours().ink), 2))
        painter.drawRoundedRect(rect, radius, radius)

    def small_font(self, *, bold: bool = False) -> QFont:
        """The font of captions, a little below the window's."""
        font = QFont(self.font())
        font.setPointSizeF(max(font.pointSizeF() - 0.75, 6.5))
        font.setBold(bold)
        return font

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.item_at(event.position())
        opens = found >= 0 and self.item_opens(found)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        if found != self._hover:
            self._hover = found
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.item_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found >= 0:
            self._current = found
            self._open(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.item_count():
            self._open(self._current)
        elif key in _STEPS and self._step(*_STEPS[key]):
            self.update()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(self.pointed_item())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(self.item_at(QPointF(event.pos())), event.globalPos())
            return
        found = self.pointed_item()
        rect = self.shown_rect(self.item_rect(found)) if found >= 0 else QRectF(self.rect())
        self.menu_wanted.emit(found, self.mapToGlobal(rect.center().toPoint()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._announce()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._show_tip()
            return True
        return super().event(event)

    def _open(self, index: int) -> None:
        if self.item_opens(index):
            self.activated.emit(index)

    def _step(self, across: int, down: int) -> bool:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            across = -across
        target = self.neighbour(self._current, across, down)
        if not 0 <= target < self.item_count():
            return False
        self._current = target
        self._announce()
        return True

    def _announce(self) -> None:
        if self.item_count():
            self.setAccessibleDescription(self.item_text(self._current))

    def _show_tip(self) -> None:
        found = self._hover
        if found < 0:
            QToolTip.hideText()
            return
        rect = self.shown_rect(self.item_rect(found)).toRect()
        told = "\n".join(part for part in (self.item_text(found), self._footnote) if part)
        QToolTip.showText(self.mapToGlobal(rect.bottomLeft()), plain_tip(told), self, rect)
