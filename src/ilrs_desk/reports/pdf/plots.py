"""What is inside a chart: flat bars, standing columns, and steps over days with single marks beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF

from ..colours import INK, LINE, QUIET
from .canvas import BASELINE, Canvas, Side
from .fonts import DOTS, SMALL, TINY
from .marks import draw_point, line_style

_BAR = 8.0 * DOTS
_THICKEST = 13.0 * DOTS
_LABEL_SHARE = 0.42
_AXIS = 13.0 * DOTS
_STEPS = (1, 2, 2.5, 5, 10)
_GRID_LINES = 4


@dataclass(frozen=True, slots=True)
class Series:
    """A column of the table as drawn: its values (None is a gap) and their words; ``points``: marks, no line."""

    label: str
    colour: str
    values: tuple[float | None, ...]
    words: tuple[str, ...]
    points: bool


def lowest_bars(series: int) -> float:
    """Dots that one row of flat bars takes at least."""
    return _BAR * series + (7 if series == 1 else 4) * DOTS


def draw_bars(
    canvas: Canvas, series: Sequence[Series], labels: Sequence[str], most: float, place: QRectF
) -> None:
    """Bars from the start of the page, first row on top, each with its value in words."""
    measure = canvas.measure
    widest = max((measure.width(label, SMALL) for label in labels), default=0.0)
    left = min(widest, place.width() * _LABEL_SHARE) + 5 * DOTS
    words = max((measure.width(word, SMALL) for one in series for word in one.words), default=0.0)
    room = place.width() - left - words - 6 * DOTS
    step = place.height() / max(len(labels), 1)
    thick = min(step * 0.82 / len(series), _THICKEST)
    for at, label in enumerate(labels):
        middle = place.y() + (at + 0.5) * step
        _draw_label(canvas, label, (place.x(), middle), left - 5 * DOTS, step)
        for number, one in enumerate(series):
            top = middle + (number - len(series) / 2) * thick
            length = max(room, 0.0) * (one.values[at] or 0.0) / most
            if length > 0:
                canvas.fill(QRectF(place.x() + left, top + thick * 0.08, length, thick * 0.84), one.colour)
            start = (place.x() + left + length + 3 * DOTS, top + thick / 2 + SMALL.dots * BASELINE)
            canvas.text(one.words[at], start, words + DOTS, SMALL, INK)


def _draw_label(canvas: Canvas, label: str, place: tuple[float, float], room: float, step: float) -> None:
    """A label wrapped beside its bars; smaller where its lines would reach the next one."""
    face = SMALL
    if canvas.measure.height(label, face, room) > step:
        face = TINY
    lines, pitch = canvas.measure.lines(label, face, room), canvas.measure.pitch(label, face)
    pitch = min(pitch, step / len(lines)) if len(lines) > 1 else pitch
    canvas.lines(lines, (place[0], place[1] - len(lines) * pitch / 2), room, face, INK, pitch=pitch)


def draw_columns(
    canvas: Canvas, series: Sequence[Series], labels: Sequence[str], most: float, place: QRectF
) -> None:
    """Columns on a line, each with its value in words above it and its label below."""
    measure, count = canvas.measure, max(len(labels), 1)
    step = place.width() / count
    room = step - 3 * DOTS
    foot = max((measure.height(label, TINY, room) for label in labels), default=0.0) + 3 * DOTS
    foot = min(foot, place.height() * 0.45)
    head = measure.pitch("", TINY)
    body = place.adjusted(0, head, 0, -foot)
    thick = min(step * 0.8 / len(series), 30.0 * DOTS)
    canvas.line(body.bottomLeft(), body.bottomRight(), QUIET)
    for at, label in enumerate(labels):
        middle = place.x() + (at + 0.5) * step
        for number, one in enumerate(series):
            height = body.height() * (one.values[at] or 0.0) / most
            left = middle + (number - len(series) / 2) * thick
            if height > 0:
                canvas.fill(
                    QRectF(left + thick * 0.06, body.bottom() - height, thick * 0.88, height), one.colour
                )
            base = body.bottom() - height - 2 * DOTS
            canvas.text(one.words[at], (left - step / 2 + thick / 2, base), step, TINY, INK, Side.CENTRE)
        lines = measure.lines(label, TINY, room)
        pitch = min(measure.pitch(label, TINY), foot / max(len(lines), 1))
        below = (middle - room / 2, body.bottom() + 2 * DOTS)
        canvas.lines(lines, below, room, TINY, INK, pitch=pitch, side=Side.CENTRE)


def draw_line(
    canvas: Canvas, series: Sequence[Series], days: Sequence[object], most: float, place: QRectF
) -> None:
    """Each value holds until the next day that has one; points stand alone; a gap breaks the line."""
    known = [at for at, day in enumerate(days) if isinstance(day, date)]
    if not known:
        return
    ordinals = {at: day.toordinal() for at in known if isinstance(day := days[at], date)}
    first, last = min(ordinals.values()), max(ordinals.values())
    top = _round_up(most)
    left = canvas.measure.width(f"{top:,.0f}", TINY) + 5 * DOTS
    body = place.adjusted(left, 4 * DOTS, -4 * DOTS, -_AXIS)
    _draw_grid(canvas, body, top, place.x(), left)
    _draw_years(canvas, body, first, last)

    def at_day(at: int, value: float) -> QPointF:
        share = (ordinals[at] - first) / max(last - first, 1)
        return QPointF(body.x() + body.width() * share, body.bottom() - body.height() * value / top)

    for number, one in enumerate(series):
        if one.points:
            for at in known:
                if (value := one.values[at]) is not None:
                    draw_point(canvas, number, at_day(at, value), one.colour)
            continue
        for stretch in _stretches(known, one.values):
            _draw_steps(canvas, number, one, [at_day(at, one.values[at] or 0.0) for at in stretch])


def _stretches(known: Sequence[int], values: Sequence[float | None]) -> list[list[int]]:
    """Rows of days whose values follow each other without a gap."""
    found: list[list[int]] = [[]]
    for at in known:
        if values[at] is None:
            found.append([])
        else:
            found[-1].append(at)
    return [stretch for stretch in found if stretch]


def _draw_steps(canvas: Canvas, number: int, one: Series, points: Sequence[QPointF]) -> None:
    if len(points) == 1:
        draw_point(canvas, number, points[0], one.colour)
        return
    steps = [points[0]]
    for point in points[1:]:
        if point.y() != steps[-1].y():
            steps.append(QPointF(point.x(), steps[-1].y()))
        steps.append(point)
    canvas.path(steps, one.colour, 1.6, line_style(number))


def _draw_grid(canvas: Canvas, body: QRectF, top: float, x: float, left: float) -> None:
    for part in range(_GRID_LINES + 1):
        value = top * part / _GRID_LINES
        y = body.bottom() - body.height() * part / _GRID_LINES
        canvas.line(QPointF(body.x(), y), QPointF(body.right(), y), LINE)
        if value == round(value):
            base = y + TINY.dots * BASELINE
            canvas.text(f"{value:,.0f}", (x, base), left - 3 * DOTS, TINY, QUIET, Side.END)


def _draw_years(canvas: Canvas, body: QRectF, first: int, last: int) -> None:
    """Years below the line, as many as have room; months where all is within one year."""
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    marks = [(date(year, 1, 1).toordinal(), str(year)) for year in years]
    if len(marks) < 3:
        marks = [(first, date.fromordinal(first).isoformat()), (last, date.fromordinal(last).isoformat())]
    width = max(canvas.measure.width(words, TINY) for _, words in marks) + 8 * DOTS
    every = max(1, math.ceil(len(marks) * width / max(body.width(), 1.0)))
    for day, words in marks[::every]:
        x = body.x() + body.width() * max(day - first, 0) / max(last - first, 1)
        canvas.line(QPointF(x, body.bottom()), QPointF(x, body.bottom() + 2 * DOTS), QUIET)
        start = min(max(x - width / 2, body.x() - width / 3), body.right() + 4 * DOTS - width)
        base = body.bottom() + _AXIS - 2 * DOTS
        canvas.text(words, (start, base), width, TINY, QUIET, Side.CENTRE)


def _round_up(most: float) -> float:
    """The least round number from which on a scale of four steps holds the largest value."""
    step = most / _GRID_LINES
    power = 10.0 ** math.floor(math.log10(step))
    return max(
        _GRID_LINES * next(one * power for one in _STEPS if one * power >= step * 0.999_999), _GRID_LINES
    )
