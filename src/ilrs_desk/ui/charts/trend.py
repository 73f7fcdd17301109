"""A total over time: steps from the dates in the records, claims as dots beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from .canvas import ItemCanvas
from .scale import date_ticks, number_ticks

_DOT = 4.5
_PAD = 8


@dataclass(frozen=True, slots=True)
class Step:
    """From ``day`` on the total is ``value``; ``text`` says so."""

    day: date
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class ClaimDot:
    """A claimed number and the words beside its dot."""

    day: date
    value: int
    text: str


class TrendChart(ItemCanvas):
    """Steps and claims up to a day; each step is an item that can be walked to and opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._steps: tuple[Step, ...] = ()
        self._claims: tuple[ClaimDot, ...] = ()
        self._last = date.today()
        self._write_month: Callable[[date], str] = str
        self._empty = ""
        self._documented = ""

    def set_words(self, *, empty: str, documented: str, month: Callable[[date], str]) -> None:
        """What is written when there is nothing to draw, at the end of the line, and how a month is written."""
        self._empty, self._documented, self._write_month = empty, documented, month

    def set_series(self, steps: Sequence[Step], claims: Sequence[ClaimDot], last: date) -> None:
        """Show other steps and claims, up to the day ``last``."""
        self._steps, self._claims, self._last = tuple(steps), tuple(claims), last
        self.reset_items()

    def item_count(self) -> int:
        return len(self._steps)

    def item_text(self, index: int) -> str:
        return self._steps[index].text

    def item_rect(self, index: int) -> QRectF:
        plot = self._plot()
        left = self._x(self._steps[index].day)
        last = index + 1 == len(self._steps)
        right = plot.right() if last else self._x(self._steps[index + 1].day)
        return QRectF(left, plot.top(), max(right - left, 2), plot.height())

    def sizeHint(self) -> QSize:
        return QSize(420, 210)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 150)

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
        line = self._line()
        taken = [QRectF(a, b).normalized().adjusted(-1, -1, 1, 1) for a, b in pairwise(line)]
        self._paint_line(painter, line)
        self._paint_claims(painter, taken)
        if self._steps and not self._claims:
            self._label(
                painter, self._shown(line[-1]), self._documented, taken, self.colours().color("accent")
            )
        self._paint_pointed(painter)

    def _paint_axes(self, painter: QPainter) -> None:
        plot, ink = self._plot(), self.colours()
        metrics = QFontMetricsF(self.small_font())
        for number in self._numbers():
            y = self._y(number)
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
            x = min(max(self._x(day) - wide / 2, plot.left()), plot.right() - wide)
            room = QRectF(x, plot.bottom() + 4, wide, metrics.height())
            painter.drawText(self.shown_rect(room), Qt.AlignmentFlag.AlignCenter, words)

    def _paint_line(self, painter: QPainter, line: list[QPointF]) -> None:
        pen = QPen(self.colours().color("accent"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([self._shown(point) for point in line]))

    def _paint_claims(self, painter: QPainter, taken: list[QRectF]) -> None:
        warn = self.colours().color("warn")
        dots = [self._shown(QPointF(self._x(claim.day), self._y(claim.value))) for claim in self._claims]
        taken.extend(QRectF(dot.x() - _DOT, dot.y() - _DOT, 2 * _DOT, 2 * _DOT) for dot in dots)
        for claim, dot in zip(self._claims, dots, strict=True):
            painter.setPen(QPen(self.colours().color("panel"), 1.5))
            painter.setBrush(warn)
            painter.drawEllipse(dot, _DOT, _DOT)
            self._label(painter, dot, claim.text, taken, warn)

    def _label(self, painter: QPainter, at: QPointF, text: str, taken: list[QRectF], colour: QColor) -> None:
        """Write ``text`` near ``at``: inside the plot, in two lines if need be, and on nothing that stands there."""
        metrics = QFontMetricsF(self.small_font())
        plot = self._plot()
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        best: tuple[int, QRectF] | None = None
        for width in (plot.width() - 4, plot.width() / 2, plot.width() / 3):
            size = metrics.boundingRect(QRectF(0, 0, width, 400), int(flags), text).size()
            for rect in _places(at, size.width() + 2, size.height()):
                inside = _pushed_in(rect, plot)
                hits = sum(inside.intersects(other) for other in taken)
                if best is None or hits < best[0]:
                    best = (hits, inside)
        if best is not None:
            taken.append(best[1])
            painter.setPen(colour)
            painter.drawText(best[1], int(flags), text)

    def _paint_pointed(self, painter: QPainter) -> None:
        pointed = self.pointed_item()
        if pointed < 0 or not self._steps:
            return
        step, plot, ink = self._steps[pointed], self._plot(), self.colours()
        at = self._shown(QPointF(self._x(step.day), self._y(step.value)))
        painter.setPen(QPen(ink.color("mute"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(at.x(), plot.top()), QPointF(at.x(), plot.bottom()))
        painter.setPen(QPen(ink.color("panel"), 1.5))
        painter.setBrush(ink.color("accent"))
        painter.drawEllipse(at, _DOT, _DOT)

    def _line(self) -> list[QPointF]:
        points = []
        before = 0
        for step in self._steps:
            points += [
                QPointF(self._x(step.day), self._y(before)),
                QPointF(self._x(step.day), self._y(step.value)),
            ]
            before = step.value
        return [
            QPointF(self._plot().left(), self._y(0)),
            *points,
            QPointF(self._plot().right(), self._y(before)),
        ]

    def _plot(self) -> QRectF:
        metrics = QFontMetricsF(self.small_font())
        widest = max(metrics.horizontalAdvance(self.locale().toString(n)) for n in self._numbers())
        left = widest + _PAD + 2
        top = metrics.height() / 2 + 2
        return QRectF(
            left,
            top,
            max(self.width() - left - _DOT - 2, 10),
            max(self.height() - top - metrics.height() - 6, 10),
        )

    def _numbers(self) -> list[int]:
        values = [step.value for step in self._steps] + [claim.value for claim in self._claims]
        return number_ticks(max(values, default=1))

    def _days(self, metrics: QFontMetricsF) -> list[date]:
        room = metrics.horizontalAdvance(self._write_month(date(2028, 12, 1))) + 24
        return date_ticks(self._first(), self._last, max(int(self._plot().width() / room), 2))

    def _first(self) -> date:
        days = [step.day for step in self._steps] + [claim.day for claim in self._claims]
        first = min(days, default=self._last)
        return first - max((self._last - first) // 20, timedelta(days=15))

    def _x(self, day: date) -> float:
        plot, first = self._plot(), self._first()
        span = max((self._last - first).days, 1)
        return plot.left() + plot.width() * min(max((day - first).days / span, 0), 1)

    def _y(self, value: int) -> float:
        plot = self._plot()
        return plot.bottom() - plot.height() * value / self._numbers()[-1]

    def _shown(self, point: QPointF) -> QPointF:
        return self.mirrored(point)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft


def _places(at: QPointF, width: float, height: float) -> list[QRectF]:
    """Rectangles of that size to the right, left, above and below of ``at``, the best first."""
    gap = _DOT + 4
    middle = at.y() - height / 2
    return [
        QRectF(at.x() + gap, middle, width, height),
        QRectF(at.x() - gap - width, middle, width, height),
        QRectF(at.x() - width / 2, at.y() - gap - height, width, height),
        QRectF(at.x() - gap - width, at.y() - gap - height, width, height),
        QRectF(at.x() + gap, at.y() + gap, width, height),
        QRectF(at.x() - width / 2, at.y() + gap, width, height),
    ]


def _pushed_in(rect: QRectF, room: QRectF) -> QRectF:
    x = min(max(rect.left(), room.left() + 2), room.right() - rect.width())
    y = min(max(rect.top(), room.top()), room.bottom() - rect.height())
    return QRectF(x, y, rect.width(), rect.height())
