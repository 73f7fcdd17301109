"""Everything on one day: the figures and how they came about, breakdowns, trend, and the records behind them."""

from __future__ import annotations

from ..document import Block, ChartRow, Page, Paragraph, Records, TableBlock
from ..material import Making
from ..pages.attention import attention
from ..pages.basis import claims, doubles, left_out, rules, uncertain
from ..pages.breakdowns import breakdown_page
from ..pages.changes import movement_lists, movement_summary
from ..pages.figures import figures_table, shares_chart
from ..pages.grid import GRID
from ..pages.lists import record_sections
from ..pages.trend import Trend, trend_chart, trend_of, trend_page
from ..pages.workstreams import coverage

_LISTED = 20
_MOVED = 200


def as_of_sections(making: Making) -> list[Page | Records]:
    """The pages, then the records of each kind with whether they count and why."""
    trend = trend_of(making)
    sections: list[Page | Records] = [_front(making, trend)]
    if moved := _changes(making):
        sections.append(moved)
    if breakdowns := breakdown_page(making):
        sections.append(breakdowns)
    if not trend.empty:
        sections.append(trend_page(making, trend))
    if covered := coverage(making):
        sections.append(Page(making.words.text("Workstreams"), GRID, tuple(covered)))
    return [*sections, *record_sections(making)]


def _front(making: Making, trend: Trend) -> Page:
    figures = figures_table(making)
    blocks: list[Block] = [_meaning(making), TableBlock(figures, strong=2)]
    shares = shares_chart(making, figures)
    charts = [(1, shares)]
    if not trend.empty:
        charts.append((6, trend_chart(making, trend, 1, height=shares.height, width=14.4)))
    blocks += [ChartRow(tuple(charts)), *rules(making), *claims(making)]
    blocks += left_out(making, _LISTED)
    blocks += uncertain(making, _LISTED)
    blocks += doubles(making, _LISTED)
    blocks += attention(making, _LISTED)
    return Page(making.words.text("Progress"), GRID, tuple(blocks))


def _meaning(making: Making) -> Paragraph:
    """Which of the two meanings of a past date the figures have."""
    moment, text = making.request.moment, making.words.text
    day = making.words.day(making.progress.as_of)
    if moment.known_on is None:
        return Paragraph(
            text("What was in force on {day} by the dates in the records, as they are known now.", day=day),
            quiet=True,
        )
    known = making.words.day(moment.known_on)
    template = "What was in force on {day} by the dates in the records, as the office knew them at the end of {known}."
    return Paragraph(text(template, day=day, known=known), quiet=True)


def _changes(making: Making) -> Page | None:
    movement = making.material.movement
    if movement is None:
        return None
    blocks = [*movement_summary(making), *movement_lists(making, movement, _MOVED)]
    return Page(making.words.text("Changes"), GRID, tuple(blocks))
