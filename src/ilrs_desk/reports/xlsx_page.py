"""A sheet to be read: headings, sentences, figures, small tables and the places of their charts, on one grid."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableColumn

from .document import (
    Block,
    Chart,
    ChartRow,
    Column,
    ColumnType,
    Document,
    Heading,
    Page,
    Paragraph,
    SeatBoard,
    Table,
    TableBlock,
    TileRow,
)
from .xlsx_cells import (
    BACK_LINK,
    BESIDE_STRONG,
    BODY,
    HEADER,
    HEADER_OF_NUMBERS,
    HEADING,
    LABEL,
    LISTED,
    LISTED_DAY,
    LISTED_NUMBER,
    QUIET_BODY,
    STRONG,
    SUBTITLE,
    TITLE,
    Look,
    area,
)
from .xlsx_grid import ROW_POINTS, Grid, Piece
from .xlsx_records import unique_labels
from .xlsx_tiles import write_seats, write_tiles

_POINTS_A_CENTIMETRE = 72 / 2.54
_STRONG_POINTS = 26.0
_HEADING_POINTS, _LEAST_TABLE_POINTS = 24.0, 100.0
_NUMERIC = (ColumnType.NUMBER, ColumnType.SHARE)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """Where a table stands: its sheet, the row of its header, and for each of its columns the sheet's column."""

    sheet: Any
    header_row: int
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """Where a chart is to be drawn once all tables stand: column and row of its corner, from 1."""

    sheet: Any
    column: int
    row: int
    chart: Chart


@dataclass(slots=True)
class Placed:
    """What stands where in the workbook; tables by their identity, since two may be equal."""

    tables: dict[int, PlacedTable] = field(default_factory=dict)
    charts: list[PlacedChart] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Top:
    """What stands above a page: its title, whose figures of which day, by which rules and for whom; the way back."""

    title: str
    lines: tuple[str, ...] = ()
    back_words: str = ""
    back_to: str = ""


