"""Native charts on slides, editable: each holds its own small workbook, in which nothing can act."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from .document import CellValue, Chart, ChartKind, ColumnType
from .measure import fitting_size, line_height, text_height
from .package import StillZip, properties_of_nothing
from .pptx_flow import SlideFlow
from .pptx_text import QUIET, Box, Run
from .text import visible_controls
from .xlsx_cells import Cells

_TYPES = {
    ChartKind.BAR: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartKind.COLUMN: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.LINE: XL_CHART_TYPE.LINE,
}
_ACCENTS = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_5,
    MSO_THEME_COLOR.ACCENT_6,
)
_GRID_LINE = RGBColor(0xE3, 0xE7, 0xEC)
_TITLE_SIZES, _SMALL = (12.0, 11.0, 10.0, 9.0), 9.0
_NOTE = 9.0
_AROUND_BARS, _THINNEST_BAR, _LEAST_ROW = 80.0, 7.0, 13.0
_LEAST_COLUMN = 16.0
_LABEL_SHARE = 0.34
_MOST_LABELLED = 24
_LABEL_POINTS, _DAYS_A_MONTH, _MONTHS_LABELLED = 40.0, 30.44, 18
_MARK_POINTS = 9


def bar_height(chart: Chart, width: float) -> float:
    """Points that a chart of lying bars needs for all its rows when it is ``width`` points wide."""
    return _AROUND_BARS + len(_rows(chart)) * _row_height(chart, width)


def write_chart(flow: SlideFlow, chart: Chart, box: Box) -> None:
    """Draw the chart into ``box``; where more rows would not be legible, say below it how many are left out."""
    rows = _rows(chart)
    if not rows:
        return
    kept = rows[: _most_rows(chart, box)]
    if len(kept) < len(rows):
        box, kept = _with_note(flow, chart, box)
    frame = flow.slide.shapes.add_chart(_TYPES[chart.kind], *_emu(flow.place(box)), _Data(chart, kept))
    title = visible_controls(chart.title)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", title)
    frame.name = title
    made = frame.chart
    made.font.size = Pt(_SMALL)
    made.font.language_id = None
    _write_title(made, title, box.width)
    made.has_legend = len(chart.values) > 1
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        made.legend.font.size = Pt(_SMALL)
    _axes(made, chart)
    _paint(made, chart, kept)
    if chart.kind is ChartKind.LINE:
        _days_axis(made, chart, kept, box.width)


class _Data(CategoryChartData):
    """The rows of a chart as what python-pptx makes a chart of."""

    def __init__(self, chart: Chart, rows: Sequence[Sequence[CellValue]]) -> None:
        shares = chart.table.columns[chart.values[0]].type is ColumnType.SHARE
        super().__init__(number_format="0.0%" if shares else "General")  # type: ignore[no-untyped-call]
        labels = [row[chart.labels] for row in rows]
        dated = all(isinstance(label, date) for label in labels)
        self.categories = labels if dated else [_label(label) for label in labels]
        for column in chart.values:
            name = visible_controls(chart.table.columns[column].label)
            self.add_series(name, [_number(row[column]) for row in rows])  # type: ignore[no-untyped-call]

    @property
    def _workbook_writer(self) -> Any:
        return _Workbook(self)  # type: ignore[no-untyped-call]


class _Workbook(CategoryWorkbookWriter):
    """The workbook within a chart: python-pptx would write text that begins with = as a formula."""

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook: labels in the first column, a column a series."""
        data = self._chart_data
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Sheet1")
        cells = Cells(sheet)
        sheet.append(cells.value(name, ColumnType.TEXT) for name in (None, *(series.name for series in data)))
        columns = [
            [category.label for category in data.categories],
            *(list(series.values) for series in data),
        ]
        for row in zip(*columns, strict=True):
            sheet.append(cells.value(value, ColumnType.TEXT) for value in row)
        out = BytesIO()
        with StillZip(out, properties_of_nothing()) as package:
            ExcelWriter(book, package).save()
        return out.getvalue()


def _rows(chart: Chart) -> tuple[tuple[CellValue, ...], ...]:
    return chart.table.rows[min(chart.first, max(len(chart.table.rows) - 1, 0)) :]


def _label(value: CellValue) -> str:
    return visible_controls(str(value)) if value is not None else ""


def _number(value: CellValue) -> float | int | None:
    return value if isinstance(value, int | float) else None


def _row_height(chart: Chart, width: float) -> float:
    """As high as the bars of a row need, and the longest label beside them, up to two lines of it."""
    labels = (_label(row[chart.labels]) for row in _rows(chart))
    highest = max((text_height(label, width * _LABEL_SHARE, _SMALL) for label in labels), default=0.0)
    return max(_LEAST_ROW, _THINNEST_BAR * len(chart.values) + 5, min(highest, 2 * line_height("x", _SMALL)))


