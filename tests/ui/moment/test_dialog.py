"""The question of which day: what may be answered, what is said of it, and what is offered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.ui.moment.choices import keep_lately, lately
from ilrs_desk.ui.moment.dialog import AsOfDialog
from ilrs_desk.ui.moment.words import moment_file, moment_title
from ilrs_desk.ui.settings import Settings
from ilrs_desk.usecases.settle import settle

from ..conftest import Desk
from .conftest import BOTH, IN_FORCE, KNOWN, Turn


@pytest.fixture
def dialog(past_desk: Desk) -> AsOfDialog:
    """The dialog as Ctrl+T opens it on the office of today."""
    past_desk.do("view.as_of")
    shown = past_desk.child(AsOfDialog)
    assert isinstance(shown, AsOfDialog)
    return shown


def test_a_day_is_typed_and_shown_without_the_mouse(past_desk: Desk, dialog: AsOfDialog) -> None:
    assert dialog.focusWidget() is dialog.as_of.line
    QTest.keyClicks(dialog.focusWidget(), "1 Jun 2024")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    past_desk.settle()
    assert past_desk.session.moment == IN_FORCE


def test_the_other_meaning_is_chosen_by_its_key(past_desk: Desk, dialog: AsOfDialog) -> None:
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    past_desk.qtbot.waitUntil(lambda: dialog.focusWidget() is dialog.known_on.line)
    QTest.keyClicks(dialog.focusWidget(), "1 Jun 2024")
    dialog.as_of_on.click()
    QTest.keyClick(dialog.known_on.line, Qt.Key.Key_Return)
    past_desk.settle()
    assert past_desk.session.moment == KNOWN


def test_tab_goes_through_it_in_the_order_it_is_read(dialog: AsOfDialog) -> None:
    dialog.known_on_on.setChecked(True)
    dialog.as_of_on.setFocus()
    for following in (
        dialog.as_of.line,
        dialog.as_of.button,
        dialog.known_on_on,
        dialog.known_on.line,
        dialog.known_on.button,
    ):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is following


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("29 Feb 2025", "There is no day 29 Feb 2025 in the calendar."),
        ("May 2025", "May 2025 is more than one day. Write one of them, such as 2026-11-23."),
        ("2025", "2025 is more than one day. Write one of them, such as 2026-11-23."),
        ("03/04/2025", "03/04/2025 can be read as different days. Write its month as a word."),
        ("soon", "Write the day as 2026-11-23 or 23 Nov 2026."),
        ("", "Write the day as 2026-11-23 or 23 Nov 2026."),
    ],
)
def test_what_is_no_day_is_said_and_not_shown(dialog: AsOfDialog, typed: str, said: str) -> None:
    dialog.as_of.line.setText(typed)
    assert dialog.refusal.text() == said
    assert dialog.refusal.isVisible()
    assert not dialog.accept_button.isEnabled()
    dialog.as_of.line.setText("29 Feb 2024")
    assert dialog.accept_button.isEnabled()
    assert dialog.refusal.isHidden()


def test_nothing_is_known_of_a_day_to_come(dialog: AsOfDialog) -> None:
    tomorrow = date.today() + timedelta(days=2)
    dialog.as_of.show_day(tomorrow)
    assert dialog.accept_button.isEnabled()
    assert "is still to come: what the records say of it" in dialog.note.text()
    dialog.known_on_on.click()
    dialog.known_on.show_day(tomorrow)
    assert not dialog.accept_button.isEnabled()
    assert "nothing is known of it yet" in dialog.refusal.text()


def test_a_day_before_the_office_is_told(dialog: AsOfDialog) -> None:
    dialog.known_on_on.click()
    dialog.known_on.line.setText("9 Jan 2024")
    assert dialog.note.text() == "This office was begun on 10 Jan 2024: it is empty before."
    assert dialog.accept_button.isEnabled()
    dialog.known_on.line.setText("10 Jan 2024")
    assert dialog.note.text() == ""


def test_neither_is_today(past_desk: Desk, turn: Turn) -> None:
    turn(BOTH)
    past_desk.do("view.as_of")
    dialog = past_desk.child(AsOfDialog)
    assert isinstance(dialog, AsOfDialog)
    assert (dialog.as_of.value(), dialog.known_on.value()) == (BOTH.as_of, BOTH.known_on)
    dialog.as_of_on.click()
    dialog.known_on_on.click()
    assert dialog.note.text() == "Neither is ticked: the office is shown as of today."
    dialog.accept_button.click()
    past_desk.settle()
    assert past_desk.session.moment == NOW


def test_the_dialog_leads_back_to_today(past_desk: Desk, turn: Turn) -> None:
    turn(IN_FORCE)
    past_desk.do("view.as_of")
    dialog = past_desk.child(AsOfDialog)
    assert isinstance(dialog, AsOfDialog)
    dialog.today_button.click()
    past_desk.settle()
    assert past_desk.session.moment == NOW


def test_days_used_lately_and_meetings_are_offered(past_desk: Desk, turn: Turn) -> None:
    settle(past_desk.office, "meetings", {"title": "Second council", "held_on": "2024-06-01"})
    turn(IN_FORCE)
    turn(KNOWN)
    past_desk.window.desks.turn_to(NOW)
    past_desk.do("view.as_of")
    dialog = past_desk.child(AsOfDialog)
    assert isinstance(dialog, AsOfDialog)
    offered = [dialog.offered.itemText(place) for place in range(1, dialog.offered.count())]
    assert offered == [
        "As known on 1 Jun 2024",
        "In force on 1 Jun 2024",
        "Second council: in force on 1 Jun 2024, as known on 1 Jun 2024",
    ]
    dialog.offered.setCurrentIndex(3)
    dialog.offered.activated.emit(3)
    assert dialog.as_of_on.isChecked()
    assert dialog.known_on_on.isChecked()
    dialog.accept_button.click()
    past_desk.settle()
    assert past_desk.session.moment == Moment(date(2024, 6, 1), date(2024, 6, 1))


def test_the_button_of_the_status_page_asks_the_same(past_desk: Desk) -> None:
    past_desk.do("page.status")
    past_desk.window.view.page.as_of_button.click()
    assert past_desk.child(AsOfDialog)


def test_five_days_are_remembered_the_newest_first(settings: Settings) -> None:
    moments = [Moment(date(2020, 1, day), date(2021, 1, 1) if day % 2 else None) for day in range(1, 8)]
    for moment in moments:
        keep_lately(settings, moment)
    keep_lately(settings, moments[3])
    assert lately(settings) == (moments[3], moments[6], moments[5], moments[4], moments[2])
    settings.keep("moments", "nonsense\n- -\n2020-01-01 -\n2020-13-01 -\n1 2 3")
    assert lately(settings) == (Moment(date(2020, 1, 1)),)


def test_a_moment_has_its_words(qtbot: QtBot) -> None:
    assert moment_title(NOW) == "As of today"
    assert moment_title(BOTH) == "In force on 1 Feb 2024, as known on 1 Jun 2024"
    assert moment_file(NOW) == ""
    assert moment_file(BOTH) == "in force on 2024-02-01, as known on 2024-06-01"
