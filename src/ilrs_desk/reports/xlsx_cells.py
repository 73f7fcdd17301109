"""Cells of a workbook: text that stays text whatever it looks like, days and numbers, in a few shared styles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message

from .colours import INK, LINE, QUIET, ink_on, plain_hex
from .document import CellValue, ColumnType
from .running import direction_of
from .style import PLAIN as PLAIN_STYLE
from .text import escaped_for_xlsx, formula_like, visible_controls

#: More than this a cell does not hold (counted in UTF-16 units).
LONGEST_TEXT = 32_767
_LONGEST_TIP = 250

_LINE = Side(style="thin", color=LINE)
LINK_INK = "1F5FBF"
_SIDES = {"left": "right", "right": "left"}

_RIGHT_TO_LEFT = 2  # a reading order

DATE_FORMAT = "yyyy-mm-dd"
#: Zeros stand as a dash, so that what is there can be seen.
NUMBER_FORMAT = '#,##0.##;-#,##0.##;"–"'
SHARE_FORMAT = '0.0%;-0.0%;"–"'
_FORMATS = {ColumnType.DATE: DATE_FORMAT, ColumnType.NUMBER: NUMBER_FORMAT, ColumnType.SHARE: SHARE_FORMAT}


def font(
    *,
    size: int = 11,
    bold: bool = False,
    italic: bool = False,
    color: str = INK,
    underline: bool = False,
) -> Font:
    """The workbook's typeface; ``color`` as RRGGBB."""
    return Font(
        name="Calibri",
        size=size,
        bold=bold,
        italic=italic,
        color=color,
        underline="single" if underline else None,
    )


