"""The merge window on a real office: choosing with mouse and keys, merging, and parting again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QMessageBox

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.ui.journal.history_page import HistoryPage
from ilrs_desk.ui.merge.grid_model import STAYS, USE_ALL
from ilrs_desk.ui.merge.why_dialog import WhyDialog
from ilrs_desk.ui.merge.window import MergeWindow
from ilrs_desk.usecases.distinctions import distinctions
from ilrs_desk.usecases.save_record import save_record

from ..conftest import Desk

TWINS: tuple[dict[str, Value], ...] = (
    {"name": "National Space Institute", "country": "CN", "stage": "signed", "city": "Beijing"},
    {"name": "Nat. Space Institute", "country": "CN", "stage": "talks", "city": "Beijing", "acronym": "NSI"},
)


@pytest.fixture
def twins(desk: Desk) -> list[int]:
    """Two institutions that are one, the second with a person."""
    writes = [*(Write("institutions", values) for values in TWINS)]
    people = Write("personnel", {"full_name": "Li Na", "institution": "Nat. Space Institute"})
    desk.office.write(Draft(Act.FORM, Message("twins"), (*writes, people)))
    desk.settle()
    return [r.id for r in desk.office.find("institutions") if "Space Institute" in r.label]


@pytest.fixture
def window(desk: Desk, twins: list[int]) -> MergeWindow:
    """The merge window on the two, opened from the table."""
    page = desk.page("institutions")
    desk.qtbot.waitUntil(lambda: page.model.complete and set(twins) <= set(page.model.ids))
    desk.settle()
    rows = [page.model.ids.index(number) for number in twins]
    # Not by setCurrentIndex alone: it heeds Shift and Ctrl, as another test may have left them.
    only = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    page.view.selectionModel().setCurrentIndex(page.model.index(rows[0], 0), only)
    page.view._select([page.model.index(row, 0) for row in rows])
    desk.qtbot.waitUntil(lambda: sorted(page.view.selected_ids()) == sorted(twins))
    desk.do("record.merge")
    window = desk.child(MergeWindow)
    assert isinstance(window, MergeWindow)
    desk.qtbot.waitUntil(lambda: window.outlook is not None)
    return window


def row(window: MergeWindow, key: str) -> int:
    return next(at for at, each in enumerate(window.grid.grid.rows) if each.key == key)


def cell(window: MergeWindow, key: str, column: int) -> str:
    return window.grid.grid.rows[row(window, key)].cells[column].text


def record(desk: Desk, number: int) -> Record:
    found = desk.office.get("institutions", number)
    assert found is not None
    return found


def test_only_what_differs_is_shown_until_asked(window: MergeWindow) -> None:
    keys = [each.key for each in window.grid.grid.rows]
    assert keys == [STAYS, USE_ALL, "name", "acronym", "aliases", "stage"]
    assert window.identical.text() == "Show 2 identical"
    window.identical.click()
    assert {"city", "country"} <= {each.key for each in window.grid.grid.rows}
    assert window.identical.text() == "Hide 2 identical"


def test_values_are_chosen_with_the_keys_alone(desk: Desk, window: MergeWindow, twins: list[int]) -> None:
    view = window.grid
    view.setCurrentIndex(view.grid.index(row(window, "stage"), 1))
    desk.qtbot.keyClick(view, Qt.Key.Key_Right)
    desk.qtbot.keyClick(view, Qt.Key.Key_Space)
    assert cell(window, "stage", 3) == "Talks"
    desk.qtbot.keyClick(view, Qt.Key.Key_1)
    assert cell(window, "stage", 3) == "Signed"
    desk.qtbot.keyClick(view, Qt.Key.Key_2)
    desk.qtbot.keyClick(view, Qt.Key.Key_Return)
    desk.settle()
    kept = record(desk, twins[0])
    assert (kept.text("stage"), kept.text("acronym"), kept.text("aliases")) == (
        "talks",
        "NSI",
        "Nat. Space Institute",
    )
    assert record(desk, twins[1]).merged_into == twins[0]


def test_a_click_chooses_and_a_second_one_leaves_it(desk: Desk, window: MergeWindow) -> None:
    view = window.grid
    for expected in ("Nat. Space Institute", "National Space Institute"):
        place = view.visualRect(view.grid.index(row(window, "name"), 2)).center()
        desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert cell(window, "name", 3) == expected


def test_the_other_one_can_stay_and_all_of_one_be_used(desk: Desk, window: MergeWindow) -> None:
    window.swap.click()
    assert window.title.text().startswith("Nat. Space Institute stays")
    assert cell(window, "stage", 3) == "Talks"
    window.pick(row(window, USE_ALL), 1)
    assert cell(window, "name", 3) == "National Space Institute"
    window.pick(row(window, STAYS), 1)
    assert window.title.text().startswith("National Space Institute stays")


def test_the_one_that_stays_is_called_by_the_name_that_was_chosen(
    desk: Desk, window: MergeWindow, twins: list[int]
) -> None:
    window.pick(row(window, "name"), 2)
    assert window.title.text() == f"Nat. Space Institute stays  (Institution {twins[0]})"
    desk.qtbot.waitUntil(lambda: window.moves.text().startswith("1 person will belong to Nat. Space"))
    window.go.click()
    desk.settle()
    assert desk.window.view is not None
    assert desk.window.view.merging.bar.label.text() == "Merged into Nat. Space Institute"
    assert str(desk.office.changesets(limit=1)[0].title).endswith("into Nat. Space Institute")


def test_what_moves_and_the_effect_are_told_before(desk: Desk, window: MergeWindow) -> None:
    assert window.moves.text().startswith("1 person will belong to National Space Institute")
    assert "Nat. Space Institute" in window.moves.text()
    assert "Institutions 4 → 3" in window.effect.text()
    window.pick(row(window, "aliases"), 3)
    assert cell(window, "aliases", 3) == ""
    desk.qtbot.waitUntil(lambda: "Not kept: Nat. Space Institute" in window.moves.text())


def test_a_merge_is_told_with_its_undo_and_links_go_along(
    desk: Desk, window: MergeWindow, twins: list[int]
) -> None:
    before = list(desk.office.dump())
    window.go.click()
    desk.settle()
    assert desk.window.view is not None
    bar = desk.window.view.merging.bar
    assert bar.label.text() == "Merged into National Space Institute"
    person = next(r for r in desk.office.find("personnel") if r.label == "Li Na")
    assert person.link("institution") == twins[0]
    bar.button.click()
    desk.settle()
    assert bar.isHidden()
    assert list(desk.office.dump()) == before


def test_history_parts_them_again_and_tells_what_later_edits_stay(
    desk: Desk, window: MergeWindow, twins: list[int]
) -> None:
    window.go.click()
    desk.settle()
    save_record(desk.office, "institutions", twins[0], {"acronym": "NASI"})
    desk.do("page.history")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, HistoryPage)
    page.list.selectRow(1)
    desk.settle()
    assert page.detail.undo_button.text() == "Un-merge"
    page.detail.undo_button.click()
    desk.settle()
    box = desk.child(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "NASI" in box.informativeText()
    next(button for button in box.buttons() if button.text() == "Un-merge the Rest").click()
    desk.settle()
    assert not record(desk, twins[1]).trashed
    assert record(desk, twins[0]).text("acronym") == "NASI"


def test_not_the_same_asks_why_and_remembers_it(desk: Desk, window: MergeWindow) -> None:
    dialog = window.ask_why()
    assert isinstance(dialog, WhyDialog)
    desk.qtbot.keyClicks(dialog.why, "two campuses")
    dialog.go.click()
    desk.settle()
    (said,) = distinctions(desk.office)
    assert said.why == "two campuses"
    assert not desk.window.findChildren(MergeWindow)


def test_records_that_changed_meanwhile_are_not_merged(
    desk: Desk, window: MergeWindow, twins: list[int]
) -> None:
    save_record(desk.office, "institutions", twins[1], {"acronym": "XX"})
    window.go.click()
    desk.settle()
    assert window.note.text()
    assert not record(desk, twins[1]).trashed


def test_one_record_or_seven_cannot_be_merged(desk: Desk) -> None:
    page = desk.page("personnel")
    page.view.setCurrentIndex(page.model.index(0, 0))
    desk.settle()
    assert not desk.window.menus.actions["record.merge"].isEnabled()


def test_a_target_that_would_move_is_told_with_its_figures(desk: Desk) -> None:
    for number in ("1", "2"):
        save_record(desk.office, "personnel", None, {"full_name": "Awa Diop", "notes": number})
    people = [record for record in desk.office.find("personnel") if record.label == "Awa Diop"]
    assert desk.window.view is not None
    window = desk.window.view.merging.merge_these(people)
    assert window is not None
    desk.qtbot.waitUntil(lambda: window.outlook is not None)
    assert "Personnel 6 → 5" in window.effect.text()
    assert "that count 5 → 4 of 5,000" in window.effect.text()
    window.reject()
