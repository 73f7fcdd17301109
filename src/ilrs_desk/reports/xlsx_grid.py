"""A sheet that is filled from top to bottom on one grid: rows of pieces, links, and the places of pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break

from .document import CellValue, ColumnType
from .measure import tall_script
from .xlsx_cells import Cells, Look, area, link_cells
from .xlsx_records import wrapped_lines

ROW_POINTS = 15.0
_TALLEST_ROW = 409.0
_POINTS_A_LINE = 13.5
_TALL_POINTS_A_LINE = 16.5
#: Size of the print by which columns are measured.
_MEASURED_POINTS = 11
_BOLD = 0.88
#: So much more goes into a column in small print than in the print by which columns are measured.
_SMALL_PRINT = 1.1


@dataclass(frozen=True, slots=True)
class Piece:
    """One value in a row: in which column it begins, over how many it reaches, and to which sheet it leads."""

    value: CellValue
    look: Look
    column: int = 1
    span: int = 1
    type: ColumnType = ColumnType.TEXT
    number_format: str = ""
    link: str = ""


class Grid:
    """Rows below each other; ``widths`` of the columns in characters. ``row`` is the next one to be written.

    ``pages``: on how many pages in print the rows so far go, as far as can be told.
    """

    def __init__(self, sheet: Any, widths: Sequence[int], cells: Cells) -> None:
        self.sheet = sheet
        self.widths = tuple(widths)
        self.row = 1
        self._cells = cells
        self._links: list[tuple[str, str, str]] = []
        self.pages = 1
        self._used = 0.0
        self._page = 0.0
        sheet.sheet_view.showGridLines = False
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width

    def line(self, pieces: Sequence[Piece], height: float | None = None) -> None:
        """Write one row; a value that spans several columns gets them merged; the height fits if it is not given."""
        for piece in pieces:
            if piece.span > 1:
                last = piece.column + piece.span - 1
                # Not through add(), which looks through all merged cells each time.
                self.sheet.merged_cells.ranges.add(CellRange(area(piece.column, self.row, last, self.row)))
            if piece.link:
                self._links.append(
                    (f"{get_column_letter(piece.column)}{self.row}", piece.link, str(piece.value))
                )
        self._append(self._cells_of(pieces), height or self._height(pieces))

    def break_pages(self, points: float) -> None:
        """From now on a page takes so many points of rows, and what is kept together begins a new one if it must."""
        self._page = points

    def begin_page(self) -> None:
        """Let the next row begin a page in print."""
        if self._used:
            self.sheet.row_breaks.append(Break(id=self.row - 1))
            self._used = 0.0
            self.pages += 1

    def keep(self, points: float) -> None:
        """Begin a page in print unless so many points are left on this one, or no page has so many."""
        if self._page and self._used + points > self._page and points <= self._page:
            self.begin_page()

    def space(self, points: float = ROW_POINTS) -> None:
        """Leave one row empty."""
        self._append([], points)

    def finish(self) -> None:
        """Put the links on the sheet, once all its rows stand."""
        link_cells(self.sheet, self._links)

    def _cells_of(self, pieces: Iterable[Piece]) -> Iterator[Cell | None]:
        column = 1
        for piece in pieces:
            yield from [None] * (piece.column - column)
            yield self._cells.value(piece.value, piece.type, piece.look, piece.number_format)
            for _ in range(piece.span - 1):
                yield self._cells.value(None, piece.type, piece.look)
            column = piece.column + piece.span

    def _height(self, pieces: Iterable[Piece]) -> float:
        """Points that a row needs so that no wrapped text is cut: programs do not fit rows of merged cells."""
        height = ROW_POINTS
        for piece in pieces:
            if isinstance(piece.value, str):
                room: float = sum(self.widths[piece.column - 1 : piece.column - 1 + piece.span])
                size = piece.look.font.size if piece.look.font else _MEASURED_POINTS
                room = (room - piece.look.indent) * (_BOLD if piece.look.bold else 1.0)
                lines = wrapped_lines(
                    piece.value, max(1, round(room * min(_MEASURED_POINTS / size, _SMALL_PRINT)))
                )
                line = _TALL_POINTS_A_LINE if tall_script(piece.value) else _POINTS_A_LINE
                height = max(height, lines * line * max(1.0, size / _MEASURED_POINTS) + 3)
        return min(_TALLEST_ROW, height)

    def _append(self, cells: Iterable[Cell | None], height: float) -> None:
        self.sheet.row_dimensions[self.row].height = height
        self.sheet.append(cells)
        self.row += 1
        self._used += height
        if self._page and self._used > self._page:
            self._used = height
            self.pages += 1
