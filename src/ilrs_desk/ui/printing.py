"""A report on paper: its pages on screen before it is printed, and printing it."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QWidget

from ilrs_desk.reports.document import Document
from ilrs_desk.reports.pdf import lay_out, paint_sheets


def preview(document: Document, parent: QWidget) -> QDialog:
    """Show the pages of ``document`` as they are printed and as its PDF has them. The window does not block."""
    window = QPrintPreviewDialog(QPrinter(QPrinter.PrinterMode.HighResolution), parent)
    sheets = lay_out(document)
    window.paintRequested.connect(lambda printer: list(paint_sheets(sheets, printer, range(len(sheets)))))
    window.open()
    return window


def print_document(document: Document, parent: QWidget) -> QDialog:
    """Ask for the printer and the pages, then print ``document``. The window does not block."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    asked = QPrintDialog(printer, parent)
    sheets = lay_out(document)
    asked.accepted.connect(lambda: list(paint_sheets(sheets, printer, range(len(sheets)))))
    asked.open()
    return asked