def fill(color: str) -> PatternFill:
    """A ground of one colour, RRGGBB."""
    return PatternFill("solid", fgColor=color)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; ``accented``: on the accent of the office. Equal looks share one style of the workbook."""

    font: Font | None = None
    fill: PatternFill | None = None
    border: Border | None = None
    wrap: bool = False
    horizontal: str | None = None
    vertical: str = "top"
    accented: bool = False
    indent: int = 0
    #: Made smaller where it has no room: a number too wide for its cell is not shown at all.
    shrunk: bool = False

    @property
    def bold(self) -> bool:
        """Whether its print is wider than plain print of the same size."""
        return self.accented or bool(self.font and self.font.bold)


PLAIN = Look(vertical="bottom")
WRAPPED = Look(wrap=True)
PLAIN_DAY = Look(horizontal="left", vertical="bottom")
WRAPPED_DAY = Look(horizontal="left")
TITLE = Look(font(size=20, bold=True), horizontal="left", wrap=True)
SUBTITLE = Look(font(size=11, color=QUIET), horizontal="left", wrap=True)
HEADING = Look(font(size=13, bold=True), horizontal="left", vertical="bottom")
LABEL = Look(font(size=10, bold=True), horizontal="left", wrap=True)
BODY = Look(font(size=10), horizontal="left", wrap=True)
QUIET_BODY = Look(font(size=9, italic=True, color=QUIET), horizontal="left", wrap=True)
LINK = Look(font(size=11, color=LINK_INK, underline=True), horizontal="left")
BACK_LINK = Look(font(size=9, color=LINK_INK, underline=True), horizontal="left")
HEADER = Look(wrap=True, horizontal="left", vertical="center", accented=True)
HEADER_OF_NUMBERS = Look(wrap=True, horizontal="right", vertical="center", accented=True, indent=1)
STRONG = Look(font(size=14, bold=True), border=Border(bottom=_LINE), wrap=True, vertical="center")
BESIDE_STRONG = Look(font(), border=Border(bottom=_LINE), horizontal="right", vertical="center", indent=1)
LISTED = Look(font(size=10), border=Border(bottom=_LINE), wrap=True)
LISTED_NUMBER = Look(font(size=10), border=Border(bottom=_LINE), wrap=True, horizontal="right", indent=1)
LISTED_DAY = Look(font(size=10), border=Border(bottom=_LINE), horizontal="left")


class _RefilledCell(Cell):
    """One cell that is filled again for each place of its look: its style is looked up just once."""

    __slots__ = ("_style_number",)

    def __repr__(self) -> str:
        """Short: the writer puts it into a message that it throws away, once for each cell."""
        return "a cell"

    def fill_in(self, value: CellValue, data_type: str) -> None:
        """Hold another value of a type that is known: finding it out takes longer than writing the cell."""
        self._value, self.data_type = value, data_type

    @property
    def has_style(self) -> bool:
        """It always has one."""
        return True

    @property
    def style_id(self) -> int:
        """Number of its style in the workbook."""
        try:
            return self._style_number
        except AttributeError:
            self._style_number: int = super().style_id
            return self._style_number


class Cells:
    """The cells of one sheet. Each must be written before the next is asked for: rows are given as iterators."""

    def __init__(self, sheet: Any, accent: str = PLAIN_STYLE.accent, *, mirrored: bool = False) -> None:
        self._sheet = sheet
        self._accent = plain_hex(accent)
        self._mirrored = mirrored
        self._made: dict[tuple[int, str, bool, bool], _RefilledCell] = {}

    def text(self, value: str, look: Look = PLAIN) -> Cell:
        """A cell that holds ``value`` as text: never a formula, an error value or a link."""
        quoted = formula_like(value)
        cell = self._cell(look, "@" if quoted else "General", quoted=quoted, leftward=self._leftward(value))
        cell.fill_in(checked_text(value), "s")
        return cell

    def value(self, value: CellValue, kind: ColumnType, look: Look = PLAIN, number_format: str = "") -> Cell:
        """A cell for any value, in the number format of its column; nothing is an empty cell of the same look."""
        if isinstance(value, str):
            return self.text(value, look)
        usual = DATE_FORMAT if isinstance(value, date) else _FORMATS.get(kind, "General")
        cell = self._cell(look, number_format or usual, leftward=self._leftward(number_format))
        cell.fill_in(value, "d" if isinstance(value, date) else "n")
        return cell

    def _cell(
        self, look: Look, number_format: str, *, quoted: bool = False, leftward: bool = False
    ) -> _RefilledCell:
        key = (id(look), number_format, quoted, leftward)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = _RefilledCell(self._sheet, row=1, column=1)
            made.number_format = number_format
            self._dress(made, look, leftward)
            if quoted:
                made.quotePrefix = True
        return made

    def _leftward(self, text: str) -> bool:
        return self._mirrored and direction_of(text) == "R"

    def _dress(self, cell: Cell, look: Look, leftward: bool) -> None:
        side = _SIDES.get(look.horizontal or "", look.horizontal) if self._mirrored else look.horizontal
        cell.alignment = Alignment(
            side,
            look.vertical,
            wrap_text=look.wrap,
            shrink_to_fit=look.shrunk or None,
            indent=look.indent,
            # Left to itself not every program takes the direction from the first letter.
            readingOrder=_RIGHT_TO_LEFT if leftward else 0,
        )
        if look.accented:
            cell.font, cell.fill = font(bold=True, color=ink_on(self._accent)), fill(self._accent)
        if look.font:
            cell.font = look.font
        if look.fill:
            cell.fill = look.fill
        if look.border:
            cell.border = look.border


def checked_text(text: str) -> str:
    """The text as a workbook holds it; InputProblem ``report.text_too_long`` rather than cutting it."""
    if len(text) > LONGEST_TEXT // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        raise InputProblem(
            "report.text_too_long",
            Message(
                'The text that begins "{start}…" has {length} characters; a workbook cell holds {most}. '
                "Shorten it, or export the table as .csv. Nothing was written.",
                {"start": text[:40], "length": len(text), "most": LONGEST_TEXT},
            ),
        )
    return escaped_for_xlsx(text)


def needs_care(text: str) -> bool:
    """Whether the text must be written by ``CellStyles.text``: as a plain value it would change its meaning."""
    return (
        text[:1] in _CAREFUL_STARTS or not text.isprintable() or len(text) > LONGEST_TEXT // 2 or "_x" in text
    )


_CAREFUL_STARTS = frozenset("=+-@#＝＋－＠ \u3000'")


def area(first_column: int, first_row: int, last_column: int, last_row: int) -> str:
    """Address such as "A1:C9" from numbers that count from 1."""
    first = f"{get_column_letter(first_column)}{first_row}"
    return f"{first}:{get_column_letter(last_column)}{last_row}"


def link_cells(sheet: Any, links: Iterable[tuple[str, str, str]]) -> None:
    """Let cells lead to the top of other sheets of the same workbook; ``links``: address, sheet, what it says there.

    The list of links is begun anew with the first row, so this comes after it.
    """
    for cell, title, words in links:
        sheet._hyperlinks.append(
            Hyperlink(ref=cell, location=sheet_address(title), tooltip=visible_controls(words)[:_LONGEST_TIP])
        )


def sheet_address(title: str) -> str:
    """The first cell of the sheet, as links and print titles name it."""
    return "'" + title.replace("'", "''") + "'!A1"
