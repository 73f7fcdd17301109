"""The slide writer: a document as .pptx with native charts and tables, in the order in which it is read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

from .document import (
    Block,
    Chart,
    ChartKind,
    ChartRow,
    Document,
    Heading,
    Page,
    Paragraph,
    SeatBoard,
    TableBlock,
    TileRow,
)
from .files import replacing
from .measure import line_height, split_at_height, text_height
from .pptx_charts import bar_height, write_chart
from .pptx_flow import SlideFlow, text_block, write_feet
from .pptx_front import contents_slides, fill_contents, write_title
from .pptx_master import new_presentation, save
from .pptx_tables import write_table
from .pptx_text import ACCENT, QUIET, TEXT, Box, Run
from .pptx_tiles import write_seats, write_tiles
from .running import language_of

_HEADING, _BODY, _QUIET_BODY = 15.0, 12.0, 10.5
_HEADING_ROOM, _KEPT_WITH_HEADING, _LEAST_TABLE = 32.0, 130.0, 80.0
_TABLE_SHARE, _BESIDE_GAP = 0.52, 18.0
_MOST_COLUMNS_BESIDE = 6
_CHARTS_A_ROW, _CHART_GAP = 3, 14.0
_LEAST_CHART, _CHART_LOSS, _CHART_SHAPE = 165.0, 0.75, 0.8
_POINTS_A_CENTIMETRE = 72 / 2.54


def write_pptx(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``: title, contents with links, then each section on slides of its own.

    Of a table more than ``pptx_tables.MOST_ROWS`` rows are left out, and a sentence says so. Raises as
    ``files.replacing``; the file is whole or not there.
    """
    presentation = new_presentation(document)
    write_title(presentation, document)
    flow = SlideFlow(presentation, document)
    contents = contents_slides(flow, document)
    begun = []
    for section in document.sections:
        slide = flow.begin(section.title, language_of(document, section))
        begun.append((section.title, slide, len(presentation.slides)))
        if isinstance(section, Page):
            _write_page(flow, section)
        else:
            write_table(flow, section.table)
    fill_contents(document, contents, begun)
    write_feet(presentation, document, contents[0] if contents else None)
    with replacing(path) as part:
        save(presentation, document, part)


def _write_page(flow: SlideFlow, page: Page) -> None:
    blocks = page.blocks[: page.printed]
    at = 0
    while at < len(blocks):
        texts = list(itertools.takewhile(lambda block: isinstance(block, Paragraph), blocks[at:]))
        if texts:
            _write_paragraphs(flow, [block for block in texts if isinstance(block, Paragraph)])
        else:
            _write_block(flow, blocks[at], blocks[at + 1 :])
        at += max(1, len(texts))


def _write_block(flow: SlideFlow, block: Block, following: Sequence[Block]) -> None:
    match block:
        case Heading():
            _write_heading(flow, block, following)
        case TableBlock():
            _write_table_block(flow, block)
        case ChartRow():
            _write_charts(flow, block)
        case TileRow():
            write_tiles(flow, block)
        case SeatBoard():
            write_seats(flow, block)


def _write_heading(flow: SlideFlow, block: Heading, following: Sequence[Block]) -> None:
    if block.new_page and not flow.at_top:
        flow.go_on()
    needed = _needed(flow, following[0]) if following else 0.0
    flow.keep(min(_HEADING_ROOM + needed, flow.tallest))
    if not flow.at_top:
        flow.y += 6
    text_block(flow, [Run(block.text, _HEADING, ACCENT, bold=True)], block.text, gap=4)


def _needed(flow: SlideFlow, block: Block) -> float:
    """Points that the block takes at least on one slide."""
    match block:
        case TableBlock() if _beside(block):
            return _beside_height(flow, block)
        case ChartRow():
            return _charts_height([chart for _, chart in block.charts if chart.table.rows], flow)
        case SeatBoard() | TileRow():
            return _KEPT_WITH_HEADING
        case TableBlock():
            return _LEAST_TABLE
        case _:
            return 2 * _BODY


def _write_paragraphs(flow: SlideFlow, paragraphs: Sequence[Paragraph]) -> None:
    """Paragraphs that follow each other as one text on each slide, so that it can be edited as one."""
    held: list[list[Run]] = []
    used = 0.0
    waiting = [_runs(paragraph) for paragraph in paragraphs]
    while waiting:
        runs = waiting.pop(0)
        height = _runs_height(runs, flow.width)
        if used + height <= flow.room:
            held.append(runs)
            used += height
            continue
        if not held and flow.at_top:
            first, rest = _split(runs, flow.width, flow.room)
            held.append(first)
            used, waiting = flow.room, [rest, *waiting]
        else:
            waiting.insert(0, runs)
        _emit_paragraphs(flow, held, used)
        flow.go_on()
        held, used = [], 0.0
    _emit_paragraphs(flow, held, used)
    flow.y += 6


