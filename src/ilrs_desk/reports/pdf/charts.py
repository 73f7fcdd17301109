"""Charts on pages, drawn as vectors: their room, title and legend; what is inside is drawn by ``plots``."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF

from ..colours import INK, QUIET, series_colours
from ..document import Chart, ChartKind
from ..shown import shown
from .canvas import Canvas
from .flow import Flow
from .fonts import DOTS, LABEL, SMALL
from .marks import draw_point, line_style
from .plots import Series, draw_bars, draw_columns, draw_line, lowest_bars

_GAP, _BELOW = 14.0 * DOTS, 6.0 * DOTS
_POINTS_A_CM = 72 / 2.54
_LEGEND_MARK = 16.0 * DOTS
_MOST_OF_A_SHEET = 0.8


@dataclass(frozen=True, slots=True)
class _Plan:
    """A chart with its series and the words of its labels, and how high its parts are in dots."""

    chart: Chart
    series: tuple[Series, ...]
    labels: tuple[str, ...]
    head: float
    legend: float
    height: float
    most: float


def write_charts(flow: Flow, charts: Sequence[Chart]) -> None:
    """The charts side by side over the width, two in a row; one with nothing to show is left out."""
    whole = [(part, chart) for chart in charts if chart.table.rows for part in _cut(flow, chart)]
    for at in range(0, len(whole), 2):
        pair = whole[at : at + 2]
        width = (flow.width - _GAP * (len(pair) - 1)) / len(pair)
        plans = [_plan(flow, part, width, chart) for part, chart in pair]
        height = max(plan.height for plan in plans)
        flow.gap(6)
        flow.keep(height)
        for number, plan in enumerate(plans):
            place = QRectF(number * (width + _GAP), flow.y, width, min(height, flow.room))
            flow.put(partial(_draw, plan, place))
        flow.y += height
        flow.gap(6)


def write_beside(flow: Flow, charts: Sequence[Chart], left: float, top: float) -> None:
    """The charts below each other in what is free beyond ``left``, from ``top`` down; the flow goes on below."""
    y, width = top, flow.width - left
    for chart in charts:
        plan = _plan(flow, chart, width)
        flow.put(partial(_draw, plan, QRectF(left, y, width, plan.height)))
        y += plan.height + _BELOW
    flow.y = max(flow.y, y)


def charts_height(flow: Flow, charts: Sequence[Chart], width: float) -> float:
    """Dots that the charts take below each other."""
    return sum(_plan(flow, chart, width).height + _BELOW for chart in charts)


def _cut(flow: Flow, chart: Chart) -> list[Chart]:
    """Bars that are more than a sheet bears go on in further charts of about as many."""
    rows = chart.table.rows[chart.first :]
    most = max(4, int(flow.bottom * _MOST_OF_A_SHEET / lowest_bars(len(chart.values))))
    if chart.kind is not ChartKind.BAR or len(rows) <= most:
        return [chart]
    each = math.ceil(len(rows) / math.ceil(len(rows) / most))
    again = flow.document.word("{title} (continued)", title=chart.title)
    return [
        replace(
            chart,
            title=again if at else chart.title,
            table=replace(chart.table, rows=rows[at : at + each]),
            first=0,
        )
        for at in range(0, len(rows), each)
    ]


def _plan(flow: Flow, chart: Chart, width: float, whole: Chart | None = None) -> _Plan:
    """What the chart needs at this width; its bars are as long as in the ``whole`` that it is a part of."""
    language, columns = flow.document.language, chart.table.columns
    colours = series_colours(flow.document.style)
    series = tuple(
        Series(
            columns[column].label,
            colours[number % len(colours)],
            tuple(_number(row[column]) for row in chart.table.rows[chart.first :]),
            tuple(
                shown(row[column], columns[column].type, language) for row in chart.table.rows[chart.first :]
            ),
            column in chart.points,
        )
        for number, column in enumerate(chart.values)
    )
    labels = tuple(
        shown(row[chart.labels], columns[chart.labels].type, language)
        for row in chart.table.rows[chart.first :]
    )
    head = flow.measure.height(chart.title, LABEL, width) + 4 * DOTS if chart.title else 0.0
    legend = (
        _legend_rows(flow, series, width) * flow.measure.pitch("", SMALL) * 1.4 if len(series) > 1 else 0.0
    )
    height = chart.height * _POINTS_A_CM * DOTS
    if chart.kind is ChartKind.BAR:
        height = max(min(height, len(labels) * 30 * DOTS), len(labels) * lowest_bars(len(series)))
    return _Plan(chart, series, labels, head, legend, head + height + legend, _most(whole or chart))


def _most(chart: Chart) -> float:
    """The largest value of the chart, 1 where there is none."""
    rows = chart.table.rows[chart.first :]
    return max((_number(row[column]) or 0.0 for row in rows for column in chart.values), default=0.0) or 1.0


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _legend_rows(flow: Flow, series: Sequence[Series], width: float) -> int:
    rows, x = 1, 0.0
    for one in series:
        needed = flow.measure.width(one.label, SMALL) + _LEGEND_MARK + 8 * DOTS
        if x and x + needed > width:
            rows, x = rows + 1, 0.0
        x += needed
    return rows


def _draw(plan: _Plan, place: QRectF, canvas: Canvas) -> None:
    measure, chart = canvas.measure, plan.chart
    if chart.title:
        lines = measure.lines(chart.title, LABEL, place.width())
        canvas.lines(lines, (place.x(), place.y()), place.width(), LABEL, QUIET)
    body = place.adjusted(0, plan.head, 0, -plan.legend)
    if plan.legend:
        _draw_legend(plan, QRectF(place.x(), body.bottom(), place.width(), plan.legend), canvas)
    match chart.kind:
        case ChartKind.BAR:
            draw_bars(canvas, plan.series, plan.labels, plan.most, body)
        case ChartKind.COLUMN:
            draw_columns(canvas, plan.series, plan.labels, plan.most, body)
        case ChartKind.LINE:
            days = [row[chart.labels] for row in chart.table.rows[chart.first :]]
            draw_line(canvas, plan.series, days, plan.most, body)


def _draw_legend(plan: _Plan, place: QRectF, canvas: Canvas) -> None:
    pitch = canvas.measure.pitch("", SMALL) * 1.4
    x, y = 0.0, place.y()
    for number, one in enumerate(plan.series):
        needed = canvas.measure.width(one.label, SMALL) + _LEGEND_MARK + 8 * DOTS
        if x and x + needed > place.width():
            x, y = 0.0, y + pitch
        middle = QPointF(place.x() + x + _LEGEND_MARK / 2 - 2 * DOTS, y + pitch / 2)
        if one.points:
            draw_point(canvas, number, middle, one.colour)
        elif plan.chart.kind is ChartKind.LINE:
            half = QPointF(_LEGEND_MARK / 2 - 2 * DOTS, 0)
            canvas.path([middle - half, middle + half], one.colour, 1.6, line_style(number))
        else:
            canvas.fill(QRectF(middle.x() - 4 * DOTS, middle.y() - 3 * DOTS, 8 * DOTS, 6 * DOTS), one.colour)
        room = max(place.width() - x - _LEGEND_MARK, 1.0)
        canvas.lines((one.label,), (place.x() + x + _LEGEND_MARK, y), room, SMALL, INK, pitch=pitch)
        x += needed
