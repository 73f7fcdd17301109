"""Where days and numbers lie in a trend chart, and where a label finds room beside its dot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF


@dataclass(frozen=True, slots=True)
class Step:
    """From ``day`` on the total is ``value``; ``text`` says so."""

    day: date
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class ClaimDot:
    """A claimed number, the words beside its dot, and what it says in full ("" for the same)."""

    day: date
    value: int
    text: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """``rect`` in pixels stands for the days from ``first`` to ``last`` and the numbers from 0 to ``most``."""

    rect: QRectF
    first: date
    last: date
    most: int

    def x(self, day: date) -> float:
        """Where a day lies; days outside lie on the edge."""
        span = max((self.last - self.first).days, 1)
        return self.rect.left() + self.rect.width() * min(max((day - self.first).days / span, 0), 1)

    def y(self, value: int) -> float:
        """Where a number lies."""
        return self.rect.bottom() - self.rect.height() * value / self.most

    def points(self, steps: Sequence[Step], *, from_first: bool = False) -> list[QPointF]:
        """The line of ``steps``, from nothing at the left to what holds at the right; ``from_first``: from its first.

        Of the steps on one column of pixels only the last is drawn: years of daily changes would be slow to paint.
        """
        found = [] if from_first else [QPointF(self.rect.left(), self.y(0))]
        before, column = 0, -1
        for step in steps:
            x = self.x(step.day)
            if int(x) == column:
                found.pop()
            else:
                found.append(QPointF(x, self.y(before)))
            column = int(x)
            found.append(QPointF(x, self.y(step.value)))
            before = step.value
        return [*found, QPointF(self.rect.right(), self.y(before))]


def first_day(days: Iterable[date], last: date) -> date:
    """A little before the first of ``days``, so that the first step does not stand on the axis."""
    first = min(days, default=last)
    return first - max((last - first) // 20, timedelta(days=15))


def places(at: QPointF, width: float, height: float, gap: float) -> list[QRectF]:
    """Rectangles of that size to the right, left, above and below of ``at``, the best first; then further away."""
    middle = at.y() - height / 2
    far = 2 * gap + height
    return [
        QRectF(at.x() + gap, middle, width, height),
        QRectF(at.x() - gap - width, middle, width, height),
        QRectF(at.x() - width / 2, at.y() - gap - height, width, height),
        QRectF(at.x() - gap - width, at.y() - gap - height, width, height),
        QRectF(at.x() + gap, at.y() + gap, width, height),
        QRectF(at.x() - width / 2, at.y() + gap, width, height),
        QRectF(at.x() - gap - width, at.y() - far - height, width, height),
        QRectF(at.x() - gap - width, at.y() + far, width, height),
        QRectF(at.x() - 2 * gap - 2 * width, middle, width, height),
    ]


def pushed_in(rect: QRectF, room: QRectF) -> QRectF:
    """``rect`` moved inside ``room``."""
    x = min(max(rect.left(), room.left() + 2), room.right() - rect.width())
    y = min(max(rect.top(), room.top()), room.bottom() - rect.height())
    return QRectF(x, y, rect.width(), rect.height())
