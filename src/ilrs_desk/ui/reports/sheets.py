"""The sheets of a report to be looked at beforehand, as pictures by what writes and prints them, in any thread."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from ilrs_desk.reports.document import Document, Page, Records
from ilrs_desk.reports.pdf import Sheets, lay_out
from ilrs_desk.reports.pdf.fonts import DOTS

_DPI = 72 * DOTS

#: Reports of more rows take minutes to lay out: of these only the beginning of each list is shown beforehand.
_MOST_ROWS = 20_000
_ROWS_OF_A_LIST = 200


def sheets_to_show(document: Document) -> tuple[Sheets, bool]:
    """The sheets of ``document`` and whether they are all of it; of very long lists only the beginning is laid out."""
    lists = [section for section in document.sections if isinstance(section, Records)]
    if sum(len(section.table.rows) for section in lists) <= _MOST_ROWS:
        return lay_out(document), True
    return lay_out(replace(document, sections=tuple(map(_cut, document.sections)))), False


def _cut(section: Page | Records) -> Page | Records:
    if isinstance(section, Page):
        return section
    return replace(section, table=replace(section.table, rows=section.table.rows[:_ROWS_OF_A_LIST]))


def sheet_picture(sheets: Sheets, number: int, longest: int) -> QImage:
    """Sheet ``number`` (the first is 0), its longer side ``longest`` pixels; dark on white as it is printed."""
    paper, place = sheets.page_layout(number).fullRectPixels(_DPI), sheets.place(number)
    scale = longest / max(paper.width(), paper.height())
    image = QImage(round(paper.width() * scale), round(paper.height() * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    painter.translate(place.topLeft())
    sheets.draw(number, painter)
    painter.end()
    return image
