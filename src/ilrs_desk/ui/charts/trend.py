"""A total over time: steps from the dates in the records, claims as dots, and another line to compare with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from .canvas import ItemCanvas
from .scale import date_ticks, number_ticks
from .trend_plot import ClaimDot, Plot, Step, first_day, places, pushed_in

_DOT = 4.5
_PAD = 8
_REACH = 7.0  # pixels around a dot or a line in which the mouse still means it


class TrendChart(ItemCanvas):
    """Steps, claims and the steps of a comparison up to a day; each is an item that can be walked to.

    The items are the own steps, then the claims, then the steps of the comparison; only the own steps open.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._steps: tuple[Step, ...] = ()
        self._claims: tuple[ClaimDot, ...] = ()
        self._compared: tuple[Step, ...] = ()
        self._compared_words = ""
        self._last = date.today()
        self._target: int | None = None
        self._write_month: Callable[[date], str] = str
        self._empty = self._documented = self._target_words = ""
        self._kept: Plot | None = None

    def set_words(
        self, *, empty: str, documented: str, month: Callable[[date], str], target: str = ""
    ) -> None:
        """What is written when there is nothing to draw, at the end of the line, at the target; and a month."""
        self._empty, self._documented, self._write_month = empty, documented, month
        self._target_words = target

    def set_series(
        self,
        steps: Sequence[Step],
        claims: Sequence[ClaimDot],
        last: date,
        *,
        target: int | None = None,
        compared: Sequence[Step] = (),
        compared_words: str = "",
    ) -> None:
        """Show other steps and claims, up to the day ``last``; ``target`` as a line where it is not far above."""
        before = self.current_key()
        self._steps, self._claims, self._last = tuple(steps), tuple(claims), last
        self._compared, self._compared_words = tuple(compared), compared_words
        self._target = target
        self._kept = None
        self.reset_items(before)

    def item_count(self) -> int:
        return len(self._steps) + len(self._claims) + len(self._compared)

    def item_key(self, index: int) -> object:
        one = self._item(index)
        return type(one), one.day, one.value

    def item_text(self, index: int) -> str:
        one = self._item(index)
        return (one.told or one.text) if isinstance(one, ClaimDot) else one.text

    def item_opens(self, index: int) -> bool:
        return index < len(self._steps)

    def item_rect(self, index: int) -> QRectF:
        plot, one = self._plot(), self._item(index)
        x, y = plot.x(one.day), plot.y(one.value)
        if isinstance(one, ClaimDot):
            return QRectF(x - _REACH, y - _REACH, 2 * _REACH, 2 * _REACH)
        own = index < len(self._steps)
        series, place = (self._steps, index) if own else (self._compared, index - self._after_claims())
        right = plot.x(series[place + 1].day) if place + 1 < len(series) else plot.rect.right()
        top, height = (plot.rect.top(), plot.rect.height()) if own else (y - _REACH, 2 * _REACH)
        return QRectF(x, top, max(right - x, 2), height)

    def item_at(self, point: QPointF) -> int:
        place = self.mirrored(point)
        first, after = len(self._steps), self._after_claims()
        for index in range(first, after):
            if self.item_rect(index).contains(place):
                return index
        compared = self._step_at(self._compared, place.x())
        if compared >= 0 and self.item_rect(after + compared).contains(place):
            return after + compared
        own = self._step_at(self._steps, place.x())
        return own if own >= 0 and self.item_rect(own).contains(place) else -1

    def neighbour(self, index: int, across: int, down: int) -> int:
        if not down:
            return index + across
        starts = [0, len(self._steps), self._after_claims()]
        ends = [*starts[1:], self.item_count()]
        filled = [pair for pair in zip(starts, ends, strict=True) if pair[0] < pair[1]]
        series = next((i for i, (start, end) in enumerate(filled) if start <= index < end), 0)
        if not 0 <= series + down < len(filled):
            return -1
        here = self.item_rect(index).left()
        return min(range(*filled[series + down]), key=lambda i: abs(self.item_rect(i).left() - here))

    def sizeHint(self) -> QSize:
        return QSize(420, 210)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 150)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._kept = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._kept = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.small_font())
        if not self._steps and not self._claims:
            painter.setPen(self.colours().color("mute"))
            painter.drawText(
                self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty
            )
            return
        self._paint_axes(painter)
        plot, ink = self._plot(), self.colours()
        line, compared = plot.points(self._steps), plot.points(self._compared, from_first=True)
        taken = [
            QRectF(a, b).normalized().adjusted(-1, -1, 1, 1)
            for a, b in (*pairwise(line), *pairwise(compared))
        ]
        self._paint_target(painter, taken)
        if compared:
            self._paint_line(painter, compared, QPen(ink.color("mute"), 1.5, Qt.PenStyle.DashLine))
        self._paint_line(painter, line, QPen(ink.color("accent"), 2))
        self._paint_claims(painter, taken)
        if self._steps and (compared or not self._claims):
            self._label(painter, self._shown(line[-1]), self._documented, taken, ink.color("accent"))
        if compared:
            self._label(painter, self._shown(compared[-1]), self._compared_words, taken, ink.color("mute"))
        self._paint_pointed(painter)

    def _paint_axes(self, painter: QPainter) -> None:
        plot, ink = self._plot().rect, self.colours()
        metrics = QFontMetricsF(self.small_font())
        for number in self._numbers():
            y = self._plot().y(number)
            painter.setPen(QPen(ink.color("line"), 1))
            painter.drawLine(self._shown(QPointF(plot.left(), y)), self._shown(QPointF(plot.right(), y)))
            painter.setPen(ink.color("mute"))
            room = QRectF(0, y - metrics.height() / 2, plot.left() - _PAD, metrics.height())
            side = Qt.AlignmentFlag.AlignLeft if self._mirrored() else Qt.AlignmentFlag.AlignRight
            painter.drawText(
                self.shown_rect(room), side | Qt.AlignmentFlag.AlignVCenter, self.locale().toString(number)
            )
        for day in self._days(metrics):
            words = self._write_month(day)
            wide = metrics.horizontalAdvance(words) + 2
            x = min(max(self._plot().x(day) - wide / 2, plot.left()), plot.right() - wide)
            room = QRectF(x, plot.bottom() + 4, wide, metrics.height())
            painter.drawText(self.shown_rect(room), Qt.AlignmentFlag.AlignCenter, words)

    def _paint_line(self, painter: QPainter, line: list[QPointF], pen: QPen) -> None:
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([self._shown(point) for point in line]))

    def _paint_target(self, painter: QPainter, taken: list[QRectF]) -> None:
        plot = self._plot()
        if not self._target or self._target > plot.most:
            return
        y, ink = plot.y(self._target), self.colours()
        painter.setPen(QPen(ink.color("ok"), 1, Qt.PenStyle.DashDotLine))
        painter.drawLine(QPointF(plot.rect.left(), y), QPointF(plot.rect.right(), y))
        taken.append(QRectF(plot.rect.left(), y - 1, plot.rect.width(), 2))
        corner = self._shown(QPointF(plot.rect.left() + _DOT, y))
        self._label(painter, corner, self._target_words, taken, ink.color("ok"))

    def _paint_claims(self, painter: QPainter, taken: list[QRectF]) -> None:
        """All claims as dots; words only beside the last, the others tell themselves when pointed at."""
        warn, plot = self.colours().color("warn"), self._plot()
        dots = [self._shown(QPointF(plot.x(claim.day), plot.y(claim.value))) for claim in self._claims]
        taken.extend(QRectF(dot.x() - _DOT, dot.y() - _DOT, 2 * _DOT, 2 * _DOT) for dot in dots)
        for dot in dots:
            painter.setPen(QPen(self.colours().color("panel"), 1.5))
            painter.setBrush(warn)
            painter.drawEllipse(dot, _DOT, _DOT)
        if dots:
            self._label(painter, dots[-1], self._claims[-1].text, taken, warn)

    def _label(self, painter: QPainter, at: QPointF, text: str, taken: list[QRectF], colour: QColor) -> None:
        """Write ``text`` near ``at``: inside the plot, in two lines if need be, and on nothing that stands there."""
        metrics = QFontMetricsF(self.small_font())
        plot = self.shown_rect(self._plot().rect)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        best: tuple[int, QRectF] | None = None
        for width in (plot.width() - 4, plot.width() / 2, plot.width() / 3):
            size = metrics.boundingRect(QRectF(0, 0, width, 400), int(flags), text).size()
            for rect in places(at, size.width() + 2, size.height(), _DOT + 4):
                inside = pushed_in(rect, plot)
                hits = sum(inside.intersects(other) for other in taken)
                if best is None or hits < best[0]:
                    best = (hits, inside)
        if best is not None:
            taken.append(best[1])
            painter.setPen(colour)
            painter.drawText(best[1], int(flags), text)

    def _paint_pointed(self, painter: QPainter) -> None:
        pointed = self.pointed_item()
        if not 0 <= pointed < self.item_count():
            return
        one, plot, ink = self._item(pointed), self._plot(), self.colours()
        at = self._shown(QPointF(plot.x(one.day), plot.y(one.value)))
        painter.setPen(QPen(ink.color("mute"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(at.x(), plot.rect.top()), QPointF(at.x(), plot.rect.bottom()))
        painter.setPen(QPen(ink.color("ink"), 1.5))
        own = pointed < len(self._steps)
        painter.setBrush(ink.color("accent" if own else "warn" if isinstance(one, ClaimDot) else "mute"))
        painter.drawEllipse(at, _DOT + 1, _DOT + 1)

    def _plot(self) -> Plot:
        if self._kept is None:
            metrics = QFontMetricsF(self.small_font())
            numbers = self._numbers()
            left = max(metrics.horizontalAdvance(self.locale().toString(n)) for n in numbers) + _PAD + 2
            top = metrics.height() / 2 + 2
            width = max(self.width() - left - _DOT - 2, 10)
            height = max(self.height() - top - metrics.height() - 6, 10)
            first = first_day((one.day for one in self._all()), self._last)
            self._kept = Plot(QRectF(left, top, width, height), first, self._last, numbers[-1])
        return self._kept

    def _numbers(self) -> list[int]:
        return number_ticks(max((one.value for one in self._all()), default=1))

    def _days(self, metrics: QFontMetricsF) -> list[date]:
        room = metrics.horizontalAdvance(self._write_month(date(2028, 12, 1))) + 24
        plot = self._plot()
        return date_ticks(plot.first, plot.last, max(int(plot.rect.width() / room), 2))

    def _all(self) -> tuple[Step | ClaimDot, ...]:
        return (*self._steps, *self._claims, *self._compared)

    def _item(self, index: int) -> Step | ClaimDot:
        if index < len(self._steps):
            return self._steps[index]
        after = self._after_claims()
        return self._claims[index - len(self._steps)] if index < after else self._compared[index - after]

    def _after_claims(self) -> int:
        return len(self._steps) + len(self._claims)

    def _step_at(self, steps: Sequence[Step], x: float) -> int:
        plot = self._plot()
        return bisect_right(steps, x, key=lambda step: plot.x(step.day)) - 1

    def _shown(self, point: QPointF) -> QPointF:
        return self.mirrored(point)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft
