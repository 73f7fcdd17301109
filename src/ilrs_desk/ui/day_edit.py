"""A day as people write it: typed in any form, or taken from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
    QWidgetAction,
)

from ilrs_desk.domain.dates import DateOrder, parse_date

from .editors import mark_unread
from .labels import set_tip
from .text import day, tr


class DayEdit(QWidget):
    """``changed()`` when another text stands in it. A text that is no day stays as it was typed, marked."""

    changed = Signal()

    def __init__(self, shown: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(day(shown))
        self.line.textChanged.connect(self._look)
        self.setFocusProxy(self.line)
        self.button = QPushButton("▾")
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(tr("Calendar"))
        set_tip(self.button, tr("Calendar"))
        self.button.clicked.connect(self._open_calendar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)

    def value(self) -> date | None:
        """The day that stands there; None when the text is not a day, or could be two."""
        read = parse_date(self.line.text(), DateOrder.UNKNOWN).value
        return date.fromisoformat(read) if read and len(read) == len("2026-11-23") else None

    def why(self) -> str:
        """Why the text is no day, as a sentence; "" when it is one."""
        if self.value() is not None:
            return ""
        text, read = self.line.text().strip(), parse_date(self.line.text(), DateOrder.UNKNOWN)
        if read.value:
            return tr("{typed} is more than one day. Write one of them, such as 2026-11-23.", typed=text)
        if len(read.alternatives) > 1:
            return tr("{typed} can be read as different days. Write its month as a word.", typed=text)
        if read.problem_code == "date.impossible":
            return tr("There is no day {typed} in the calendar.", typed=text)
        return tr("Write the day as 2026-11-23 or 23 Nov 2026.")

    def show_day(self, shown: date) -> None:
        """Put another day here."""
        self.line.setText(day(shown))

    def begin(self) -> None:
        """Put the cursor here, so that what is typed replaces the day."""
        self.line.setFocus()
        self.line.selectAll()

    def _look(self) -> None:
        mark_unread(self.line, self.why())
        self.changed.emit()

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if (known := self.value()) is not None:
            calendar.setSelectedDate(QDate(known.year, known.month, known.day))
        calendar.clicked.connect(lambda chosen: self._take(chosen, menu))
        calendar.activated.connect(lambda chosen: self._take(chosen, menu))
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        calendar.setFocus()

    def _take(self, chosen: QDate, menu: QMenu) -> None:
        self.show_day(date(chosen.year(), chosen.month(), chosen.day()))
        menu.close()
