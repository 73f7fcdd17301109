"""Every number of the page is the store's, and opens what lies behind it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.ui.charts.seats import Seat
from ilrs_desk.ui.status.listing import ListingDialog
from ilrs_desk.ui.status.page import StatusPage
from ilrs_desk.ui.status.words import DIMENSIONS
from ilrs_desk.ui.theme import Scheme, Theme
from ilrs_desk.usecases.save_record import save_record

from .conftest import Settle, Shower


def ids_of(office: Office, kind: str, *names: str) -> set[int]:
    found = office.find(kind, Query())
    return {record.id for record in found if {record.text("name"), record.text("family_name")} & set(names)}


def opened(page: StatusPage) -> list[tuple[str, set[int], str]]:
    found: list[tuple[str, set[int], str]] = []
    page.open_records.connect(lambda kind, ids, title: found.append((kind, set(ids), title)))
    return found


def test_the_cards_show_what_the_store_counts(show: Shower, filled: Office) -> None:
    page = show(filled)
    shown = {key: card.value.text() for key, card in page.cards.items()}
    assert shown == {"countries": "3", "institutions": "2", "personnel": "3"}
    card = page.cards["countries"]
    assert card.target.text() == "of 50"
    assert card.share.text() == "6 %"
    assert card.claim.text().startswith("claimed 11 (Jul 2024), documented 3 · Announcement")
    assert card.left_out.text() == "3 not counted"
    assert card.uncertain.text() == "1 uncertain"
    assert page.cards["institutions"].claim.text().startswith("claimed nearly 30 (Jul 2024), documented 2")
    assert page.cards["personnel"].claim.text() == "no public claim"
    assert card.claim.height() >= card.claim.heightForWidth(card.claim.width())
    assert "signed or active" in card.rule.toolTip()


def test_a_click_on_a_figure_opens_the_records_counted(
    show: Shower, filled: Office, qtbot: QtBot, settle: Settle
) -> None:
    page = show(filled)
    found = opened(page)
    for card in page.cards.values():
        qtbot.mouseClick(card.value, Qt.MouseButton.LeftButton)
    settle()
    institutions = ids_of(filled, "institutions", "Cairo Observatory", "Caracas Institute")
    assert found == [
        ("partners", ids_of(filled, "partners", "Venezuela", "South Africa", "Egypt"), "Countries counted"),
        ("institutions", institutions, "Institutions counted"),
        ("personnel", ids_of(filled, "personnel", "Hassan", "García", "Nkosi"), "Personnel counted"),
    ]  # fmt: skip


def test_who_is_not_counted_is_listed_with_the_reason(show: Shower, filled: Office, settle: Settle) -> None:
    page = show(filled)
    records: list[tuple[str, int]] = []
    page.open_record.connect(lambda kind, number: records.append((kind, number)))
    page.cards["countries"].left_out.click()
    dialog = next(one for one in page.findChildren(ListingDialog) if one.isVisible())
    lines = {line.cells[0].text: line.cells[1].text for line in dialog.view.model_.lines}
    assert lines == {
        "Türkiye": "Applied, nothing signed",
        "Russia": "Founder, not a partner that joined",
        "Bolivia": "In talks, nothing signed",
    }
    (turkey,) = ids_of(filled, "partners", "Türkiye")
    assert dialog.view.go_to(("partners", turkey))
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    assert records == [("partners", turkey)]
    assert dialog.isHidden()


def test_all_who_are_not_counted_are_opened_together(show: Shower, filled: Office, settle: Settle) -> None:
    page = show(filled)
    found = opened(page)
    page.cards["countries"].left_out.click()
    dialog = next(one for one in page.findChildren(ListingDialog) if one.isVisible())
    dialog.open_all.click()
    settle()
    assert found[0][1] == ids_of(filled, "partners", "Türkiye", "Russia", "Bolivia")


def test_the_uncertain_are_listed_and_opened_together(show: Shower, filled: Office, settle: Settle) -> None:
    page = show(filled)
    found = opened(page)
    page.cards["countries"].uncertain.click()
    dialog = next(one for one in page.findChildren(ListingDialog) if one.isVisible())
    assert [line.cells[0].text for line in dialog.view.model_.lines] == ["Egypt"]
    dialog.open_all.click()
    settle()
    assert found[0][1] == ids_of(filled, "partners", "Egypt")


def test_a_figure_is_copied_with_its_footnote(show: Shower, filled: Office, qtbot: QtBot) -> None:
    page = show(filled, Moment(date(2024, 7, 31)))
    card = page.cards["countries"]
    qtbot.keyClick(card.value, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "3 of 50, as of 31 Jul 2024, rule C-1"


def test_the_seats_are_the_partners(show: Shower, filled: Office, qtbot: QtBot) -> None:
    page = show(filled)
    board = page.seats.board
    shown: list[Seat] = [board.seat(index) for index in range(board.item_count())]
    assert [seat.code for seat in shown if seat.counted] == ["VE", "ZA", "EG"]
    assert {seat.code for seat in shown if not seat.counted} == {"TR", "RU", "BO"}
    assert page.seats.title.text() == "3 of 50 seats taken"
    turkey = next(index for index, seat in enumerate(shown) if seat.code == "TR")
    assert board.item_text(turkey) == "Türkiye · Applied · not counted: applied, nothing signed"
    records: list[tuple[str, int]] = []
    page.open_record.connect(lambda kind, number: records.append((kind, number)))
    qtbot.mouseClick(board, Qt.MouseButton.LeftButton, pos=board.item_rect(turkey).center().toPoint())
    assert records == [("partners", shown[turkey].id)]


def test_the_board_counts_by_papers_as_the_figure_does(show: Shower, filled: Office) -> None:
    (rule,) = [one for one in filled.find("rules", Query()) if one.text("target") == "countries"]
    paper = {"instrument": "Cooperation agreement", "partner": "Egypt", "signed_on": "2023-12-01"}
    writes = (Write("rules", {"minimum_instrument": "agreement"}, rule.id), Write("agreements", paper))
    filled.write(Draft(Act.SETTINGS, Message("papers count"), writes))
    page = show(filled)
    board = page.seats.board
    counted = [seat.code for seat in map(board.seat, range(board.item_count())) if seat.counted]
    assert "EG" in counted
    assert page.seats.title.text() == f"{len(counted)} of 50 seats taken"
    assert page.cards["countries"].value.text() == str(len(counted))


@pytest.mark.parametrize("target", ["countries", "institutions", "personnel"])
def test_each_bar_opens_as_many_records_as_it_counts(
    target: str, show: Shower, filled: Office, settle: Settle
) -> None:
    page = show(filled)
    page.choose_target(target)
    found = opened(page)
    for dimension in DIMENSIONS:
        page.breakdown.show_dimension(dimension)
        bars = page.breakdown.bars
        for index in range(bars.item_count()):
            bars.activated.emit(index)
            settle()
            assert len(found[-1][1]) == bars.bar(index).value
    assert found


def test_many_parts_are_folded_and_unfold(show: Shower, filled: Office) -> None:
    page = show(filled)
    panel = page.breakdown
    panel._parts = {"region": {f"Region {n}": 30 - n for n in range(15)}}
    panel.show_dimension("region")
    assert panel.bars.item_count() == 10
    assert panel.bars.bar(9).label == "6 others: show all"
    panel.bars.activated.emit(9)
    assert panel.bars.item_count() == 15


def test_the_trend_steps_are_the_days_of_signing(show: Shower, filled: Office, settle: Settle) -> None:
    page = show(filled)
    chart = page.trend.chart
    steps = [index for index in range(chart.item_count()) if chart.item_opens(index)]
    assert [chart.item_text(index) for index in steps] == [
        "17 Jul 2023: 1 of 50",
        "1 Sep 2023: 2 of 50",
        "1 Dec 2023: 3 of 50",
    ]
    found = opened(page)
    chart.activated.emit(0)
    settle()
    assert found[0][1] == ids_of(filled, "partners", "Venezuela", "South Africa", "Egypt")
    page.trend.tabs.buttons["personnel"].click()
    assert chart.item_count() == 1
    assert page.breakdown.title.text().startswith("Personnel by")


def test_what_needs_attention_opens_its_record(show: Shower, filled: Office) -> None:
    page = show(filled)
    records: list[tuple[str, int]] = []
    page.open_record.connect(lambda kind, number: records.append((kind, number)))
    lines = page.attention.lines()
    assert lines[0].sentence.accessibleName().startswith("Old paper ended on 1 Jan 2021")
    lines[0].click()
    assert records[0][0] == "agreements"


def test_another_day_has_its_own_figures(show: Shower, filled: Office) -> None:
    page = show(filled, Moment(date(2023, 8, 1)))
    assert page.cards["countries"].value.text() == "1"
    assert page.as_of_button.text() == "In force on 1 Aug 2023"
    assert not page.import_button.isEnabled()
    assert page.reading is not None
    # The board tells the stages of that day, as the bars beside it do.
    on_board = Counter(seat.stage for seat in page.reading.seats)
    assert on_board == page.reading.progress.breakdowns["stage"]["countries"]
    assert on_board["later"] > 0
    assert page.status() == ("as of 1 Aug 2023",)


def test_what_was_known_on_another_day_is_counted(show: Shower, filled: Office) -> None:
    page = show(filled, Moment(None, date(2020, 1, 1)))
    assert [card.value.text() for card in page.cards.values()] == ["0", "0", "0"]
    assert page.as_of_button.text() == "As known on 1 Jan 2020"
    asked: list[bool] = []
    page.day_wanted.connect(lambda: asked.append(True))
    page.as_of_button.click()
    assert asked == [True]


def test_a_change_of_the_office_is_followed(show: Shower, filled: Office, settle: Settle) -> None:
    page = show(filled)
    save_record(
        filled, "partners", None,
        {"name": "Serbia", "kind": "country", "country": "RS", "stage": "signed", "signed_on": "2024-05-08"},
    )  # fmt: skip
    settle()
    assert page.cards["countries"].value.text() == "4"
    filled.undo()
    settle()
    assert page.cards["countries"].value.text() == "3"


def test_an_empty_office_says_what_to_do(show: Shower, office: Office, settle: Settle) -> None:
    page = show(office)
    wanted: list[bool] = []
    page.import_wanted.connect(lambda: wanted.append(True))
    assert page.empty.isVisible()
    assert not page.seats.isVisible()
    assert page.cards["countries"].value.text() == "0"
    page.import_button.click()
    assert wanted
    save_record(office, "partners", None, {"name": "Egypt", "kind": "country", "country": "EG"})
    settle()
    assert not page.empty.isVisible()
    assert page.seats.isVisible()


@pytest.mark.parametrize("width", [828, 1084, 1700, 3600])  # from a window of 1024 pixels on
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_nothing_is_wider_than_the_page(
    width: int, scheme: Scheme, show: Shower, filled: Office, theme: Theme, qtbot: QtBot
) -> None:
    theme.choose(scheme)
    page = show(filled)
    page.resize(width, 700)
    qtbot.wait(30)
    for panel in (*page.cards.values(), page.seats, page.trend, page.breakdown, page.attention):
        right = panel.mapTo(page, panel.rect().bottomRight()).x()
        assert right <= page.width()
    assert not page.grab().isNull()


def test_larger_text_takes_fewer_columns_and_larger_tiles(
    show: Shower, filled: Office, theme: Theme, qtbot: QtBot
) -> None:
    page = show(filled)
    # So wide in letters that it has two columns, whatever fonts the machine has, and fewer when letters grow.
    page.resize(110 * page.fontMetrics().averageCharWidth(), 700)
    qtbot.wait(30)
    tile = page.seats.board.item_rect(0).height()
    assert page.trend.x() > page.seats.x()
    theme.zoom_to(7)
    qtbot.wait(30)
    assert page.trend.x() == page.seats.x()
    assert page.trend.y() > page.seats.y()
    assert page.seats.board.item_rect(0).height() > tile
