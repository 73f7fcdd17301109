"""The table page on a real office: editing, sorting, searching, columns, trash, and what the menus do there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit

from ilrs_desk.domain.changes import Act
from ilrs_desk.domain.tables import Order
from ilrs_desk.ui.editors import ChoiceEditor
from ilrs_desk.ui.forms.new_record import NewRecordDialog
from ilrs_desk.ui.tables.columns_dialog import ColumnsDialog
from ilrs_desk.ui.tables.page import RecordPage
from ilrs_desk.usecases.save_record import save_record

from ..conftest import Desk


def cell(page: RecordPage, row: int, field: str) -> None:
    page.view.setCurrentIndex(page.model.index(row, list(page.kind.by_key).index(field)))
    page.view.setFocus()


def editor(page: RecordPage) -> QLineEdit:
    found = [each for each in page.view.viewport().findChildren(QLineEdit) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def type_into(desk: Desk, page: RecordPage, row: int, field: str, text: str, end: Qt.Key) -> None:
    cell(page, row, field)
    desk.qtbot.keyClick(page.view, Qt.Key.Key_F2)
    box = editor(page)
    box.selectAll()
    box.insert(text)  # QTest knows no keys for other scripts
    desk.qtbot.keyClick(box, end)
    desk.settle()


def test_the_model_keeps_qts_rules(desk: Desk) -> None:
    page = desk.page("personnel")
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.model.search("wang")
    desk.settle()
    page.model.search("")
    desk.settle()
    assert page.model.rowCount() == 4


def test_an_edited_cell_is_in_the_journal_and_undo_names_it(desk: Desk) -> None:
    page = desk.page("personnel")
    type_into(desk, page, 1, "role", "Lead researcher", Qt.Key.Key_Return)
    record = page.model.record(1)
    assert record is not None
    assert record.text("role") == "Lead researcher"
    newest = desk.office.history("personnel", record.id)[0]
    assert newest.act is Act.CELL
    assert (newest.changes[0].old or {}).get("role") == "Engineer"
    assert "role" in desk.window.menus.actions["edit.undo"].text()
    desk.do("edit.undo")
    assert desk.shown(page, "role")[1] == "Engineer"
    assert "role" in desk.window.menus.actions["edit.redo"].text()
    desk.do("edit.redo")
    assert desk.shown(page, "role")[1] == "Lead researcher"


def test_enter_goes_down_and_tab_goes_right(desk: Desk) -> None:
    page = desk.page("personnel")
    type_into(desk, page, 0, "role", "Technician", Qt.Key.Key_Return)
    assert page.view.currentIndex().row() == 1
    type_into(desk, page, 0, "full_name", "Hasan, Fatma", Qt.Key.Key_Tab)
    assert page.model.field(page.view.currentIndex().column()).key == "native_name"


def test_typing_replaces_and_escape_restores(desk: Desk) -> None:
    page = desk.page("personnel")
    cell(page, 1, "role")
    desk.qtbot.keyClick(page.view, Qt.Key.Key_X)
    box = editor(page)
    assert box.text() == "x"
    desk.qtbot.keyClick(box, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.shown(page, "role")[1] == "Engineer"


def test_moving_away_saves(desk: Desk) -> None:
    page = desk.page("personnel")
    cell(page, 1, "role")
    desk.qtbot.keyClick(page.view, Qt.Key.Key_F2)
    box = editor(page)
    box.setText("Professor")
    page.search.setFocus()
    desk.settle()
    assert desk.shown(page, "role")[1] == "Professor"


def test_delete_does_not_open_or_empty_a_cell_but_clear_does(desk: Desk) -> None:
    page = desk.page("personnel")
    cell(page, 1, "role")
    desk.do("edit.clear")
    assert desk.shown(page, "role")[1] == ""
    desk.do("edit.undo")
    assert desk.shown(page, "role")[1] == "Engineer"


def test_what_cannot_be_read_keeps_the_editor_open_and_says_why(desk: Desk) -> None:
    page = desk.page("personnel")
    type_into(desk, page, 1, "start_date", "31.02.2024", Qt.Key.Key_Return)
    assert editor(page).text() == "31.02.2024"
    assert page.bar.isVisible()
    assert "31.02.2024" in page.bar.label.text()


def test_left_with_unreadable_text_the_cell_keeps_it_marked_and_unsaved(desk: Desk) -> None:
    page = desk.page("personnel")
    type_into(desk, page, 1, "start_date", "31.02.2024", Qt.Key.Key_Return)
    page.search.setFocus()
    desk.settle()
    column = list(page.kind.by_key).index("start_date")
    shown = page.model.cell(1, column)
    assert (shown.text, shown.ink) == ("31.02.2024", "bad")
    record = page.model.record(1)
    assert record is not None
    assert record.text("start_date") is None
    assert "1 not understood, not saved" in desk.window.page_text.text()
    type_into(desk, page, 1, "start_date", "2024-02", Qt.Key.Key_Return)
    assert desk.shown(page, "start_date")[1] == "Feb 2024 (month)"
    assert page.model.edits.unread_count == 0


def test_countries_are_typed_in_any_language_and_choices_are_chosen(desk: Desk) -> None:
    page = desk.page("partners")
    type_into(desk, page, 0, "country", "Египет", Qt.Key.Key_Return)
    assert desk.shown(page, "country") == ["Egypt"]
    cell(page, 0, "stage")
    desk.qtbot.keyClick(page.view, Qt.Key.Key_F2)
    box = page.view.viewport().findChild(ChoiceEditor)
    box.setCurrentText("Active")
    box.hidePopup()
    box.activated.emit(box.currentIndex())
    desk.settle()
    assert desk.shown(page, "stage") == ["Active"]
    record = page.model.record(0)
    assert record is not None
    assert record.text("stage") == "active"


def test_search_is_folded_over_scripts_and_says_what_it_left(desk: Desk) -> None:
    page = desk.page("personnel")
    for words, family in (("garcia", ["García"]), ("zhang", []), ("wang", ["Wang"]), ("王", ["Wang"])):
        page.search.setText(words)
        desk.settle()
        assert desk.shown(page, "family_name") == family, words
    page.search.setText("hassan egypt")
    desk.settle()
    assert desk.window.page_text.text().startswith("1 of 4 shown")
    page.search.setText("nobody at all")
    desk.settle()
    assert page._empty.isVisible()


def test_heads_sort_up_down_and_back_and_shift_adds_a_key(desk: Desk) -> None:
    page = desk.page("personnel")
    entered = desk.shown(page, "family_name")
    column = list(page.kind.by_key).index("family_name")
    page.view.horizontalHeader().sectionClicked.emit(column)
    desk.settle()
    up = desk.shown(page, "family_name")
    assert up[:3] == ["García", "Hassan", "Wang"]
    assert page.model.headerData(column, Qt.Orientation.Horizontal).endswith("▴")
    page.view.horizontalHeader().sectionClicked.emit(column)
    desk.settle()
    assert desk.shown(page, "family_name")[:3] == ["Wang", "Hassan", "García"]
    page.view.horizontalHeader().sectionClicked.emit(column)
    desk.settle()
    assert desk.shown(page, "family_name") == entered
    assert page.model.query.order == ()


def test_the_cursor_stays_on_its_record_when_the_order_changes(desk: Desk) -> None:
    page = desk.page("personnel")
    cell(page, 2, "family_name")
    before = page.view.current_id()
    page.model.sort_by((Order("family_name", descending=True),))
    desk.settle()
    assert page.view.current_id() == before
    assert page.view.currentIndex().row() == 0


def test_a_name_is_one_column_and_typed_in_one_piece(desk: Desk) -> None:
    page = desk.page("personnel")
    assert desk.shown(page, "full_name") == ["Hassan, Fatma", "García, Ana", "Wang, Wei", "Ivanov I.I."]
    type_into(desk, page, 0, "full_name", "Hassan, Fatma", Qt.Key.Key_Return)
    assert len(desk.office.history("personnel", page.model.ids[0])) == 1
    type_into(desk, page, 0, "full_name", "Prof. Hasan, Fatima", Qt.Key.Key_Return)
    record = page.model.record(0)
    assert record is not None
    parts = [record.text(key) for key in ("family_name", "given_name", "full_name", "title")]
    assert parts == ["Hasan", "Fatima", None, "Prof."]
    type_into(desk, page, 0, "full_name", "Fatima", Qt.Key.Key_Return)
    assert desk.shown(page, "full_name")[0] == "Fatima"


def test_heads_do_not_ask_each_selected_row_when_they_are_painted(desk: Desk) -> None:
    page = desk.page("personnel")
    page.view.selectAll()
    assert page.view.selectionModel().hasSelection()
    assert not page.view.horizontalHeader().selectionModel().hasSelection()


def test_copying_gives_lines_with_tabs_and_headers_on_request(desk: Desk) -> None:
    page = desk.page("personnel")
    columns = list(page.kind.by_key)
    page.view.setCurrentIndex(page.model.index(0, columns.index("full_name")))
    page.view.selectionModel().select(
        page.model.index(0, columns.index("nationality")), page.view.selectionModel().SelectionFlag.Select
    )
    desk.do("edit.copy")
    assert QGuiApplication.clipboard().text() == "Hassan, Fatma\tEgypt"
    desk.do("edit.copy_headers")
    assert QGuiApplication.clipboard().text() == "Name\tNationality\nHassan, Fatma\tEgypt"


def test_columns_are_chosen_moved_remembered_and_set_back(desk: Desk) -> None:
    page = desk.page("personnel")
    desk.do("view.columns")
    dialog = desk.child(ColumnsDialog)
    assert isinstance(dialog, ColumnsDialog)
    role = next(i for i in range(dialog.list.count()) if dialog.list.item(i).text() == "Role")
    dialog.list.item(role).setCheckState(Qt.CheckState.Unchecked)
    native = next(i for i in range(dialog.list.count()) if dialog.list.item(i).text() == "Native name")
    dialog.list.insertItem(0, dialog.list.takeItem(native))
    dialog.accept()
    keys = [page.model.field(column).key for column in page.view.seen_columns()]
    assert keys[:2] == ["native_name", "full_name"]
    assert "role" not in keys
    again = RecordPage(desk.session, page.kind)
    assert [again.model.field(column).key for column in again.view.seen_columns()] == keys
    page.columns.reset()
    back = [page.model.field(column).key for column in page.view.seen_columns()]
    assert back == [field.key for field in page.kind.fields if field.shown]


def test_new_record_from_the_dialog_is_shown(desk: Desk) -> None:
    page = desk.page("personnel")
    desk.do("record.new")
    dialog = desk.child(NewRecordDialog)
    assert isinstance(dialog, NewRecordDialog)
    dialog.create_button.click()
    desk.settle()
    assert dialog.note.isVisible()  # a person needs a name
    dialog.form.editor("family_name").offer_text("")
    desk.qtbot.keyClicks(dialog.form.editor("family_name"), "Srisawat")
    desk.qtbot.keyClicks(dialog.form.editor("nationality"), "Thailand")
    dialog.create_button.click()
    desk.settle()
    assert page.model.rowCount() == 5
    record = desk.office.get("personnel", page.view.current_id())
    assert record is not None
    assert (record.text("family_name"), record.text("nationality")) == ("Srisawat", "TH")


def test_a_wrong_field_of_the_dialog_says_why_beside_it(desk: Desk) -> None:
    desk.page("personnel")
    desk.do("record.new")
    dialog = desk.child(NewRecordDialog)
    assert isinstance(dialog, NewRecordDialog)
    desk.qtbot.keyClicks(dialog.form.editor("family_name"), "Srisawat")
    desk.qtbot.keyClicks(dialog.form.editor("email"), "nowhere")
    dialog.create_button.click()
    desk.settle()
    assert dialog.isVisible()
    assert dialog.form.editor("email").property("unread") is True
    assert desk.office.counts()["personnel"] == 4


def test_duplicate_and_trash(desk: Desk) -> None:
    page = desk.page("personnel")
    cell(page, 3, "family_name")
    desk.do("record.duplicate")
    assert page.model.rowCount() == 5
    copy = desk.office.get("personnel", page.view.current_id())
    assert copy is not None
    assert copy.text("full_name") == "Ivanov I.I."
    assert copy.text("email") is None
    desk.do("record.trash")
    assert page.model.rowCount() == 4
    assert desk.office.trash_count() == 1
    assert "trash" in desk.window.menus.actions["edit.undo"].text()


def test_records_opened_from_elsewhere_narrow_the_table_until_cleared(desk: Desk) -> None:
    page = desk.page("personnel")
    assert desk.window.view is not None
    desk.window.view.open_records("personnel", [page.model.ids[2]], "Counted toward 5,000")
    desk.settle()
    assert desk.shown(page, "family_name") == ["Wang"]
    assert page.filter.isVisible()
    page.filter.click()
    desk.settle()
    assert page.model.rowCount() == 4


def test_a_long_title_of_a_filter_leaves_the_search_readable(desk: Desk) -> None:
    page = desk.page("personnel")
    desk.window.resize(1024, 680)
    page.filter.tell("Personnel counted toward the target, as of 23 November 2026, by the rule P-1")
    desk.settle()
    wanted = page.search.fontMetrics().horizontalAdvance(page.search.placeholderText())
    assert page.search.width() > wanted
    assert "by the rule P-1" in page.filter.toolTip()


def test_a_change_made_elsewhere_is_followed_while_the_page_is_not_seen(desk: Desk) -> None:
    page = desk.page("personnel")
    desk.page("institutions")
    save_record(desk.office, "personnel", page.model.ids[1], {"role": "Dean"})
    desk.settle()
    assert desk.shown(page, "role")[1] == "Engineer"
    desk.page("personnel")
    assert desk.shown(page, "role")[1] == "Dean"


def test_the_table_survives_the_loss_of_colours_and_size(desk: Desk) -> None:
    page = desk.page("personnel")
    height = page.view.rowHeight(0)
    desk.do("view.larger")
    desk.do("view.larger")
    assert page.view.rowHeight(0) > height
    desk.do("scheme.dark")
    QApplication.processEvents()
    assert page.view.itemDelegate().colours.dark
    desk.do("scheme.light")
    desk.do("view.usual")
