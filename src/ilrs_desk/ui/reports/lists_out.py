"""The list that is seen on a page, as a table for a file and for the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ilrs_desk.reports.document import Column, Table
from ilrs_desk.ui.copying import clipboard_data, copied
from ilrs_desk.ui.lists import ListTable


def list_seen(page: QWidget) -> ListTable | None:
    """The list of ``page`` that has the focus, else the one where reading begins; None where none holds anything."""
    found = [each for each in page.findChildren(ListTable) if each.isVisible() and each.model_.lines]
    focused = next((each for each in found if each is QApplication.focusWidget()), None)
    return focused or min(found, key=lambda each: _corner(each, page), default=None)


def _corner(widget: QWidget, page: QWidget) -> tuple[int, int]:
    """Where a widget begins on the page: from the left, then from the top."""
    corner = widget.mapTo(page, QPoint(0, 0))
    return corner.x(), corner.y()


def table_of(list_: ListTable, name: str) -> Table:
    """All lines with the columns that are seen; every cell is text."""
    columns = tuple(Column(heading) for heading in list_.headings())
    return Table(name, columns, tuple(tuple(text or None for text in texts) for texts in list_.all_texts()))


def copy_list(page: QWidget) -> None:
    """Put the selected lines of the list that is seen on the clipboard, below its headings."""
    list_ = list_seen(page)
    if list_ is not None:
        data = clipboard_data(*copied(list_.headings(), list_.chosen_texts()))
        QGuiApplication.clipboard().setMimeData(data)
