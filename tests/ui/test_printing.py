"""Preview and print: the very pages of the PDF, one by one, and nothing outside their margins."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.reports.made_documents import hard_document

from ilrs_desk.domain.tables import Order
from ilrs_desk.reports.document import Records
from ilrs_desk.reports.pdf import Sheets, lay_out, write_pdf
from ilrs_desk.reports.request import ReportKind
from ilrs_desk.ui.print_window import PrintWindow
from ilrs_desk.ui.printing import Printing, preview, print_document, printed_pages
from ilrs_desk.ui.reports.window import ReportWindow

from .conftest import Desk

DPI = 50
#: The edge of a letter between two pixels.
FAINT = 40
_DOTS_AN_INCH = 1440


@pytest.fixture(params=["en", "ar"])
def sheets(request: pytest.FixtureRequest, qtbot: QtBot) -> Sheets:
    """The sheets of a document with everything in it."""
    return lay_out(hard_document(40, request.param))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What a preview belongs to."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def picture(sheets: Sheets, number: int) -> QImage:
    """A sheet with its paper, drawn as the preview draws it."""
    paper, scale = sheets.paper(number), DPI / _DOTS_AN_INCH
    image = QImage(
        round(paper.width() * scale), round(paper.height() * scale), QImage.Format.Format_Grayscale8
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.translate(sheets.place(number).topLeft())
    sheets.draw(number, painter)
    painter.end()
    return image


def ink(image: QImage) -> bytes:
    """How dark each pixel is."""
    rows = [bytes(image.constScanLine(y))[: image.width()] for y in range(image.height())]
    return bytes(255 - dot for row in rows for dot in row)


def test_nothing_stands_outside_the_margins(sheets: Sheets) -> None:
    for number in range(len(sheets)):
        image, place = picture(sheets, number), sheets.place(number)
        painter = QPainter(image)
        scale = DPI / _DOTS_AN_INCH
        inside = QRectF(place.x() * scale, place.y() * scale, place.width() * scale, place.height() * scale)
        assert sum(ink(image)) > 0
        painter.fillRect(inside.adjusted(-1, -1, 1, 1), Qt.GlobalColor.white)
        painter.end()
        assert max(ink(image)) < FAINT, f"page {number + 1}"


def test_what_a_sheet_holds_ends_above_its_foot(sheets: Sheets) -> None:
    for number in range(len(sheets)):
        image, place = picture(sheets, number), sheets.place(number)
        scale = DPI / _DOTS_AN_INCH
        foot = sheets.running.foot(place.width())
        y = round((place.bottom() - foot) * scale) + 1
        row = [255 - dot for dot in bytes(image.constScanLine(y))[: image.width()]]
        assert max(row) < FAINT, f"page {number + 1}"


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="needs poppler's pdftoppm")
def test_the_pages_of_the_preview_look_like_those_of_the_file(sheets: Sheets, tmp_path: Path) -> None:
    write_pdf(sheets.document, tmp_path / "r.pdf")
    subprocess.run(
        ["pdftoppm", "-gray", "-png", "-r", str(DPI), str(tmp_path / "r.pdf"), str(tmp_path / "p")],
        check=True,
    )
    files = sorted(tmp_path.glob("p-*.png"))
    assert len(files) == len(sheets)
    for number, file in enumerate(files):
        ours = picture(sheets, number)
        theirs = QImage(str(file)).convertToFormat(QImage.Format.Format_Grayscale8)
        assert abs(ours.width() - theirs.width()) <= 1
        coarse = (24, 24)
        first, second = (
            ink(
                one.scaled(
                    *coarse, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            )
            for one in (ours, theirs)
        )
        assert max(abs(a - b) for a, b in zip(first, second, strict=True)) < 40, f"page {number + 1}"


def test_a_printer_gets_the_pages_of_the_file(
    sheets: Sheets, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    write_pdf(sheets.document, tmp_path / "file.pdf")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing = Printing(sheets, printer, window)
    with qtbot.waitSignal(printing.destroyed, timeout=30_000):
        printing.begin()
    file, printed = (pypdf.PdfReader(tmp_path / name) for name in ("file.pdf", "printed.pdf"))
    assert len(file.pages) == len(printed.pages) == len(sheets)
    for ours, theirs in zip(file.pages, printed.pages, strict=True):
        assert [round(one) for one in ours.mediabox] == [round(one) for one in theirs.mediabox]
        words = ours.extract_text().split()
        latin = [word for word in words if word.isascii() and word.isalnum()]
        there = "".join(theirs.extract_text().split())
        assert all(word in there for word in latin)


def test_only_the_pages_asked_for_are_printed_in_the_order_asked_for(qtbot: QtBot) -> None:
    printer = QPrinter()
    assert printed_pages(printer, 5) == [0, 1, 2, 3, 4]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 4)
    assert printed_pages(printer, 5) == [1, 2, 3]
    assert printed_pages(printer, 3) == [1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert printed_pages(printer, 5) == [3, 2, 1]


def test_printing_can_be_stopped(sheets: Sheets, window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing = Printing(sheets, printer, window)
    with qtbot.waitSignal(printing.destroyed, timeout=10_000):
        printing.stop()


def test_the_preview_shows_every_page_and_where_it_is(window: QWidget, qtbot: QtBot) -> None:
    shown = preview(hard_document(20), window)
    qtbot.waitExposed(shown)
    assert shown.pages.count == len(shown.sheets) == shown.place.maximum()
    shown.place.setValue(4)
    assert shown.pages.page == 3
    qtbot.keyClick(shown.pages, Qt.Key.Key_PageDown)
    assert shown.place.value() == 5
    qtbot.keyClick(shown.pages, Qt.Key.Key_End)
    assert shown.place.value() == len(shown.sheets)
    wide = shown.pages.zoom
    shown.pages.zoom_by(2)
    assert shown.pages.zoom > wide
    assert shown.place.value() == len(shown.sheets)
    shown.pages.zoom_to_width()
    assert shown.pages.zoom == wide


def test_the_preview_leads_to_the_printer(window: QWidget, qtbot: QtBot) -> None:
    shown: PrintWindow = preview(hard_document(5), window)
    with qtbot.waitSignal(shown.print_wanted):
        shown.print_button.click()


def test_the_dialog_asks_for_the_pages_that_there_are(window: QWidget, qtbot: QtBot) -> None:
    document = hard_document(5)
    asked = print_document(document, window)
    assert (asked.minPage(), asked.maxPage()) == (1, len(lay_out(document)))
    assert asked.printer().docName() == document.title
    asked.reject()


def test_the_table_as_shown_is_previewed_with_its_columns_and_its_order(desk: Desk) -> None:
    page = desk.page("personnel")
    for number, key in enumerate(page.kind.by_key):
        page.view.setColumnHidden(number, key not in ("full_name", "email"))
    page.model.sort_by((Order("family_name", descending=True),))
    desk.settle()
    desk.do("file.preview")
    desk.settle()
    shown = desk.child(PrintWindow)
    assert isinstance(shown, PrintWindow)
    document = shown.sheets.document
    records = document.sections[0]
    assert isinstance(records, Records)
    assert [column.label for column in records.table.columns] == ["Name", "E-mail"]
    names = [str(row[0]) for row in records.table.rows]
    assert names == ["Wang, Wei", "Hassan, Fatma", "García, Ana", "Ivanov I.I."]
    assert "ivanov@example.org" in [row[1] for row in records.table.rows]
    assert document.audience == "internal"
    assert document.moment.startswith("as known on ")


def test_the_table_as_shown_is_printed(desk: Desk) -> None:
    desk.page("institutions")
    desk.do("file.print")
    desk.settle()
    asked = desk.child(QPrintDialog)
    assert isinstance(asked, QPrintDialog)
    assert asked.maxPage() == 1
    asked.reject()


@pytest.mark.parametrize("command", ["file.print", "file.preview"])
def test_of_the_status_the_page_of_progress_is_printed(desk: Desk, command: str) -> None:
    assert desk.window.view is not None
    desk.window.view.go_to("status")
    desk.settle()
    desk.do(command)
    asked = desk.child(ReportWindow)
    assert isinstance(asked, ReportWindow)
    assert asked.form.asked() is ReportKind.PROGRESS
    asked.reject()


def test_without_an_office_there_is_nothing_to_print(desk: Desk) -> None:
    desk.window.show_start()
    assert not desk.window.menus.actions["file.print"].isEnabled()
