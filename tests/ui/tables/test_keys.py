"""What mouse and keys do in the table page: heads, Enter, Esc, and where the cursor stands afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from ilrs_desk.ui.forms.new_record import NewRecordDialog

from ..conftest import Desk
from .test_page import cell, editor, type_into


def test_a_click_on_a_head_sorts_and_selects_nothing_more(desk: Desk) -> None:
    page = desk.page("personnel")
    cell(page, 1, "role")
    header = page.view.horizontalHeader()
    column = page.view.first_column()
    place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    desk.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.settle()
    assert page.model.query.order
    assert page.view.selected_count() == 1


def test_the_cursor_stays_in_its_place_when_its_record_goes_to_the_trash(desk: Desk) -> None:
    page = desk.page("personnel")
    names = desk.shown(page, "full_name")
    cell(page, 2, "role")
    desk.do("record.trash")
    assert page.view.currentIndex().row() == 2
    assert desk.shown(page, "full_name")[2] == names[3]
    desk.do("record.trash")
    assert desk.shown(page, "full_name") == names[:2]
    assert page.view.currentIndex().row() == 1


def test_enter_saves_while_offers_are_open(desk: Desk) -> None:
    page = desk.page("personnel")
    cell(page, 0, "nationality")
    desk.qtbot.keyClick(page.view, Qt.Key.Key_F2)
    box = editor(page)
    box.selectAll()
    desk.qtbot.keyClicks(box, "Turk")
    popup = box.completer().popup()
    desk.qtbot.waitUntil(popup.isVisible)
    desk.qtbot.keyClicks(box, "ey")
    desk.qtbot.keyClick(popup, Qt.Key.Key_Return)
    desk.settle()
    record = page.model.record(0)
    assert record is not None
    assert record.text("nationality") == "TR"
    assert page.view.currentIndex().row() == 1


def test_escape_takes_back_what_was_said_of_a_cell(desk: Desk) -> None:
    page = desk.page("personnel")
    type_into(desk, page, 0, "nationality", "Narnia", Qt.Key.Key_Return)
    assert page.bar.isVisible()
    desk.qtbot.keyClick(editor(page), Qt.Key.Key_Escape)
    assert not page.bar.isVisible()


def test_enter_in_the_table_opens_the_record(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    page = desk.page("personnel")
    cell(page, 0, "role")
    desk.qtbot.waitUntil(page.pane.view.form.editor("family_name").isVisible)
    desk.qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert page.pane.isAncestorOf(QApplication.focusWidget())
    assert "Traceback" not in capfd.readouterr().err


def test_escape_empties_the_search(desk: Desk) -> None:
    page = desk.page("personnel")
    page.find_text()
    page.search.setText("garcia")
    desk.settle()
    assert page.model.rowCount() == 1
    desk.qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    desk.settle()
    assert page.model.rowCount() == 4


def test_a_new_record_is_typed_from_the_first_field(desk: Desk) -> None:
    page = desk.page("personnel")
    desk.do("record.new")
    dialog = desk.child(NewRecordDialog)
    assert isinstance(dialog, NewRecordDialog)
    desk.qtbot.waitUntil(dialog.form.editor("full_name").hasFocus)
    desk.qtbot.keyClicks(QApplication.focusWidget(), "Perez, Ana")
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    desk.settle()
    assert "Perez, Ana" in desk.shown(page, "full_name")