def _runs(paragraph: Paragraph) -> list[Run]:
    size, colour = (_QUIET_BODY, QUIET) if paragraph.quiet else (_BODY, TEXT)
    label = [Run(f"{paragraph.label}: ", size, colour, bold=True)] if paragraph.label.strip() else []
    return [*label, Run(paragraph.text, size, colour, italic=paragraph.quiet)]


def _runs_height(runs: Sequence[Run], width: float) -> float:
    text = "".join(run.text for run in runs)
    return text_height(text, width, runs[0].size, bold=runs[0].bold) + 0.3 * line_height("x", runs[0].size)


def _split(runs: Sequence[Run], width: float, height: float) -> tuple[list[Run], list[Run]]:
    """What of a paragraph longer than a slide goes on this one, and the rest."""
    last = runs[-1]
    text = "".join(run.text for run in runs)
    first, rest = split_at_height(text, width, height - 20, last.size)
    return [Run(first, last.size, last.colour, italic=last.italic)], [
        Run(rest, last.size, last.colour, italic=last.italic)
    ]


def _emit_paragraphs(flow: SlideFlow, held: Sequence[Sequence[Run]], height: float) -> None:
    if held:
        box = flow.place(Box(flow.left, flow.y, flow.width, height))
        flow.pen.shape(flow.slide, box, held, "Text")
        flow.y += height


def _beside(block: TableBlock) -> list[Chart]:
    """The charts that stand beside the table: none where it needs the whole width."""
    if len(block.table.columns) > _MOST_COLUMNS_BESIDE:
        return []
    return [chart for chart in block.charts if chart.table.rows]


def _beside_height(flow: SlideFlow, block: TableBlock) -> float:
    """Points for the charts beside a table, below a heading at most the rest of a slide."""
    width = flow.width * (1 - _TABLE_SHARE) - _BESIDE_GAP
    heights = [max(_LEAST_CHART, bar_height(chart, width)) for chart in _beside(block)]
    return min(sum(heights), flow.tallest - _HEADING_ROOM)


def _write_table_block(flow: SlideFlow, block: TableBlock) -> None:
    """A table with its charts beside it, or below it where it needs the whole width."""
    charts = _beside(block)
    if not charts:
        write_table(flow, block.table, strong=block.strong)
        _write_charts(flow, ChartRow(tuple((1, chart) for chart in block.charts)))
        return
    needed = _beside_height(flow, block)
    flow.keep(needed)
    slide, top = flow.slide, flow.y
    x = flow.left + flow.width * _TABLE_SHARE + _BESIDE_GAP
    each = needed / len(charts)
    for number, chart in enumerate(charts):
        write_chart(flow, chart, Box(x, top + number * each, flow.left + flow.width - x, each - 4))
    write_table(flow, block.table, strong=block.strong, share=_TABLE_SHARE)
    if flow.slide is slide:
        flow.y = max(flow.y, top + needed)


def _charts_height(row: Sequence[Chart], flow: SlideFlow) -> float:
    """Points that charts side by side take at least."""
    width = _chart_width(row, flow)
    wished = [max(_LEAST_CHART, chart.height * _POINTS_A_CENTIMETRE * _CHART_LOSS) for chart in row]
    bars = [bar_height(chart, width) for chart in row if chart.kind is ChartKind.BAR]
    return min(max([*wished, *bars], default=0.0), flow.tallest - _HEADING_ROOM)


def _chart_width(row: Sequence[Chart], flow: SlideFlow) -> float:
    return (flow.width - _CHART_GAP * (len(row) - 1)) / max(len(row), 1)


def _write_charts(flow: SlideFlow, block: ChartRow) -> None:
    charts = [chart for _, chart in block.charts if chart.table.rows]
    for first in range(0, len(charts), _CHARTS_A_ROW):
        row = charts[first : first + _CHARTS_A_ROW]
        needed, width = _charts_height(row, flow), _chart_width(row, flow)
        flow.keep(needed)
        height = max(needed, min(width * _CHART_SHAPE, flow.room - _HEADING_ROOM))
        for number, chart in enumerate(row):
            x = flow.left + number * (width + _CHART_GAP)
            write_chart(flow, chart, Box(x, flow.y, width, height))
        flow.y += height + 6
