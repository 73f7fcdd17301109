"""Charts on PDF pages, drawn as vectors: flat bars, and steps over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from .document import CellValue, Chart, ChartKind, ColumnType
from .pdf_flow import DOTS_A_POINT, LINE, MUTED, Flow, Type

_COLOURS = (QColor("#2456c8"), QColor("#c77700"), QColor("#2e9e6b"), QColor("#7a5bc0"))
_HEIGHT_POINTS = 150
_BAR_POINTS = 9
_GAP_POINTS = 18
_MOST_BARS = 12


def draw_beside(flow: Flow, charts: Sequence[Chart], left: float, top: float) -> None:
    """Draw the charts below each other in what is free right of ``left``, from ``top`` down; the flow goes on below."""
    end = flow.y
    flow.y = top
    for chart in charts:
        height = min(_height(chart) * DOTS_A_POINT, flow.bottom - flow.y)
        _draw(flow, chart, QRectF(left, flow.y, flow.width - left, height))
        flow.y += height
    flow.y = max(flow.y, end)


def draw_charts(flow: Flow, charts: Sequence[Chart]) -> None:
    """Draw the charts side by side over the width of the page; one with nothing to show is left out."""
    shown = [chart for chart in charts if chart.table.rows]
    for at in range(0, len(shown), 2):
        pair = shown[at : at + 2]
        height = max(_height(chart) for chart in pair)
        flow.gap(8)
        flow.keep(height + 20)
        gap = _GAP_POINTS * DOTS_A_POINT
        width = (flow.width - gap) / 2
        for number, chart in enumerate(pair):
            _draw(flow, chart, QRectF(number * (width + gap), flow.y, width, height * DOTS_A_POINT))
        flow.y += (height + 6) * DOTS_A_POINT


def _height(chart: Chart) -> float:
    """Room in points, more where many bars lie below each other."""
    if chart.kind is not ChartKind.BAR:
        return _HEIGHT_POINTS
    bars = min(len(chart.table.rows), _MOST_BARS) * (len(chart.values) + 1)
    return max(_HEIGHT_POINTS, bars * _BAR_POINTS + 40)


def _draw(flow: Flow, chart: Chart, place: QRectF) -> None:
    head = 14 * DOTS_A_POINT
    flow.put(chart.title, Type.LABEL, QRectF(place.x(), place.y(), place.width(), head))
    legend = _legend(flow, chart, QRectF(place.x(), place.bottom() - head, place.width(), head))
    body = place.adjusted(0, head + 4 * DOTS_A_POINT, 0, -head if legend else 0)
    if chart.kind is ChartKind.BAR:
        _bars(flow, chart, body)
    else:
        _steps(flow, chart, body)


def _legend(flow: Flow, chart: Chart, place: QRectF) -> bool:
    if len(chart.values) < 2:
        return False
    x, size = place.x(), 6.0 * DOTS_A_POINT
    for number, column in enumerate(chart.values):
        flow.painter.fillRect(QRectF(x, place.y() + size * 0.8, size, size), _colour(number))
        label = chart.table.columns[column].label
        x += size * 1.5
        flow.put(label, Type.SMALL_LABEL, QRectF(x, place.y() + size * 0.5, place.width(), place.height()))
        x += flow.width_of(label, Type.SMALL_LABEL) + size * 2
    return True


def _bars(flow: Flow, chart: Chart, place: QRectF) -> None:
    rows = chart.table.rows[:_MOST_BARS]
    most = max((_number(row[column]) for row in rows for column in chart.values), default=0.0) or 1.0
    labels = max(flow.width_of(str(row[chart.labels]), Type.SMALL) for row in rows)
    left = min(labels, place.width() * 0.4) + 6 * DOTS_A_POINT
    room = place.width() - left - 40 * DOTS_A_POINT
    step = place.height() / len(rows)
    thick = min(step * 0.8 / len(chart.values), 14.0 * DOTS_A_POINT)
    for at, row in enumerate(rows):
        top = place.y() + at * step
        flow.put(str(row[chart.labels]), Type.SMALL, QRectF(place.x(), top, left - 4 * DOTS_A_POINT, step))
        drawn = [(number, column) for number, column in enumerate(chart.values) if row[column]]
        for place_in_row, (number, column) in enumerate(drawn):
            length = room * _number(row[column]) / most
            bar = QRectF(place.x() + left, top + place_in_row * thick, length, thick * 0.85)
            flow.painter.fillRect(bar, _colour(number))
            beside = QRectF(bar.right() + 60, bar.center().y() - 5 * DOTS_A_POINT, 800, 10 * DOTS_A_POINT)
            flow.put(_words(chart, column, row[column]), Type.SMALL, beside)


def _steps(flow: Flow, chart: Chart, place: QRectF) -> None:
    days = [
        (row[chart.labels], row)
        for row in chart.table.rows[chart.first :]
        if isinstance(row[chart.labels], date)
    ]
    if not days:
        return
    first, last = _ordinal(days[0][0]), _ordinal(days[-1][0])
    most = max((_number(row[column]) for _, row in days for column in chart.values), default=0.0) or 1.0
    axis = 12.0 * DOTS_A_POINT
    left = flow.width_of(f"{most:,.0f}", Type.SMALL) + 6 * DOTS_A_POINT
    body = place.adjusted(left, 4 * DOTS_A_POINT, 0, -axis)
    _grid(flow, body, most, place.x(), left)
    _years(flow, body, first, last)
    span = max(last - first, 1)
    for number, column in enumerate(chart.values):
        line, before = QPolygonF(), None
        for day, row in days:
            x = body.x() + body.width() * (_ordinal(day) - first) / span
            y = body.bottom() - body.height() * _number(row[column]) / most
            if before is not None:
                line.append(QPointF(x, before))
            line.append(QPointF(x, y))
            before = y
        flow.painter.setPen(QPen(_colour(number), 1.5 * DOTS_A_POINT))
        flow.painter.drawPolyline(line)


def _grid(flow: Flow, body: QRectF, most: float, x: float, left: float) -> None:
    for part in (0.0, 0.5, 1.0):
        y = body.bottom() - body.height() * part
        flow.painter.setPen(QPen(LINE, 0.5 * DOTS_A_POINT))
        flow.painter.drawLine(QLineF(body.x(), y, body.right(), y))
        place = QRectF(x, y - 5 * DOTS_A_POINT, left - 4 * DOTS_A_POINT, 10 * DOTS_A_POINT)
        flow.put(f"{most * part:,.0f}", Type.SMALL_LABEL, place, Qt.AlignmentFlag.AlignRight)


def _years(flow: Flow, body: QRectF, first: int, last: int) -> None:
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    skip = max(1, len(years) // 8)
    for year in years[::skip]:
        x = body.x() + body.width() * max(date(year, 1, 1).toordinal() - first, 0) / max(last - first, 1)
        flow.painter.setPen(QPen(MUTED, 0.5 * DOTS_A_POINT))
        flow.painter.drawLine(QLineF(x, body.bottom(), x, body.bottom() + 2 * DOTS_A_POINT))
        flow.put(
            str(year), Type.SMALL_LABEL, QRectF(x, body.bottom() + 3 * DOTS_A_POINT, 800, 10 * DOTS_A_POINT)
        )


def _words(chart: Chart, column: int, value: CellValue) -> str:
    share = chart.table.columns[column].type is ColumnType.SHARE
    return f"{_number(value):.0%}" if share else f"{_number(value):,.0f}"


def _number(value: CellValue) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _ordinal(value: CellValue) -> int:
    return value.toordinal() if isinstance(value, date) else 0


def _colour(number: int) -> QColor:
    return _COLOURS[number % len(_COLOURS)]
