"""Sections on sheets: the blocks of a page one below the other, and the long table of a section of records."""

from __future__ import annotations

from ..document import ChartRow, Heading, Page, Paragraph, Records, SeatBoard, TableBlock, TileRow
from .charts import charts_height, write_beside, write_charts
from .flow import Flow
from .fonts import BODY, DOTS, HEADING, LABEL, Face
from .tables import table_size, write_records, write_table
from .tiles import write_seats, write_tiles

_SECTION = Face(15, True)
_LABEL_SHARE, _LABEL_GAP = 0.2, 8.0 * DOTS
_TABLE_SHARE, _BESIDE = 0.56, 14.0 * DOTS
_HEADING_KEEPS = 70.0 * DOTS
_NOTHING = "–"


def write_section(flow: Flow, section: Page | Records, *, title: bool) -> None:
    """The section from where the flow stands; ``title``: under its own title."""
    flow.title(lambda: _section_title(flow, section.title, shown=title and not _begins_with(section)))
    if isinstance(section, Records):
        write_records(flow, section.table)
        if not section.table.rows:
            flow.quiet(_NOTHING, BODY)
        return
    blocks = section.blocks[: section.printed]
    for block in blocks:
        _write(flow, block)
    if not blocks:
        flow.quiet(_NOTHING, BODY)


def _begins_with(section: Page | Records) -> bool:
    """Whether the section's first block is its title."""
    blocks = section.blocks if isinstance(section, Page) else ()
    return bool(blocks) and blocks[0] == Heading(section.title)


def _section_title(flow: Flow, title: str, *, shown: bool) -> None:
    flow.enter(0, title)
    if shown:
        flow.text(title, _SECTION, flow.accent, after=6)


def _write(flow: Flow, block: object) -> None:
    match block:
        case Heading():
            _write_heading(flow, block)
        case Paragraph():
            _write_paragraph(flow, block)
        case TableBlock():
            _write_table(flow, block)
        case ChartRow():
            write_charts(flow, [chart for _, chart in block.charts])
        case TileRow():
            flow.gap(2)
            write_tiles(flow, block)
        case SeatBoard():
            flow.gap(6)
            write_seats(flow, block)


def _write_heading(flow: Flow, block: Heading) -> None:
    if block.new_page and flow.y:
        flow.new_sheet()
    flow.title(lambda: _title(flow, block.text))


def _title(flow: Flow, text: str) -> None:
    flow.gap(10)
    flow.keep(_HEADING_KEEPS)
    flow.enter(1, text)
    flow.text(text, HEADING, flow.accent, after=3)


def _write_paragraph(flow: Flow, block: Paragraph) -> None:
    """A sentence; a label stands before it in a column of its own, and what belongs under it is as far in."""
    label = block.label.strip()
    start = flow.width * _LABEL_SHARE + _LABEL_GAP if label or block.under else 0.0
    height = flow.measure.height(block.text, BODY, flow.width - start)
    flow.keep(min(height, flow.bottom / 3))
    end = flow.y
    if label:
        room = flow.width * _LABEL_SHARE
        lines, pitch = flow.measure.lines(label, LABEL, room), flow.measure.pitch(label, LABEL)
        flow.keep(len(lines) * pitch)
        ink, y = flow.accent, flow.y
        flow.put(lambda canvas: canvas.lines(lines, (0, y), room, LABEL, ink, pitch=pitch))
        end = y + len(lines) * pitch
    sheet = len(flow.sheets)
    write = flow.quiet if block.quiet else flow.text
    write(block.text, BODY, start=start)
    if len(flow.sheets) == sheet:
        flow.y = max(flow.y, end)
    flow.y += 3 * DOTS


def _write_table(flow: Flow, block: TableBlock) -> None:
    """A table with its charts beside it, where both have room on one sheet; else below it."""
    charts = [chart for chart in block.charts if chart.table.rows]
    if not charts:
        write_table(flow, block.table, strong=block.strong)
        return
    width, height = table_size(flow, block.table, strong=block.strong, most=flow.width * _TABLE_SHARE)
    left = width + _BESIDE
    height = max(height, charts_height(flow, charts, flow.width - left))
    if width > flow.width * _TABLE_SHARE or height > flow.bottom - _HEADING_KEEPS:
        write_table(flow, block.table, strong=block.strong)
        write_charts(flow, charts)
        return
    flow.keep(height)
    top = flow.y
    write_table(flow, block.table, strong=block.strong, share=_TABLE_SHARE)
    write_beside(flow, charts, left, top)
    flow.gap(6)
