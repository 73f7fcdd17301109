"""The pipeline, the coverage, the comparison in the trend, flags and pictures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ilrs_desk.ui.charts.coverage import CoverageGrid, CoverageLine, Covered
from ilrs_desk.ui.charts.flags import can_draw_flags, flag_of
from ilrs_desk.ui.charts.pictures import Picture
from ilrs_desk.ui.charts.pipeline import Part, PipelineChart, PipelineRow
from ilrs_desk.ui.charts.seats import Seat, SeatBoard
from ilrs_desk.ui.charts.trend import TrendChart
from ilrs_desk.ui.charts.trend_plot import ClaimDot, Plot, Step
from ilrs_desk.ui.status.flow import FlowLayout
from ilrs_desk.ui.theme import LIGHT, Theme

LAST = date(2026, 11, 23)
STEPS = [Step(date(2023, 3, 1), 1, "own 1"), Step(date(2024, 7, 3), 10, "own 10")]
CLAIMS = [ClaimDot(date(2024, 1, 1), 6, "claimed 6", "told 6"), ClaimDot(date(2025, 1, 1), 13, "claimed 13")]
OTHERS = [Step(date(2022, 1, 1), 20, "other 20"), Step(date(2024, 1, 1), 33, "other 33")]


@pytest.fixture
def trend(theme: Theme, qtbot: QtBot) -> TrendChart:
    """Own steps, two claims and a comparison."""
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.set_words(
        empty="nothing", documented="documented", month=lambda day: str(day.year), target="target 50"
    )
    chart.set_series(STEPS, CLAIMS, LAST, target=50, compared=OTHERS, compared_words="others")
    chart.resize(460, 240)
    chart.show()
    return chart


def test_claims_and_the_comparison_tell_themselves_where_they_are_drawn(trend: TrendChart) -> None:
    told = {trend.item_text(index): trend.item_rect(index) for index in range(trend.item_count())}
    assert list(told) == ["own 1", "own 10", "told 6", "claimed 13", "other 20", "other 33"]
    for text in ("told 6", "claimed 13", "other 33"):
        assert trend.item_text(trend.item_at(told[text].center())) == text
    below = QPointF(told["other 33"].center().x(), told["own 10"].bottom() - 1)
    assert trend.item_text(trend.item_at(below)).startswith("own")


def test_up_and_down_lead_from_line_to_line(trend: TrendChart, qtbot: QtBot) -> None:
    trend.setFocus()
    seen = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
        Qt.Key.Key_Up,
    ):
        qtbot.keyClick(trend, key)
        seen.append(trend.accessibleDescription())
    assert seen[0] == "told 6"
    assert seen[1:3] == ["other 33", "other 33"] or seen[1] == "other 20"
    assert seen[-1].startswith("own")


def test_ten_years_of_daily_changes_are_few_points_and_all_of_them_can_be_met(
    qtbot: QtBot, theme: Theme
) -> None:
    steps = [Step(date(2016, 1, 1) + timedelta(days=n), n + 1, f"day {n}") for n in range(3650)]
    plot = Plot(QRectF(40, 8, 400, 180), date(2015, 12, 1), LAST, 4000)
    line = plot.points(steps)
    assert len(line) < 3 * 400 + 10
    assert line[-1].y() == plot.y(3650)
    chart = TrendChart()
    qtbot.addWidget(chart)
    chart.resize(460, 220)
    chart.set_series(steps, [], LAST)
    chart.show()
    found = {chart.item_at(QPointF(x, 100)) for x in range(60, 440)}
    assert len(found) > 300
    assert not chart.grab().isNull()


def test_the_target_is_drawn_only_where_it_is_not_far_above(trend: TrendChart) -> None:
    def drawn(target: int | None) -> QImage:
        trend.set_series(STEPS, CLAIMS, LAST, target=target)
        return trend.grab().toImage()

    bare = drawn(None)
    assert drawn(50) == bare  # the axis ends at 15
    assert drawn(12) != bare


def parts(*values: int) -> tuple[Part, ...]:
    stages = ("active", "signed", "applied", "talks", "contact", "withdrawn")
    return tuple(Part(stage, n, str(n), f"{stage} {n}") for stage, n in zip(stages, values, strict=False))


@pytest.mark.parametrize("width", [200, 480, 1900])
def test_every_part_of_the_pipeline_can_be_pointed_at(width: int, theme: Theme, qtbot: QtBot) -> None:
    chart = PipelineChart()
    qtbot.addWidget(chart)
    chart.set_rows(
        [
            PipelineRow("countries", "Countries", parts(25, 25, 1)),
            PipelineRow("personnel", "Personnel", parts(900_000, 1, 1, 1, 1, 1)),
        ]
    )
    chart.resize(width, chart.sizeHint().height())
    chart.show()
    rects = [chart.item_rect(index) for index in range(chart.item_count())]
    assert len(rects) == 9
    assert all(rect.width() >= 4 for rect in rects)
    assert all(QRectF(chart.rect()).adjusted(-1, -1, 1, 1).contains(rect) for rect in rects)
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[:i])
    assert not chart.grab().isNull()


def test_the_pipeline_is_walked_across_and_down(theme: Theme, qtbot: QtBot) -> None:
    chart = PipelineChart()
    qtbot.addWidget(chart)
    chart.set_rows([PipelineRow("a", "A", parts(1, 9)), PipelineRow("b", "B", parts(9, 1))])
    chart.resize(400, chart.sizeHint().height())
    chart.show()
    opened: list[tuple[str, str]] = []
    chart.activated.connect(lambda index: opened.append((chart.part(index)[0], chart.part(index)[1].stage)))
    chart.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(chart, key)
    assert opened == [("a", "active"), ("a", "signed"), ("b", "active")]


def line(key: str, *values: int) -> CoverageLine:
    numbers = tuple(Covered(f"c{i}", n, str(n), f"{key} {i}: {n}") for i, n in enumerate(values))
    return CoverageLine(key, key, numbers)


def test_a_gap_is_marked_and_opens_nothing(theme: Theme, qtbot: QtBot) -> None:
    grid = CoverageGrid()
    qtbot.addWidget(grid)
    grid.set_lines(["Countries", "People"], [line("power", 3, 7), line("transport", 0, 0)], "none")
    grid.resize(360, grid.sizeHint().height())
    grid.show()
    opened: list[tuple[str, str]] = []
    grid.activated.connect(
        lambda index: opened.append((grid.covered(index)[0], grid.covered(index)[1].column))
    )
    for index in range(grid.item_count()):
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.item_rect(index).center().toPoint())
    assert opened == [("power", "c0"), ("power", "c1")]
    image = grid.grab().toImage()
    gap = grid.item_rect(2).toRect()
    ground = LIGHT.color("warn_ground").rgb()
    assert any(image.pixel(x, gap.center().y() + 6) == ground for x in range(gap.left(), gap.right()))


def test_flags_are_two_letters_of_a_country_code() -> None:
    assert flag_of("EG") == "\U0001f1ea\U0001f1ec"
    assert flag_of("eg") == flag_of("EG")
    assert flag_of("A大") == flag_of("APSCO") == flag_of("") == ""


def test_whether_flags_can_be_drawn_is_told_by_the_fonts(qapp: object) -> None:
    assert can_draw_flags(QFont()) in (True, False)


def test_a_flag_stands_in_place_of_the_code(theme: Theme, qtbot: QtBot) -> None:
    board = SeatBoard()
    qtbot.addWidget(board)
    board.resize(520, 300)
    board.set_seats([Seat(1, "EG", "signed", True, "Egypt"), Seat(2, "大", "signed", True, "One")], 50)
    board.show()
    with_codes = board.grab().toImage()
    board.show_flags(True)
    assert board.grab().toImage() != with_codes


def test_a_picture_is_made_of_what_is_seen_with_title_and_footnote(theme: Theme, qtbot: QtBot) -> None:
    board = SeatBoard()
    qtbot.addWidget(board)
    board.resize(520, 300)
    board.set_seats([Seat(1, "EG", "signed", True, "Egypt")], 50)
    board.show()
    picture = Picture((board,), "One seat", "as of today, rule C-1")
    plain = Picture((board,), "One seat", "")
    assert picture.image().height() > plain.image().height() > board.height()
    drawn = picture.svg().decode("utf-8")
    assert "One seat" in drawn
    assert "rule C-1" in drawn


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_what_is_too_wide_for_a_row_begins_another_one(
    direction: Qt.LayoutDirection, theme: Theme, qtbot: QtBot
) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    box.setLayoutDirection(direction)
    flow = FlowLayout()
    box.setLayout(flow)
    buttons = [QPushButton("nicht mitgezählt " * 2) for _ in range(4)]
    for button in buttons:
        flow.addWidget(button)
    width = buttons[0].sizeHint().width() * 2 + 20
    assert flow.heightForWidth(width) > flow.heightForWidth(4 * width)
    box.resize(width, flow.heightForWidth(width))
    box.show()
    assert buttons[0].y() == buttons[1].y() < buttons[2].y()
    assert (buttons[0].x() < buttons[1].x()) is (direction == Qt.LayoutDirection.LeftToRight)
    assert all(button.x() >= 0 and button.geometry().right() <= width for button in buttons)
