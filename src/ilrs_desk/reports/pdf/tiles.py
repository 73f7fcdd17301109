"""Large figures and the seat board: what is coloured is also told in words and by the form of a mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF

from ..colours import INK, LINE, QUIET, stage_colour, tint
from ..document import ColumnType, SeatBoard, SeatTile, Tile, TileRow
from ..shown import shown
from .canvas import Canvas, Side
from .flow import Flow
from .fonts import DOTS, HEADING, LABEL, SMALL, TINY, Face
from .marks import draw_mark
from .measure import Measure

_MOST_TILES, _GAP, _INSET = 4, 8.0 * DOTS, 8.0 * DOTS
_LINE = Face(8.5)
_VALUES = (28.0, 24.0, 20.0, 16.0, 13.0, 11.0)
_VALUE_HEIGHT, _BAR = 36.0 * DOTS, 5.0 * DOTS
_VALUE_MARK, _TARGET_WORDS = "\ufffc", "{value} of {target}"
_SEAT_GAP, _SEAT_INSET, _NARROWEST_SEAT = 4.0 * DOTS, 4.0 * DOTS, 66.0 * DOTS
_MOST_SEATS_A_ROW, _MOST_WITH_FREE = 10, 60
_CODE, _NAMES = Face(11, True), (SMALL, TINY, Face(6.2))
_LOWEST_SEAT = 38.0 * DOTS
_STAGE_ROOM = 8.0 * DOTS


def write_tiles(flow: Flow, row: TileRow) -> None:
    """The figures side by side, at most four in a row."""
    for first in range(0, len(row.tiles), _MOST_TILES):
        tiles = row.tiles[first : first + _MOST_TILES]
        width = (flow.width - _GAP * (len(tiles) - 1)) / len(tiles)
        height = max(_tile_height(flow, tile, width - 2 * _INSET) for tile in tiles)
        flow.keep(height)
        values = [_value_parts(flow, tile) for tile in tiles]
        size = _value_size(flow, values, width - 2 * _INSET)
        for number, (tile, parts) in enumerate(zip(tiles, values, strict=True)):
            place = QRectF(number * (width + _GAP), flow.y, width, height)
            flow.put(partial(_draw_tile, tile, parts, size, place, flow.accent))
        flow.y += height + _GAP


def _tile_height(flow: Flow, tile: Tile, room: float) -> float:
    lines = sum(flow.measure.height(line, _LINE, room) for line in tile.lines)
    label = flow.measure.height(tile.label, LABEL, room)
    return label + _VALUE_HEIGHT + 2 * _BAR + lines + 2 * _INSET


def _value_parts(flow: Flow, tile: Tile) -> tuple[str, str, str]:
    """The number, and what says its target before and after it."""
    language = flow.document.language
    value = shown(tile.value, ColumnType.NUMBER, language)
    if tile.target is None:
        return "", value, ""
    target = shown(tile.target, ColumnType.NUMBER, language)
    before, _, after = flow.document.word(_TARGET_WORDS, value=_VALUE_MARK, target=target).partition(
        _VALUE_MARK
    )
    return before, value, after


def _value_size(flow: Flow, values: Sequence[tuple[str, str, str]], room: float) -> float:
    """One size for all figures of a row, the largest at which each stands on one line."""
    for size in _VALUES:
        if max(sum(_value_widths(flow, parts, size)) for parts in values) <= room:
            return size
    return _VALUES[-1]


def _value_widths(flow: Flow, parts: tuple[str, str, str], size: float) -> list[float]:
    return [flow.measure.width(part, face) for part, face in zip(parts, _value_faces(size), strict=True)]


def _value_faces(size: float) -> tuple[Face, Face, Face]:
    return Face(size * 0.5), Face(size, True), Face(size * 0.5)


def _draw_tile(
    tile: Tile, parts: tuple[str, str, str], size: float, place: QRectF, accent: str, canvas: Canvas
) -> None:
    canvas.box(place, tint(accent, 0.05), LINE)
    room, x, y = place.width() - 2 * _INSET, place.x() + _INSET, place.y() + _INSET
    y = _put(canvas, tile.label, LABEL, QUIET, (x, y), room)
    base, at = y + _VALUE_HEIGHT * 0.75, x
    for text, face, ink in zip(parts, _value_faces(size), (QUIET, INK, QUIET), strict=True):
        width = canvas.measure.width(text, face)
        canvas.text(text, (at, base), width, face, ink)
        at += width
    y += _VALUE_HEIGHT
    if tile.target:
        canvas.fill(QRectF(x, y, room, _BAR), LINE)
        canvas.fill(QRectF(x, y, room * min(max(tile.value / tile.target, 0.0), 1.0), _BAR), accent)
    y += 2 * _BAR
    for line in tile.lines:
        y = _put(canvas, line, _LINE, INK, (x, y), room)


def _put(
    canvas: Canvas,
    text: str,
    face: Face,
    ink: str,
    place: tuple[float, float],
    room: float,
    side: Side = Side.START,
) -> float:
    """Draw the wrapped text; returns where it ends."""
    lines, pitch = canvas.measure.lines(text, face, room), canvas.measure.pitch(text, face)
    canvas.lines(lines, place, room, face, ink, pitch=pitch, side=side)
    return place[1] + len(lines) * pitch


def write_seats(flow: Flow, board: SeatBoard) -> None:
    """A tile for each seat with code, name and stage in words; free ones dashed; a legend below."""
    if board.title:
        flow.title(lambda: flow.text(board.title, HEADING, flow.accent, after=4))
    free = max(0, board.total - board.taken)
    drawn_free = max(0, min(board.total, _MOST_WITH_FREE) - board.taken)
    seats: list[SeatTile | None] = [*board.seats, *[None] * drawn_free]
    across = max(1, min(_MOST_SEATS_A_ROW, int((flow.width + _SEAT_GAP) // (_NARROWEST_SEAT + _SEAT_GAP))))
    width = (flow.width - _SEAT_GAP * (across - 1)) / across
    for first in range(0, len(seats), across):
        row = seats[first : first + across]
        height = max(_LOWEST_SEAT, *(_seat_height(flow, seat, width) for seat in row))
        flow.keep(height)
        for number, seat in enumerate(row):
            place = QRectF(number * (width + _SEAT_GAP), flow.y, width, height)
            flow.put(partial(_draw_seat, seat, _stage_lines(flow, seat), place, flow.document.word("free")))
        flow.y += height + _SEAT_GAP
    _write_legend(flow, board, free)
    flow.gap(6)


def _stage_lines(flow: Flow, seat: SeatTile | None) -> str:
    if seat is None:
        return ""
    return seat.stage_words if seat.counted else f"{seat.stage_words}\n{flow.document.word('not counted')}"


def _name_face(measure: Measure, name: str, room: float) -> Face:
    """Smaller print where a word of the name would be broken."""
    return next((face for face in _NAMES if measure.longest_word(name, face) <= room), _NAMES[-1])


def _seat_height(flow: Flow, seat: SeatTile | None, width: float) -> float:
    if seat is None:
        return 0.0
    room, measure = width - 2 * _SEAT_INSET, flow.measure
    stage = measure.height(_stage_lines(flow, seat), TINY, room - _STAGE_ROOM)
    name = measure.height(seat.label, _name_face(measure, seat.label, room), room)
    return measure.pitch(seat.code, _CODE) + name + stage + 2 * _SEAT_INSET


def _draw_seat(seat: SeatTile | None, stage: str, place: QRectF, free: str, canvas: Canvas) -> None:
    if seat is None:
        canvas.box(place, "", "B7BFCA", dashed=True)
        middle = place.center().y() - canvas.measure.pitch(free, SMALL) / 2
        _put(canvas, free, SMALL, QUIET, (place.x(), middle), place.width(), Side.CENTRE)
        return
    colour = stage_colour(seat.stage)
    canvas.box(place, tint(colour, 0.22), colour if seat.counted else "B7BFCA")
    room, x, y = place.width() - 2 * _SEAT_INSET, place.x() + _SEAT_INSET, place.y() + _SEAT_INSET
    y = _put(canvas, seat.code, _CODE, INK, (x, y), room)
    y = _put(canvas, seat.label, _name_face(canvas.measure, seat.label, room), INK, (x, y), room)
    pitch = canvas.measure.pitch(stage, TINY)
    draw_mark(canvas, seat.stage, QPointF(x + 3 * DOTS, y + pitch / 2), colour)
    _put(canvas, stage, TINY, INK, (x + _STAGE_ROOM, y), room - _STAGE_ROOM)


def _write_legend(flow: Flow, board: SeatBoard, free: int) -> None:
    """Each stage of the board with its mark and how many seats are at it."""
    stages = Counter((seat.stage, seat.stage_words) for seat in board.seats)
    entries = [(stage, words, count) for (stage, words), count in stages.items()]
    if free:
        entries.append(("", flow.document.word("free"), free))
    x, pitch = 0.0, flow.measure.pitch("", SMALL) * 1.3
    flow.keep(pitch)
    for stage, words, count in entries:
        text = f"{words}: {shown(count, ColumnType.NUMBER, flow.document.language)}"
        width = flow.measure.width(text, SMALL) + 24 * DOTS
        if x and x + width > flow.width:
            x = 0.0
            flow.y += pitch
            flow.keep(pitch)
        flow.put(partial(_draw_legend, stage, text, (x, flow.y), pitch))
        x += width
    flow.y += pitch if entries else 0.0


def _draw_legend(stage: str, text: str, place: tuple[float, float], pitch: float, canvas: Canvas) -> None:
    x, y = place
    draw_mark(canvas, stage, QPointF(x + 4 * DOTS, y + pitch / 2), stage_colour(stage))
    room = canvas.width - x - 10 * DOTS
    canvas.lines((text,), (x + 10 * DOTS, y), room, SMALL, INK, pitch=pitch)
