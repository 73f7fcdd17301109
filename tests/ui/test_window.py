"""The window as a whole: opening, menus, drops, read-only offices, files written, and what it remembers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ilrs_desk.domain.moments import Moment
from ilrs_desk.store.office import Office
from ilrs_desk.ui.dialogs import FaultDialog
from ilrs_desk.ui.intake.window import ImportWindow
from ilrs_desk.ui.lists import ListTable
from ilrs_desk.ui.main_window import MainWindow
from ilrs_desk.ui.menus import all_entries
from ilrs_desk.ui.office_dialogs import (
    NewOfficeDialog,
    PreferencesDialog,
    ShortcutsDialog,
    TemplateDialog,
)
from ilrs_desk.ui.reports.export_dialog import ExportDialog
from ilrs_desk.ui.reports.habits import keep_warned
from ilrs_desk.ui.settings import Settings
from ilrs_desk.usecases.open_office import open_office
from ilrs_desk.usecases.save_record import save_record

from .conftest import Answers, Desk

PAGES = (
    "status",
    "partners",
    "institutions",
    "personnel",
    "agreements",
    "imports",
    "agencies",
    "history",
    "duplicates",
    "reported",
    "trash",
)


def boxes(window: MainWindow) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def test_the_start_screen_offers_what_can_be_done_without_an_office(empty_window: MainWindow) -> None:
    enabled = {key for key, action in empty_window.menus.actions.items() if action.isEnabled()}
    assert {"file.new", "file.open", "file.quit", "help.keys"} <= enabled
    assert not enabled & {"file.import", "edit.undo", "record.new", "report.progress", "page.status"}
    assert empty_window.stack.currentWidget() is empty_window.start_screen


def test_no_text_of_the_start_screen_is_cut(empty_window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    empty_window.start_screen.tell([tmp_path / "my programme.ilrs"])
    qtbot.wait(50)
    for label in empty_window.start_screen.findChildren(QLabel):
        wanted = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= wanted, label.text()
    for button in empty_window.start_screen.findChildren(QAbstractButton):
        assert button.height() >= button.sizeHint().height(), button.text()


def test_no_entry_is_dead(desk: Desk) -> None:
    """Each entry can be chosen on some page: none is there for show."""
    entries = {entry.key for entry in all_entries()} - {"file.recent"}
    alive: set[str] = set()
    for key in PAGES:
        assert desk.window.view is not None
        desk.window.view.go_to(key)
        desk.settle()
        alive |= {each for each, action in desk.window.menus.actions.items() if action.isEnabled()}
    for kind in ("institutions", "personnel"):
        page = desk.page(kind)
        page.view.selectAll()
        desk.settle()
        alive |= {each for each, action in desk.window.menus.actions.items() if action.isEnabled()}
        page.view.selectRow(0)
        desk.settle()
        alive |= {each for each, action in desk.window.menus.actions.items() if action.isEnabled()}
    desk.do("record.trash")
    desk.do("page.trash")
    alive |= {each for each, action in desk.window.menus.actions.items() if action.isEnabled()}
    desk.do("edit.undo")
    alive |= {each for each, action in desk.window.menus.actions.items() if action.isEnabled()}
    desk.window.desks.turn_to(Moment(date(2024, 1, 1)))
    desk.settle()
    alive |= {each for each, action in desk.window.menus.actions.items() if action.isEnabled()}
    assert entries - alive == set()


def test_the_right_mouse_button_offers_what_can_be_done_with_the_cells(desk: Desk) -> None:
    page = desk.page("personnel")
    page.view.selectRow(0)
    desk.settle()
    page.view.menu_wanted.emit(page.view.mapToGlobal(page.view.rect().center()))
    menu = desk.child(QMenu)
    assert isinstance(menu, QMenu)
    assert [
        action.text().replace("&", "") for action in menu.actions() if action.isEnabled() and action.text()
    ] == [
        "Open  (Enter)",
        "Copy",
        "Copy with Headers",
        "Clear Cells",
        "Duplicate",
        "History of This Cell",
        "Why (Not) Counted?",
        "Move to Trash",
    ]
    menu.close()


def test_a_website_is_opened_only_after_its_host_was_shown(desk: Desk) -> None:
    page = desk.page("institutions")
    page.view.selectRow(0)
    desk.settle()
    desk.do("record.link")
    asked = boxes(desk.window)[0]
    assert "egsa.example" in asked.informativeText()
    asked.close()
    page.view.selectRow(1)
    desk.settle()
    assert not desk.window.menus.actions["record.link"].isEnabled()


def test_shortcuts_are_not_given_twice(desk: Desk) -> None:
    keys = [key for entry in all_entries() for key in entry.keys]
    assert len(keys) == len(set(keys))


def test_every_page_opens_and_is_remembered(desk: Desk, settings: Settings) -> None:
    for key in PAGES:
        desk.do(f"page.{key}")
        assert desk.window.view is not None
        assert desk.window.view.key == key
        # To look through an office takes long, so that page is not the one to begin with.
        assert (settings.text("page") == key) is (key != "duplicates")


def test_keys_go_to_the_page_that_was_called_by_its_key(desk: Desk) -> None:
    assert desk.window.view is not None
    for key in ("personnel", "history"):
        desk.do(f"page.{key}")
        desk.window.view.sidebar.findChildren(QAbstractButton)[0].setFocus()
        desk.do(f"page.{key}")
        assert desk.window.view.page.isAncestorOf(QApplication.focusWidget()), key


def test_counts_in_the_sidebar_follow_the_office(desk: Desk) -> None:
    assert desk.window.view is not None
    item = desk.window.view.sidebar._items["personnel"]
    assert item.accessibleName() == "Personnel, 4"
    save_record(desk.office, "personnel", None, {"family_name": "Diop"})
    desk.settle()
    assert item.accessibleName() == "Personnel, 5"


def test_a_new_office_is_made_and_opened(
    empty_window: MainWindow, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    empty_window.settings.keep("page", "trash")
    answers.save = tmp_path / "Programme office"
    empty_window.menus.actions["file.new"].trigger()
    dialog = next(each for each in empty_window.findChildren(NewOfficeDialog))
    dialog.go.click()
    qtbot.waitUntil(lambda: empty_window.view is not None, timeout=10_000)
    assert (tmp_path / "Programme office.ilrs").exists()
    assert empty_window.windowTitle() == "Programme office – ILRS Desk"
    assert empty_window.view is not None
    assert empty_window.view.key == "status"
    assert empty_window.settings.recent()[0].name == "Programme office.ilrs"


def test_a_file_that_is_no_office_is_told_in_words(
    empty_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "notes.ilrs"
    other.write_text("not an office")
    empty_window.open(other)
    qtbot.waitUntil(lambda: bool(boxes(empty_window)))
    told = boxes(empty_window)[0]
    assert told.textFormat() is Qt.TextFormat.PlainText
    assert "notes.ilrs" in told.informativeText()
    assert empty_window.view is None
    told.close()


def test_a_second_program_gets_it_read_only_and_is_told_by_whom(
    empty_window: MainWindow, filled_path: Path, qtbot: QtBot
) -> None:
    holder = open_office(filled_path, who="Wang Fang")
    try:
        empty_window.open(filled_path)
        qtbot.waitUntil(lambda: empty_window.view is not None, timeout=10_000)
        assert empty_window.view is not None
        assert "Wang Fang" in empty_window.view.banner.label.text()
        desk = Desk(empty_window, qtbot)
        page = desk.page("personnel")
        assert not page.model.flags(page.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
        enabled = {key for key, action in empty_window.menus.actions.items() if action.isEnabled()}
        assert not enabled & {"record.new", "record.trash", "edit.clear", "file.import", "edit.undo"}
    finally:
        holder.close()


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_a_dropped_return_opens_the_import_window(desk: Desk, sample: Callable[[str], Path]) -> None:
    drop(desk.window, sample("partners_2024.xlsx"))
    window = desk.child(ImportWindow)
    assert "partners_2024.xlsx" in window.windowTitle()
    desk.settle()
    window.close()
    desk.settle()


def test_a_dropped_office_is_opened_and_a_return_without_office_is_told(
    empty_window: MainWindow, filled_path: Path, sample: Callable[[str], Path], qtbot: QtBot
) -> None:
    drop(empty_window, sample("partners_2024.xlsx"))
    qtbot.waitUntil(lambda: bool(boxes(empty_window)))
    boxes(empty_window)[0].close()
    drop(empty_window, filled_path)
    qtbot.waitUntil(lambda: empty_window.view is not None, timeout=10_000)


@pytest.mark.parametrize(("name", "internal"), [("people.xlsx", False), ("people.csv", True)])
def test_export_writes_the_table_as_shown(
    desk: Desk, answers: Answers, tmp_path: Path, name: str, internal: bool
) -> None:
    page = desk.page("personnel")
    page.search.setText("ivanov")
    desk.settle()
    answers.save = tmp_path / name
    desk.do("file.export")
    dialog = desk.child(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    keep_warned(desk.session.settings)
    dialog.audience.choose("internal" if internal else "partners")
    dialog.format.choose(answers.save.suffix)
    dialog.go.click()
    desk.settle()
    assert answers.save.exists()
    assert (
        "people" in desk.window.statusBar().currentMessage()
        or name in desk.window.statusBar().currentMessage()
    )
    if internal:
        written = answers.save.read_text(encoding="utf-8-sig")
        assert "ivanov@example.org" in written
        assert "García" not in written


def test_a_copy_is_written(desk: Desk, answers: Answers, tmp_path: Path) -> None:
    answers.save = tmp_path / "copy.ilrs"
    desk.do("file.copy")
    copy = open_office(answers.save)
    assert list(copy.dump()) == list(desk.office.dump())
    copy.close()


def test_a_template_is_written_in_the_language_of_its_partner(
    desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    desk.page("institutions")
    answers.save = tmp_path / "liste"
    desk.do("data.template")
    dialog = desk.child(TemplateDialog)
    assert isinstance(dialog, TemplateDialog)
    assert dialog.kind.currentText() == "Institutions"
    dialog.country.setText("Nowhereland")
    assert not dialog.go.isEnabled()
    dialog.country.setText("Sénégal")
    dialog.language.setCurrentText("français")
    dialog.go.click()
    desk.settle()
    book = openpyxl.load_workbook(tmp_path / "liste.xlsx")
    assert any("Sénégal" in str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)


def test_checking_tells_that_the_office_is_sound(desk: Desk) -> None:
    desk.do("tools.check")
    told = boxes(desk.window)[0]
    assert told.text() == "The office is sound"
    assert "4 people" in told.informativeText()
    told.close()


def test_the_name_in_the_history_is_a_preference(desk: Desk, qtbot: QtBot) -> None:
    desk.do("edit.preferences")
    dialog = desk.child(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    dialog.name.setText("Chen Jie")
    dialog.go.click()
    qtbot.waitUntil(lambda: desk.window.view is not None and not desk.window.runner.busy, timeout=10_000)
    save_record(desk.office, "personnel", None, {"family_name": "Diop"})
    assert desk.office.changesets(limit=1)[0].who == "Chen Jie"


def test_what_is_being_typed_is_saved_when_the_office_is_closed(desk: Desk, filled_path: Path) -> None:
    page = desk.page("personnel")
    page.view.setCurrentIndex(page.model.index(1, list(page.kind.by_key).index("role")))
    desk.qtbot.keyClick(page.view, Qt.Key.Key_F2)
    box = desk.window.focusWidget()
    box.setText("Director")  # type: ignore[attr-defined]
    record_id = page.model.ids[1]
    desk.window.show_start()
    desk.qtbot.waitUntil(lambda: not desk.window.runner.busy)
    office = open_office(filled_path)
    record = office.get("personnel", record_id)
    office.close()
    assert record is not None
    assert record.text("role") == "Director"


def test_shortcuts_can_be_read_and_faults_are_told_with_details(desk: Desk) -> None:
    desk.do("help.keys")
    shown = desk.child(ShortcutsDialog)
    table = shown.findChild(ListTable)
    assert "Undo" in [line.cells[0].text for line in table.model_.lines]
    shown.close()

    def broken(office: Office) -> None:
        raise ZeroDivisionError

    desk.session.work(broken)
    desk.settle()
    dialog = desk.child(FaultDialog)
    assert isinstance(dialog, FaultDialog)
    assert "ZeroDivisionError" in dialog.details
    dialog.close()


def test_recent_offices_are_listed_and_can_be_cleared(desk: Desk, filled_path: Path) -> None:
    desk.window.menus.recent.aboutToShow.emit()
    assert desk.window.menus.recent.actions()[0].text() == str(filled_path)
    desk.window.settings.clear_recent()
    desk.window.menus.recent.aboutToShow.emit()
    assert not desk.window.menus.recent.actions()[-1].isEnabled()


def test_no_label_of_any_page_guesses_rich_text(desk: Desk) -> None:
    spoof = '<img src="/etc/hostname"><b>x</b>'
    save_record(
        desk.office, "personnel", None, {"family_name": spoof, "given_name": "\u202egro", "role": spoof}
    )
    desk.settle()
    for key in PAGES:
        desk.do(f"page.{key}")
    page = desk.page("personnel")
    page.show_record(desk.office.ids("personnel")[-1])
    desk.settle()
    labels = [label for label in desk.window.findChildren(QLabel) if "<img" in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    row = page.model.rowCount() - 1
    assert page.model.data(page.model.index(row, 0), Qt.ItemDataRole.ToolTipRole).startswith("<qt>&lt;img")
    assert "U+202E" in page.pane.view.name.text() or "\u202e" not in page.pane.view.name.text()


def test_closing_the_office_takes_its_import_windows_away(desk: Desk, sample: Callable[[str], Path]) -> None:
    assert desk.window.commands_ is not None
    opened = desk.window.commands_.import_files([sample("tr_personel.xlsx")])
    assert opened.isVisible()
    desk.window.show_start()
    desk.qtbot.waitUntil(lambda: not isValid(opened))
