"""How a sheet goes on paper: size and direction, how it is fitted, and what stands above and below each page."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.header_footer import HeaderFooterItem

from .document import Document, Page, Paper, Records
from .running import feet, heads, language_of, right_to_left
from .text import visible_controls

_PAPERS = {Paper.A4: "9", Paper.LETTER: "1"}
#: Characters across that a sheet of paper takes at full size; what is wider lies across.
_UPRIGHT = 95
#: More than this in one page's width could not be read any more; the sheet then goes on beside itself.
_ACROSS = 230
_LONGEST_HEAD, _LONGEST_FOOT = 200, 190
#: Points within the margins of an upright page, and by how much the margins above and below are higher than beside.
_PRINTABLE = {Paper.A4: (523.0, 726.0), Paper.LETTER: (540.0, 676.0)}
_HIGHER_MARGINS = 43.0
_POINTS_A_CHARACTER, _POINTS_A_COLUMN = 5.25, 3.75
_SAFE = 0.95
#: Signs of a line of the foot beside the page's number.
_ACROSS_LINES = {"portrait": 90, "landscape": 150}
_POINTS = 8


def set_up_print(sheet: Any, document: Document, section: Page | Records, width: float) -> None:
    """Fit the sheet, ``width`` characters wide, to pages of the document's paper; it must hold no row yet."""
    setup, single = sheet.page_setup, isinstance(section, Page) and section.single
    setup.paperSize = _PAPERS[document.paper]
    upright = width <= _UPRIGHT or (isinstance(section, Page) and section.upright)
    setup.orientation = "portrait" if upright else "landscape"
    setup.fitToWidth, setup.fitToHeight = max(1, math.ceil(width / _ACROSS)), 1 if single else 0
    sheet.HeaderFooter.oddFooter = _Foot()
    if setup.fitToWidth > 1:
        sheet.print_title_cols = "A:A"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = isinstance(section, Page)
    sheet.sheet_view.rightToLeft = right_to_left(language_of(document, section)) or None
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.75, 0.85
    margins.header, margins.footer = 0.35, 0.3
    _head_and_foot(sheet, document, section)


def page_points(document: Document, widths: Sequence[int]) -> float:
    """Points of rows that go on one page of a sheet that is fitted to its width; a little less, to be safe."""
    wide, high = _PRINTABLE[document.paper]
    if sum(widths) > _UPRIGHT:
        wide, high = high + _HIGHER_MARGINS, wide - _HIGHER_MARGINS
    needed = sum(width * _POINTS_A_CHARACTER + _POINTS_A_COLUMN for width in widths)
    return high / min(1.0, wide / needed) * _SAFE


def _head_and_foot(sheet: Any, document: Document, section: Page | Records) -> None:
    above, below = heads(document), feet(document)
    moment = above[-1] if len(above) > 1 else ""
    whose = " · ".join(above[:-1] if moment else above) or document.title
    part = _LONGEST_HEAD // 3
    head, foot = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
    head.left.text, head.center.text, head.right.text = (
        _printed(words, part) for words in (whose, section.title, moment)
    )
    foot.left.text = _below(below, _ACROSS_LINES[sheet.page_setup.orientation])
    foot.right.text = document.word("Page {page} of {pages}", page="&P", pages="&N")
    for one in (head.left, head.center, head.right, foot.left, foot.right):
        one.size = _POINTS


def _below(lines: tuple[str, ...], most: int) -> str:
    """The lines below each other; a workbook takes 255 signs for all of them, so long ones end in dots."""
    room = _LONGEST_FOOT
    made: list[str] = []
    for number, line in enumerate(lines):
        made.append(_printed(line, min(most, room // (len(lines) - number))))
        room -= len(made[-1]) + 1
    return "\n".join(made)


class _Foot(HeaderFooterItem):
    """A footer whose lines are parted as programs write it, not by a code that some of them print."""

    def to_tree(self, tagname: str) -> Any:
        """The element of the sheet."""
        made: Any = super().to_tree(tagname)
        made.text = re.sub(r"(?<!_x005F)_x000[Aa]_", "\n", made.text)
        return made


def _printed(text: str, most: int) -> str:
    """Text for a header or footer, in which & begins a code."""
    words = " ".join(visible_controls(text).split())
    while len(words.replace("&", "&&")) > most:
        words = words[:-2].rstrip() + "…" if len(words) > 1 else ""
    return words.replace("&", "&&")
