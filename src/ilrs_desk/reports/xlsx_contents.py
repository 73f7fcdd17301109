"""The first sheet of a workbook: whose it is, what it holds of which day, and links to all other sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.drawing.image import Image

from .document import Document
from .logo import logo_png, logo_size
from .running import feet, heads
from .xlsx_cells import BODY, HEADING, LINK, SUBTITLE, TITLE, Cells
from .xlsx_grid import Grid, Piece

WIDTHS = (6, 90)
_LOGO_POINTS = 44.0
_PIXELS_A_POINT = 96 / 72


def write_contents(sheet: Any, document: Document, titles: Sequence[tuple[str, str]], cells: Cells) -> None:
    """Fill the sheet; ``titles``: of each section its title and the name of its sheet."""
    grid = Grid(sheet, WIDTHS, cells)
    if _add_logo(sheet, document):
        grid.space(_LOGO_POINTS + 8)
    grid.line([Piece(document.title, TITLE, 1, 2)])
    for line in (document.subtitle, " · ".join(heads(document))):
        if line:
            grid.line([Piece(line, SUBTITLE, 1, 2)])
    for line in feet(document):
        grid.line([Piece(line, BODY, 1, 2)])
    grid.space()
    grid.line([Piece(document.word("Contents"), HEADING, 1, 2)], height=24)
    for number, (title, name) in enumerate(titles, 1):
        grid.line([Piece(number, BODY), Piece(title, LINK, 2, link=name)])
    grid.finish()


def _add_logo(sheet: Any, document: Document) -> bool:
    """Put the office's logo into the first row; whether there is one."""
    picture = logo_png(document.style)
    if picture is None:
        return False
    made = Image(picture)
    width, height = logo_size(made.width, made.height, _LOGO_POINTS * 4, _LOGO_POINTS)
    made.width, made.height = round(width * _PIXELS_A_POINT), round(height * _PIXELS_A_POINT)
    sheet.add_image(made, "A1")
    return True
