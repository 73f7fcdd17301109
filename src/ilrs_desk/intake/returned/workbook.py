"""The return file: what could not be taken of a sender's file, as they wrote it, with what we need beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from ..plan import CERTAIN, FilePlan, RowPlan, TablePlan
from ..sheets import Cell, CellError, Sheet, Workbook

_MARK = PatternFill("solid", fgColor="FDE3B8")
_HEAD = Font(bold=True)
_TITLE = Font(bold=True, size=14)
_NEEDS = "What we need"
_LONGEST_TITLE = 31
_NOTE_WIDTH, _COLUMN_WIDTH = 110, 20


def return_file(workbook: Workbook, plan: FilePlan) -> Book | None:
    """A workbook of the rows that were left out, None if there are none.

    The first sheet says in sentences what is needed, with links; each further sheet has the sender's header and
    the rows as they were sent, the cells to be corrected coloured and noted. Corrected, it can be imported.
    """
    tables = [(table, rows) for table in plan.tables if (rows := left_out(table))]
    if not tables:
        return None
    book = Book()
    needs: Any = book.active
    needs.title = _NEEDS
    _write(needs.cell(1, 1), f"What we need for {plan.path.name}").font = _TITLE
    needs.cell(2, 1).value = "Please correct the coloured cells on the next sheets and send this file back."
    needs.column_dimensions["A"].width = _NOTE_WIDTH
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    for table, rows in tables:
        _copy(book, needs, sheets[table.sheet], table, rows)
    return book


def left_out(table: TablePlan) -> list[RowPlan]:
    """The rows that were not certain enough to be taken."""
    return [row for row in table.rows if row.action not in CERTAIN and not row.taken]


def _copy(book: Book, needs: Any, source: Sheet, table: TablePlan, rows: list[RowPlan]) -> None:
    """The header and the rows left out; a form is copied whole, since its rows are its labels."""
    target: Any = book.create_sheet(_title(book, table.sheet))
    form = table.layout == "form"
    heads = [] if form else [number - 1 for number in table.header_rows]
    shown = list(range(source.total_rows)) if form else heads + [row.row - 1 for row in rows]
    for line, number in enumerate(shown, 1):
        for column in range(source.width):
            cell = _write(target.cell(line, column + 1), source.cell(number, column))
            if number in heads:
                cell.font = _HEAD
    for line, row in enumerate(rows, len(heads) + 1):
        _mark(needs, target, table, row, row.row if form else line)
    for column in range(source.width):
        target.column_dimensions[get_column_letter(column + 1)].width = _COLUMN_WIDTH
    target.freeze_panes = None if form else target.cell(len(heads) + 1, 1)


def _mark(needs: Any, target: Any, table: TablePlan, row: RowPlan, line: int) -> None:
    """Colour and note the cells of the row, and say each on the first sheet with a link to the cell."""
    for column, text in _needed(row):
        cell = target[f"{column or get_column_letter(table.columns[0].index + 1)}{line}"]
        cell.fill = _MARK
        cell.comment = Comment(text, "ILRS Desk")
        said = needs.cell(needs.max_row + 1, 1)
        _write(said, f"{table.sheet}, row {row.row}: {text}")
        said.alignment = Alignment(wrap_text=True, vertical="top")
        quoted = target.title.replace("'", "''")
        said.hyperlink = Hyperlink(said.coordinate, location=f"'{quoted}'!{cell.coordinate}")


def _needed(row: RowPlan) -> Iterator[tuple[str | None, str]]:
    yield from ((problem.column, str(problem.message)) for problem in row.problems)
    for candidate in row.candidates:
        reasons = " ".join(str(reason) for reason in candidate.reasons)
        yield None, f"May be the same as {candidate.label}. {reasons} Tell us whether it is."


def _write(cell: Any, value: Cell) -> Any:
    """Put the sender's value into ``cell``, as text where it is text, so that nothing acts as a formula."""
    if isinstance(value, CellError):
        value = value.code
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@"
    return cell


def _title(book: Book, name: str) -> str:
    """The sheet's own name, told apart where two tables stood on one sheet."""
    taken, wanted, number = set(book.sheetnames), name[:_LONGEST_TITLE], 2
    while wanted in taken:
        wanted = f"{name[: _LONGEST_TITLE - 4]} ({number})"
        number += 1
    return wanted
