"""History and Imports on a real office: what stands there, and taking it back with and without later edits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from ilrs_desk.ui.journal.history_page import HistoryPage
from ilrs_desk.ui.journal.imports_page import ImportsPage
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.edit_cells import edit_cells
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.undo import undo

from ..conftest import Desk


def history(desk: Desk) -> HistoryPage:
    desk.do("page.history")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, HistoryPage)
    return page


def column(page: HistoryPage, number: int) -> list[str]:
    return [line.cells[number].text for line in page.list.model_.lines]


def test_history_lists_what_was_done_and_shows_each_in_full(desk: Desk) -> None:
    people = desk.office.ids("personnel")
    save_record(desk.office, "personnel", people[1], {"role": "Dean"})
    page = history(desk)
    assert column(page, 0)[0] == "Change of role of Ana García"
    assert column(page, 0)[1] == "First records"
    lines = page.detail.changes.model_.lines
    assert [[cell.text for cell in line.cells[:4]] for line in lines] == [
        ["~ Ana García", "Role", "Engineer", "Dean"]
    ]
    assert lines[0].cells[2].struck
    page.list.selectRow(1)
    desk.settle()
    assert next(line.cells[0].text for line in page.detail.changes.model_.lines) == "+ Egypt"
    desk.do("edit.copy")
    assert QGuiApplication.clipboard().text().startswith("First records\t")


def test_an_older_change_is_taken_back_from_its_page(desk: Desk) -> None:
    people = desk.office.ids("personnel")
    save_record(desk.office, "personnel", people[1], {"role": "Dean"})
    save_record(desk.office, "personnel", people[2], {"role": "Guest"})
    page = history(desk)
    page.list.selectRow(1)
    desk.settle()
    page.detail.undo_button.click()
    desk.settle()
    record = desk.office.get("personnel", people[1])
    assert record is not None
    assert record.text("role") == "Engineer"
    assert "Undone" in desk.window.statusBar().currentMessage()
    assert column(page, 5)[2] == "taken back"
    page.list.selectRow(2)
    desk.settle()
    assert not page.detail.undo_button.isEnabled()


def test_later_edits_are_listed_and_kept_before_an_undo(desk: Desk) -> None:
    people = list(desk.office.ids("personnel"))
    edit_cells(desk.office, "personnel", {number: {"role": "Guest"} for number in people})
    save_record(desk.office, "personnel", people[0], {"role": "Chair"})
    page = history(desk)
    page.list.selectRow(1)
    desk.settle()
    page.detail.undo_button.click()
    desk.settle()
    box = desk.child(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "Hassan" in box.informativeText()
    assert "Chair" in box.informativeText()
    assert box.informativeText().startswith("One of its values was changed since")
    assert str(desk.office.changesets(limit=1)[0].title) in box.informativeText()
    next(button for button in box.buttons() if button.text() == "Undo the Rest").click()
    desk.settle()
    roles = [record.text("role") for record in desk.office.records("personnel", people)]
    assert roles == ["Chair", "Engineer", None, None]


def test_imports_are_registered_with_their_rows_and_can_be_taken_back(
    desk: Desk, sample: Callable[[str], Path]
) -> None:
    before = list(desk.office.dump())
    commit_import(desk.office, preview_import(desk.office, [sample("tr_personel.xlsx")]).plan)
    desk.do("page.imports")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, ImportsPage)
    line = page.list.model_.lines[0]
    assert line.cells[0].text == "tr_personel.xlsx"
    assert "added" in line.cells[4].text
    assert len(page.rows.model_.lines) == len(desk.office.register.rows(page.list.current()))
    page.rows.opened.emit(
        next(line.stands_for for line in page.rows.model_.lines if line.stands_for.record_id)
    )
    desk.settle()
    assert desk.window.view.key == "personnel"
    desk.do("page.imports")
    page.open_button.click()
    desk.settle()
    assert desk.page("personnel").filter.text().startswith("tr_personel.xlsx")
    desk.do("page.imports")
    page.undo_button.click()
    desk.settle()
    assert list(desk.office.dump()) == before
    assert page.list.model_.lines[0].cells[4].text == "taken back"
    assert not page.undo_button.isEnabled()


def test_undo_made_elsewhere_is_seen_in_the_menu(desk: Desk) -> None:
    save_record(desk.office, "personnel", None, {"family_name": "Diop"})
    desk.settle()
    assert "Diop" in desk.window.menus.actions["edit.undo"].text()
    undo(desk.office)
    desk.settle()
    assert "first records" in desk.window.menus.actions["edit.undo"].text()
    assert "Diop" in desk.window.menus.actions["edit.redo"].text()
