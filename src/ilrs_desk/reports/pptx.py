"""The slide writer: a document as .pptx with native charts and tables, in the order in which it is read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pptx.util import Pt

from .document import (
    Block,
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
from .logo import logo_png, logo_size
from .measure import fitting_size, line_height, shortened, split_at_height, text_height
from .pptx_charts import bar_height, write_chart
from .pptx_flow import SlideFlow, text_block, write_feet
from .pptx_master import MARGIN, SLIDE_WIDTH, new_presentation, save, title_layout
from .pptx_tables import write_table
from .pptx_text import ACCENT, QUIET, TEXT, Box, Frame, Pen, Run
from .pptx_tiles import write_seats, write_tiles
from .running import feet, heads, language_of

_CONTENTS_ROWS, _CONTENTS_ROW = 13, 30.0
_HEADING, _BODY, _QUIET_BODY = 15.0, 12.0, 10.5
_KEPT_WITH_HEADING = 130.0
_TABLE_SHARE, _BESIDE_GAP = 0.52, 18.0
_MOST_COLUMNS_BESIDE = 6
_CHARTS_A_ROW, _CHART_GAP = 3, 14.0
_LEAST_CHART, _CHART_GAIN, _CHART_SHAPE = 190.0, 1.4, 0.8
_POINTS_A_CENTIMETRE = 72 / 2.54


def write_pptx(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``: title, contents with links, then each section on slides of its own.

    Of a table more than ``pptx_tables.MOST_ROWS`` rows are left out, and a sentence says so. Raises as
    ``files.replacing``; the file is whole or not there.
    """
    presentation = new_presentation(document)
    _write_title(presentation, document)
    flow = SlideFlow(presentation, document)
    contents = _contents_slides(flow, document)
    begun = []
    for section in document.sections:
        slide = flow.begin(section.title, language_of(document, section))
        begun.append((section.title, slide, len(presentation.slides)))
        if isinstance(section, Page):
            _write_page(flow, section)
        else:
            write_table(flow, section.table)
    _fill_contents(document, contents, begun)
    write_feet(presentation, document, contents[0] if contents else None)
    with replacing(path) as part:
        save(presentation, document, part)


def _write_title(presentation: Any, document: Document) -> None:
    slide = presentation.slides.add_slide(title_layout(presentation))
    boxes = {}
    for shape in list(slide.placeholders):
        kind = "ctrTitle" if shape.placeholder_format.idx == 0 else "subTitle"
        boxes[kind] = Box(*(part / 12_700 for part in (shape.left, shape.top, shape.width, shape.height)))
        shape._element.getparent().remove(shape._element)
    pen = Pen(document.language, mirrored=document.right_to_left)
    box = boxes["ctrTitle"]
    size = fitting_size(document.title, box.width, box.height, (40.0, 34.0, 28.0, 22.0, 18.0), bold=True)
    words = shortened(document.title, box.width, box.height, size, bold=True)
    pen.shape(
        slide,
        pen.placed(box, SLIDE_WIDTH),
        [[Run(words, size, bold=True)]],
        "Title",
        Frame(anchor="b"),
        placeholder='<p:ph type="ctrTitle"/>',
    )
    bar = Box(MARGIN, box.y, 5, boxes["subTitle"].y + boxes["subTitle"].height - box.y)
    pen.shape(slide, pen.placed(bar, SLIDE_WIDTH), [], "Bar", Frame(ground=ACCENT))
    _write_subtitle(slide, pen, document, boxes["subTitle"])
    _write_logo(slide, pen, document)


def _write_subtitle(slide: Any, pen: Pen, document: Document, box: Box) -> None:
    """Below the title all that stands at the foot of the other slides, in a size that can be read."""
    lines = [part for part in (document.subtitle, *heads(document), *feet(document)) if part]
    text = "\n".join(lines)
    size = fitting_size(text, box.width, box.height, (18.0, 16.0, 14.0, 12.0, 10.0, 8.0))
    kept = shortened(text, box.width, box.height, size).split("\n")
    above = len(heads(document)) + bool(document.subtitle)
    paragraphs = [[Run(line, size, TEXT if at < above else QUIET)] for at, line in enumerate(kept)]
    place = pen.placed(box, SLIDE_WIDTH)
    pen.shape(slide, place, paragraphs, "Subtitle", placeholder='<p:ph type="subTitle" idx="1"/>')


def _write_logo(slide: Any, pen: Pen, document: Document) -> None:
    picture = logo_png(document.style)
    if picture is None:
        return
    made = slide.shapes.add_picture(picture, 0, 0)
    width, height = logo_size(made.width / 12_700, made.height / 12_700, 260, 70)
    place = pen.placed(Box(MARGIN, 50, width, height), SLIDE_WIDTH)
    made.left, made.top, made.width, made.height = Pt(place.x), Pt(place.y), Pt(width), Pt(height)
    made.name = document.style.organisation or "Logo"
    made._element.nvPicPr.cNvPr.set("descr", made.name)


