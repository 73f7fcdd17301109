"""Native tables on slides: columns that fit or go on beside, rows that go on with their head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml

from .columns import spread
from .document import ColumnType, Table
from .measure import longest_word, shortened, text_height, text_width
from .pptx_flow import SlideFlow, text_block
from .pptx_text import ACCENT, QUIET, TEXT, Box, Run, colour_xml
from .shown import shown
from .text import visible_controls

#: More rows of one table are no slides any more; the last slide says how many are left out and where they are.
MOST_ROWS = 300
_PAD_X, _PAD_Y = 5.0, 2.5
_WIDEST_SCALE = 1.35
_NARROWEST, _WIDEST, _WIDEST_WORD = 26.0, 230.0, 110.0
#: A column is wide enough for short words on one line, such as a day.
_UNBROKEN = 64.0
_SIZES = ((5, 11.0), (8, 10.0), (999, 9.0))
_STRONG_GAIN = 3.0
_HEAD_LOSS = 1.0
_LEAST_ROOM = 70.0
_MOST_OF_A_SLIDE = 0.5
_NUMBERS = (ColumnType.NUMBER, ColumnType.SHARE)
_EMU = 12_700
_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_NO_EDGES = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT")


@dataclass(frozen=True, slots=True)
class _Cell:
    """Words of a cell and how they look."""

    text: str
    size: float
    bold: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells of a row and its height in points."""

    cells: tuple[_Cell, ...]
    height: float


def write_table(flow: SlideFlow, table: Table, *, strong: int = 0, share: float = 1.0) -> float:
    """Write the table over ``share`` of the width, on as many slides as it needs; returns its width in points.

    ``strong``: so many first columns stand out. What has too many columns goes on in further tables, each of them
    with the first column.
    """
    if not table.columns:
        return 0.0
    size = next(size for most, size in _SIZES if len(table.columns) <= most)
    kept = table.rows[:MOST_ROWS]
    words = [
        [
            shown(value, column.type, flow.pen.language)
            for value, column in zip(row, table.columns, strict=True)
        ]
        for row in kept
    ]
    widest = 0.0
    room = flow.width * share
    for group, widths in _groups(table, words, size, room):
        _write_group(flow, table, words, _Plan(group, widths, size, strong))
        widest = max(widest, sum(widths))
    left_out = len(table.rows) - len(kept)
    if left_out:
        text = flow.document.word(
            "{count} more rows are left out here; the workbook holds them all.", count=left_out
        )
        text_block(flow, [Run(text, 11.0, QUIET, italic=True)], "Left out")
    return widest


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which columns stand in one table on the slides, how wide, and the size of its print."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]
    size: float
    strong: int


def _groups(
    table: Table, words: Sequence[Sequence[str]], size: float, room: float
) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """The columns in groups that fit beside each other, the first column in each of them."""
    least, wanted = [], []
    for at, column in enumerate(table.columns):
        texts = {row[at] for row in words}
        head = longest_word(visible_controls(column.label), size - _HEAD_LOSS, bold=True)
        word = max((longest_word(text, size) for text in texts), default=0.0)
        cell = max((text_width(text, size) for text in texts), default=0.0)
        narrow = max(_NARROWEST, head, min(max(word, min(cell, _UNBROKEN)), _WIDEST_WORD)) + 2 * _PAD_X
        least.append(min(narrow, room))
        wanted.append(min(max(narrow, min(cell, _WIDEST * column.span) + 2 * _PAD_X), room))
    return spread(least, wanted, room, widest=_WIDEST_SCALE)


def _write_group(flow: SlideFlow, table: Table, words: Sequence[Sequence[str]], plan: _Plan) -> None:
    head = _head_row(flow, table, plan)
    flow.keep(head.height + _LEAST_ROOM)
    held: list[_Row] = []
    used = head.height
    for texts in words:
        row = _body_row(flow, table, texts, plan, head.height)
        if used + row.height > flow.room and held:
            _emit(flow, table.name, plan, [head, *held])
            flow.go_on()
            held, used = [], head.height
        held.append(row)
        used += row.height
    if used > flow.room and not flow.at_top:
        flow.go_on()
    _emit(flow, table.name, plan, [head, *held])
    flow.y += 10


