"""What of a report is laid out to be looked at before it is made."""

from __future__ import annotations

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from ilrs_desk.reports.document import Column, Document, Page, Paragraph, Records, Table
from ilrs_desk.reports.pdf import lay_out
from ilrs_desk.ui.reports.sheets import sheet_picture, sheets_to_show


def report(rows: int) -> Document:
    """A page, and a list of so many rows."""
    names = tuple((f"Person {number}",) for number in range(rows))
    return Document(
        "Report",
        (
            Page("Figures", (10,), (Paragraph("All that is known."),)),
            Records("People", Table("People", (Column("Name"),), names)),
        ),
    )


def test_all_pages_of_a_usual_report_are_shown(qapp: QApplication) -> None:
    document = report(3000)
    sheets, whole = sheets_to_show(document)
    assert whole
    assert len(sheets) == len(lay_out(document)) > 20


def test_of_a_very_long_list_only_the_beginning_is_laid_out(qapp: QApplication) -> None:
    sheets, whole = sheets_to_show(report(20_001))
    assert not whole
    assert 2 < len(sheets) < 10


def test_a_sheet_is_a_picture_of_its_paper(qapp: QApplication) -> None:
    sheets, _ = sheets_to_show(report(3))
    picture = sheet_picture(sheets, 0, 800)
    assert max(picture.width(), picture.height()) == 800
    assert (
        abs(max(picture.width(), picture.height()) / min(picture.width(), picture.height()) - 2**0.5) < 0.01
    )
    corners = ((0, 0), (picture.width() - 1, picture.height() - 1))
    assert {picture.pixelColor(*corner).name() for corner in corners} == {"#ffffff"}
    inks = {QColor(picture.pixel(x, y)).lightness() for x in range(picture.width()) for y in range(0, 200, 3)}
    assert min(inks) < 120
