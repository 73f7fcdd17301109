"""A day as it is typed or taken from the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QPushButton
from pytestqt.qtbot import QtBot

from ilrs_desk.ui.day_edit import DayEdit


@pytest.fixture
def edit(qtbot: QtBot) -> DayEdit:
    shown = DayEdit(date(2026, 11, 23))
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.mark.parametrize("typed", ["1 Aug 2023", "01 Aug 2023", "2023-08-01", "2023年8月1日"])
def test_a_day_may_be_typed_over_in_any_form(edit: DayEdit, typed: str) -> None:
    assert edit.value() == date(2026, 11, 23)
    edit.line.selectAll()
    edit.line.insert(typed)
    assert edit.value() == date(2023, 8, 1)


@pytest.mark.parametrize("typed", ["", "soon", "2023", "2023-08", "31 Feb 2023", "03/04/2025"])
def test_what_is_no_day_stays_and_is_marked(edit: DayEdit, typed: str) -> None:
    with_change = []
    edit.changed.connect(lambda: with_change.append(edit.value()))
    edit.line.setText(typed)
    assert with_change == [None]
    assert edit.line.text() == typed
    assert edit.line.toolTip()
    edit.line.setText("31 Jul 2024")
    assert not edit.line.toolTip()


def test_a_day_is_taken_from_the_calendar(edit: DayEdit, qtbot: QtBot) -> None:
    qtbot.mouseClick(edit.findChild(QPushButton), Qt.MouseButton.LeftButton)
    calendar = edit.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 23)
    calendar.clicked.emit(QDate(2024, 7, 31))
    assert edit.value() == date(2024, 7, 31)
    qtbot.waitUntil(lambda: not edit.findChildren(QCalendarWidget))