def _head_row(flow: SlideFlow, table: Table, plan: _Plan) -> _Row:
    cells = []
    for at in plan.columns:
        column = table.columns[at]
        cells.append(
            _Cell(visible_controls(column.label), plan.size - _HEAD_LOSS, True, column.type in _NUMBERS)
        )
    return _row(cells, plan, flow.tallest / 2)


def _body_row(flow: SlideFlow, table: Table, texts: Sequence[str], plan: _Plan, head: float) -> _Row:
    cells = []
    for at in plan.columns:
        bold = at < plan.strong
        size = plan.size + (_STRONG_GAIN if bold else 0.0)
        cells.append(_Cell(texts[at], size, bold, table.columns[at].type in _NUMBERS))
    return _row(cells, plan, (flow.tallest - head) * _MOST_OF_A_SLIDE)


def _row(cells: Sequence[_Cell], plan: _Plan, most: float) -> _Row:
    """The row as high as its tallest cell; words that would make it higher than ``most`` end in dots."""
    made, height = [], 0.0
    for cell, width in zip(cells, plan.widths, strict=True):
        room = width - 2 * _PAD_X
        text = shortened(cell.text, room, most - 2 * _PAD_Y, cell.size, bold=cell.bold)
        made.append(_Cell(text, cell.size, cell.bold, cell.right))
        height = max(height, text_height(text, room, cell.size, bold=cell.bold))
    return _Row(tuple(made), height + 2 * _PAD_Y)


def _emit(flow: SlideFlow, name: str, plan: _Plan, rows: Sequence[_Row]) -> None:
    """Put the rows as one table where the flow stands, and move the flow below it."""
    height = sum(row.height for row in rows)
    box = flow.place(Box(flow.left, flow.y, sum(plan.widths), height))
    grid = "".join(f'<a:gridCol w="{round(width * _EMU)}"/>' for width in plan.widths)
    body = "".join(_row_xml(flow, row, head=not at) for at, row in enumerate(rows))
    mirrored = ' rtl="1"' if flow.pen.mirrored else ""
    words = quoteattr(visible_controls(name) or "Table")
    number = len(flow.slide.shapes._spTree) + 1
    flow.slide.shapes._spTree.append(
        parse_xml(
            f'<p:graphicFrame {_SPACES}><p:nvGraphicFramePr><p:cNvPr id="{number}" name={words} descr={words}/>'
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
            f"</p:nvGraphicFramePr><p:xfrm>{box.transform}</p:xfrm><a:graphic>"
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
            f'<a:tbl><a:tblPr firstRow="1"{mirrored}/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl>'
            "</a:graphicData></a:graphic></p:graphicFrame>"
        )
    )
    flow.y += height


def _row_xml(flow: SlideFlow, row: _Row, *, head: bool) -> str:
    cells = "".join(_cell_xml(flow, cell, head=head) for cell in row.cells)
    return f'<a:tr h="{round(row.height * _EMU)}">{cells}</a:tr>'


def _cell_xml(flow: SlideFlow, cell: _Cell, *, head: bool) -> str:
    side = flow.pen.end if cell.right else flow.pen.start
    run = Run(cell.text, cell.size, ACCENT if head else TEXT, bold=cell.bold)
    colour, weight = (ACCENT, 12_700) if head else ("D5DAE1", 6_350)
    x, y = round(_PAD_X * _EMU), round(_PAD_Y * _EMU)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{flow.pen.paragraphs([[run]], side)}</a:txBody>"
        f'<a:tcPr marL="{x}" marR="{x}" marT="{y}" marB="{y}" anchor="{"b" if head else "ctr"}">{_NO_EDGES}'
        f'<a:lnB w="{weight}"><a:solidFill>{colour_xml(colour)}</a:solidFill></a:lnB><a:noFill/></a:tcPr></a:tc>'
    )