def _most_rows(chart: Chart, box: Box) -> int:
    match chart.kind:
        case ChartKind.BAR:
            return max(1, int((box.height - _AROUND_BARS + 1) // _row_height(chart, box.width)))
        case ChartKind.COLUMN:
            return max(1, int(box.width // (_LEAST_COLUMN * len(chart.values))))
        case _:
            return len(chart.table.rows)


def _with_note(flow: SlideFlow, chart: Chart, box: Box) -> tuple[Box, tuple[tuple[CellValue, ...], ...]]:
    """Write below the chart how many rows it leaves out; returns what room is left for it, and the rows it shows."""
    template = "{count} more rows are left out here; the workbook holds them all."
    rows = _rows(chart)
    height = text_height(flow.document.word(template, count=len(rows)), box.width, _NOTE)
    above = Box(box.x, box.y, box.width, box.height - height)
    kept = rows[: _most_rows(chart, above)]
    text = flow.document.word(template, count=len(rows) - len(kept))
    below = Box(box.x, box.y + box.height - height, box.width, height)
    flow.pen.shape(flow.slide, flow.place(below), [[Run(text, _NOTE, QUIET, italic=True)]], "Left out")
    return above, kept


def _emu(box: Box) -> tuple[Any, Any, Any, Any]:
    return Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height)


def _write_title(made: Any, title: str, width: float) -> None:
    made.has_title = True
    frame = made.chart_title.text_frame
    frame.text = title
    font = frame.paragraphs[0].runs[0].font if frame.paragraphs[0].runs else frame.paragraphs[0].font
    font.size, font.bold = Pt(fitting_size(title, width - 20, 30, _TITLE_SIZES, bold=True)), True
    made.chart_title.include_in_layout = False


def _paint(made: Any, chart: Chart, rows: Sequence[Sequence[CellValue]]) -> None:
    plot = made.plots[0]
    if chart.kind is not ChartKind.LINE:
        plot.gap_width, plot.overlap = 50, -5 if len(chart.values) > 1 else 0
        plot.vary_by_categories = False
        plot.has_data_labels = len(rows) * len(chart.values) <= _MOST_LABELLED
        if plot.has_data_labels:
            _label_values(plot.data_labels, chart)
            made.value_axis.visible = made.value_axis.has_major_gridlines = False
    for number, (series, column) in enumerate(zip(plot.series, chart.values, strict=True)):
        colour = _ACCENTS[number % len(_ACCENTS)]
        if chart.kind is not ChartKind.LINE:
            series.format.fill.solid()
            series.format.fill.fore_color.theme_color = colour
        elif column in chart.points:
            _paint_marks(series, colour)
        else:
            series.smooth = False
            series.marker.style = XL_MARKER_STYLE.NONE
            series.format.line.width = Pt(2.25)
            series.format.line.color.theme_color = colour


def _label_values(labels: Any, chart: Chart) -> None:
    labels.show_value = True
    labels.font.size = Pt(_SMALL)
    labels.number_format_is_linked = False
    labels.number_format = _value_format(chart)


def _paint_marks(series: Any, colour: Any) -> None:
    """Single marks without a line between them."""
    series.smooth = False
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.DIAMOND, _MARK_POINTS
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.theme_color = colour
    series.marker.format.line.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _value_format(chart: Chart) -> str:
    return "0%" if chart.table.columns[chart.values[0]].type is ColumnType.SHARE else "#,##0.##"


def _axes(made: Any, chart: Chart) -> None:
    values, labels = made.value_axis, made.category_axis
    values.minimum_scale = 0
    values.major_gridlines.format.line.color.rgb = _GRID_LINE
    values.format.line.fill.background()
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = _value_format(chart).removesuffix(".##")
    labels.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.kind is ChartKind.BAR:
        labels.reverse_order = True
        values._element.find(qn("c:crosses")).set("val", "max")  # below, though the first row is on top
    for axis in (values, labels):
        axis.tick_labels.font.size = Pt(_SMALL)
    if chart.kind is not ChartKind.LINE:
        _show_each_label(labels._element)


def _show_each_label(axis: Any) -> None:
    """Programs leave out every second label when they think that they stand too close."""
    skip = axis.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    after = axis.find(qn("c:noMultiLvlLbl"))
    after.addprevious(skip)


def _days_axis(made: Any, chart: Chart, rows: Sequence[Sequence[CellValue]], width: float) -> None:
    """Labels of an axis of days: years, or months over a short time, as many as there is room for."""
    axis = made.category_axis._element
    days = [value for row in rows if isinstance(value := row[chart.labels], date)]
    if axis.tag != qn("c:dateAx") or not days:
        return
    months = max(1, round((max(days) - min(days)).days / _DAYS_A_MONTH))
    years = months > _MONTHS_LABELLED
    made.category_axis.tick_labels.number_format_is_linked = False
    made.category_axis.tick_labels.number_format = "yyyy" if years else "yyyy-mm"
    unit = "years" if years else "months"
    step = max(1, math.ceil((months / 12 if years else months) * _LABEL_POINTS / width))
    base = axis.find(qn("c:baseTimeUnit"))
    several = len({(day.year, day.month) for day in days}) < len(days)
    base.set("val", "days" if several else "months")
    for tag, value in (("c:majorTimeUnit", unit), ("c:majorUnit", str(step))):
        base.addnext(axis.makeelement(qn(tag), {"val": value}))
