"""The workbook writer: a document as .xlsx with native charts and tables, and nothing in it that can act."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from ilrs_desk.domain.dates import format_partial

from .document import Document, Page, Records
from .files import replacing
from .text import audience_words, visible_controls
from .xlsx_charts import native_chart
from .xlsx_page import PageWriter, Placed
from .xlsx_records import write_records

_AUTHOR = "ILRS Desk"
_A4 = 9
_LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def write_xlsx(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``, one sheet a section.

    Raises InputProblem for text longer than a cell holds, and as ``files.replacing``; the file is whole or not there.
    """
    book = Workbook(write_only=True)
    book.properties.creator = book.properties.lastModifiedBy = _AUTHOR
    book.properties.title = visible_controls(document.title)
    try:
        with replacing(path) as part:
            _fill(book, document)
            book.save(part)
    finally:
        _discard_rest(book)


def _fill(book: Workbook, document: Document) -> None:
    placed = Placed()
    for section in document.sections:
        _write_section(book, document, section, placed)
    for one in placed.charts:
        one.sheet.add_chart(native_chart(one.chart, placed.tables[id(one.chart.table)]), one.cell)


def _discard_rest(book: Workbook) -> None:
    """Close what a stopped export left open and remove the temporary files of its sheets: they hold the records."""
    for made in book.worksheets:
        sheet: Any = made
        writer = sheet._writer
        if writer is not None and Path(writer.out).exists():
            for ending in (sheet._rows.close, writer.xf.close, writer.cleanup):
                with contextlib.suppress(Exception):
                    ending()


def _write_section(book: Workbook, document: Document, section: Page | Records, placed: Placed) -> None:
    taken = [sheet.title for sheet in book.worksheets]
    sheet: Any = book.create_sheet(sheet_title(section.title, taken))
    _set_up_print(sheet, document, section)
    if isinstance(section, Records):
        write_records(sheet, section.table, _table_name(sheet.title, len(taken) + 1))
    else:
        title = document.title if not taken else section.title
        PageWriter(sheet, section, placed).write(title, _subtitle(document))


def sheet_title(wanted: str, taken: list[str]) -> str:
    """A name that a sheet may have: short, without the signs that are not allowed, not given yet."""
    words = " ".join(_NOT_IN_TITLES.sub(" ", visible_controls(wanted)).split())
    base = words.strip(" '")[:_LONGEST_TITLE].strip(" '") or "Sheet"
    title, number = base, 1
    while title.casefold() in {one.casefold() for one in taken}:
        number += 1
        title = f"{base[: _LONGEST_TITLE - 4]} {number}"
    return title


def _table_name(wanted: str, sheet_number: int) -> str:
    """A name that a table may have: letters only as they are, anything else with the number of its sheet."""
    letters = re.sub(r"\W+", "_", wanted).strip("_")
    return letters if letters.isalpha() and len(letters) > len("XFD") else f"Table_{letters}_{sheet_number}"


def _subtitle(document: Document) -> str:
    return "  ·  ".join(part for part in (document.office, _as_of(document)) if part)


def _as_of(document: Document) -> str:
    return f"as of {format_partial(document.as_of.isoformat())}" if document.as_of else ""


def _set_up_print(sheet: Any, document: Document, section: Page | Records) -> None:
    """A4 across, as many pages long as it needs, one wide; what it is, as of when and for whom on each page."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = isinstance(section, Page)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.35
    sheet.oddHeader.left.text = _printed(document.office or document.title)
    sheet.oddHeader.center.text = _printed(section.title)
    sheet.oddHeader.right.text = _as_of(document)
    sheet.oddFooter.left.text = _printed(audience_words(document.audience))
    sheet.oddFooter.right.text = "Page &P of &N"


def _printed(text: str) -> str:
    """Text for a header or footer, in which & begins a code."""
    return " ".join(visible_controls(text).split()).replace("&", "&&")
