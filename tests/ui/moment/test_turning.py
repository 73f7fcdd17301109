"""The whole window at another day: what each page shows, what is off, and the way back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from ilrs_desk.cli.main import run
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.journal.history_page import HistoryPage
from ilrs_desk.ui.main_window import MainWindow
from ilrs_desk.ui.menus import MENUS
from ilrs_desk.ui.register.cell_dialog import CellDialog
from ilrs_desk.ui.status.page import StatusPage
from ilrs_desk.ui.theme import DARK, LIGHT, Scheme, Theme
from ilrs_desk.ui.waiting import Waiting
from ilrs_desk.usecases.save_record import save_record

from ..conftest import Desk
from .conftest import BOTH, IN_FORCE, KNOWN, Turn

MOMENTS = pytest.mark.parametrize("moment", [IN_FORCE, KNOWN, BOTH], ids=["in force", "known", "both"])
WRITING = {entry.key for _, entries in MENUS for entry in entries if entry.writes}


def options(moment: Moment) -> list[str]:
    """The same moment for a command."""
    found = ["--as-of", moment.as_of.isoformat()] if moment.as_of else []
    return [*found, "--as-known-on", moment.known_on.isoformat()] if moment.known_on else found


Told = Callable[..., Any]


@pytest.fixture
def told(past_path: Path, capfd: pytest.CaptureFixture[str]) -> Told:
    """``told("status", "--as-of", "2024-06-01")``: what the command prints of the office that is in the window."""

    def go(*words: str) -> Any:
        capfd.readouterr()
        command = [*words, "-o", str(past_path), "--json"]
        assert run(command, lambda office: 9, lambda folder, window: 9) == 0
        return json.loads(capfd.readouterr().out)

    return go


@MOMENTS
def test_each_table_shows_what_the_command_lists(
    past_desk: Desk, turn: Turn, told: Told, moment: Moment
) -> None:
    turn(moment)
    for kind in KINDS:
        page = past_desk.page(kind)
        listed = told("records", kind, *options(moment))
        assert sorted(page.model.ids) == sorted(row["id"] for row in listed), kind
        assert page.model.total == len(listed)
        item = page.window().view.sidebar._items[kind]  # type: ignore[union-attr]
        assert item.accessibleName().endswith(f", {len(listed)}")


def test_people_of_that_day_are_those_in_force_or_known(past_desk: Desk, turn: Turn) -> None:
    expected = {IN_FORCE: ["Abebe", "Bauer", "Chen"], KNOWN: ["Abebe", "Bauer"], BOTH: ["Abebe"]}
    for moment, names in expected.items():
        turn(moment)
        page = past_desk.page("personnel")
        assert past_desk.shown(page, "family_name") == names
        assert page.status()[0] == f"{len(names)} of {len(names)} shown"
        assert "as of today" not in page.status()


@MOMENTS
def test_search_and_sorting_stay_within_that_day(past_desk: Desk, turn: Turn, moment: Moment) -> None:
    turn(moment)
    page = past_desk.page("personnel")
    before = past_desk.shown(page, "family_name")
    page.search.setText("diop")
    past_desk.settle()
    assert page.model.shown == 0
    page.search.setText("abebe")
    past_desk.settle()
    assert past_desk.shown(page, "family_name") == ["Abebe"]
    page.show_all()
    page.view._sort_by(list(page.kind.by_key).index("family_name"))
    page.view._sort_by(list(page.kind.by_key).index("family_name"))
    past_desk.settle()
    assert past_desk.shown(page, "family_name") == before[::-1]


@MOMENTS
def test_the_figures_are_those_of_the_command(
    past_desk: Desk, turn: Turn, told: Told, moment: Moment
) -> None:
    turn(moment)
    past_desk.do("page.status")
    page = past_desk.window.view.page
    assert isinstance(page, StatusPage)
    assert page.reading is not None
    figures = told("status", *options(moment))["targets"]
    assert [figure.value for figure in page.reading.progress.figures] == [one["value"] for one in figures]


def test_history_ends_on_the_day_that_was_known(past_desk: Desk, turn: Turn) -> None:
    shown = {}
    for moment in (NOW, KNOWN, IN_FORCE):
        if not moment.is_now:
            turn(moment)
        past_desk.do("page.history")
        page = past_desk.window.view.page
        assert isinstance(page, HistoryPage)
        shown[moment] = len(page.list.model_.lines)
        banner = past_desk.window.view.banner
        assert banner.isVisible() is (moment == IN_FORCE)
    assert shown[NOW] == shown[IN_FORCE] == shown[KNOWN] + 1


@MOMENTS
def test_nothing_can_be_changed_and_it_is_said_why(past_desk: Desk, turn: Turn, moment: Moment) -> None:
    save_record(past_desk.office, "personnel", 1, {"role": "Engineer"})
    turn(moment)
    for key in past_desk.window.view._makers:
        past_desk.window.view.go_to(key)
        past_desk.settle()
        if key in KINDS:
            past_desk.window.view.page.view.selectAll()
        past_desk.settle()
        offered = WRITING & past_desk.window.commands().keys()
        assert offered == set(), key
        for one in WRITING:
            action = past_desk.window.menus.actions[one]
            assert not action.isEnabled()
            assert "Go back to today" in action.toolTip()
    turn_back(past_desk)
    assert past_desk.window.menus.actions["file.import"].isEnabled()
    assert "Go back" not in past_desk.window.menus.actions["file.import"].toolTip()
    assert past_desk.window.menus.actions["edit.undo"].isEnabled()


def turn_back(desk: Desk) -> None:
    """Press "Back to Today"."""
    desk.window.view.moment_bar.today.click()
    desk.settle()


@MOMENTS
def test_typing_into_a_cell_is_refused_with_words(past_desk: Desk, turn: Turn, moment: Moment) -> None:
    turn(moment)
    page = past_desk.page("personnel")
    page.view.setCurrentIndex(page.model.index(0, page.view.first_column()))
    for key, text in ((Qt.Key.Key_X, "x"), (Qt.Key.Key_F2, "")):
        page.bar.tell("")
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(page.view, event)
        assert "Go back to today" in page.bar.label.text()
        assert page.bar.isVisible()
    page.bar.tell("")
    at = QPointF(page.view.visualRect(page.view.currentIndex()).center())
    left = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, at, page.view.viewport().mapToGlobal(at), left, left,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(page.view.viewport(), event)
    assert "Go back to today" in page.bar.label.text()
    assert page.view.state() is not page.view.State.EditingState


def test_going_back_finds_page_selection_and_scroll(past_desk: Desk, turn: Turn) -> None:
    past_desk.window.resize(900, 420)
    with_many = [{"family_name": f"Person {number:03}"} for number in range(150)]
    for values in with_many:
        save_record(past_desk.office, "personnel", None, values)
    past_desk.settle()
    page = past_desk.page("personnel")
    past_desk.qtbot.waitUntil(lambda: page.model.complete and page.view.verticalScrollBar().maximum() > 0)
    column = page.view.seen_columns()[1]
    page.view.setCurrentIndex(page.model.index(90, column))
    page.view.scrollTo(page.model.index(100, column))
    past_desk.settle()
    before = (
        page.view.current_id(),
        page.view.currentIndex().column(),
        page.view.verticalScrollBar().value(),
    )
    assert before[2] > 0
    turn(IN_FORCE)
    past_desk.do("page.history")
    turn(KNOWN)
    turn_back(past_desk)
    view = past_desk.window.view
    assert view.page is page
    now = (page.view.current_id(), page.view.currentIndex().column(), page.view.verticalScrollBar().value())
    assert now == before
    assert past_desk.window.focusWidget() is page.view
    assert view.moment_bar.isHidden()
    assert past_desk.window.windowTitle() == "office – ILRS Desk"
    assert past_desk.window.settings.text("page") == "personnel"


def test_the_same_page_and_record_are_shown_on_the_other_day(past_desk: Desk, turn: Turn) -> None:
    page = past_desk.page("personnel")
    page.view.go_to(2)
    turn(IN_FORCE)
    assert past_desk.window.view.key == "personnel"
    assert past_desk.window.view.page.view.current_id() == 2
    past_desk.window.view.page.view.go_to(3)
    turn(KNOWN)
    # Chen was not known yet: the cursor is on the first one, and nobody is shown who is not there.
    assert past_desk.window.view.page.view.current_id() == 1


def test_a_record_that_is_not_in_force_is_shown_beside_the_table(past_desk: Desk, turn: Turn) -> None:
    turn(IN_FORCE)
    past_desk.window.view.open_record("personnel", 4)
    past_desk.settle()
    page = past_desk.window.view.page
    assert past_desk.shown(page, "family_name") == ["Abebe", "Bauer", "Chen"]
    past_desk.qtbot.waitUntil(lambda: page.pane.view.name.text() == "Diop")
    assert page.pane.view.not_in_force.isVisible()
    assert page.pane.view.not_in_force.text() == "Not in force on 1 Jun 2024"
    page.view.go_to(1)
    past_desk.qtbot.waitUntil(lambda: page.pane.view.name.text() == "Abebe")
    assert page.pane.view.not_in_force.isHidden()
    past_desk.window.view.open_records("personnel", [1, 4], "Two of them")
    past_desk.settle()
    assert past_desk.shown(page, "family_name") == ["Abebe"]
    assert page.bar.label.text() == "One of these records is not in force on 1 Jun 2024."


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_a_frame_is_drawn_around_the_window(
    past_desk: Desk, turn: Turn, theme: Theme, scheme: Scheme
) -> None:
    theme.choose(scheme)
    window, colour = past_desk.window, QColor((DARK if scheme is Scheme.DARK else LIGHT).warn)
    edges = [
        QPoint(1, window.height() // 2),
        QPoint(window.width() - 2, window.height() // 2),
        QPoint(window.width() // 2, 1),
        QPoint(window.width() // 2, window.height() - 2),
    ]
    assert not any(_at(window, edge) == colour for edge in edges)
    turn(IN_FORCE)
    assert [_at(window, edge) for edge in edges] == [colour] * 4
    window.resize(1024, 700)
    past_desk.settle()
    assert _at(window, QPoint(1022, 350)) == colour
    turn_back(past_desk)
    assert _at(window, QPoint(1022, 350)) != colour
    theme.choose(Scheme.LIGHT)


def _at(window: MainWindow, place: QPoint) -> QColor:
    return window.grab().toImage().pixelColor(place)


def test_window_and_bars_say_the_day(past_desk: Desk, turn: Turn) -> None:
    turn(BOTH)
    window = past_desk.window
    assert window.windowTitle() == "office, in force on 1 Feb 2024, as known on 1 Jun 2024 – ILRS Desk"
    assert window.saved_text.text() == "In force on 1 Feb 2024, as known on 1 Jun 2024"
    assert window.view.moment_bar.label.text().startswith("In force on 1 Feb 2024, as known on 1 Jun 2024 · ")
    assert window.view.moment_bar.isVisible()


def test_a_change_meanwhile_is_noted_and_followed_where_it_counts(past_desk: Desk, turn: Turn) -> None:
    office = past_desk.office
    for moment, shown in ((KNOWN, ["Abebe", "Bauer"]), (IN_FORCE, ["Abebe", "Bauer", "Chen", "Eto"])):
        turn(moment)
        page = past_desk.page("personnel")
        save_record(office, "personnel", None, {"family_name": "Eto", "start_date": "2024-01-01"})
        past_desk.settle()
        assert past_desk.window.view.moment_bar.note.text().startswith("The office was changed meanwhile: ")
        assert past_desk.shown(page, "family_name")[:4] == shown
    assert past_desk.window.view.moment_bar.note.isVisible()


def test_files_that_are_dropped_are_refused_with_words(past_desk: Desk, turn: Turn, tmp_path: Path) -> None:
    turn(KNOWN)
    past_desk.window.take_files([tmp_path / "return.xlsx"])
    note = past_desk.child(QMessageBox)
    assert isinstance(note, QMessageBox)
    assert "Go back to today" in note.informativeText() + note.text()
    note.close()


@MOMENTS
def test_an_export_is_of_that_day_and_says_so(
    past_desk: Desk, turn: Turn, tmp_path: Path, moment: Moment
) -> None:
    turn(moment)
    page, commands = past_desk.page("personnel"), past_desk.window.commands_
    proposed: list[str] = []
    commands._chooser = FileChooser(to_save=lambda _1, _2, _3, name: proposed.append(name))
    commands.ask_export(page).accept()
    past_desk.settle()
    days = [day.isoformat() for day in (moment.as_of, moment.known_on) if day]
    assert all(day in Path(proposed[0]).name for day in days), proposed
    commands.export(page, tmp_path / "out.xlsx", "internal")
    past_desk.settle()
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert sum(cell in ("Abebe", "Bauer", "Chen", "Diop") for cell in cells) == page.model.shown
    footers = [sheet.oddFooter.center.text or "" for sheet in book]
    headers = [
        getattr(sheet.oddHeader, side).text or "" for sheet in book for side in ("left", "center", "right")
    ]
    assert any(str(moment.words()) in text for text in (*cells, *footers, *headers))


def test_cells_are_copied_as_they_were(past_desk: Desk, turn: Turn) -> None:
    save_record(past_desk.office, "personnel", 1, {"family_name": "Abebe-Smith"})
    turn(KNOWN)
    page = past_desk.page("personnel")
    page.view.selectRow(0)
    past_desk.do("edit.copy")
    text = QGuiApplication.clipboard().text()
    assert "Abebe" in text
    assert "Smith" not in text


def test_what_was_put_aside_is_taken_away(
    past_desk: Desk, turn: Turn, own_temporary_folder: Path, qtbot: QtBot
) -> None:
    turn(KNOWN)
    assert len(list(own_temporary_folder.iterdir())) == 1
    turn(BOTH)
    qtbot.waitUntil(lambda: len(list(own_temporary_folder.iterdir())) == 1)
    turn(IN_FORCE)
    qtbot.waitUntil(lambda: not list(own_temporary_folder.iterdir()))
    turn(KNOWN)
    past_desk.window.close_office()
    past_desk.settle()
    qtbot.waitUntil(lambda: not list(own_temporary_folder.iterdir()))


def test_two_hundred_quick_turns_leave_nothing(
    past_desk: Desk, own_temporary_folder: Path, qtbot: QtBot
) -> None:
    desks = past_desk.window.desks
    for number in range(200):
        desks.turn_to((KNOWN, NOW, IN_FORCE, BOTH, Moment(None, date(2025, 6, 2)))[number % 5])
        if number % 3 == 0:
            QApplication.processEvents()
        if number % 20 == 0:
            past_desk.settle()
    past_desk.settle()
    desks.turn_to(KNOWN)
    past_desk.settle()
    assert past_desk.session.moment == KNOWN
    assert past_desk.shown(past_desk.page("personnel"), "family_name") == ["Abebe", "Bauer"]
    qtbot.waitUntil(lambda: len(list(own_temporary_folder.iterdir())) == 1)
    assert desks._stack.count() == 3
    desks.turn_to(NOW)
    past_desk.settle()
    qtbot.waitUntil(lambda: not list(own_temporary_folder.iterdir()))
    assert desks._stack.count() == 2


def test_the_end_of_the_program_takes_it_away(
    past_desk: Desk, turn: Turn, own_temporary_folder: Path
) -> None:
    turn(KNOWN)
    past_desk.window._quit()
    assert not list(own_temporary_folder.iterdir())


def test_drawing_is_given_up(past_desk: Desk, own_temporary_folder: Path, qtbot: QtBot) -> None:
    desks = past_desk.window.desks
    desks.turn_to(KNOWN)
    desks.past_offices._drawing.waiting.reject()
    past_desk.settle()
    assert past_desk.session.moment == NOW
    qtbot.waitUntil(lambda: not list(own_temporary_folder.iterdir()))


def test_a_day_before_the_office_is_empty_and_says_so(past_desk: Desk, turn: Turn) -> None:
    turn(Moment(None, date(2020, 1, 1)))
    page = past_desk.page("personnel")
    assert page.model.total == 0
    assert page._empty.isVisible()
    assert past_desk.window.view.moment_bar.note.text() == (
        "The office did not exist yet on that day: it is empty."
    )


def test_keys_of_a_command_that_is_off_are_answered(past_desk: Desk, turn: Turn) -> None:
    bar = past_desk.window.statusBar()
    turn(KNOWN)
    page = past_desk.page("personnel")
    control = Qt.KeyboardModifier.ControlModifier
    for key, modifiers in (
        (Qt.Key.Key_Z, control),
        (Qt.Key.Key_I, control),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_N, control | Qt.KeyboardModifier.ShiftModifier),
    ):
        bar.clearMessage()
        QTest.keyClick(page.view, key, modifiers)
        assert "Go back to today" in bar.currentMessage(), key
    turn_back(past_desk)
    bar.clearMessage()
    QTest.keyClick(past_desk.page("personnel").view, Qt.Key.Key_Y, control)
    assert bar.currentMessage() == ""


def test_windows_of_today_are_closed_when_the_day_turns(past_desk: Desk, turn: Turn) -> None:
    past_desk.page("personnel")
    dialog = past_desk.window.view.opening.show_history("personnel", 1, "family_name")
    past_desk.settle()
    assert dialog.isVisible()
    turn(IN_FORCE)
    assert not any(each.isVisible() for each in past_desk.window.findChildren(CellDialog))


def test_another_office_opens_as_of_today(past_desk: Desk, turn: Turn, own_temporary_folder: Path) -> None:
    turn(KNOWN)
    view = past_desk.window.view
    past_desk.window.open(past_desk.office.path)
    past_desk.qtbot.waitUntil(lambda: past_desk.window.view is not view)
    past_desk.settle()
    assert past_desk.session.moment == NOW
    assert past_desk.window.desks.frame.isHidden()
    past_desk.qtbot.waitUntil(lambda: not list(own_temporary_folder.iterdir()))


def test_a_menu_entry_leads_back(past_desk: Desk, turn: Turn) -> None:
    assert not past_desk.window.menus.actions["view.today"].isEnabled()
    turn(KNOWN)
    past_desk.do("view.today")
    assert past_desk.session.moment == NOW


def test_what_is_under_way_there_keeps_no_window_waiting(past_desk: Desk, turn: Turn, tmp_path: Path) -> None:
    turn(KNOWN)
    commands = past_desk.window.commands_
    commands._run("Writing…", lambda job: QTest.qSleep(800), lambda _: None)
    past_desk.window.desks.turn_to(NOW)
    past_desk.settle()
    past_desk.qtbot.wait(500)
    assert not any(each.isVisible() for each in past_desk.window.findChildren(Waiting))
