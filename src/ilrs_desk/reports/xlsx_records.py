"""A sheet of records: one real table with a frozen header, fitted widths, and pages that print whole."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo

from .document import CellValue, ColumnType, Table
from .xlsx_cells import HEADER, PLAIN, PLAIN_DAY, WRAPPED, WRAPPED_DAY, CellStyles, area, needs_care

#: Limits of a column, and how much the columns may take together before the next lower limit is used.
_LIMITS = (60, 44, 34)
_PAGE_WIDTH = 150
_SMALL_LETTER_GAIN = 0.14
_NARROWEST = 8
_DAY_WIDTH = 11
_ROOM_FOR_FILTER_BUTTON = 4
_POINTS_A_LINE = 15.0
_MOST_LINES = 27  # a row is at most 409 points high
_STYLE = "TableStyleMedium2"


def write_records(sheet: Any, table: Table, name: str) -> None:
    """Fill the empty ``sheet`` with ``table`` and make it the workbook's table ``name``."""
    widths = fitted_widths(table)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    labels = unique_labels([column.label for column in table.columns])
    rows = _RowWriter(sheet, [column.type for column in table.columns], [width - 1 for width in widths])
    rows.write_header(labels)
    for row in table.rows:
        rows.write(row)
    _add_table(sheet, name, labels, len(table.rows))


def fitted_widths(table: Table) -> list[int]:
    """Width of each column in characters: its longest value, within limits that let a page stay readable."""
    wanted = []
    for number, column in enumerate(table.columns):
        header = display_width(column.label) + _ROOM_FOR_FILTER_BUTTON
        longest = max((_width(row[number]) for row in table.rows), default=0)
        wanted.append(max(_NARROWEST, header, longest + 2))
    for limit in _LIMITS:
        widths = [min(limit, width) for width in wanted]
        if sum(widths) <= _PAGE_WIDTH:
            break
    return widths


def display_width(text: str) -> int:
    """Characters the text is wide: a Chinese one counts two, of several lines the longest counts."""
    if text.isascii() and "\n" not in text:
        return len(text)
    lines = text.splitlines() or [""]
    return max(sum(_sign_width(sign) for sign in line) for line in lines)


def wrapped_lines(text: str, room: int) -> int:
    """Lines that the text takes when it is wrapped at ``room`` characters; a column is as wide as so many digits."""
    return sum(max(1, math.ceil(_print_width(line) / room)) for line in text.splitlines())


def _print_width(line: str) -> float:
    """Digits that the line is wide: small letters and spaces are narrower than digits, capitals are not."""
    small = sum(1 for sign in line if sign.islower() or sign == " ")
    return display_width(line) - small * _SMALL_LETTER_GAIN


def unique_labels(labels: Iterable[str]) -> list[str]:
    """Header texts as a table needs them: on one line, none empty, none twice (in any case)."""
    found: dict[str, str] = {}
    for label in labels:
        base = " ".join(label.split()) or "Column"
        shown, number = base, 1
        while shown.casefold() in found:
            number += 1
            shown = f"{base} {number}"
        found[shown.casefold()] = shown
    return list(found.values())


class _RowWriter:
    """Turns rows into cells; plain short text goes as it is, which is what keeps long tables quick."""

    def __init__(self, sheet: Any, types: Sequence[ColumnType], widths: Sequence[int]) -> None:
        self._sheet = sheet
        self._cells = CellStyles(sheet)
        self._types = types
        self._widths = widths
        self._day = self._cells.value(date.min.replace(year=2000), ColumnType.DATE, PLAIN_DAY)
        self._tall_day = self._cells.value(date.min.replace(year=2000), ColumnType.DATE, WRAPPED_DAY)
        self._row = 1

    def write_header(self, labels: Iterable[str]) -> None:
        """The first row."""
        self._sheet.append([self._cells.text(label, HEADER) for label in labels])

    def write(self, row: Sequence[CellValue]) -> None:
        """The next row; one with longer text than its column is wide is made tall enough for it."""
        self._row += 1
        lines = self._lines(row)
        if lines > 1:
            self._sheet.row_dimensions[self._row].height = lines * _POINTS_A_LINE
        self._sheet.append(self._cells_of(row, tall=lines > 1))

    def _lines(self, row: Sequence[CellValue]) -> int:
        lines = 1
        for value, width in zip(row, self._widths, strict=True):
            if isinstance(value, str) and (len(value) * 2 > width or "\n" in value):
                lines = max(lines, wrapped_lines(value, width))
        return min(lines, _MOST_LINES)

    def _cells_of(self, row: Sequence[CellValue], *, tall: bool) -> Iterator[str | Cell | None]:
        """The cells one by one: each is written before the next is asked for, so one cell serves for all days."""
        text_look, day = (WRAPPED, self._tall_day) if tall else (PLAIN, self._day)
        for value, kind in zip(row, self._types, strict=True):
            if value is None:
                yield None
            elif isinstance(value, str):
                yield self._cells.text(value, text_look) if tall or needs_care(value) else value
            elif isinstance(value, date):
                day.value = value
                yield day
            else:
                yield self._cells.value(value, kind, text_look)


def _width(value: CellValue) -> int:
    if isinstance(value, str):
        return display_width(value)
    if isinstance(value, date):
        return _DAY_WIDTH
    return 0 if value is None else len(f"{value:,}")


def _sign_width(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _add_table(sheet: Any, name: str, labels: Sequence[str], rows: int) -> None:
    """Make the filled range a table; one without rows keeps one empty row, as the format asks."""
    ref = area(1, 1, len(labels), max(rows, 1) + 1)
    made = SheetTable(displayName=name, name=name, ref=ref, autoFilter=AutoFilter(ref=ref))
    made.tableStyleInfo = TableStyleInfo(name=_STYLE, showRowStripes=True)
    made.tableColumns = [TableColumn(id=number, name=label) for number, label in enumerate(labels, 1)]
    sheet.tables.add(made)
