"""The pipeline: a bar for each target, parted by stage, each part as wide as its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .canvas import ItemCanvas
from .stages import draw_stage_disc, ink_on, stage_colour

_BAR = 24
_GAP = 10
_NARROWEST = 4
_DISC = 9
_RADIUS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """One stage of one bar: its key, how many, the number as written and what it says in full."""

    stage: str
    value: int
    shown: str
    text: str


@dataclass(frozen=True, slots=True)
class PipelineRow:
    """One bar: ``key`` of its target, its word, and its parts in order, none of them empty."""

    key: str
    label: str
    parts: tuple[Part, ...]


class PipelineChart(ItemCanvas):
    """A row for each target; the items are the parts, walked along and across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: tuple[PipelineRow, ...] = ()
        self._places: tuple[tuple[int, int], ...] = ()

    def set_rows(self, rows: Sequence[PipelineRow]) -> None:
        """Show ``rows``."""
        before = self.current_key()
        self._rows = tuple(rows)
        self._places = tuple((i, j) for i, row in enumerate(rows) for j in range(len(row.parts)))
        self.reset_items(before)

    def part(self, index: int) -> tuple[str, Part]:
        """Target and part of item ``index``."""
        row, column = self._places[index]
        return self._rows[row].key, self._rows[row].parts[column]

    def item_count(self) -> int:
        return len(self._places)

    def item_key(self, index: int) -> object:
        target, part = self.part(index)
        return target, part.stage

    def item_text(self, index: int) -> str:
        return self.part(index)[1].text

    def item_rect(self, index: int) -> QRectF:
        row, column = self._places[index]
        return self._rects(row)[column]

    def neighbour(self, index: int, across: int, down: int) -> int:
        if not down:
            return index + across
        row, _ = self._places[index]
        middle = self.item_rect(index).center().x()
        there = [i for i, (other, _) in enumerate(self._places) if other == row + down]
        return min(there, key=lambda i: abs(self.item_rect(i).center().x() - middle), default=-1)

    def sizeHint(self) -> QSize:
        return QSize(320, int(len(self._rows) * self._row_height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.small_font())
        for number, row in enumerate(self._rows):
            top = number * self._row_height()
            painter.setFont(self.small_font())
            words = QRectF(0, top, self.width(), metrics.height())
            painter.setPen(self.colours().color("mute"))
            side = Qt.AlignmentFlag.AlignLeft
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                side = Qt.AlignmentFlag.AlignRight
            label = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(words, side | Qt.AlignmentFlag.AlignVCenter, label)
            for part, rect in zip(row.parts, self._rects(number), strict=True):
                self._paint_part(painter, self.shown_rect(rect), part)
        pointed = self.pointed_item()
        if 0 <= pointed < len(self._places):
            self.draw_focus(painter, self.shown_rect(self.item_rect(pointed)).adjusted(1, 1, -1, -1), _RADIUS)

    def _paint_part(self, painter: QPainter, rect: QRectF, part: Part) -> None:
        colour = stage_colour(part.stage, self.colours())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        self._write(painter, rect, part, ink_on(colour))

    def _write(self, painter: QPainter, rect: QRectF, part: Part, written: QColor) -> None:
        """The disc and the number as far as there is room: both, the disc alone, or neither."""
        painter.setFont(self.small_font(bold=True))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(part.shown)
        both = rect.width() >= wide + _DISC + 14
        if both or rect.width() >= _DISC + 6:
            left = rect.center().x() - ((wide + _DISC + 5) if both else _DISC) / 2
            disc = QRectF(left, rect.center().y() - _DISC / 2, _DISC, _DISC)
            draw_stage_disc(painter, disc, part.stage, written)
            if both:
                painter.setPen(written)
                room = QRectF(disc.right() + 5, rect.top(), wide + 2, rect.height())
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, part.shown)

    def _rects(self, number: int) -> list[QRectF]:
        """Where the parts of a row lie: by share, but none so narrow that it cannot be pointed at."""
        parts = self._rows[number].parts
        top = number * self._row_height() + QFontMetricsF(self.small_font()).height() + 3
        total = sum(part.value for part in parts) or 1
        room = max(self.width() - (len(parts) - 1) * 2 - len(parts) * _NARROWEST, 0)
        found: list[QRectF] = []
        left = 0.0
        for part in parts:
            width = _NARROWEST + room * part.value / total
            found.append(QRectF(left, top, width, _BAR))
            left += width + 2
        return found

    def _row_height(self) -> float:
        return QFontMetricsF(self.small_font()).height() + 3 + _BAR + _GAP
