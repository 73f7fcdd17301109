"""What is copied, saved as a picture, remembered and followed on the Status page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.status.listing import Entry, ListingDialog
from ilrs_desk.ui.status.page import StatusPage
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.ui.theme import Theme

from .conftest import Settle, Shower


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def settle_record(office: Office, kind: str, values: dict[str, str]) -> None:
    office.write(Draft(Act.SETTINGS, Message("settled"), (Write(kind, values),)))


@pytest.mark.parametrize(
    ("panel", "copied"),
    [
        ("seats", "Venezuela · Signed · since 17 Jul 2023, as of {today}, rule C-1"),
        ("trend", "17 Jul 2023: 1 of 50, as of {today}, rule C-1"),
        ("breakdown", "Africa: 2 of 3 counted, as of {today}, rule C-1"),
        ("pipeline", "Countries, Active: 2 of 6, as of {today}"),
    ],
)
def test_what_is_pointed_at_is_copied_with_its_footnote(
    panel: str, copied: str, show: Shower, filled: Office, qtbot: QtBot
) -> None:
    page = show(filled)
    assert page.reading is not None
    canvas = getattr(page, panel).canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    (today,) = page.status()
    assert clipboard() == copied.format(today=today.removeprefix("as of "))


def test_a_whole_chart_is_copied_as_a_table(show: Shower, filled: Office) -> None:
    page = show(filled)
    page.breakdown.copy()
    lines = clipboard().splitlines()
    assert lines[0] == "Countries by region"
    assert lines[1:3] == ["Africa\t2", "Americas\t1"]
    assert lines[-1].endswith("rule C-1")


def test_edit_copy_takes_what_has_the_keyboard_else_all_figures(show: Shower, filled: Office) -> None:
    page = show(filled)
    copy = page.commands()["edit.copy"]
    page.cards["institutions"].value.setFocus()
    copy()
    assert clipboard().startswith("2 of 500, as of ")
    page.as_of_button.setFocus()
    copy()
    assert [line.split("\t")[0] for line in clipboard().splitlines()] == [
        "Countries",
        "Institutions",
        "Personnel",
    ]


@pytest.fixture
def saving(
    runner: TaskRunner, settings: Settings, theme: Theme, filled: Office, qtbot: QtBot, tmp_path: Path
) -> StatusPage:
    """A page whose pictures go to the folder of the test, under the name that is proposed."""
    names = FileChooser(to_save=lambda parent, title, kinds, name: tmp_path / name)
    page = StatusPage(Session(filled, runner, settings), chooser=names)
    qtbot.addWidget(page)
    page.resize(1084, 740)
    page.show()
    qtbot.waitUntil(lambda: page.reading is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not runner.busy, timeout=20_000)
    return page


def test_each_panel_and_each_card_is_saved_as_a_picture(saving: StatusPage, tmp_path: Path) -> None:
    for panel in saving.panels:
        panel.save_wanted.emit()
    for card in saving.cards.values():
        card.save_wanted.emit()
    names = {path.name for path in tmp_path.glob("*.png")}
    assert {"3 of 50 seats taken.png", "Over time.png", "Countries by region.png", "Personnel.png"} <= names
    assert len(names) == len(saving.panels) + len(saving.cards)
    for name in names:
        image = QImage(str(tmp_path / name))
        colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 5)}
        assert len(colours) > 3


def test_a_drawing_holds_the_words_as_words(saving: StatusPage, tmp_path: Path) -> None:
    path = tmp_path / "seats.svg"
    saving.seats.picture().save(path)
    drawn = path.read_text(encoding="utf-8")
    assert "3 of 50 seats taken" in drawn
    assert "rule C-1" in drawn
    assert ">VE</text>" in drawn.replace("\n", "").replace(" </text>", "</text>")


def test_the_whole_page_is_one_picture_also_what_is_scrolled_away(saving: StatusPage) -> None:
    image = saving.keeping.picture().image()
    assert image.height() / image.devicePixelRatio() > saving.board.height() > saving.height()


def test_a_picture_that_cannot_be_written_is_told(saving: StatusPage, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "Needs attention.png").mkdir()
    saving.attention.save_wanted.emit()
    box = saving.findChild(QMessageBox)
    assert box is not None
    assert "could not be written" in box.informativeText()
    box.close()


def test_choices_are_remembered(show: Shower, filled: Office, settings: Settings) -> None:
    page = show(filled)
    assert page.trend.compare.isChecked()
    with_artemis = page.trend.chart.item_count()
    page.trend.compare.click()
    assert page.trend.chart.item_count() < with_artemis
    page.breakdown.choose_dimension("year")
    page.close()
    again = show(filled)
    assert not again.trend.compare.isChecked()
    assert again.breakdown.dimension == "year"
    assert again.breakdown.title.text() == "Countries by year of joining"


def test_the_comparison_stands_beside_countries_only(show: Shower, filled: Office) -> None:
    page = show(filled)
    assert page.trend.compare.isVisible()
    page.choose_target("personnel")
    assert not page.trend.compare.isVisible()


def test_changes_that_come_together_are_counted_once_more_only(
    show: Shower, filled: Office, settle: Settle
) -> None:
    page = show(filled)
    shown: set[int] = set()
    page.changed.connect(lambda: shown.add(id(page.reading)))
    for name, code in (("Serbia", "RS"), ("Kenya", "KE"), ("Peru", "PE"), ("Cuba", "CU")):
        values = {
            "name": name,
            "kind": "country",
            "country": code,
            "stage": "signed",
            "signed_on": "2024-05-08",
        }
        filled.write(Draft(Act.FORM, Message("joined"), (Write("partners", values),)))
    settle()
    settle()
    assert page.cards["countries"].value.text() == "7"
    assert len(shown) <= 3  # what was seen before, and two at most


def test_a_change_keeps_the_place_and_the_keyboard(show: Shower, filled: Office, settle: Settle) -> None:
    page = show(filled)
    scroll = page._scroll.verticalScrollBar()
    board = page.seats.board
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_Right)
    on = board.current_key()
    scroll.setValue(60)
    values = {
        "name": "Chile",
        "kind": "country",
        "country": "CL",
        "stage": "signed",
        "signed_on": "2022-01-08",
    }
    filled.write(Draft(Act.FORM, Message("joined"), (Write("partners", values),)))
    settle()
    assert page.cards["countries"].value.text() == "4"
    assert scroll.value() == 60
    assert board.hasFocus()
    assert board.current_key() == on


def test_more_than_three_targets_stand_in_lines(show: Shower, filled: Office, settle: Settle) -> None:
    for number in range(4):
        values = {"key": f"t{number}", "label": f"Target {number}", "kind": "institutions", "number": "40"}
        settle_record(filled, "targets", values)
    page = show(filled)
    assert list(page.cards) == ["countries", "institutions", "personnel"]
    assert list(page.further.lines) == ["t0", "t1", "t2", "t3"]
    assert page.further.lines["t2"].figure.text() == "2 of 40"
    found: list[set[int]] = []
    page.open_records.connect(lambda kind, ids, title: found.append(set(ids)))
    page.further.lines["t2"].figure.click()
    settle()
    assert len(found[0]) == 2
    # So many tabs would not fit: a list that drops down takes their place.
    assert page.trend.tabs.list.isVisible()
    assert page.trend.tabs.list.count() == 7


def test_the_keyboard_goes_through_the_cards_before_the_panels(show: Shower, filled: Office) -> None:
    page = show(filled)
    page.activateWindow()
    page.cards["countries"].value.setFocus()
    order: list[QWidget] = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        if focused is None or focused in order:
            break
        order.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    for before, after in (
        (page.cards["countries"].value, page.cards["personnel"].value),
        (page.cards["personnel"].value, page.seats.board),
        (page.seats.board, page.trend.chart),
        (page.trend.chart, page.pipeline.chart),
    ):
        assert order.index(before) < order.index(after)


def test_several_matters_of_one_kind_stand_in_one_line(show: Shower, filled: Office, settle: Settle) -> None:
    for number in range(3):
        values = {
            "title": f"Paper {number}",
            "signed_on": "2019-01-01",
            "expires_on": "2020-01-01",
            "status": "signed",
        }
        filled.write(Draft(Act.FORM, Message("paper"), (Write("agreements", values),)))
    page = show(filled)
    line = page.attention.lines()[0]
    assert line.count.text() == "4"
    assert line.sentence.accessibleName().startswith("Agreements ended")
    line.click()
    dialog = next(one for one in page.findChildren(ListingDialog) if one.isVisible())
    assert {each.cells[0].text for each in dialog.view.model_.lines} == {
        "Old paper",
        "Paper 0",
        "Paper 1",
        "Paper 2",
    }
    dialog.reject()


def test_a_long_list_is_made_as_it_is_scrolled(qtbot: QtBot, theme: Theme) -> None:
    made = [Entry("personnel", number, f"Person {number}", Message("planned")) for number in range(100_000)]
    dialog = ListingDialog("Not counted", "", made)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.view.model_.rowCount() == 500
    dialog.view.scrollToBottom()
    qtbot.waitUntil(lambda: dialog.view.model_.rowCount() == 1000)


def test_without_any_workstream_one_sentence_says_so(show: Shower, filled: Office, settle: Settle) -> None:
    page = show(filled)
    settle()
    assert page.coverage.gaps.text() == "No record names a workstream yet."
    assert not page.coverage.grid.isVisible()
    page.coverage.all.click()
    assert page.coverage.grid.isVisible()
    assert page.coverage.grid.item_count() > 30


def test_a_number_of_the_coverage_opens_its_records(show: Shower, filled: Office, settle: Settle) -> None:
    people = filled.ids("personnel")
    words = ("Power and energy", "power; communication", "energía")
    writes = tuple(
        Write("personnel", {"workstream": text}, number) for text, number in zip(words, people, strict=False)
    )
    filled.write(Draft(Act.FORM, Message("work"), writes))
    page = show(filled)
    settle()
    grid = page.coverage.grid
    found: list[tuple[str, set[int]]] = []
    page.open_records.connect(lambda kind, ids, title: found.append((kind, set(ids))))
    opened = 0
    for index in range(grid.item_count()):
        _, number = grid.covered(index)
        if number.column == "personnel" and number.value:
            grid.activated.emit(index)
            settle()
            assert found[-1] == ("personnel", found[-1][1])
            assert len(found[-1][1]) == number.value
            opened += 1
    assert opened >= 2
    assert page.coverage.gaps.text().startswith("Nobody works on")
