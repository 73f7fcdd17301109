"""A sitting of several files: more come in, one goes out, each has its sender; policies, cells and missing records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ilrs_desk.domain.tables import Query
from ilrs_desk.intake.plan import Decisions, WhenMissing
from ilrs_desk.store.office import Office
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.intake.columns_model import SURE
from ilrs_desk.ui.intake.keys import without_file
from ilrs_desk.ui.intake.matches_model import NAMED
from ilrs_desk.ui.intake.review_model import OLD
from ilrs_desk.ui.intake.steps_bar import COLUMNS, DONE, FOUND, MATCHES, REVIEW
from ilrs_desk.ui.intake.window import ImportWindow
from ilrs_desk.ui.main_window import MainWindow
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import preview_import

from ..conftest import Desk
from .conftest import Opener

Settle = Callable[[], None]
Sample = Callable[[str], Path]


def names(window: ImportWindow) -> list[str]:
    model = window.source_list.sources
    return [model.source(row).group or model.source(row).title for row in range(model.rowCount())]


def states(window: ImportWindow) -> dict[str, str]:
    model = window.source_list.sources
    lines = [model.source(row) for row in range(model.rowCount())]
    return {one.group or one.title: one.state or one.note for one in lines}


def test_more_files_are_dropped_onto_the_open_window(
    importing: Opener, sample: Sample, settle: Settle
) -> None:
    window = importing(sample("tr_personel.xlsx"))
    window.head.agency.setEditText("TUA")
    window.head.agency.lineEdit().editingFinished.emit()
    settle()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sample("sn_etablissements.xlsx")))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    window.dropEvent(drop)
    settle()
    assert window.work.plan is not None
    assert [file.path.name for file in window.work.plan.files] == [
        "tr_personel.xlsx",
        "sn_etablissements.xlsx",
    ]
    assert window.work.plan.files[0].agency == "TUA"
    assert window.work.plan.files[1].agency != "TUA"
    assert window.source_list.isVisible()


def test_a_file_taken_out_leaves_what_was_settled_for_the_others(
    importing: Opener, sample: Sample, settle: Settle, qtbot: QtBot
) -> None:
    window = importing(sample("sn_etablissements.xlsx"), sample("tr_personel.xlsx"))
    window.columns.show_table((1, 0))
    column = next(one for one in window.work.table(1, 0).columns if one.field == "role")
    window.columns.choose(column.index, "department")
    settle()
    window.source_list.setCurrentIndex(window.source_list.sources.index(0, 0))
    qtbot.keyClick(window.source_list, Qt.Key.Key_Delete)
    settle()
    assert window.work.plan is not None
    assert [file.path.name for file in window.work.plan.files] == ["tr_personel.xlsx"]
    assert "department" in window.work.table(0, 0).rows[0].record


def test_every_decision_follows_its_file() -> None:
    said = Decisions(
        skip_sheets=frozenset({"0/0/A", "2/0/B"}), take_hidden=frozenset({"1/0/A"}), kinds={"2/1/B": "partners"},
        fields={"2/0/B": {1: None}}, same_as={(0, 0, 4): 1, (2, 1, 5): 7}, apart=frozenset({((2, 0, 3), 9)}),
        refused={(1, 0, 2): frozenset({"role"})}, agencies={0: "X", 2: "Y"},
        missing_each={("personnel", 4): WhenMissing.LEFT},
    )  # fmt: skip
    assert without_file(said, 1) == Decisions(
        skip_sheets=frozenset({"0/0/A", "1/0/B"}), kinds={"1/1/B": "partners"}, fields={"1/0/B": {1: None}},
        same_as={(0, 0, 4): 1, (1, 1, 5): 7}, apart=frozenset({((1, 0, 3), 9)}), agencies={0: "X", 1: "Y"},
        missing_each={("personnel", 4): WhenMissing.LEFT},
    )  # fmt: skip


def test_a_file_that_cannot_be_read_holds_nobody_up(
    importing: Opener, sample: Sample, tmp_path: Path, settle: Settle, office: Office
) -> None:
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    window = importing(picture, sample("partners_2024.xlsx"))
    assert states(window) == {"photo.xlsx": "! cannot be read as it is", "partners_2024.xlsx": "✓ ready"}
    window.go_to(REVIEW)
    window.next()
    settle()
    assert window.step == DONE
    assert office.counts()["partners"] == 11


def test_files_dropped_after_the_import_make_a_sitting_of_their_own(
    reviewing: Opener, sample: Sample, settle: Settle
) -> None:
    window = reviewing(sample("partners_2024.xlsx"))
    window.next()
    settle()
    wanted: list[list[Path]] = []
    window.more_files.connect(wanted.append)
    window.add([sample("tr_personel.xlsx")])
    assert wanted == [[sample("tr_personel.xlsx")]]


def test_what_stands_on_the_clipboard_is_an_import(
    desk: Desk, empty_window: MainWindow, qtbot: QtBot
) -> None:
    mime = QMimeData()
    mime.setHtml(
        "<table><tr><td>Family name</td><td>Given name</td></tr><tr><td>Okoro</td><td>Ada</td></tr></table>"
    )
    QGuiApplication.clipboard().setMimeData(mime)
    desk.do("file.paste")
    window = next(one for one in empty_window.findChildren(ImportWindow) if one.isVisible())
    qtbot.waitUntil(lambda: window.work.preview is not None and not empty_window.runner.busy, timeout=20_000)
    assert window.head.title.text() == "Clipboard"
    assert window.work.table(0, 0).rows[0].record["family_name"] == "Okoro"
    QGuiApplication.clipboard().setText("Family name\tGiven name\nBello\tMusa\n")
    window.paste()
    desk.settle()
    assert names(window) == ["Clipboard", "Clipboard 2"]
    window.go_to(REVIEW)
    window.next()
    desk.settle()
    assert len(desk.office.find("personnel", Query())) == 6


def test_files_for_an_open_sitting_go_there(desk: Desk, empty_window: MainWindow, sample: Sample) -> None:
    for name in ("partners_2024.xlsx", "tr_personel.xlsx"):
        empty_window.take_files([sample(name)])
        desk.settle()
    (window,) = [one for one in empty_window.findChildren(ImportWindow) if one.isVisible()]
    assert len(window.work.paths) == 2


def test_a_file_seen_before_says_so_and_is_compared(
    importing: Opener, office: Office, sample: Sample
) -> None:
    commit_import(office, preview_import(office, [sample("partners_2024.xlsx")]).plan)
    window = importing(sample("partners_2024.xlsx"))
    assert window.seen.isVisible()
    assert "came in before" in window.seen.words.text()
    window.seen.compare.click()
    assert window.step == REVIEW
    assert not window.seen.isVisible()
    assert window.review.tabs["same"].text() == "Unchanged 11"


@pytest.fixture
def second(office: Office, reviewing: Opener, sample: Sample) -> ImportWindow:
    """The second list of a sender, at its review: two values differ, one person is missing."""
    commit_import(office, preview_import(office, [sample("tr_personel.xlsx")]).plan)
    window = reviewing(sample("tr_personel_2.xlsx"))
    window.review.show_tab("changed")
    return window


def role_column(window: ImportWindow) -> int:
    model = window.review.model
    return next(n for n in range(model.columnCount()) if (field := model.field_at(n)) and field.key == "role")


def test_one_cell_is_refused_and_stays_as_it_was(
    second: ImportWindow, office: Office, settle: Settle, qtbot: QtBot
) -> None:
    model, view = second.review.model, second.review.view
    index = model.index(0, role_column(second))
    ours, theirs = index.data(OLD), index.data()
    view.setCurrentIndex(index)
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert index.data() == f"{ours} (not {theirs})"
    assert index.data(OLD) is None
    second.next()
    settle()
    settle()
    assert second.step == DONE
    assert second.outcome.counts.text().startswith("0 added, 1 changed")
    roles = [record.text("role") for record in office.find("personnel", Query())]
    assert ours in roles


def test_a_refused_cell_is_taken_again(second: ImportWindow, settle: Settle) -> None:
    panel = second.review.row_panel
    assert panel.cells["role"].isChecked()
    panel.cells["role"].click()
    assert not panel.cells["role"].isChecked()
    panel.cells["role"].click()
    assert not second.work.decisions.refused


def test_only_gaps_are_filled_when_that_is_chosen(second: ImportWindow, settle: Settle) -> None:
    policies = second.review.policies
    policies.overwrite.setCurrentIndex(policies.overwrite.findData("gaps"))
    policies.overwrite.activated.emit(policies.overwrite.currentIndex())
    settle()
    assert second.review.tabs["changed"].text() == "Changed 0"
    assert second.foot.next.text() == "&Register Without Changes"


def test_who_is_missing_is_marked_as_left_one_by_one(
    second: ImportWindow, office: Office, settle: Settle
) -> None:
    second.review.show_tab("missing")
    assert second.review.missing.isVisible()
    second.review.plain.selectRow(0)
    second.review.missing.buttons[WhenMissing.LEFT].click()
    assert "marked as left" in second.review.plain.model_.lines[0].cells[2].text
    second.work.draw_if_due()
    settle()
    second.next()
    settle()
    left = [record for record in office.find("personnel", Query()) if record.text("status") == "left"]
    assert len(left) == 1


def test_hidden_rows_are_shown_as_hidden_and_taken_by_a_tick(
    importing: Opener, tmp_path: Path, settle: Settle
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Family name", "Given name"], ["Khan", "Bilal"], ["Malik", "Sana"], ["Eze", "Ada"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    path = tmp_path / "hidden.xlsx"
    book.save(path)
    window = importing(path)
    assert len(window.work.table(0, 0).rows) == 2
    assert window.found.model.headerData(2, Qt.Orientation.Vertical) == "(3)"
    assert window.found.hidden.isVisible()
    window.found.hidden.click()
    settle()
    assert len(window.work.table(0, 0).rows) == 3
    assert window.found.hidden.isChecked()


def test_a_column_nobody_knows_is_looked_at_and_left_out(
    importing: Opener, tmp_path: Path, settle: Settle
) -> None:
    path = tmp_path / "return.csv"
    path.write_text("Family name,Given name,Zorblax\nKhan,Bilal,qua\nMalik,Sana,que\n", encoding="utf-8")
    window = importing(path)
    assert window.steps.buttons[COLUMNS].text() == "2 Columns · 1"
    window.next()
    assert window.step == COLUMNS
    line = window.columns.view.currentIndex().row()
    assert window.columns.model.index(line, SURE).data() == "please look"
    window.columns.model.setData(window.columns.view.currentIndex(), None)
    settle()
    assert window.steps.buttons[COLUMNS].text() == "2 Columns ✓"


def test_the_return_files_are_written_where_the_user_says(
    office: Office, runner: TaskRunner, sample: Sample, tmp_path: Path, qtbot: QtBot, settle: Settle
) -> None:
    chooser = FileChooser(to_folder=lambda *_: tmp_path / "back")
    window = ImportWindow(office, [sample("ng_flawed.xlsx")], runner, chooser=chooser)
    window.show()
    qtbot.waitUntil(lambda: window.work.preview is not None and not runner.busy, timeout=20_000)
    window.go_to(REVIEW)
    window.next()
    settle()
    window.outcome.returns.click()
    settle()
    assert (tmp_path / "back" / "ng_flawed to correct.xlsx").exists()
    assert "ng_flawed to correct.xlsx, ng_flawed to correct.txt" in window.outcome.note.text()
    assert len(window.outcome.letter.text.toPlainText()) > 100
    window.outcome.letter.copy.click()
    assert QGuiApplication.clipboard().text() == window.outcome.letter.text.toPlainText()
    english = window.outcome.letter.text.toPlainText()
    assert window.outcome.language.currentText() == "English"
    window.outcome.language.setCurrentText("français")
    window.outcome.returns.click()
    settle()
    assert window.outcome.letter.text.toPlainText() != english
    assert "français" in window.outcome.language.currentText()
    window.close()


def test_keys_pressed_while_the_plan_is_drawn_do_not_reach_the_sender(
    importing: Opener, sample: Sample, settle: Settle
) -> None:
    window = importing(sample("tr_personel.xlsx"))
    window.work.redraw()
    focus = QGuiApplication.focusObject()
    settle()
    assert focus is not window.head.agency.lineEdit()
    assert window.found.grid.hasFocus()
    assert window.step == FOUND


def agency_return(folder: Path, agency: str, role: str) -> Path:
    path = folder / f"{agency}.csv"
    path.write_text(
        f"Sender: {agency}\nFamily name,Given name,E-mail,Role\nKhan,Bilal,b@x.org,{role}\nMalik,Sana,s@x.org,Nurse\n",
        encoding="utf-8",
    )
    return path


def test_two_senders_who_differ_are_both_named(
    reviewing: Opener, office: Office, tmp_path: Path, settle: Settle
) -> None:
    commit_import(office, preview_import(office, [agency_return(tmp_path, "APSCO", "Engineer")]).plan)
    window = reviewing(agency_return(tmp_path, "SUPARCO", "Director"))
    settle()
    assert window.head.agency.currentText() == "SUPARCO"
    assert "APSCO" in [window.head.agency.itemText(n) for n in range(window.head.agency.count())]
    window.review.show_tab("changed")
    assert (
        window.review.row_panel.cells["role"]
        .text()
        .startswith("Role: Engineer → Director (ours was said by APSCO")
    )


def test_files_that_come_while_others_are_read_lose_none(
    office: Office, runner: TaskRunner, sample: Sample, settle: Settle
) -> None:
    window = ImportWindow(office, [sample("partners_2024.xlsx")], runner)
    window.show()
    window.add([sample("tr_personel.xlsx")])
    window.head.complete.click()
    settle()
    settle()
    assert window.work.plan is not None
    assert [file.path.name for file in window.work.plan.files] == ["partners_2024.xlsx", "tr_personel.xlsx"]
    assert window.work.plan.decisions.complete_list
    window.work.decisions = Decisions()
    window.close()


def test_one_of_several_files_is_named_beside_its_sender_and_one_seen_before_says_so(
    importing: Opener, office: Office, sample: Sample
) -> None:
    commit_import(office, preview_import(office, [sample("tr_personel.xlsx")]).plan)
    window = importing(sample("sn_etablissements.xlsx"), sample("tr_personel.xlsx"))
    assert states(window) == {"sn_etablissements.xlsx": "✓ ready", "tr_personel.xlsx": "= imported before"}
    assert window.head.named.text() == "Sen&der of sn_etablissements.xlsx"
    window.source_list.setCurrentIndex(window.source_list.sources.index(1, 0))
    assert window.head.named.text() == "Sen&der of tr_personel.xlsx"
    assert window.seen.words.text().startswith("tr_personel.xlsx came in before: imported on")


def test_a_name_that_nobody_knows_says_in_which_of_the_files(importing: Opener, sample: Sample) -> None:
    window = importing(sample("tr_personel.xlsx"), sample("bo_personal.csv"))
    window.go_to(MATCHES)
    window.matches.show_tab(NAMED)
    assert window.matches.panel.where.text() == "Named in 16 rows: 2, 3, 4, 5, 6, 7… · tr_personel.xlsx"
    assert window.matches.keys.text().startswith("A add as new")


def test_enter_after_the_import_closes_it_and_takes_nothing_back(
    reviewing: Opener, office: Office, sample: Sample, settle: Settle, qtbot: QtBot
) -> None:
    window = reviewing(sample("partners_2024.xlsx"))
    window.next()
    settle()
    assert window.focusWidget() is window.foot.next
    qtbot.keyClick(window.foot.next, Qt.Key.Key_Space)
    settle()
    assert not isValid(window)
    assert office.counts()["partners"] == 11


def test_showing_the_records_leaves_the_import_window(
    reviewing: Opener, sample: Sample, settle: Settle
) -> None:
    window = reviewing(sample("partners_2024.xlsx"))
    window.next()
    settle()
    opened: list[str] = []
    window.open_records.connect(lambda kind, ids, title: opened.append(kind))
    window.outcome.records.click()
    settle()
    assert opened == ["partners"]
    assert not isValid(window)
