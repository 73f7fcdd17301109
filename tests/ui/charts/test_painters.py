"""The painters: what they show can be reached by mouse and keyboard, is never cut, and reads in both directions."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from ilrs_desk.ui.charts.bars import Bar, BarList
from ilrs_desk.ui.charts.progress_bar import TargetBar
from ilrs_desk.ui.charts.seats import Seat, SeatBoard, StageLegend
from ilrs_desk.ui.charts.stages import draw_stage_disc, ink_on, stage_colour
from ilrs_desk.ui.charts.trend import TrendChart
from ilrs_desk.ui.charts.trend_plot import ClaimDot, Step, places, pushed_in
from ilrs_desk.ui.theme import DARK, LIGHT, Colours, Theme

LONG = "claimed 17, the associations of the astronomical organisations of all countries included"
STEPS = [Step(date(2023, 3, 1), 1, "1 Mar 2023: 1"), Step(date(2024, 7, 3), 10, "3 Jul 2024: 10")]


def seats(counted: int, waiting: int) -> list[Seat]:
    inside = [Seat(n, f"A{n % 10}", "signed", True, f"Country {n}") for n in range(counted)]
    return [Seat(100 + n, "TR", "applied", False, f"Waiting {n}") for n in range(waiting)] + inside


def contrast(one: QColor, other: QColor) -> float:
    def luminance(colour: QColor) -> float:
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("stage", ["contact", "talks", "applied", "signed", "active", "withdrawn", None])
def test_codes_can_be_read_on_their_tiles(colours: Colours, stage: str | None) -> None:
    ground = stage_colour(stage, colours)
    assert contrast(ink_on(ground), ground) >= 4.5


def test_each_stage_has_a_disc_of_its_own(qapp: object) -> None:
    drawn = set()
    for stage in ("contact", "talks", "applied", "signed", "active", "withdrawn"):
        image = QImage(20, 20, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        draw_stage_disc(painter, QRectF(2, 2, 16, 16), stage, QColor("black"))
        painter.end()
        drawn.add(bytes(image.constBits()))
    assert len(drawn) == 6


@pytest.mark.parametrize("width", [220, 360, 520, 900, 1900])
def test_all_seats_lie_on_the_board_and_none_on_another(width: int, theme: Theme, qtbot: QtBot) -> None:
    board = SeatBoard()
    qtbot.addWidget(board)
    board.resize(width, 100)
    board.set_seats(seats(12, 5), 50)
    board.show()
    board.resize(width, board.height())
    rects = [board.item_rect(index) for index in range(board.item_count())]
    inside = QRectF(board.rect()).adjusted(-0.01, -0.01, 0.01, 0.01)
    assert all(inside.contains(rect) for rect in rects)
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[:i])


def test_counted_seats_come_first_and_open_by_click_and_key(theme: Theme, qtbot: QtBot) -> None:
    board = SeatBoard()
    qtbot.addWidget(board)
    board.resize(520, 300)
    board.set_seats(seats(3, 1), 50)
    board.show()
    opened: list[int] = []
    board.activated.connect(lambda index: opened.append(board.seat(index).id))
    qtbot.mouseClick(board, Qt.MouseButton.LeftButton, pos=board.item_rect(1).center().toPoint())
    board.setFocus()
    qtbot.keyClick(board, Qt.Key.Key_Right)
    qtbot.keyClick(board, Qt.Key.Key_Return)
    qtbot.keyClick(board, Qt.Key.Key_Right)
    qtbot.keyClick(board, Qt.Key.Key_Space)
    qtbot.keyClick(board, Qt.Key.Key_Right)
    assert opened == [1, 2, 100]
    assert board.accessibleDescription() == "Waiting 0"


def test_right_to_left_the_first_seat_stands_at_the_right(theme: Theme, qtbot: QtBot) -> None:
    board = SeatBoard()
    qtbot.addWidget(board)
    board.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    board.resize(520, 300)
    board.set_seats(seats(3, 0), 50)
    assert board.item_at(QPointF(515, 10)) == 0
    assert board.item_at(QPointF(5, 10)) == -1


def test_a_tip_is_plain_text_however_a_name_is_written(theme: Theme, qtbot: QtBot) -> None:
    board = SeatBoard()
    qtbot.addWidget(board)
    board.resize(520, 300)
    board.set_seats([Seat(1, "XX", "signed", True, "<b>bold</b>")], 50)
    board.show()
    spot = board.item_rect(0).center().toPoint()
    qtbot.mouseMove(board, spot)
    qtbot.waitUntil(lambda: board.pointed_item() == 0)
    board.event(QHelpEvent(QEvent.Type.ToolTip, spot, board.mapToGlobal(spot)))
    assert "&lt;b&gt;" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("x", [0.0, 0.1, 0.5, 0.97, 1.0])
@pytest.mark.parametrize("y", [0.0, 0.5, 1.0])
def test_labels_stay_inside_the_plot(x: float, y: float) -> None:
    plot = QRectF(40, 8, 400, 180)
    at = QPointF(plot.left() + x * plot.width(), plot.top() + y * plot.height())
    for place in places(at, 240, 30, 8):
        assert plot.contains(pushed_in(place, plot))


def inked(image: QImage, colour: QColor, column: int) -> bool:
    wanted = colour.rgb()
    return any(image.pixel(column, row) == wanted for row in range(image.height()))


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_long_claim_at_the_very_end_is_not_cut(
    direction: Qt.LayoutDirection, theme: Theme, qtbot: QtBot
) -> None:
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.setLayoutDirection(direction)
    chart.set_words(empty="nothing", documented="documented", month=lambda day: str(day.year))
    chart.set_series(STEPS, [ClaimDot(date(2026, 11, 20), 17, LONG)], date(2026, 11, 23))
    chart.resize(360, 200)
    chart.show()
    image = chart.grab().toImage()
    warn = LIGHT.color("warn")
    assert any(inked(image, warn, column) for column in range(50, 310))
    assert not inked(image, warn, 0)
    assert not inked(image, warn, image.width() - 1)


def test_steps_are_walked_by_key_and_told(theme: Theme, qtbot: QtBot) -> None:
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.set_series(STEPS, [], date(2026, 11, 23))
    chart.resize(360, 200)
    chart.show()
    opened: list[int] = []
    chart.activated.connect(opened.append)
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened == [1]
    assert chart.accessibleDescription() == "3 Jul 2024: 10"


def test_an_empty_trend_says_so(theme: Theme, qtbot: QtBot) -> None:
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.set_words(empty="Nothing to draw", documented="", month=str)
    chart.set_series([], [], date(2026, 11, 23))
    chart.resize(360, 200)
    chart.show()
    image = chart.grab().toImage()
    assert any(inked(image, LIGHT.color("mute"), column) for column in range(100, 260))


def filled(bar: TargetBar) -> float:
    image = bar.grab().toImage()
    accent = LIGHT.color("accent").rgb()
    middle = image.height() // 2
    return sum(image.pixel(x, middle) == accent for x in range(image.width())) / image.width()


@pytest.mark.parametrize(("value", "share"), [(0, 0.0), (10, 0.2), (50, 1.0), (70, 1.0)])
def test_the_bar_is_as_full_as_the_target(value: int, share: float, theme: Theme, qtbot: QtBot) -> None:
    bar = TargetBar()
    qtbot.addWidget(bar)
    bar.resize(200, 16)
    bar.set_figure(value, 50, None)
    bar.show()
    assert abs(filled(bar) - share) < 0.05


def test_a_claim_is_a_tick_across_the_bar(theme: Theme, qtbot: QtBot) -> None:
    bar = TargetBar()
    qtbot.addWidget(bar)
    bar.resize(200, 16)
    bar.set_figure(10, 50, 25)
    bar.show()
    image = bar.grab().toImage()
    warn = LIGHT.color("warn").rgb()
    assert [x for x in range(200) if image.pixel(x, 2) == warn] == [99, 100]


def test_bars_open_by_line_and_tell_their_number(theme: Theme, qtbot: QtBot) -> None:
    bars = BarList()
    qtbot.addWidget(bars)
    bars.set_bars([Bar("signed", "Signed", 7, "7", "signed"), Bar("", "A very long name " * 9, 0, "0")])
    bars.resize(300, 60)
    bars.show()
    opened: list[str] = []
    bars.activated.connect(lambda index: opened.append(bars.bar(index).key))
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.item_rect(0).center().toPoint())
    assert opened == ["signed"]
    assert bars.item_text(0) == "Signed: 7"
    assert not bars.grab().isNull()


def test_the_legend_wraps(theme: Theme, qtbot: QtBot) -> None:
    legend = StageLegend()
    qtbot.addWidget(legend)
    legend.set_entries(
        [(stage, f"{stage} 12") for stage in ("active", "signed", "applied", "talks", "contact")]
    )
    assert legend.heightForWidth(120) > 2 * legend.heightForWidth(900)
    assert legend.accessibleName().startswith("active 12, signed 12")
