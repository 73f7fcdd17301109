"""Bars of a breakdown: a word, its bar and its number a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .canvas import ItemCanvas
from .stages import draw_stage_disc, stage_colour, stage_outline

_BAR = 10
_GAP = 12
_DISC = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: ``key`` of what it stands for, its word, its number, and the stage whose look it takes (if any).

    ``text``: what it says in full; "" for the word and the number.
    """

    key: str
    label: str
    value: int
    shown: str
    stage: str | None = None
    text: str = ""


class BarList(ItemCanvas):
    """Bars on one scale, each a line that opens its records."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bars: tuple[Bar, ...] = ()

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show ``bars`` in the order given."""
        before = self.current_key()
        self._bars = tuple(bars)
        self.reset_items(before)

    def bar(self, index: int) -> Bar:
        """The bar of item ``index``."""
        return self._bars[index]

    def item_count(self) -> int:
        return len(self._bars)

    def item_rect(self, index: int) -> QRectF:
        height = self._line()
        return QRectF(0, index * height, self.width(), height)

    def item_text(self, index: int) -> str:
        bar = self._bars[index]
        return bar.text or f"{bar.label}: {bar.shown}"

    def item_key(self, index: int) -> object:
        return self._bars[index].key

    def sizeHint(self) -> QSize:
        return QSize(260, int(len(self._bars) * self._line()))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        words = min(max(metrics.horizontalAdvance(bar.label) for bar in self._bars) + 2, self.width() * 0.42)
        numbers = max(metrics.horizontalAdvance(bar.shown) for bar in self._bars) + 2
        most = max(bar.value for bar in self._bars) or 1
        for index, bar in enumerate(self._bars):
            self._paint_bar(painter, self.item_rect(index), bar, words, numbers, bar.value / most)

    def _paint_bar(
        self, painter: QPainter, line: QRectF, bar: Bar, words: float, numbers: float, share: float
    ) -> None:
        ink = self.colours()
        if self._bars[self.pointed_item()] is bar and self.pointed_item() >= 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink.hover))
            painter.drawRoundedRect(line, 4, 4)
        left = 4.0
        colour = QColor(ink.stages[3])
        if bar.stage is not None:
            colour = stage_colour(bar.stage, ink)
            disc = QRectF(left, line.center().y() - _DISC / 2, _DISC, _DISC)
            draw_stage_disc(painter, self.shown_rect(disc), bar.stage, stage_outline(bar.stage, ink))
            left += _DISC + 6
        metrics = QFontMetricsF(self.font())
        self._write(painter, QRectF(left, line.top(), words, line.height()), metrics, bar.label)
        right = line.right() - 4
        self._write(
            painter, QRectF(right - numbers, line.top(), numbers, line.height()), metrics, bar.shown, end=True
        )
        start = left + words + _GAP
        track = QRectF(start, line.center().y() - _BAR / 2, max(right - numbers - _GAP - start, 0), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.line))
        painter.drawRoundedRect(self.shown_rect(track), 3, 3)
        if bar.value:
            filled = QRectF(track)
            filled.setWidth(max(track.width() * share, 3))
            painter.setBrush(colour)
            painter.drawRoundedRect(self.shown_rect(filled), 3, 3)

    def _write(
        self, painter: QPainter, rect: QRectF, metrics: QFontMetricsF, text: str, *, end: bool = False
    ) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if end != mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(self.colours().ink if end else self.colours().mute))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(self.shown_rect(rect), Qt.AlignmentFlag.AlignVCenter | side, shown)

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height() + 8
