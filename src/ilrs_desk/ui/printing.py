"""A report on paper: its pages on screen before it is printed, and printing it."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QWidget

from ilrs_desk.reports.document import Document
from ilrs_desk.reports.pdf import paint


def preview(document: Document, parent: QWidget) -> QDialog:
    """Show the pages of ``document`` as they are printed and as its PDF has them. The window does not block."""
    window = QPrintPreviewDialog(QPrinter(QPrinter.PrinterMode.HighResolution), parent)
    window.paintRequested.connect(lambda printer: paint(document, printer))
    window.open()
    return window


def print_document(document: Document, parent: QWidget) -> QDialog:
    """Ask for the printer and the pages, then print ``document``. The window does not block."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    asked = QPrintDialog(printer, parent)
    asked.accepted.connect(lambda: paint(document, printer))
    asked.open()
    return asked
