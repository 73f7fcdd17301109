"""The first sheet of a return file: all that is needed, cell by cell, with links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from ..tags import GUIDE_TAG
from ..texts import Texts
from .copy import write
from .needs import Need

_TITLE, _STRONG = Font(name="Calibri", bold=True, size=15), Font(name="Calibri", bold=True)
_LINK = Font(name="Calibri", color="1F5FBF", underline="single")
_HEAD = PatternFill("solid", fgColor="E8EDF4")
_LINE = Border(bottom=Side(style="thin", color="D5DAE1"))
_WIDTHS = {"A": 18, "B": 9, "C": 30, "D": 70, "E": 26}
_TAG_COLUMN = 6
_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Placed:
    """A need and the cell of the return file that it is marked at."""

    need: Need
    sheet: str
    cell: str


def write_needs(book: Book, file: str, said: Texts, placed: Sequence[Placed], missing: Sequence[str]) -> None:
    """Put the sheet before all others and show it first."""
    title = said.returned["sheet"]
    while title in book.sheetnames:
        title = f"{title[:28]} ILRS"[:31] if " ILRS" not in title else f"{title[:30]}+"
    sheet: Any = book.create_sheet(title, 0)
    _head(sheet, file, said)
    _list(sheet, said, [each for each in placed if not each.need.same], answer=False)
    same = [each for each in placed if each.need.same]
    if same:
        _section(sheet, said.returned["same"])
        _list(sheet, said, same, answer=True)
    if missing:
        _section(sheet, said.returned["missing"])
        for label in missing:
            _row(sheet, ["", "", label, "", ""])
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _head(sheet: Any, file: str, said: Texts) -> None:
    sheet.sheet_view.rightToLeft = said.right_to_left
    sheet.sheet_view.showGridLines = False
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    write(sheet.cell(1, 1), said.returned["title"].format(file=file)).font = _TITLE
    sheet.row_dimensions[1].height = 26
    write(sheet.cell(2, 1), said.returned["intro"]).alignment = _wrapped(said)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=_COLUMNS)
    sheet.row_dimensions[2].height = 36
    write(sheet.cell(1, _TAG_COLUMN), GUIDE_TAG)
    sheet.column_dimensions["F"].hidden = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _wrapped(said: Texts) -> Alignment:
    return Alignment(wrap_text=True, vertical="top", horizontal="right" if said.right_to_left else None)


def _list(sheet: Any, said: Texts, placed: Sequence[Placed], *, answer: bool) -> None:
    if not placed:
        return
    keys = ["on_sheet", "cell", "written", "needed", *(["answer"] if answer else [])]
    line = sheet.max_row + 2
    for column, key in enumerate(keys, 1):
        cell = write(sheet.cell(line, column), said.returned[key])
        cell.font, cell.fill = _STRONG, _HEAD
    for each in placed:
        line = _row(sheet, [each.sheet, each.cell, each.need.written, each.need.text])
        link = sheet.cell(line, 2)
        quoted = each.sheet.replace("'", "''")
        link.hyperlink = Hyperlink(link.coordinate, location=f"'{quoted}'!{each.cell}")
        link.font = _LINK


def _section(sheet: Any, text: str) -> None:
    write(sheet.cell(sheet.max_row + 2, 1), text).font = _STRONG


def _row(sheet: Any, values: Sequence[str]) -> int:
    line = int(sheet.max_row) + 1
    for column, value in enumerate(values, 1):
        cell = write(sheet.cell(line, column), value or None)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = _LINE
    return line
