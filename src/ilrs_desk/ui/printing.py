"""A document on paper: all its pages on screen as they are printed, and printing them."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from ilrs_desk.reports.document import Document
from ilrs_desk.reports.pdf import Sheets, lay_out, paint_sheets

from .dialogs import show_note
from .print_window import PrintWindow
from .text import tr
from .waiting import Waiting


def preview(pages: Document | Sheets, parent: QWidget) -> PrintWindow:
    """Show the pages as they are printed and as their PDF has them. The window does not block.

    A document of many rows takes a moment to lay out: hand over its :class:`Sheets`, made beside the window.
    """
    window = PrintWindow(_sheets(pages), parent)
    window.print_wanted.connect(lambda: print_document(window.sheets, window))
    window.show()
    return window


def print_document(pages: Document | Sheets, parent: QWidget) -> QPrintDialog:
    """Ask for the printer and the pages, then print them, one after the other. Nothing of it blocks."""
    sheets = _sheets(pages)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(sheets.document.title)
    printer.setCreator("ILRS Desk")
    printer.setPageLayout(sheets.page_layout(0))
    asked = QPrintDialog(printer, parent)
    asked.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile)
    asked.setMinMax(1, len(sheets))
    asked.setFromTo(1, len(sheets))
    asked.accepted.connect(lambda: Printing(sheets, printer, parent).begin())
    QDialog.open(asked)  # its own wants to be told whom to call
    return asked


def printed_pages(printer: QPrinter, count: int) -> list[int]:
    """Numbers (from 0) of the pages in the order in which they go to the printer, as its dialog was answered."""
    first, last = 1, count
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        first, last = printer.fromPage(), min(printer.toPage() or count, count)
    pages = list(range(first - 1, last))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


class Printing(QObject):
    """One document on its way to the printer; a page each time the window has nothing else to do."""

    def __init__(self, sheets: Sheets, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(parent)
        self._printer = printer
        self._parent = parent
        self._pages = printed_pages(printer, len(sheets))
        self._drawn: Generator[int, None, None] = paint_sheets(sheets, printer, self._pages)
        self._waiting = Waiting(tr("Printing {title}…", title=sheets.document.title), parent, can_stop=True)
        self._waiting.stopped.connect(self.stop)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Print the first page, then the others."""
        self._timer.start()

    def stop(self) -> None:
        """Print no further page."""
        self._printer.abort()
        self._end()

    def _step(self) -> None:
        try:
            if next(self._drawn, None) is None:
                self._end()
        except OSError:
            self._end()
            show_note(
                self._parent,
                tr("The printer took no page"),
                tr("See that it is on and has paper, or choose another one. A PDF file has the same pages."),
            )

    def _end(self) -> None:
        self._timer.stop()
        self._drawn.close()
        self._waiting.finish()
        self.deleteLater()


def _sheets(pages: Document | Sheets) -> Sheets:
    return pages if isinstance(pages, Sheets) else lay_out(pages)