def _contents_slides(flow: SlideFlow, document: Document) -> list[Any]:
    """As many slides as the list of sections needs, still empty; none for a single section."""
    count = len(document.sections)
    if count < 2:
        return []
    slides = [flow.begin(document.word("Contents"), document.language)]
    for _ in range(1, -(-count // (2 * _CONTENTS_ROWS))):
        flow.go_on()
        slides.append(flow.slide)
    return slides


def _fill_contents(document: Document, slides: Sequence[Any], begun: Sequence[tuple[str, Any, int]]) -> None:
    """Write of each section its title and the number of its first slide, which leads there."""
    if not slides:
        return
    pen = Pen(document.language, mirrored=document.right_to_left)
    columns = 1 if len(begun) <= _CONTENTS_ROWS else 2
    width = (SlideFlow.width - _BESIDE_GAP * (columns - 1)) / columns
    for number, (title, slide, page) in enumerate(begun):
        on, place = divmod(number, columns * _CONTENTS_ROWS)
        column, row = divmod(place, _CONTENTS_ROWS)
        x = SlideFlow.left + column * (width + _BESIDE_GAP)
        box = Box(x, SlideFlow.top + 10 + row * _CONTENTS_ROW, width - 50, _CONTENTS_ROW - 4)
        size = fitting_size(title, box.width, box.height, (16.0, 14.0, 12.0, 10.0, 8.0))
        words = shortened(title, box.width, box.height, size)
        frame = Frame(anchor="ctr")
        run = [[Run(words, size, ACCENT)]]
        pen.shape(slides[on], pen.placed(box, SLIDE_WIDTH), run, title, frame, slide)
        beside = pen.placed(Box(box.x + box.width, box.y, 50, box.height), SLIDE_WIDTH)
        frame = Frame(anchor="ctr", side=pen.end)
        pen.shape(slides[on], beside, [[Run(str(page), 14.0, QUIET)]], f"{title}: {page}", frame, slide)


def _write_page(flow: SlideFlow, page: Page) -> None:
    blocks = page.blocks[: page.printed]
    for kind, group in itertools.groupby(blocks, key=type):
        held = list(group)
        if kind is Paragraph:
            _write_paragraphs(flow, [block for block in held if isinstance(block, Paragraph)])
            continue
        for block in held:
            _write_block(flow, block)


def _write_block(flow: SlideFlow, block: Block) -> None:
    match block:
        case Heading():
            _write_heading(flow, block)
        case TableBlock():
            _write_table_block(flow, block)
        case ChartRow():
            _write_charts(flow, block)
        case TileRow():
            write_tiles(flow, block)
        case SeatBoard():
            write_seats(flow, block)


def _write_heading(flow: SlideFlow, block: Heading) -> None:
    if block.new_page and not flow.at_top:
        flow.go_on()
    flow.keep(_KEPT_WITH_HEADING)
    if not flow.at_top:
        flow.y += 6
    text_block(flow, [Run(block.text, _HEADING, ACCENT, bold=True)], block.text, gap=4)


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


def _write_table_block(flow: SlideFlow, block: TableBlock) -> None:
    """A table with its charts beside it, or below it where it needs the whole width."""
    charts = [chart for chart in block.charts if chart.table.rows]
    if not charts or len(block.table.columns) > _MOST_COLUMNS_BESIDE:
        write_table(flow, block.table, strong=block.strong)
        if charts:
            _write_charts(flow, ChartRow(tuple((1, chart) for chart in charts)))
        return
    height = min(flow.tallest, max(bar_height(chart) for chart in charts))
    flow.keep(max(_LEAST_CHART, min(height, flow.tallest)))
    slide, top = flow.slide, flow.y
    bottom = flow.bottom
    each = min((bottom - top) / len(charts), max(_LEAST_CHART, height))
    x = flow.left + flow.width * _TABLE_SHARE + _BESIDE_GAP
    for number, chart in enumerate(charts):
        write_chart(flow, chart, Box(x, top + number * each, flow.left + flow.width - x, each - 4))
    write_table(flow, block.table, strong=block.strong, share=_TABLE_SHARE)
    if flow.slide is slide:
        flow.y = max(flow.y, top + each * len(charts))


def _write_charts(flow: SlideFlow, block: ChartRow) -> None:
    charts = [chart for _, chart in block.charts if chart.table.rows]
    for first in range(0, len(charts), _CHARTS_A_ROW):
        row = charts[first : first + _CHARTS_A_ROW]
        wished = max(chart.height * _POINTS_A_CENTIMETRE * _CHART_GAIN for chart in row)
        width = (flow.width - _CHART_GAP * (len(row) - 1)) / len(row)
        bars = [bar_height(chart) for chart in row if chart.kind is ChartKind.BAR]
        flow.keep(min(max(wished, *bars, 0.0), flow.tallest, _LEAST_CHART * 1.2))
        height = min(max(wished, width * _CHART_SHAPE, *bars), flow.room)
        for number, chart in enumerate(row):
            x = flow.left + number * (width + _CHART_GAP)
            write_chart(flow, chart, Box(x, flow.y, width, height))
        flow.y += height + 6
