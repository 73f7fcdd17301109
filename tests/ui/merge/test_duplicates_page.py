"""The Duplicates page: the work queue by keys, the pairs that need no choice, and what was said not to be the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.ui.merge.duplicates_page import DuplicatesPage
from ilrs_desk.ui.merge.why_dialog import WhyDialog
from ilrs_desk.ui.merge.window import MergeWindow
from ilrs_desk.usecases.distinctions import distinctions

from ..conftest import Desk

TWINS: tuple[dict[str, Value], ...] = (
    {"family_name": "Diop", "given_name": "Awa", "nationality": "SN", "email": "awa@x.org"},
    {"family_name": "Diop", "given_name": "Awa", "nationality": "SN", "email": "awa@x.org"},
    {"family_name": "Sow", "given_name": "Ami", "email": "ami@x.org", "role": "Dean"},
    {"family_name": "Sow", "given_name": "Ami", "email": "ami@x.org", "role": "Chair"},
)


@pytest.fixture
def page(desk: Desk) -> DuplicatesPage:
    """The page on two pairs of people."""
    writes = tuple(Write("personnel", values) for values in TWINS)
    desk.office.write(Draft(Act.FORM, Message("twins"), writes))
    desk.do("page.duplicates")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, DuplicatesPage)
    desk.settle()
    return page


def names(page: DuplicatesPage) -> list[str]:
    return [line.cells[1].text for line in page.list.model_.lines]


def go_to(page: DuplicatesPage, name: str) -> None:
    page.list.selectRow(names(page).index(name))


def test_y_opens_the_merge_window_and_the_pair_leaves_the_queue(desk: Desk, page: DuplicatesPage) -> None:
    assert sorted(names(page)) == ["Ami Sow", "Awa Diop"]
    go_to(page, "Ami Sow")
    desk.qtbot.keyClick(page.list, Qt.Key.Key_Y)
    window = desk.child(MergeWindow)
    assert isinstance(window, MergeWindow)
    desk.settle()
    desk.qtbot.keyClick(window.grid, Qt.Key.Key_Return)
    desk.settle()
    assert names(page) == ["Awa Diop"]
    desk.do("edit.undo")
    assert sorted(names(page)) == ["Ami Sow", "Awa Diop"]


def test_n_asks_why_and_what_was_said_can_be_forgotten(desk: Desk, page: DuplicatesPage) -> None:
    go_to(page, "Ami Sow")
    desk.qtbot.keyClick(page.list, Qt.Key.Key_N)
    dialog = desk.child(WhyDialog)
    assert isinstance(dialog, WhyDialog)
    desk.qtbot.keyClicks(dialog.why, "mother and daughter")
    desk.qtbot.keyClick(dialog.why, Qt.Key.Key_Return)
    desk.settle()
    assert names(page) == ["Awa Diop"]
    page.tabs.open(1)
    assert [line.cells[4].text for line in page.apart.list.model_.lines] == ["mother and daughter"]
    page.apart.forget_button.click()
    desk.settle()
    assert distinctions(desk.office) == []
    assert sorted(names(page)) == ["Ami Sow", "Awa Diop"]


def test_l_puts_a_pair_last(desk: Desk, page: DuplicatesPage) -> None:
    first, second = names(page)
    go_to(page, first)
    desk.qtbot.keyClick(page.list, Qt.Key.Key_L)
    assert names(page) == [second, first]
    assert page.list.currentIndex().row() == 0


def test_what_needs_no_choice_is_merged_at_once_after_asking(desk: Desk, page: DuplicatesPage) -> None:
    before = list(desk.office.dump())
    assert page.bulk_button.isVisible()
    page.bulk_button.click()
    box = desk.child(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "2 people into 1" in box.text()
    next(button for button in box.buttons() if button.text() == "Merge").click()
    desk.settle()
    assert names(page) == ["Ami Sow"]
    assert page.bulk_button.isHidden()
    assert desk.window.view is not None
    desk.window.view.merging.bar.button.click()
    desk.settle()
    assert list(desk.office.dump()) == before


def test_both_sides_are_shown_with_why(desk: Desk, page: DuplicatesPage) -> None:
    go_to(page, "Ami Sow")
    assert page.panel.sure.text() == "Certain"
    assert "Same e-mail address" in page.panel.reasons.text()
    role = next(row for row in page.panel.grid.grid.rows if row.key == "role")
    assert [cell.text for cell in role.cells[1:]] == ["Dean", "Chair"]
    assert role.cells[1].marked


def test_another_kind_is_looked_through_when_chosen(desk: Desk, page: DuplicatesPage) -> None:
    page.kinds.setCurrentIndex(page.kinds.findData("institutions"))
    page.kinds.activated.emit(page.kinds.currentIndex())
    desk.settle()
    assert names(page) == []
    assert page.looking.none.heading.text() == "No two records seem the same"


def test_looking_can_be_stopped(desk: Desk, page: DuplicatesPage) -> None:
    page.look("institutions")
    page.looking.stop_button.click()
    desk.settle()
    assert page.looking.isHidden()
    assert page.looking.none.heading.text() == "Not looked through"
    page.again_button.click()
    desk.settle()
    assert page.looking.none.heading.text() == "No two records seem the same"
