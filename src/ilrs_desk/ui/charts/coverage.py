"""Who works on what: a line for each workstream, a number for each kind of record, a gap marked where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from .canvas import ItemCanvas

_PAD = 6
_RADIUS = 4


@dataclass(frozen=True, slots=True)
class Covered:
    """One number: ``column`` names its kind, ``shown`` is how it is written, ``text`` says it in full."""

    column: str
    value: int
    shown: str
    text: str


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One workstream: its key, its word, and its numbers in the order of the headings."""

    key: str
    label: str
    numbers: tuple[Covered, ...]


class CoverageGrid(ItemCanvas):
    """Lines under headings; the items are the numbers. Each number stands on a bar of its column's scale."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._headings: tuple[str, ...] = ()
        self._lines: tuple[CoverageLine, ...] = ()
        self._none = ""

    def set_lines(self, headings: Sequence[str], lines: Sequence[CoverageLine], none: str) -> None:
        """Show ``lines`` under ``headings``; ``none``: what is written where nobody is."""
        before = self.current_key()
        self._headings, self._lines, self._none = tuple(headings), tuple(lines), none
        self.reset_items(before)

    def covered(self, index: int) -> tuple[str, Covered]:
        """Workstream and number of item ``index``."""
        line, column = divmod(index, self.items_per_row())
        return self._lines[line].key, self._lines[line].numbers[column]

    def item_count(self) -> int:
        return len(self._lines) * len(self._headings)

    def items_per_row(self) -> int:
        return max(len(self._headings), 1)

    def item_key(self, index: int) -> object:
        key, number = self.covered(index)
        return key, number.column

    def item_text(self, index: int) -> str:
        return self.covered(index)[1].text

    def item_opens(self, index: int) -> bool:
        return self.covered(index)[1].value > 0

    def item_rect(self, index: int) -> QRectF:
        line, column = divmod(index, self.items_per_row())
        start, width = self._columns()
        height = self._height()
        return QRectF(start + column * width, (line + 1) * height, width, height)

    def sizeHint(self) -> QSize:
        return QSize(320, int((len(self._lines) + 1) * self._height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start, width = self._columns()
        height = self._height()
        self._paint_headings(painter, start, width)
        metrics = QFontMetricsF(self.font())
        for number, line in enumerate(self._lines):
            top = (number + 1) * height
            painter.setFont(self.font())
            gap = any(not one.value for one in line.numbers)
            self._write(
                painter, QRectF(0, top, start - _PAD, height), metrics, line.label, "ink" if gap else "mute"
            )
        for index in range(self.item_count()):
            self._paint_number(painter, index)
        pointed = self.pointed_item()
        if 0 <= pointed < self.item_count():
            self.draw_focus(painter, self.shown_rect(self.item_rect(pointed)).adjusted(2, 2, -2, -2), _RADIUS)

    def _paint_headings(self, painter: QPainter, start: float, width: float) -> None:
        painter.setFont(self.small_font())
        metrics = QFontMetricsF(painter.font())
        for column, heading in enumerate(self._headings):
            room = QRectF(start + column * width + _PAD, 0, width - 2 * _PAD, self._height())
            self._write(painter, room, metrics, heading, "mute")

    def _paint_number(self, painter: QPainter, index: int) -> None:
        _, number = self.covered(index)
        rect, ink = self.item_rect(index), self.colours()
        ground = rect.adjusted(_PAD / 2, 3, -_PAD / 2, -3)
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        if not number.value:
            painter.setPen(QPen(ink.color("warn"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(ink.color("warn_ground"))
            painter.drawRoundedRect(self.shown_rect(ground.adjusted(0.5, 0.5, -0.5, -0.5)), _RADIUS, _RADIUS)
            self._write(painter, ground.adjusted(_PAD, 0, -_PAD, 0), metrics, self._none, "warn")
            return
        most = max(line.numbers[index % self.items_per_row()].value for line in self._lines)
        bar = QRectF(ground)
        bar.setWidth(max(ground.width() * number.value / most, 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.accent_ground))
        painter.drawRoundedRect(self.shown_rect(bar), _RADIUS, _RADIUS)
        self._write(painter, ground.adjusted(_PAD, 0, -_PAD, 0), metrics, number.shown, "ink")

    def _write(self, painter: QPainter, rect: QRectF, metrics: QFontMetricsF, text: str, ink: str) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setPen(self.colours().color(ink))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(self.shown_rect(rect), Qt.AlignmentFlag.AlignVCenter | side, shown)

    def _columns(self) -> tuple[float, float]:
        """Where the numbers begin, and how wide each column of them is."""
        metrics = QFontMetricsF(self.font())
        wanted = max((metrics.horizontalAdvance(line.label) for line in self._lines), default=0) + 2 * _PAD
        start = min(wanted, self.width() * 0.46)
        return start, max(self.width() - start, 1) / self.items_per_row()

    def _height(self) -> float:
        return QFontMetricsF(self.font()).height() + 10
