"""The progress report: one page that says how far the office is, since when, and what stands in the way."""

from __future__ import annotations

from ..document import Block, ChartRow, Heading, Page, Paragraph, Records, TableBlock
from ..material import Making
from ..pages.attention import attention
from ..pages.changes import movement_summary
from ..pages.figures import basis, tile_rows
from ..pages.grid import GRID
from ..pages.seats import pipeline, seat_board
from ..pages.trend import Trend, trend_chart, trend_of

_LOOKED_AT = 5
_CHART = (6.0, 14.4)
_CHARTED = 2


def progress_sections(making: Making) -> list[Page | Records]:
    """The one page, and behind it the numbers that its charts are drawn from."""
    trend = trend_of(making, [one for one in making.main_figures if one.trend][:_CHARTED])
    blocks: list[Block] = [*tile_rows(making), *_charts(making, trend), *_seats(making)]
    blocks += movement_summary(making, in_words=False)
    blocks += attention(making, _LOOKED_AT)
    blocks += _rules(making)
    data = () if trend.empty else (TableBlock(trend.table),)
    title = making.words.text("Progress")
    return [Page(title, GRID, (*blocks, *data), printed=len(blocks), single=True, upright=True)]


def _charts(making: Making, trend: Trend) -> list[Block]:
    """The trends beside each other; none where nothing was counted yet."""
    height, width = _CHART
    charts = [
        trend_chart(making, trend, number, height=height, width=width) for number, _, _ in trend.columns
    ]
    return [ChartRow(tuple(zip((1, 6), charts, strict=False)))] if charts else []


def _seats(making: Making) -> list[Block]:
    board = seat_board(making)
    return [Heading(making.words.text("Seats")), board] if board and board.seats else pipeline(making)


def _rules(making: Making) -> list[Block]:
    """The rules in a line each: a figure is never told without its rule."""
    found: list[Block] = [Heading(making.words.text("How it is counted"))]
    for figure in making.progress.figures:
        found += [Paragraph(one.text, one.label, quiet=True) for one in basis(making, figure) if one.label]
    return found
