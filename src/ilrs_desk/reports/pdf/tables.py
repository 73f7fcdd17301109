"""Tables on pages: columns as wide as what they hold, wrapped cells, the head repeated, wide ones in parts."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF

from ..colours import INK, LINE, QUIET, tint
from ..columns import spread
from ..document import ColumnType, Table
from ..shown import shown
from ..text import visible_controls
from .canvas import BASELINE, Canvas, Side
from .flow import Flow
from .fonts import BODY, DOTS, LABEL, SMALL, SMALL_LABEL, STRONG, Face
from .measure import Measure

_PAD_X, _PAD_Y = 3.0 * DOTS, 2.2 * DOTS
_MEASURED_ROWS = 300
_WIDEST, _WIDEST_WORD, _UNBROKEN, _NARROWEST = 150 * DOTS, 84 * DOTS, 52 * DOTS, 22 * DOTS
_WIDEST_SCALE = 1.5
_BAND = "F4F6F8"
_NUMBERS = (ColumnType.NUMBER, ColumnType.SHARE)
#: From so many columns on print is small.
_MANY = 7


#: For each column its face, its side and the room of its text.
_CellPlan = Sequence[tuple[Face, Side, float]]


@dataclass(frozen=True, slots=True)
class _Look:
    """How a table is set: its cells, its head, and so many first columns that stand out."""

    cell: Face
    head: Face
    strong: int
    banded: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """Columns that stand beside each other: their heads, widths in dots, and rows of words with their heights."""

    heads: tuple[str, ...]
    sides: tuple[Side, ...]
    widths: tuple[float, ...]
    rows: Sequence[tuple[str, ...]]
    heights: Sequence[float]
    look: _Look

    def face(self, at: int) -> Face:
        """How column ``at`` is set."""
        return STRONG if at < self.look.strong and not self.look.banded else self.look.cell


def write_records(flow: Flow, table: Table) -> None:
    """A long table from here on over the whole width; columns with nothing in any row are left out."""
    kept = [at for at in range(len(table.columns)) if _filled(table, at)]
    if kept and len(kept) < len(table.columns):
        columns = tuple(table.columns[at] for at in kept)
        rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
        table = Table(table.name, columns, rows)
    _write(flow, table, _Look(SMALL, SMALL_LABEL, 0, True), 1.0)


def write_table(flow: Flow, table: Table, *, strong: int = 0, share: float = 1.0) -> float:
    """A table on a page over at most ``share`` of the width; returns its width in dots."""
    return _write(flow, table, _page_look(table, strong), share)


def table_size(flow: Flow, table: Table, *, strong: int, most: float) -> tuple[float, float]:
    """Width and height in dots of such a table; where it is wider than ``most``, how wide it would like to be."""
    look = _page_look(table, strong)
    words = _words(flow, table, table.rows)
    if not table.columns:
        return 0.0, 0.0
    _, wanted = _bounds(flow, table, words[:_MEASURED_ROWS], look, flow.width)
    if sum(wanted) > most:
        return sum(wanted), 0.0
    part = next(_parts(flow, table, words, look, most))
    return sum(part.widths), _head_height(flow, part) + sum(part.heights)


def _page_look(table: Table, strong: int) -> _Look:
    small = len(table.columns) > _MANY
    return _Look(SMALL if small else BODY, SMALL_LABEL if small else LABEL, 0 if small else strong, False)


def wanted_width(flow: Flow, table: Table) -> float:
    """Dots that the table would take if no cell of it wrapped more than it must."""
    words = _words(flow, table, table.rows[:_MEASURED_ROWS])
    return sum(_bounds(flow, table, words, _Look(SMALL, SMALL_LABEL, 0, True), 1e9)[1])


def _write(flow: Flow, table: Table, look: _Look, share: float) -> float:
    if not table.columns:
        return 0.0
    widest = 0.0
    for part in _parts(flow, table, _words(flow, table, table.rows), look, flow.width * share):
        if widest:
            flow.gap(8)
        _write_part(flow, part)
        widest = max(widest, sum(part.widths))
    return widest


def _parts(
    flow: Flow, table: Table, words: list[tuple[str, ...]], look: _Look, room: float
) -> Iterator[_Part]:
    """The table in parts that fit into ``room``."""
    for group, widths in _groups(flow, table, words, look, room):
        rows = (
            words if len(group) == len(table.columns) else [tuple(row[at] for at in group) for row in words]
        )
        heads = tuple(visible_controls(table.columns[at].label) for at in group)
        sides = tuple(Side.END if table.columns[at].type in _NUMBERS else Side.START for at in group)
        part = _Part(heads, sides, widths, rows, array("f"), look)
        yield replace(part, heights=_heights(flow, part))


def _filled(table: Table, at: int) -> bool:
    return not table.rows or any(row[at] not in (None, "") for row in table.rows)


def _words(flow: Flow, table: Table, rows: Sequence[tuple[object, ...]]) -> list[tuple[str, ...]]:
    kinds, language = [column.type for column in table.columns], flow.document.language
    return [
        tuple([shown(value, kind, language) for value, kind in zip(row, kinds, strict=True)])  # type: ignore[arg-type]
        for row in rows
    ]


def _groups(
    flow: Flow, table: Table, words: Sequence[tuple[str, ...]], look: _Look, room: float
) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """The columns in groups that fit beside each other with their widths, the first column in each of them."""
    least, wanted = _bounds(flow, table, words[:_MEASURED_ROWS], look, room)
    return spread(least, wanted, room, widest=_WIDEST_SCALE)


def _bounds(
    flow: Flow, table: Table, words: Sequence[tuple[str, ...]], look: _Look, room: float
) -> tuple[list[float], list[float]]:
    """The least width of each column at which no short word is broken, and the one that it would like."""
    measure = flow.measure
    least, wanted = [], []
    for at, column in enumerate(table.columns):
        face = STRONG if at < look.strong else look.cell
        texts = {row[at] for row in words}
        head = measure.longest_word(visible_controls(column.label), look.head)
        word = max((measure.longest_word(text, face) for text in texts), default=0.0)
        cell = max((measure.width(part, face) for text in texts for part in text.split("\n")), default=0.0)
        narrow = max(_NARROWEST, head, min(max(word, min(cell, _UNBROKEN)), _WIDEST_WORD)) + 2 * _PAD_X
        least.append(min(narrow, room))
        wanted.append(min(max(narrow, min(cell, _WIDEST * column.span) + 2 * _PAD_X), room))
    return least, wanted


def _heights(flow: Flow, part: _Part) -> array[float]:
    return array("f", (_row_height(flow, part, row) for row in part.rows))


def _row_height(flow: Flow, part: _Part, row: Sequence[str]) -> float:
    measure = flow.measure
    tallest = 0.0
    for at, text in enumerate(row):
        if text:
            face = part.face(at)
            height = measure.height(text, face, part.widths[at] - 2 * _PAD_X)
            if height > tallest:
                tallest = height
    return (tallest or measure.pitch("", part.look.cell)) + 2 * _PAD_Y


def _write_part(flow: Flow, part: _Part) -> None:
    """The rows on as many sheets as they need; one that is longer than a sheet goes on on the next."""
    head = _head_height(flow, part)
    first, count = 0, len(part.rows)
    flow.keep(head + min([*part.heights[:2], flow.bottom / 4]) if count else head)
    while True:
        _put_head(flow, part, head)
        last, y = first, flow.y
        while last < count and y + part.heights[last] <= flow.bottom + 1:
            y += part.heights[last]
            last += 1
        if last > first:
            flow.put(partial(_draw_rows, part, first, last, flow.y))
            flow.y = y
        elif first < count and part.heights[first] > flow.bottom - head:
            _write_long_row(flow, part, first, head)
            last = first + 1
        first = last
        if first >= count:
            break
        flow.new_sheet()
    flow.gap(6)


def _write_long_row(flow: Flow, part: _Part, number: int, head: float) -> None:
    """A row that is higher than a sheet: so many of its lines on each."""
    pitch = max(flow.measure.pitch(text, part.face(at)) for at, text in enumerate(part.rows[number]))
    cells = [
        flow.measure.lines(text, part.face(at), width - 2 * _PAD_X)
        for at, (text, width) in enumerate(zip(part.rows[number], part.widths, strict=True))
    ]
    longest, done = max(map(len, cells)), 0
    while done < longest:
        fits = max(1, int((flow.room - 2 * _PAD_Y) // pitch))
        lines = [cell[done : done + fits] for cell in cells]
        flow.put(partial(_draw_cells, part, lines, flow.y, pitch))
        done += fits
        flow.y += min(fits, max(map(len, lines))) * pitch + 2 * _PAD_Y
        if done < longest:
            flow.new_sheet()
            _put_head(flow, part, head)


def _head_height(flow: Flow, part: _Part) -> float:
    heights = (
        flow.measure.height(label, part.look.head, width - 2 * _PAD_X)
        for label, width in zip(part.heads, part.widths, strict=True)
    )
    return max(heights) + 2 * _PAD_Y


def _put_head(flow: Flow, part: _Part, height: float) -> None:
    flow.put(partial(_draw_head, part, flow.y, height, flow.accent))
    flow.y += height


def _draw_head(part: _Part, y: float, height: float, accent: str, canvas: Canvas) -> None:
    width = sum(part.widths)
    canvas.fill(QRectF(0, y, width, height), tint(accent, 0.10))
    canvas.line(QPointF(0, y + height), QPointF(width, y + height), accent, 0.8)
    x = 0.0
    for label, side, column in zip(part.heads, part.sides, part.widths, strict=True):
        room = column - 2 * _PAD_X
        lines = canvas.measure.lines(label, part.look.head, room)
        canvas.lines(lines, (x + _PAD_X, y + _PAD_Y), room, part.look.head, QUIET, side=side)
        x += column


def _draw_rows(part: _Part, first: int, last: int, y: float, canvas: Canvas) -> None:
    width, least = sum(part.widths), _least_height(canvas.measure, part)
    plan = [
        (part.face(at), side, room - 2 * _PAD_X)
        for at, (side, room) in enumerate(zip(part.sides, part.widths, strict=True))
    ]
    for number in range(first, last):
        height = part.heights[number]
        if not part.look.banded:
            canvas.line(QPointF(0, y + height), QPointF(width, y + height), LINE)
        elif number % 2:
            canvas.fill(QRectF(0, y, width, height), _BAND)
        draw = _draw_low_row if height == least else _draw_row
        draw(part.rows[number], plan, y + _PAD_Y, canvas)
        y += height


def _draw_low_row(row: Sequence[str], plan: _CellPlan, y: float, canvas: Canvas) -> None:
    """A row as low as any: each cell is one line, so nothing has to be measured."""
    x, text_at = _PAD_X, canvas.text
    face = plan[0][0]
    base = y + canvas.measure.pitch("", face) / 2 + face.dots * BASELINE
    for text, (_, side, room) in zip(row, plan, strict=True):
        if text:
            text_at(text, (x, base), room, face, INK, side)
        x += room + 2 * _PAD_X


def _draw_row(row: Sequence[str], plan: _CellPlan, y: float, canvas: Canvas) -> None:
    x, measure = _PAD_X, canvas.measure
    for text, (face, side, room) in zip(row, plan, strict=True):
        if text:
            pitch = measure.pitch(text, face)
            canvas.lines(measure.lines(text, face, room), (x, y), room, face, INK, pitch=pitch, side=side)
        x += room + 2 * _PAD_X


def _least_height(measure: Measure, part: _Part) -> float:
    """What a row of one line in one face takes, as its height is kept; -1 where faces differ."""
    if part.look.strong:
        return -1.0
    return array("f", [measure.pitch("", part.look.cell) + 2 * _PAD_Y])[0]


def _draw_cells(
    part: _Part, cells: Sequence[tuple[str, ...]], y: float, pitch: float, canvas: Canvas
) -> None:
    x = _PAD_X
    for at, (lines, side, width) in enumerate(zip(cells, part.sides, part.widths, strict=True)):
        room = width - 2 * _PAD_X
        canvas.lines(lines, (x, y + _PAD_Y), room, part.face(at), INK, pitch=pitch, side=side)
        x += width
