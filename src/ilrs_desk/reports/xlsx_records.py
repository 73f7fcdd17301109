"""A sheet of records: one real table with a frozen header, fitted widths, and pages that print whole."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table as SheetTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo

from .document import CellValue, ColumnType, Table
from .measure import tall_script
from .text import visible_controls
from .xlsx_cells import (
    BACK_LINK,
    HEADER,
    PLAIN,
    PLAIN_DAY,
    WRAPPED,
    WRAPPED_DAY,
    Cells,
    area,
    link_cells,
    needs_care,
)

#: Limits of a column, and how much the columns may take together before the next lower limit is used.
_LIMITS = (60, 44, 34)
_PAGE_WIDTH = 150
_SMALL_LETTER_GAIN = 0.1
_SPACE = 0.6  # of a digit
_NARROWEST = 8
_DAY_WIDTH = 11
_ROOM_FOR_FILTER_BUTTON = 4
_POINTS_A_LINE = 15.0
_TALL_GAIN = 1.2  # of a script with high or deep signs
_MOST_LINES = 27  # a row is at most 409 points high
_COLUMNS_TO_BACK = 2
_STYLE = "TableStyleLight1"  # grey: it goes with any accent


@dataclass(frozen=True, slots=True)
class Shape:
    """Width of each column in characters; the columns in which something wraps; the texts that need care."""

    widths: list[int]
    wraps: list[int]
    careful: set[str]


@dataclass(frozen=True, slots=True)
class Back:
    """The way back to the sheet ``title``: it stands a column apart from the table and is not printed."""

    words: str
    title: str


def write_records(
    sheet: Any, table: Table, shape: Shape, name: str, cells: Cells, back: Back | None = None
) -> None:
    """Fill the empty ``sheet`` with ``table`` and make it the workbook's table ``name``; no columns, no table."""
    if not table.columns:
        return
    for number, width in enumerate(shape.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    labels = unique_labels([column.label for column in table.columns])
    sheet.append(_head(cells, labels, back))
    types = [column.type for column in table.columns]
    heights = [(place, _lines_by_value(table, place, shape.widths[place] - 1)) for place in shape.wraps]
    for number, row in enumerate(table.rows, 2):
        lines = max((known.get(row[place], 1) for place, known in heights), default=1)
        if lines > 1:
            sheet.row_dimensions[number].height = min(lines, _MOST_LINES) * _POINTS_A_LINE
        sheet.append(_row_cells(cells, row, types, shape.careful, tall=lines > 1))
    _add_table(sheet, name, labels, len(table.rows))
    if back:
        sheet.print_area = area(1, 1, len(labels), max(len(table.rows), 1) + 1)
        link_cells(sheet, [(f"{get_column_letter(len(labels) + _COLUMNS_TO_BACK)}1", back.title, back.words)])


def _head(cells: Cells, labels: Sequence[str], back: Back | None) -> Iterator[Cell | None]:
    for label in labels:
        yield cells.text(label, HEADER)
    if back:
        yield from [None] * (_COLUMNS_TO_BACK - 1)
        yield cells.text(back.words, BACK_LINK)


def records_shape(table: Table) -> Shape:
    """A column is as wide as its longest value, within limits that let a page stay readable."""
    wanted: list[int] = []
    wraps: list[int] = []
    careful: set[str] = set()
    for place, column in enumerate(table.columns):
        values = {row[place] for row in table.rows}
        header = display_width(column.label) + _ROOM_FOR_FILTER_BUTTON
        wanted.append(max(_NARROWEST, header, max(map(_width, values), default=0) + 2))
        found = {value for value in values if isinstance(value, str) and needs_care(value)}
        careful |= found
        if any("\n" in value for value in found):
            wraps.append(place)
    limit = next(
        (limit for limit in _LIMITS if sum(min(limit, one) for one in wanted) <= _PAGE_WIDTH), _LIMITS[-1]
    )
    wraps += [place for place, width in enumerate(wanted) if width > limit]
    return Shape([min(limit, width) for width in wanted], wraps, careful)


def display_width(text: str) -> int:
    """Characters the text is wide: a Chinese one counts two, of several lines the longest counts."""
    if text.isascii() and "\n" not in text:
        return len(text)
    lines = text.splitlines() or [""]
    return max(sum(_sign_width(sign) for sign in line) for line in lines)


def wrapped_lines(text: str, room: float) -> int:
    """Lines that the text takes when it is wrapped between words at ``room`` characters (of a digit's width)."""
    return sum(_wrapped_line(line, room) for line in text.splitlines())


def _wrapped_line(line: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in line.split(" "):
        width = _print_width(word)
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        lines += int(max(0.0, width - 0.01) // room)
        used += width % room + _SPACE
    return lines


def _print_width(word: str) -> float:
    """Digits that the word is wide: small letters are narrower than digits, capitals are not."""
    small = sum(1 for sign in word if sign.islower())
    return display_width(word) - small * _SMALL_LETTER_GAIN


def unique_labels(labels: Iterable[str]) -> list[str]:
    """Header texts as a table needs them: on one line, none empty, none twice (in any case)."""
    found: dict[str, str] = {}
    for label in labels:
        base = " ".join(visible_controls(label).split()) or "Column"
        shown, number = base, 1
        while shown.casefold() in found:
            number += 1
            shown = f"{base} {number}"
        found[shown.casefold()] = shown
    return list(found.values())


def _row_cells(
    cells: Cells, row: Sequence[CellValue], types: Sequence[ColumnType], careful: Set[str], *, tall: bool
) -> Iterator[str | Cell | None]:
    """The cells of one row; plain short text goes as it is, which is what keeps long tables quick."""
    text_look, day_look = (WRAPPED, WRAPPED_DAY) if tall else (PLAIN, PLAIN_DAY)
    for value, kind in zip(row, types, strict=True):
        if value is None:
            yield None
        elif isinstance(value, str):
            yield cells.text(value, text_look) if tall or value in careful else value
        else:
            yield cells.value(value, kind, day_look if isinstance(value, date) else text_look)


def _lines_by_value(table: Table, place: int, room: int) -> dict[CellValue, int]:
    """How many lines each value of the column takes; those of one line are not named."""
    values = {row[place] for row in table.rows}
    return {value: lines for value in values if (lines := _lines(value, room)) > 1}


def _lines(value: CellValue, room: int) -> int:
    """Lines of plain print that the wrapped value takes."""
    if not isinstance(value, str) or (len(value) * 2 <= room and "\n" not in value):
        return 1
    lines = wrapped_lines(value, room)
    return math.ceil(lines * _TALL_GAIN) if tall_script(value) else lines


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
