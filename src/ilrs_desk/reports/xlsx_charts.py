"""Native charts of a workbook, drawn from the cells in which their tables stand."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import DateAxis
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import cm_to_EMU

from .colours import series_colours
from .document import Chart, ChartKind, ColumnType
from .style import Style
from .text import visible_controls
from .xlsx_page import PlacedTable

_GRID = "E3E7EC"
_LABEL_CENTIMETRES = 1.2
_DAYS_A_MONTH = 30.44
_MONTHS_LABELLED = 18
_MARK_POINTS = 8
_INSET = 25_400


def native_chart(chart: Chart, at: PlacedTable, style: Style) -> Any:
    """An openpyxl chart over the cells of ``at``; its table has rows."""
    made = _line(chart) if chart.kind is ChartKind.LINE else _bars(chart)
    last = at.header_row + len(chart.table.rows)
    first = min(at.header_row + 1 + chart.first, last)
    colours = series_colours(style)
    for number, column in enumerate(chart.values):
        place = at.columns[column]
        values = Reference(at.sheet, min_col=place, min_row=first, max_row=last)
        series = Series(values, title=visible_controls(chart.table.columns[column].label))
        _paint(series, chart, column, colours[number % len(colours)])
        made.series.append(series)
    labels = at.columns[chart.labels]
    made.set_categories(Reference(at.sheet, min_col=labels, min_row=first, max_row=last))
    made.title = visible_controls(chart.title)
    made.title.tx.rich.p[0].pPr = ParagraphProperties(defRPr=CharacterProperties(sz=1100, b=True))
    made.legend = Legend(legendPos="b", overlay=False) if len(chart.values) > 1 else None
    made.title.overlay = made.roundedCorners = False
    made.display_blanks = "gap"
    made.height, made.width = chart.height, chart.width
    _axes(made, chart)
    return made


def anchor_of(made: Any, column: int, row: int) -> OneCellAnchor:
    """The chart's place, a little within its first cell: on the very edge its frame would print on the page before."""
    corner = AnchorMarker(col=column - 1, row=row - 1, colOff=_INSET, rowOff=_INSET)
    return OneCellAnchor(_from=corner, ext=XDRPositiveSize2D(cm_to_EMU(made.width), cm_to_EMU(made.height)))


def _bars(chart: Chart) -> Any:
    """Bars lie with the first row on top, columns stand."""
    made = BarChart()
    made.type = "bar" if chart.kind is ChartKind.BAR else "col"
    made.gapWidth = 60
    made.overlap = -10 if len(chart.values) > 1 else None
    if chart.kind is ChartKind.BAR:
        made.x_axis.scaling.orientation = "maxMin"
        made.x_axis.tickLblSkip = 1
        made.y_axis.crosses = "max"
    return made


def _line(chart: Chart) -> Any:
    """A line over days; its labels are years, or months over a short time. Over other labels they stand evenly."""
    made = LineChart()
    shown = [row[chart.labels] for row in chart.table.rows[chart.first :]]
    days = [value for value in shown if isinstance(value, date)]
    if not days or len(days) < len(shown):
        return made
    months = max(1, round((max(days) - min(days)).days / _DAYS_A_MONTH))
    years = months > _MONTHS_LABELLED
    made.x_axis = DateAxis(crossAx=made.y_axis.axId)
    made.y_axis.crossAx = made.x_axis.axId
    made.x_axis.number_format = "yyyy" if years else "yyyy-mm"
    made.x_axis.baseTimeUnit = "days" if _several_a_month(days) else "months"
    made.x_axis.majorTimeUnit = "years" if years else "months"
    labels = months / 12 if years else months
    made.x_axis.majorUnit = max(1, math.ceil(labels * _LABEL_CENTIMETRES / chart.width))
    return made


def _several_a_month(days: list[date]) -> bool:
    """Whether two days lie in one month: with months as the unit they would stand on one spot."""
    return len({(day.year, day.month) for day in days}) < len(days)


def _paint(series: Any, chart: Chart, column: int, colour: str) -> None:
    if chart.kind is not ChartKind.LINE:
        series.graphicalProperties = GraphicalProperties(solidFill=colour)
        return
    series.smooth = False
    if column in chart.points:
        series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
        series.marker.symbol, series.marker.size = "diamond", _MARK_POINTS
        series.marker.graphicalProperties = GraphicalProperties(
            solidFill=colour, ln=LineProperties(solidFill="FFFFFF")
        )
        return
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour, w=28_000))
    series.marker.symbol = "none"


def _axes(made: Any, chart: Chart) -> None:
    """Both axes are shown (programs hide them unless told), in small print, with quiet grid lines."""
    shares = chart.table.columns[chart.values[0]].type is ColumnType.SHARE
    made.y_axis.number_format = "0%" if shares else "#,##0"
    made.y_axis.scaling.min = 0
    made.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    for axis in (made.x_axis, made.y_axis):
        axis.delete = False
        axis.title = None
        small = ParagraphProperties(defRPr=CharacterProperties(sz=900))
        axis.txPr = RichText(p=[Paragraph(pPr=small, endParaRPr=CharacterProperties(sz=900))])
