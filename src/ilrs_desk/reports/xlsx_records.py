"""A sheet of records: one real table with a frozen header, fitted widths, and pages that print whole."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableStyleInfo

from .document import CellValue, ColumnType, Table
from .xlsx_cells import HEADER, PLAIN, WRAPPED, CellStyles, area, needs_care

_WIDEST = 44
_NARROWEST = 8
_DAY_WIDTH = 11
_ROOM_FOR_FILTER_BUTTON = 4
_STYLE = "TableStyleMedium2"


def write_records(sheet: Any, table: Table, name: str) -> None:
    """Fill the empty ``sheet`` with ``table`` and make it the workbook's table ``name``."""
    widths = fitted_widths(table)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    labels = unique_labels([column.label for column in table.columns])
    cells = CellStyles(sheet)
    sheet.append([cells.text(label, HEADER) for label in labels])
    rows = _RowWriter(cells, [column.type for column in table.columns], [int(width) - 1 for width in widths])
    for row in table.rows:
        sheet.append(rows.cells(row))
    _add_table(sheet, name, labels, len(table.rows))


def fitted_widths(table: Table) -> list[int]:
    """Width of each column in characters: its longest value within limits; longer values are wrapped."""
    widths = []
    for number, column in enumerate(table.columns):
        header = display_width(column.label) + _ROOM_FOR_FILTER_BUTTON
        longest = max((_width(row[number]) for row in table.rows), default=0)
        widths.append(max(_NARROWEST, min(_WIDEST, max(header, longest + 2))))
    return widths


def display_width(text: str) -> int:
    """Characters the text is wide: a Chinese one counts two, of several lines the longest counts."""
    if text.isascii() and "\n" not in text:
        return len(text)
    lines = text.splitlines() or [""]
    return max(sum(_sign_width(sign) for sign in line) for line in lines)


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

    def __init__(self, cells: CellStyles, types: Sequence[ColumnType], widths: Sequence[int]) -> None:
        self._cells = cells
        self._columns = list(zip(types, widths, strict=True))
        self._day = cells.value(date(2000, 1, 1), ColumnType.DATE)

    def cells(self, row: Sequence[CellValue]) -> Iterator[str | int | float | Cell | None]:
        """The cells of one row, to be written before the next row is asked for."""
        tall = any(
            isinstance(value, str) and (len(value) > width // 2) and display_width(value) > width
            for value, (_, width) in zip(row, self._columns, strict=True)
        )
        for value, (kind, _) in zip(row, self._columns, strict=True):
            if isinstance(value, str):
                yield self._text(value, tall)
            elif isinstance(value, date):
                self._day.value = value
                yield self._day
            elif value is None:
                yield None
            else:
                yield self._cells.value(value, kind)

    def _text(self, value: str, tall: bool) -> str | Cell:
        if tall:
            return self._cells.text(value, WRAPPED)
        return self._cells.text(value, PLAIN) if needs_care(value) else value


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
    made = SheetTable(displayName=name, name=name, ref=area(1, 1, len(labels), max(rows, 1) + 1))
    made.tableStyleInfo = TableStyleInfo(name=_STYLE, showRowStripes=True)
    made._initialise_columns()
    for column, label in zip(made.tableColumns, labels, strict=True):
        column.name = label
    sheet.tables.add(made)
