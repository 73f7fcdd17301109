"""The workbook writer: a document as .xlsx with native charts and tables, and nothing in it that can act."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from .document import Document, Page, Records
from .files import replacing
from .package import StillZip, properties_of
from .running import feet, heads, language_of, right_to_left
from .text import visible_controls
from .xlsx_cells import Cells
from .xlsx_charts import anchor_of, native_chart
from .xlsx_contents import WIDTHS, write_contents
from .xlsx_grid import Grid
from .xlsx_page import PageWriter, Placed, Top
from .xlsx_print import page_points, set_up_print
from .xlsx_records import Back, records_shape, write_records

_LONGEST_TITLE = 31
_LONGEST_NAME = 250
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
#: Names that a program keeps to itself.
_KEPT_TITLES = frozenset({"history"})


def write_xlsx(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``, one sheet a section; before several sections a sheet that leads to them.

    Raises InputProblem for text longer than a cell holds, and as ``files.replacing``; the file is whole or not there.
    """
    book = Workbook(write_only=True)
    try:
        with replacing(path) as part:
            _Filling(book, document).fill()
            with StillZip(part, properties_of(document)) as package:
                ExcelWriter(book, package).save()
    finally:
        _discard_rest(book)


class _Filling:
    """The sheets of one workbook as they are filled."""

    def __init__(self, book: Workbook, document: Document) -> None:
        self._book = book
        self._document = document
        self._placed = Placed()
        self._names: set[str] = set()
        self._contents = ""

    def fill(self) -> None:
        """Write all sections, then draw the charts over their cells."""
        sections = self._document.sections
        several = len(sections) > 1
        if not sections:
            self._book.create_sheet()
        titles: list[str] = []
        for wanted in [self._document.word("Contents")] * several + [one.title for one in sections]:
            titles.append(sheet_title(wanted, titles))
        if several:
            self._contents = titles.pop(0)
            self._write_contents([(one.title, name) for one, name in zip(sections, titles, strict=True)])
        for number, (section, title) in enumerate(zip(sections, titles, strict=True)):
            self._write_section(section, title, first=not number)
        for one in self._placed.charts:
            at = self._placed.tables.get(id(one.chart.table))
            if at is not None and one.chart.table.rows:
                made = native_chart(one.chart, at, self._document.style)
                made.anchor = anchor_of(made, one.column, one.row)
                one.sheet.add_chart(made)

    def _write_contents(self, titles: Sequence[tuple[str, str]]) -> None:
        sheet: Any = self._book.create_sheet(self._contents)
        page = Page(self._contents, WIDTHS, ())
        set_up_print(sheet, self._document, page, sum(WIDTHS))
        write_contents(sheet, self._document, titles, self._cells(sheet, page))

    def _write_section(self, section: Page | Records, title: str, *, first: bool) -> None:
        sheet: Any = self._book.create_sheet(title)
        back_words = self._document.word("Back to the contents")
        cells = self._cells(sheet, section)
        if isinstance(section, Page):
            set_up_print(sheet, self._document, section, sum(section.grid))
            grid = Grid(sheet, section.grid, cells)
            grid.break_pages(page_points(self._document, section.grid))
            lines = tuple(filled for part in (heads, feet) if (filled := " · ".join(part(self._document))))
            shown = self._document.title if first else section.title
            PageWriter(grid, section, self._document, self._placed, self._table_name).write(
                Top(shown, lines, back_words, self._contents)
            )
        else:
            shape = records_shape(section.table)
            set_up_print(sheet, self._document, section, sum(shape.widths))
            back = Back(back_words, self._contents) if self._contents else None
            write_records(sheet, section.table, shape, self._table_name(title), cells, back)

    def _cells(self, sheet: Any, section: Page | Records) -> Cells:
        mirrored = right_to_left(language_of(self._document, section))
        return Cells(sheet, self._document.style.accent, mirrored=mirrored)

    def _table_name(self, wanted: str) -> str:
        name = table_name(wanted, self._names)
        self._names.add(name.casefold())
        return name


def _discard_rest(book: Workbook) -> None:
    """Close what a stopped export left open and remove the temporary files of its sheets: they hold the records."""
    for made in book.worksheets:
        sheet: Any = made
        writer = sheet._writer
        if writer is not None and Path(writer.out).exists():
            for ending in (sheet._rows.close, writer.xf.close, writer.cleanup):
                with contextlib.suppress(Exception):
                    ending()


def sheet_title(wanted: str, taken: Sequence[str]) -> str:
    """A name that a sheet may have: short, without the signs that are not allowed, not given yet."""
    words = " ".join(_NOT_IN_TITLES.sub(" ", visible_controls(wanted)).split())
    base = _cut(words.strip(" '"), _LONGEST_TITLE).strip(" '") or "Sheet"
    known = {one.casefold() for one in taken} | _KEPT_TITLES
    title, number = base, 1
    while title.casefold() in known:
        number += 1
        ending = f" {number}"
        title = _cut(base, _LONGEST_TITLE - len(ending)).rstrip() + ending
    return title


def _cut(text: str, most: int) -> str:
    """So many UTF-16 units of the text, which is how a workbook counts; no sign is halved."""
    return text.encode("utf-16-le")[: most * 2].decode("utf-16-le", "ignore")


def table_name(wanted: str, taken: set[str]) -> str:
    """A name that a table may have and none has yet: letters as they are, never what could be a cell's address."""
    letters = re.sub(r"\W+", "_", visible_controls(wanted)).strip("_")[:_LONGEST_NAME]
    base = letters if letters.isalpha() and len(letters) > len("XFD") else f"Table_{letters}".rstrip("_")
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base}_{number}"
    return name
