"""What a person may settle: columns, headers, kinds, sheets, dates, ticks, and who a doubtful row is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from ilrs_desk.store.office import Office
from ilrs_desk.ui.intake.columns_model import DATES, FIELD, SURE, WHY
from ilrs_desk.ui.intake.window import COLUMNS, FOUND, ImportWindow

from .conftest import Opener

Settle = Callable[[], None]
Sample = Callable[[str], Path]


def column_line(window: ImportWindow, field: str) -> int:
    model = window.columns.model
    return next(row for row in range(model.rowCount()) if model.column(row).field == field)


def text(window: ImportWindow, row: int, column: int) -> str:
    return window.columns.model.index(row, column).data()


def csv(folder: Path, *lines: str) -> Path:
    path = folder / "return.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_another_field_makes_another_plan(
    importing: Opener, sample: Sample, settle: Settle, qtbot: QtBot
) -> None:
    window = importing(sample("tr_personel.xlsx"))
    window.go_to(COLUMNS)
    row = column_line(window, "role")
    assert text(window, row, SURE) == "sure"
    index = window.columns.model.index(row, FIELD)
    window.columns.view.setCurrentIndex(index)
    window.columns.view.edit(index)
    editor = window.columns.view.findChild(QComboBox)
    assert editor is not None
    editor.setCurrentIndex(editor.findData("department"))
    editor.activated.emit(editor.currentIndex())
    settle()
    assert text(window, row, FIELD) == "Department"
    assert text(window, row, SURE) == "your choice"
    first = window.work.table(0, 0).rows[0].record
    assert first["department"] == "Araştırmacı"
    assert "role" not in first


def test_a_field_goes_to_one_column_only(importing: Opener, sample: Sample, settle: Settle) -> None:
    window = importing(sample("tr_personel.xlsx"))
    given, family = (column_line(window, field) for field in ("given_name", "family_name"))
    window.columns.choose(window.columns.model.column(given).index, "family_name")
    settle()
    assert window.columns.model.column(given).field == "family_name"
    assert window.columns.model.column(family).field is None


def test_a_sensitive_column_says_why_it_is_left_out(importing: Opener, tmp_path: Path) -> None:
    window = importing(
        csv(tmp_path, "Family name,Given name,Passport No", "Khan,Bilal,AB123", "Malik,Sana,CD456")
    )
    model = window.columns.model
    row = next(row for row in range(model.rowCount()) if model.column(row).sensitive)
    assert text(window, row, FIELD) == "Leave out"
    assert text(window, row, WHY).startswith("! sensitive")


def test_a_row_chosen_as_header_is_the_header(
    importing: Opener, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    window = importing(
        csv(tmp_path, "Family name,Given name", "Name in the passport,First name", "Khan,Bilal", "Malik,Sana")
    )
    assert window.work.table(0, 0).header_rows != (2,)
    window.found.grid.selectRow(1)
    assert window.found.use_header.text() == "Make row 2 the &header"
    qtbot.mouseClick(window.found.use_header, Qt.MouseButton.LeftButton)
    settle()
    table = window.work.table(0, 0)
    assert table.header_rows == (2,)
    assert [row.row for row in table.rows] == [3, 4]
    assert window.found.model.is_header(1)


def test_two_rows_chosen_together_are_a_header_of_two(
    importing: Opener, tmp_path: Path, settle: Settle
) -> None:
    window = importing(csv(tmp_path, "Person,,", "Family name,Given name,E-mail", "Khan,Bilal,b@x.org"))
    window.found.use_rows([1, 2])
    settle()
    assert window.work.table(0, 0).header_rows == (1, 2)


def test_another_kind_reads_the_rows_as_that(importing: Opener, sample: Sample, settle: Settle) -> None:
    window = importing(sample("sn_etablissements.xlsx"))
    assert window.found.kind.currentData() == "institutions"
    window.found.kind.setCurrentIndex(window.found.kind.findData("partners"))
    window.found.kind.activated.emit(window.found.kind.currentIndex())
    settle()
    assert window.work.table(0, 0).kind == "partners"


def test_a_sheet_can_be_left_out_and_a_hidden_one_taken(
    importing: Opener, sample: Sample, settle: Settle
) -> None:
    window = importing(sample("apsco_return.xlsx"))
    sheets = {
        window.source_list.sources.source(row).sheet: row
        for row in range(window.source_list.sources.rowCount())
    }
    window.source_list.setCurrentIndex(window.source_list.sources.index(sheets["Staff"], 0))
    assert window.found.take.isChecked()
    window.found.take.click()
    settle()
    assert window.work.plan is not None
    assert "Staff" not in {table.sheet for _, table in window.work.plan.tables()}
    left = next(one for one in window.work.plan.files[0].skipped if one.sheet == "Staff")
    assert str(left.reason) == "Left out by you."
    assert window.found.notes.text() == "Left out by you."
    window.found.take.click()
    settle()
    assert "Staff" in {table.sheet for _, table in window.work.plan.tables()}


def test_dates_that_can_be_read_in_two_ways_are_asked_for(
    importing: Opener, tmp_path: Path, settle: Settle
) -> None:
    window = importing(
        csv(tmp_path, "Family name,Given name,Start date", "Khan,Bilal,03/04/2025", "Malik,Sana,05/06/2025")
    )
    row = column_line(window, "start_date")
    assert text(window, row, DATES) == "? please choose"
    assert window.work.table(0, 0).rows[0].record.get("start_date") is None
    window.columns.model.setData(window.columns.model.index(row, DATES), "dmy")
    settle()
    assert text(window, row, DATES) == "Day, month, year"
    assert window.work.table(0, 0).rows[0].record["start_date"] == "2025-04-03"


def test_space_ticks_all_selected_rows_and_the_effect_follows(
    reviewing: Opener, sample: Sample, settle: Settle, qtbot: QtBot, office: Office
) -> None:
    window = reviewing(sample("partners_2024.xlsx"))
    assert "countries 0 → 10" in window.review.effect.words.text()
    view = window.review.view
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    settle()
    assert window.foot.next.text() == "&Register Without Changes"
    assert "countries unchanged at 0" in window.review.effect.words.text()
    view.selectRow(0)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    settle()
    assert window.foot.next.text() == "&Import 1 Row"
    assert "countries 0 → 1" in window.review.effect.words.text()
    window.next()
    settle()
    assert office.counts()["partners"] == 1


def test_a_click_on_a_tick_sets_that_row(
    reviewing: Opener, sample: Sample, settle: Settle, qtbot: QtBot
) -> None:
    window = reviewing(sample("partners_2024.xlsx"))
    view = window.review.view
    place = view.visualRect(window.review.model.index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    taken = [window.review.model.is_taken(row) for row in range(11)]
    assert taken == [True, True, False, *[True] * 8]


def test_a_row_that_lacks_its_name_cannot_be_ticked(
    reviewing: Opener, sample: Sample, settle: Settle
) -> None:
    window = reviewing(sample("ng_flawed.xlsx"))
    lines = {window.review.model.row_plan(row).row: row for row in range(window.review.model.rowCount())}
    assert window.review.model.ticks_of([lines[4]]) == {}
    assert window.review.model.index(lines[4], 0).data(Qt.ItemDataRole.CheckStateRole) is None


def test_the_sender_is_remembered_in_the_plan(importing: Opener, sample: Sample, settle: Settle) -> None:
    window = importing(sample("tr_personel.xlsx"))
    window.head.agency.setEditText("TUA")
    window.head.agency.lineEdit().editingFinished.emit()
    settle()
    assert window.work.plan is not None
    assert window.work.plan.files[0].agency == "TUA"
    assert window.step == FOUND