class PageWriter:
    """Writes the blocks of one page below each other; ``name_table`` gives each table its name in the workbook."""

    def __init__(
        self, grid: Grid, page: Page, document: Document, placed: Placed, name_table: Callable[[str], str]
    ) -> None:
        self._grid = grid
        self._sheet = grid.sheet
        self._page = page
        self._document = document
        self._placed = placed
        self._name_table = name_table
        self._crossing: list[int] = []

    def write(self, top: Top) -> None:
        """Fill the sheet below ``top``."""
        width = len(self._page.grid)
        self._grid.line([Piece(top.title, TITLE, 1, width)])
        for number, line in enumerate(top.lines):
            self._grid.line([Piece(line, SUBTITLE if not number else QUIET_BODY, 1, width)])
        if top.back_to:
            self._grid.line([Piece(top.back_words, BACK_LINK, link=top.back_to)])
        self._grid.space()
        for number, block in enumerate(self._page.blocks):
            if number == self._page.printed:
                self._sheet.print_area = area(1, 1, width, self._grid.row - 1)
            if number == self._page.printed or self._page.single:
                self._grid.break_pages(0)
            self._grid.keep(_needed(self._page.blocks[number : number + 2]))
            self._block(block)
        if len(self._crossing) == 1:  # a sheet repeats one head only
            self._sheet.print_title_rows = f"{self._crossing[0]}:{self._crossing[0]}"
        self._grid.finish()

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
            case TileRow():
                write_tiles(self._grid, block, self._document)
            case SeatBoard():
                write_seats(self._grid, block, self._document)

    def _heading(self, block: Heading) -> None:
        if block.new_page:
            self._grid.begin_page()
        self._grid.line([Piece(block.text, HEADING)], height=_HEADING_POINTS)

    def _paragraph(self, block: Paragraph) -> None:
        look = QUIET_BODY if block.quiet else BODY
        width = len(self._page.grid)
        if (block.label or block.under) and width > 1:
            self._grid.line([Piece(block.label, LABEL), Piece(block.text, look, 2, width - 1)])
        else:
            text = f"{block.label}: {block.text}" if block.label else block.text
            self._grid.line([Piece(text, look, 1, width)])

    def _table_block(self, block: TableBlock) -> None:
        top = self._grid.row
        self._table(block.table, block.strong)
        column = sum(one.span for one in block.table.columns) + 2
        rows = 0
        for chart in block.charts:
            self._place(chart, column, top + rows)
            rows += _rows_of(chart)
        while self._grid.row < top + rows:
            self._grid.space()
        self._grid.space()

    def _table(self, table: Table, strong: int) -> None:
        starts = [1 + sum(one.span for one in table.columns[:number]) for number in range(len(table.columns))]
        header_row, page = self._grid.row, self._grid.pages
        self._placed.tables[id(table)] = PlacedTable(self._sheet, header_row, tuple(starts))
        labels = unique_labels([column.label for column in table.columns])
        self._grid.line(
            [
                _header(label, column, start)
                for label, column, start in zip(labels, table.columns, starts, strict=True)
            ]
        )
        looks = [STRONG] * strong + [BESIDE_STRONG if strong else LISTED] * (len(starts) - strong)
        for row in table.rows:
            pieces = [
                Piece(value, _look(look, column), start, column.span, column.type)
                for value, look, start, column in zip(row, looks, starts, table.columns, strict=True)
            ]
            self._grid.line(pieces, height=_STRONG_POINTS if strong else None)
        if self._grid.pages > page:
            self._crossing.append(header_row)
        if table.rows and labels and starts[-1] == len(starts) and table.columns[-1].span == 1:
            self._make_native(table, labels, header_row)

    def _make_native(self, table: Table, labels: list[str], header_row: int) -> None:
        """A table that merges no cells becomes one of the workbook's own, looking as it is written."""
        ref = area(1, header_row, len(labels), header_row + len(table.rows))
        name = self._name_table(table.name)
        made = SheetTable(displayName=name, name=name, ref=ref)
        made.tableColumns = [TableColumn(id=number, name=label) for number, label in enumerate(labels, 1)]
        self._sheet.tables.add(made)

    def _chart_row(self, block: ChartRow) -> None:
        shown = [(column, chart) for column, chart in block.charts if chart.table.rows]
        for column, chart in shown:
            self._place(chart, column, self._grid.row)
        for _ in range(max((_rows_of(chart) for _, chart in shown), default=0)):
            self._grid.space()

    def _place(self, chart: Chart, column: int, row: int) -> None:
        self._placed.charts.append(PlacedChart(self._sheet, column, row, chart))


def _look(look: Look, column: Column) -> Look:
    """Numbers stand at the end of their cell, days where texts do: where only the month is known they are texts."""
    if look is not LISTED:
        return look
    return {ColumnType.DATE: LISTED_DAY, **dict.fromkeys(_NUMERIC, LISTED_NUMBER)}.get(column.type, LISTED)


def _header(label: str, column: Column, start: int) -> Piece:
    return Piece(label, HEADER_OF_NUMBERS if column.type in _NUMERIC else HEADER, start, column.span)


def _needed(blocks: Sequence[Block]) -> float:
    """Points that the first of the blocks takes at least on one page; a heading stays with what it heads."""
    match blocks[0]:
        case Heading() if len(blocks) > 1:
            return _HEADING_POINTS + _needed(blocks[1:])
        case ChartRow():
            return ROW_POINTS * max((_rows_of(chart) for _, chart in blocks[0].charts), default=0)
        case TableBlock():
            charts = ROW_POINTS * sum(map(_rows_of, blocks[0].charts))
            return max(charts, _LEAST_TABLE_POINTS)
        case SeatBoard() | TileRow():
            return _LEAST_TABLE_POINTS
        case _:
            return ROW_POINTS


def _rows_of(chart: Chart) -> int:
    """Rows that a chart covers, and one of air."""
    return math.ceil(chart.height * _POINTS_A_CENTIMETRE / ROW_POINTS) + 1
