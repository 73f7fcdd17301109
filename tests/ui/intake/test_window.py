"""From files to one change set, on the real window: nothing written before Import, all taken back by Undo."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import msoffcrypto.format.ooxml
import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ilrs_desk.domain.tables import Query
from ilrs_desk.store.office import Office
from ilrs_desk.ui.intake.window import DONE, FOUND, MATCHES, REVIEW, ImportWindow
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.progress import progress
from ilrs_desk.usecases.save_record import save_record

from .conftest import Opener

Settle = Callable[[], None]
Sample = Callable[[str], Path]


def dump(office: Office) -> list[str]:
    return list(office.dump())


def test_enter_alone_leads_from_the_file_to_the_records_and_undo_back(
    importing: Opener, office: Office, sample: Sample, settle: Settle, qtbot: QtBot
) -> None:
    before = dump(office)
    window = importing(sample("partners_2024.xlsx"))
    written: list[object] = []
    window.committed.connect(written.append)
    for _ in range(2):
        assert dump(office) == before
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Return)
        settle()
    assert window.step == DONE
    assert office.counts()["partners"] == 11
    assert len(written) == 1
    assert window.outcome.counts.text() == "11 added, 0 changed, 0 left out."
    assert "countries 0 → 10" in window.outcome.note.text()
    assert next(one.value for one in progress(office).figures if one.target.key == "countries") == 10
    qtbot.mouseClick(window.outcome.undo, Qt.MouseButton.LeftButton)
    settle()
    assert dump(office) == before
    assert "taken back" in window.outcome.counts.text()


def test_the_done_page_opens_the_records_and_lists_what_was_left_out(
    reviewing: Opener, office: Office, sample: Sample, settle: Settle
) -> None:
    window = reviewing(sample("ng_flawed.xlsx"))
    opened: list[tuple[str, tuple[int, ...], str]] = []
    window.open_records.connect(lambda *said: opened.append(said))
    window.next()
    settle()
    window.outcome.left_out.click()
    assert [line.cells[0].text for line in window.outcome.list.model_.lines] == ["3", "4", "5", "6"]
    assert not window.outcome.list.isHidden()
    window.outcome.records.click()
    people = {record.id for record in office.records("personnel", office.ids("personnel", Query()))}
    assert opened[0][0] == "personnel"
    assert set(opened[0][1]) == people
    assert len(people) == 2


def test_closing_before_import_leaves_the_office_as_it_was(
    reviewing: Opener, office: Office, sample: Sample, settle: Settle, qtbot: QtBot
) -> None:
    before, generation = dump(office), office.generation
    window = reviewing(sample("tr_personel.xlsx"))
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    settle()
    assert not isValid(window)
    assert (dump(office), office.generation) == (before, generation)


def test_closing_asks_once_something_was_settled(
    reviewing: Opener, office: Office, sample: Sample, settle: Settle, qtbot: QtBot
) -> None:
    window = reviewing(sample("tr_personel.xlsx"))
    qtbot.keyClick(window.review.view, Qt.Key.Key_Space)
    settle()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    box = next(one for one in window.findChildren(QMessageBox) if one.isVisible())
    assert window.isVisible()
    go = next(one for one in box.findChildren(QPushButton) if "Close" in one.text())
    go.click()
    settle()
    assert not isValid(window)
    assert office.counts()["personnel"] == 0


def test_a_second_return_shows_what_changed_and_who_is_missing(
    reviewing: Opener, office: Office, sample: Sample, settle: Settle
) -> None:
    commit_import(office, preview_import(office, [sample("tr_personel.xlsx")]).plan)
    window = reviewing(sample("tr_personel_2.xlsx"))
    tabs = {key: button.text() for key, button in window.review.tabs.items() if not button.isHidden()}
    assert tabs["changed"] == "Changed 2"
    assert tabs["same"] == "Unchanged 13"
    assert tabs["missing"] == "Missing this time 1"
    assert window.foot.next.text() == "&Import 2 Rows"
    window.review.show_tab("missing")
    assert len(window.review.plain.model_.lines) == 1
    window.next()
    settle()
    assert window.outcome.counts.text() == "0 added, 2 changed, 0 left out."
    assert office.counts()["personnel"] == 16


def test_a_return_without_news_is_registered_and_changes_nothing(
    reviewing: Opener, office: Office, sample: Sample, settle: Settle
) -> None:
    commit_import(office, preview_import(office, [sample("partners_2024.xlsx")]).plan)
    before = dump(office)
    window = reviewing(sample("partners_2024.xlsx"))
    assert window.foot.next.text() == "&Register Without Changes"
    window.next()
    settle()
    assert window.step == DONE
    assert dump(office) == before
    assert window.outcome.undo.isHidden()
    assert len(office.register.imports()) == 2


def test_a_plan_overtaken_by_another_change_is_refused_and_drawn_anew(
    reviewing: Opener, office: Office, sample: Sample, settle: Settle
) -> None:
    window = reviewing(sample("partners_2024.xlsx"))
    save_record(office, "partners", None, {"name": "Egypt", "kind": "country", "country": "EG"})
    window.next()
    settle()
    assert window.step == REVIEW
    assert office.counts()["partners"] == 1
    assert window.foot.words.text().startswith("The office has changed")
    assert window.foot.words.property("role") == "bad"
    assert window.review.tabs["changed"].text() == "Changed 1"
    window.next()
    settle()
    assert office.counts()["partners"] == 11


def test_a_file_that_is_no_spreadsheet_says_what_it_is(importing: Opener, tmp_path: Path) -> None:
    picture = tmp_path / "return.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    window = importing(picture)
    assert window.step == FOUND
    assert window.found.unread.isVisible()
    assert "picture" in window.found.unread.words.text()
    assert not window.foot.next.isEnabled()


def test_a_protected_file_opens_with_its_password(
    importing: Opener, sample: Sample, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(encrypted(sample("partners_2024.xlsx"), "moon"))
    window = importing(locked)
    panel = window.found.unread
    assert panel.password.isVisible()
    qtbot.keyClicks(panel.password, "sun")
    panel.open.click()
    settle()
    assert panel.password.isVisible()
    assert "does not open" in panel.words.text()
    qtbot.keyClicks(panel.password, "moon")
    qtbot.keyClick(panel.password, Qt.Key.Key_Return)
    settle()
    assert window.step == FOUND
    assert window.work.plan is not None
    assert len(window.work.table(0, 0).rows) == 11


def test_letters_that_can_be_read_in_several_ways_are_asked_for(
    importing: Opener, tmp_path: Path, settle: Settle
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Family name,Given name\nKõiv,Jüri\n".encode("cp1252"))
    window = importing(path)
    panel = window.found.unread
    assert panel.encoding.isVisible()
    offered = [panel.encoding.itemText(row) for row in range(panel.encoding.count())]
    assert "cp1252" in offered
    panel.encoding.setCurrentText("cp1251")
    assert panel.sample.text() == "Kхiv,Jьri"
    panel.encoding.setCurrentText("cp1252")
    assert panel.sample.text() == "Kõiv,Jüri"
    panel.open.click()
    settle()
    assert window.work.table(0, 0).rows[0].record["family_name"] == "Kõiv"


def encrypted(path: Path, password: str) -> bytes:
    locked = BytesIO()
    with path.open("rb") as plain:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(password, locked)
    return locked.getvalue()


def test_several_files_stand_in_one_list_and_come_in_as_one_change(
    reviewing: Opener, office: Office, sample: Sample, settle: Settle
) -> None:
    window = reviewing(sample("sn_etablissements.xlsx"), sample("tr_personel.xlsx"))
    titles = [window.source_list.sources.source(row) for row in range(window.source_list.sources.rowCount())]
    assert {one.group for one in titles} == {"sn_etablissements.xlsx", "tr_personel.xlsx"}
    assert window.source_list.isVisible()
    window.next()
    settle()
    assert (office.counts()["institutions"], office.counts()["personnel"]) == (4, 16)
    office.undo()
    assert (office.counts()["institutions"], office.counts()["personnel"]) == (0, 0)


def test_stop_while_reading_leaves_nothing(
    office: Office, runner: TaskRunner, sample: Sample, qtbot: QtBot, settle: Settle
) -> None:
    before = dump(office)
    window = ImportWindow(office, [sample("partners_2024.xlsx")], runner)
    window.show()
    window.foot.stop.click()
    settle()
    assert not isValid(window)
    assert dump(office) == before


def test_stop_while_importing_writes_nothing(
    reviewing: Opener, office: Office, sample: Sample, settle: Settle
) -> None:
    before = dump(office)
    window = reviewing(sample("partners_2024.xlsx"))
    window.next()
    window.foot.stop.click()
    settle()
    if window.step == DONE:
        pytest.skip("the import was quicker than the click")
    assert dump(office) == before
    assert window.foot.words.text() == "Stopped. Nothing was written."


def mnemonics(window: ImportWindow) -> list[str]:
    """The keys that Alt leads by, of all that is shown and can be used."""
    buttons = [
        one.text() for one in window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()
    ]
    labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible() and one.buddy()]
    return [key for text in (*buttons, *labels) if (key := QKeySequence.mnemonic(text).toString())]


def test_no_two_things_of_a_step_share_a_key(
    importing: Opener, sample: Sample, settle: Settle, qtbot: QtBot
) -> None:
    window = importing(sample("ng_flawed.xlsx"), sample("tr_personel.xlsx"))
    for step in range(FOUND, DONE):
        window.go_to(step)
        settle()
        tabs = window.matches.tabs if step == MATCHES else {"": window.foot.next}
        for tab in tabs:
            if step == MATCHES:
                window.matches.show_tab(tab)
            keys = mnemonics(window)
            assert len(keys) == len(set(keys)), (step, tab, sorted(keys))
    window.review.view.selectRow(1)
    window.review.row_panel.show()
    keys = mnemonics(window)
    assert len(keys) == len(set(keys)), sorted(keys)
    window.next()
    settle()
    assert window.step == DONE
    keys = mnemonics(window)
    assert len(keys) == len(set(keys)), sorted(keys)


def test_what_a_sheet_left_out_hides_is_said_at_that_sheet(importing: Opener, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Family name", "Given name"), ("Okafor", "Chidi")):
        book.active.append(row)
    notes = book.create_sheet("Notes")
    notes.append(("Thank you", "", "for reading"))
    notes.column_dimensions["B"].hidden = True
    book.save(tmp_path / "return.xlsx")
    window = importing(tmp_path / "return.xlsx")
    assert "hidden" not in window.found.warnings.text()
    window.source_list.setCurrentIndex(window.source_list.sources.index(1, 0))
    assert window.found.warnings.text() == "Sheet Notes: hidden columns: 1 (B)."


def test_a_sheet_shows_nothing_while_it_is_read(
    office: Office, runner: TaskRunner, sample: Sample, qtbot: QtBot, settle: Settle
) -> None:
    window = ImportWindow(office, [sample("partners_2024.xlsx")], runner)
    qtbot.addWidget(window)
    window.show()
    page = window.found
    assert not [one for one in (page.warnings, page.notes, page.take, page.use_header) if one.isVisible()]
    settle()
    assert page.take.isVisible()
    assert page.use_header.isVisible()
