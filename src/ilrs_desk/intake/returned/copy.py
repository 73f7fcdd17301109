"""The sender's own workbook to write into: as it came, or an xlsx twin of what was read of another format."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Collection
from typing import Any

import openpyxl
from openpyxl import Workbook as Book
from openpyxl.utils import get_column_letter

from ..sheets import Cell, CellError, Sheet, Workbook
from ..texts import Texts

#: So many cells are copied whole; of a larger file only the rows that are asked about.
MOST_CELLS = 300_000
_MOST_BYTES = 80_000_000
_LONGEST_TITLE = 31
_LONGEST_TEXT = 32_767
_NARROWEST, _WIDEST, _LOOKED_AT = 9, 45, 200


def own_workbook(workbook: Workbook, original: bytes | None) -> Book | None:
    """The file as it came, its formulas replaced by the values that were read; None if it cannot be written into.

    openpyxl drops what formulas gave last: a program that does not calculate would show nothing there.
    """
    if original is None or workbook.format not in ("xlsx", "xlsm") or _too_large(workbook, original):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(original), keep_links=False)
    except Exception:  # noqa: BLE001 - what our reader takes may be too odd for this one: then a twin is made
        return None
    read = {sheet.name: sheet for sheet in workbook.sheets}
    if any(name not in book.sheetnames for name in read):
        return None
    for name in [name for name, defined in book.defined_names.items() if "[" in (defined.value or "")]:
        del book.defined_names[name]  # it points into a file that is not there
    for sheet in book.worksheets:
        _without_formulas(sheet, read.get(sheet.title))
    return book


def twin(
    workbook: Workbook, said: Texts, wanted: dict[str, Collection[int]]
) -> tuple[Book, dict[str, list[int]]]:
    """An xlsx workbook of what was read, and the rows (from 0) of each sheet that it holds, in order.

    ``wanted``: the rows of each sheet that a very large file is cut down to.
    """
    book = Book()
    book.remove(book.worksheets[0])
    large = sum(len(row) for sheet in workbook.sheets for row in sheet.rows) > MOST_CELLS
    kept: dict[str, list[int]] = {}
    for sheet in workbook.sheets:
        rows = sorted(wanted.get(sheet.name, ())) if large else list(range(sheet.total_rows))
        target: Any = book.create_sheet(sheet.name[:_LONGEST_TITLE])
        kept[target.title] = rows
        _copy(target, sheet, rows)
        target.sheet_view.rightToLeft = said.right_to_left
    return book, kept


def write(cell: Any, value: Cell) -> Any:
    """Put the sender's value into ``cell``, as text where it is text, so that nothing acts as a formula."""
    if isinstance(value, CellError):
        value = value.code
    cell.value = value[:_LONGEST_TEXT] if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@"
    return cell


def _too_large(workbook: Workbook, original: bytes) -> bool:
    if sum(len(row) for sheet in workbook.sheets for row in sheet.rows) > MOST_CELLS:
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(original)) as archive:
            return sum(member.file_size for member in archive.infolist()) > _MOST_BYTES
    except (zipfile.BadZipFile, ValueError, OSError):
        return True


def _without_formulas(sheet: Any, read: Sheet | None) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                write(cell, read.cell(cell.row - 1, cell.column - 1) if read is not None else None)


def _copy(target: Any, sheet: Sheet, rows: list[int]) -> None:
    for line, number in enumerate(rows, 1):
        for column, value in enumerate(sheet.rows[number], 1):
            if value is not None:
                write(target.cell(line, column), value)
        target.row_dimensions[line].hidden = number in sheet.hidden_rows
    if len(rows) == sheet.total_rows:
        for top, left, bottom, right in sheet.merged:
            if bottom < sheet.total_rows:
                target.merge_cells(
                    start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
                )
    for column in range(sheet.width):
        looked = (sheet.cell(number, column) for number in rows[:_LOOKED_AT])
        longest = max((len(str(value)) for value in looked if value is not None), default=0)
        width = target.column_dimensions[get_column_letter(column + 1)]
        width.width = min(max(longest + 2, _NARROWEST), _WIDEST)
        width.hidden = column in sheet.hidden_columns
    target.sheet_state = "hidden" if sheet.hidden else "visible"
