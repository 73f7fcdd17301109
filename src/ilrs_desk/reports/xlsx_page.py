"""A sheet to be read: headings, sentences, small tables and the places of their charts, on one grid."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from .document import (
    Block,
    CellValue,
    Chart,
    ChartRow,
    Column,
    ColumnType,
    Heading,
    Page,
    Paragraph,
    Table,
    TableBlock,
)
from .xlsx_cells import (
    BESIDE_STRONG,
    BODY,
    HEADER,
    HEADER_OF_NUMBERS,
    HEADING,
    LABEL,
    LISTED,
    QUIET_BODY,
    STRONG,
    SUBTITLE,
    TITLE,
    Cells,
    Look,
    area,
)
from .xlsx_records import wrapped_lines

_POINTS_A_CENTIMETRE = 72 / 2.54
_POINTS_A_LINE = 13.5
_SMALL = (BODY, QUIET_BODY, LISTED)
#: So much more goes into a column in small print than in the print by which columns are measured.
_SMALL_PRINT = 1.1
_ROW_POINTS = 15.0
_STRONG_POINTS = 26.0
_NUMERIC = (ColumnType.NUMBER, ColumnType.SHARE)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """Where a table stands: its sheet, the row of its header, and for each of its columns the sheet's column."""

    sheet: Any
    header_row: int
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """Where a chart is to be drawn once all tables stand."""

    sheet: Any
    cell: str
    chart: Chart


@dataclass(slots=True)
class Placed:
    """What stands where in the workbook; tables by their identity, since two may be equal."""

    tables: dict[int, PlacedTable] = field(default_factory=dict)
    charts: list[PlacedChart] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One value in a row: in which column it begins and over how many it reaches."""

    value: CellValue
    look: Look
    column: int = 1
    span: int = 1
    type: ColumnType = ColumnType.TEXT


class PageWriter:
    """Writes the blocks of one page below each other."""

    def __init__(self, sheet: Any, page: Page, placed: Placed) -> None:
        self._sheet = sheet
        self._page = page
        self._placed = placed
        self._cells = Cells(sheet)
        self._row = 1

    def write(self, title: str, subtitle: str) -> None:
        """Fill the sheet; ``title`` and ``subtitle`` stand on top."""
        self._sheet.sheet_view.showGridLines = False
        for number, width in enumerate(self._page.grid, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._line([_Piece(title, TITLE)], height=30)
        self._line([_Piece(subtitle, SUBTITLE)], height=18)
        self._space()
        for number, block in enumerate(self._page.blocks):
            if number == self._page.printed:
                self._sheet.print_area = area(1, 1, len(self._page.grid), self._row - 1)
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case TableBlock():
                self._table_block(block)
            case ChartRow():
                self._chart_row(block)

    def _heading(self, block: Heading) -> None:
        if block.new_page:
            self._sheet.row_breaks.append(Break(id=self._row - 1))
        self._line([_Piece(block.text, HEADING)], height=24)

    def _paragraph(self, block: Paragraph) -> None:
        look = QUIET_BODY if block.quiet else BODY
        width = len(self._page.grid)
        if block.label or block.under:
            self._line([_Piece(block.label, LABEL), _Piece(block.text, look, 2, width - 1)])
        else:
            self._line([_Piece(block.text, look, 1, width)])

    def _table_block(self, block: TableBlock) -> None:
        top = self._row
        self._table(block.table, block.strong)
        column = sum(one.span for one in block.table.columns) + 2
        rows = 0
        for chart in block.charts:
            self._place(chart, column, top + rows)
            rows += _rows_of(chart)
        while self._row < top + rows:
            self._space()
        self._space()

    def _table(self, table: Table, strong: int) -> None:
        starts = [1 + sum(one.span for one in table.columns[:number]) for number in range(len(table.columns))]
        self._placed.tables[id(table)] = PlacedTable(self._sheet, self._row, tuple(starts))
        self._line([_header(column, start) for column, start in zip(table.columns, starts, strict=True)])
        looks = [STRONG] * strong + [BESIDE_STRONG if strong else LISTED] * (len(starts) - strong)
        for row in table.rows:
            pieces = [
                _Piece(value, look, start, column.span, column.type)
                for value, look, start, column in zip(row, looks, starts, table.columns, strict=True)
            ]
            self._line(pieces, height=_STRONG_POINTS if strong else None)

    def _chart_row(self, block: ChartRow) -> None:
        for column, chart in block.charts:
            self._place(chart, column, self._row)
        for _ in range(max(_rows_of(chart) for _, chart in block.charts)):
            self._space()

    def _place(self, chart: Chart, column: int, row: int) -> None:
        self._placed.charts.append(PlacedChart(self._sheet, f"{get_column_letter(column)}{row}", chart))

    def _line(self, pieces: Sequence[_Piece], height: float | None = None) -> None:
        """Write one row; a value that spans several columns gets them merged."""
        for piece in pieces:
            if piece.span > 1:
                last = piece.column + piece.span - 1
                self._sheet.merged_cells.add(area(piece.column, self._row, last, self._row))
        self._append(self._cells_of(pieces), height or self._height(pieces))

    def _cells_of(self, pieces: Iterable[_Piece]) -> Iterator[Cell | None]:
        column = 1
        for piece in pieces:
            yield from [None] * (piece.column - column)
            yield self._cells.value(piece.value, piece.type, piece.look)
            for _ in range(piece.span - 1):
                yield self._cells.value(None, piece.type, piece.look)
            column = piece.column + piece.span

    def _height(self, pieces: Iterable[_Piece]) -> float:
        """Points that a row needs so that no wrapped text is cut: programs do not fit rows of merged cells."""
        lines = 1
        for piece in pieces:
            if isinstance(piece.value, str):
                room = sum(self._page.grid[piece.column - 1 : piece.column - 1 + piece.span])
                lines = max(
                    lines,
                    wrapped_lines(piece.value, round(room * _SMALL_PRINT) if piece.look in _SMALL else room),
                )
        return max(_ROW_POINTS, lines * _POINTS_A_LINE + 3)

    def _append(self, cells: Iterable[Cell | None], height: float) -> None:
        self._sheet.row_dimensions[self._row].height = height
        self._sheet.append(cells)
        self._row += 1

    def _space(self) -> None:
        self._append([], _ROW_POINTS)


def _header(column: Column, start: int) -> _Piece:
    return _Piece(column.label, HEADER_OF_NUMBERS if column.type in _NUMERIC else HEADER, start, column.span)


def _rows_of(chart: Chart) -> int:
    """Rows that a chart covers, and one of air."""
    return math.ceil(chart.height * _POINTS_A_CENTIMETRE / _ROW_POINTS) + 1
