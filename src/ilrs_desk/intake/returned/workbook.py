"""The return file: the sender's own workbook, each cell to correct coloured and noted, a first sheet of needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter

from ..plan import FilePlan, TablePlan
from ..sheets import Sheet, Workbook
from ..texts import texts
from .copy import own_workbook, twin, write
from .keys import KEY_HEADER, make_key, row_cells, take_keys
from .needs import Need, asked_after, needs_of, place_of
from .needs_sheet import Placed, write_needs

_MARK = PatternFill("solid", fgColor="FDE3B8")
_NOTE_WIDTH, _LINE_HEIGHT, _LETTERS = 280, 20, 38


def return_file(
    workbook: Workbook, plan: FilePlan, *, original: bytes | None = None, language: str = "en"
) -> Book | None:
    """The workbook that goes back to the sender; None if nothing is needed of them.

    ``original`` are the bytes of the file: an xlsx workbook comes back as it is, but for marks, notes, a first sheet
    and a hidden key for each row; any other format, or one that cannot be written into, as an xlsx twin.
    ``language`` is one of ``texts.languages()``. Corrected, the file can be imported: only the corrections count.
    """
    said = texts(language)
    needs, missing = needs_of(plan, said), asked_after(plan)
    if not needs and not missing:
        return None
    book = own_workbook(workbook, original)
    kept: Mapping[str, list[int]] = {}
    if book is None:
        book, kept = twin(workbook, said, _wanted(plan, needs))
    bare = {sheet.name: take_keys(sheet)[0] for sheet in workbook.sheets}
    for sheet in workbook.sheets:
        lines = {row: line for line, row in enumerate(kept.get(sheet.name, ()), 1)}
        _write_keys(book[sheet.name[:31]], bare[sheet.name], plan, lines)
    placed = {
        (each.sheet, each.cell, each.need.text): each for each in (_mark(book, plan, n, kept) for n in needs)
    }
    write_needs(book, plan.path.name, said, list(placed.values()), missing)
    return book


def _wanted(plan: FilePlan, needs: list[Need]) -> dict[str, Collection[int]]:
    """The rows (from 0) that a very large file is cut down to: what stands above tables, and what is asked about."""
    rows: dict[str, set[int]] = {table.sheet: set() for table in plan.tables}
    for table in plan.tables:
        rows[table.sheet].update(range(table.first_row - 1))
    for need in needs:
        rows[need.sheet].add(need.row - 1)
    return dict(rows)


def _line(kept: Mapping[str, list[int]], need: Need) -> int:
    rows = kept.get(need.sheet[:31])
    return rows.index(need.row - 1) + 1 if rows and len(rows) < rows[-1] + 1 else need.row


def _mark(book: Book, plan: FilePlan, need: Need, kept: Mapping[str, list[int]]) -> Placed:
    """Colour and note the cell of a need; a note that its sender had written there stays above ours."""
    sheet: Any = book[need.sheet[:31]]
    table = next((table for table in plan.tables if _holds(table, need)), None)
    cell = _first_of_merged(sheet, sheet[f"{place_of(need, table)}{_line(kept, need)}"])
    lines = [] if cell.comment is None else cell.comment.text.split("\n")
    if need.text not in lines:  # one merged cell may be of several rows
        lines.append(need.text)
    note = Comment("\n".join(lines), "ILRS Desk")
    note.width = _NOTE_WIDTH
    note.height = _LINE_HEIGHT * (2 + len(note.text) // _LETTERS + note.text.count("\n"))
    cell.fill, cell.comment = _MARK, note
    return Placed(need, sheet.title, cell.coordinate)


def _holds(table: TablePlan, need: Need) -> bool:
    letters = {column.column for column in table.columns}
    inside = need.column is None or need.column in letters
    return table.sheet == need.sheet and inside and any(row.row == need.row for row in table.rows)


def _first_of_merged(sheet: Any, cell: Any) -> Any:
    for area in sheet.merged_cells.ranges:
        if cell.coordinate in area:
            return sheet.cell(area.min_row, area.min_col)
    return cell


def _write_keys(target: Any, sheet: Sheet, plan: FilePlan, lines: Mapping[int, int]) -> None:
    """A key beside each row of records, in a hidden column right of all that the sheet holds."""
    tables = [table for table in plan.tables if table.sheet == sheet.name]
    if not tables:
        return
    column = _free_column(target, sheet)
    once = Counter(row.row for table in tables for row in table.rows)
    for table in tables:
        if table.header_rows:
            _key_cell(target, table.header_rows[-1] - 1, column, KEY_HEADER, lines)
        for row in table.rows:
            if once[row.row] == 1:
                cells = row_cells(sheet, row.row - 1) if table.layout == "table" else []
                key = make_key(plan.sha256, sheet.name, row.row, cells)
                _key_cell(target, row.row - 1, column, key, lines)
    target.column_dimensions[get_column_letter(column)].hidden = True
    _filter_with_keys(target, column)


def _key_cell(target: Any, row: int, column: int, text: str, lines: Mapping[int, int]) -> None:
    line = lines.get(row) if lines else row + 1
    if line is not None:
        # a hidden text must not run over into the cell beside it
        write(target.cell(line, column), text).alignment = Alignment(horizontal="fill")


def _free_column(target: Any, sheet: Sheet) -> int:
    """The first column (from 1) right of what was read; keys of an earlier return file are cleared away."""
    for row in target.iter_rows(min_col=sheet.width + 1):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith(KEY_HEADER):
                cell.value = None
    return sheet.width + 1


def _filter_with_keys(target: Any, column: int) -> None:
    """Let the sheet's own filter sort the keys with their rows."""
    first, _, last = (target.auto_filter.ref or "").partition(":")
    letters = last.rstrip("0123456789")
    if letters == get_column_letter(column - 1):
        target.auto_filter.ref = f"{first}:{get_column_letter(column)}{last[len(letters) :]}"
