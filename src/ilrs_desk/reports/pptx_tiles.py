"""Large figures and the seat board as shapes: what is coloured is always told in words, too."""

from __future__ import annotations

from .colours import stage_colour, tint
from .document import SeatBoard, SeatTile, Tile, TileRow
from .measure import fitting_size, longest_word, shortened, text_height, text_width
from .pptx_flow import SlideFlow, text_block
from .pptx_text import ACCENT, GROUND, QUIET, TEXT, Box, Frame, Run

_MOST_IN_A_ROW, _GAP, _INSET = 4, 14.0, 12.0
_LABEL, _VALUE, _TARGET, _LINE = 12.0, (34.0, 28.0, 22.0, 16.0), 0.5, 11.0
_VALUE_HEIGHT, _BAR = 44.0, 6.0
_VALUE_MARK, _TARGET_WORDS = "\ufffc", "{value} of {target}"
_SEATS_A_ROW, _MOST_A_ROW, _SEAT_GAP, _SEAT_INSET = 10, 12, 6.0, 4.0
_LOWEST_SEAT, _HIGHEST_SEAT = 64.0, 78.0
_MOST_WITH_FREE = 60
_CODE = (13.0, 11.0)
_NAME_AND_STAGE = ((9.0, 8.0), (8.0, 7.5), (8.0, 7.0), (7.0, 7.0), (7.0, 6.0), (6.0, 6.0))


def write_tiles(flow: SlideFlow, row: TileRow) -> None:
    """The figures side by side, at most four in a row."""
    for first in range(0, len(row.tiles), _MOST_IN_A_ROW):
        tiles = row.tiles[first : first + _MOST_IN_A_ROW]
        width = (flow.width - _GAP * (len(tiles) - 1)) / len(tiles)
        height = max(_tile_height(tile, width - 2 * _INSET) for tile in tiles)
        flow.keep(height)
        height = min(height, flow.room)
        values = [_value_parts(flow, tile) for tile in tiles]
        size = _value_size(values, width - 2 * _INSET)
        for number, (tile, parts) in enumerate(zip(tiles, values, strict=True)):
            box = Box(flow.left + number * (width + _GAP), flow.y, width, height)
            _write_tile(flow, tile, box, _value_runs(parts, size))
        flow.y += height + _GAP


def _tile_height(tile: Tile, room: float) -> float:
    lines = sum(text_height(line, room, _LINE) for line in tile.lines)
    return text_height(tile.label, room, _LABEL, bold=True) + _VALUE_HEIGHT + 2 * _BAR + lines + 2 * _INSET


def _write_tile(flow: SlideFlow, tile: Tile, box: Box, value: list[Run]) -> None:
    pen = flow.pen
    pen.shape(flow.slide, flow.place(box), [], tile.label, Frame(ground=GROUND, rounded=True))
    room, x = box.width - 2 * _INSET, box.x + _INSET
    y = box.y + _INSET
    label = text_height(tile.label, room, _LABEL, bold=True)
    words = [[Run(tile.label, _LABEL, QUIET, bold=True)]]
    pen.shape(flow.slide, flow.place(Box(x, y, room, label)), words, f"{tile.label}: label")
    y += label
    place = flow.place(Box(x, y, room, _VALUE_HEIGHT))
    pen.shape(flow.slide, place, [value], f"{tile.label}: value", Frame(anchor="ctr", wrap=False))
    y += _VALUE_HEIGHT
    if tile.target:
        _write_bar(flow, tile.value / tile.target, Box(x, y, room, _BAR))
    y += 2 * _BAR
    below = Box(x, y, room, box.y + box.height - _INSET - y)
    if tile.lines:
        lines = [[Run(line, _LINE)] for line in tile.lines]
        pen.shape(flow.slide, flow.place(below), lines, f"{tile.label}: lines")


def _value_parts(flow: SlideFlow, tile: Tile) -> tuple[str, str, str]:
    """The number, and what says its target before and after it."""
    value = flow.number(tile.value)
    if tile.target is None:
        return "", value, ""
    words = flow.document.word(_TARGET_WORDS, value=_VALUE_MARK, target=flow.number(tile.target))
    before, _, after = words.partition(_VALUE_MARK)
    return before, value, after


def _value_size(values: list[tuple[str, str, str]], room: float) -> float:
    """One size for all figures of a row, the largest at which each stands on one line."""
    for size in _VALUE:
        widths = [
            text_width(value, size, bold=True) + text_width(before + after, size * _TARGET)
            for before, value, after in values
        ]
        if max(widths) <= room:
            return size
    return _VALUE[-1]


def _value_runs(parts: tuple[str, str, str], size: float) -> list[Run]:
    before, value, after = parts
    runs = [
        Run(before, size * _TARGET, QUIET),
        Run(value, size, bold=True),
        Run(after, size * _TARGET, QUIET),
    ]
    return [run for run in runs if run.text]


def _write_bar(flow: SlideFlow, share: float, box: Box) -> None:
    flow.pen.shape(flow.slide, flow.place(box), [], "Share of the target", Frame(ground="D5DAE1"))
    filled = Box(box.x, box.y, box.width * min(max(share, 0.0), 1.0), box.height)
    if filled.width:
        flow.pen.shape(flow.slide, flow.place(filled), [], "Reached", Frame(ground=ACCENT))


def write_seats(flow: SlideFlow, board: SeatBoard) -> None:
    """A shape for each seat with code, name and stage in words, free ones dashed.

    They stand ten in a row, or twelve where then all are on one slide.
    """
    if board.title:
        text_block(flow, [Run(board.title, 14.0, ACCENT, bold=True)], board.title, gap=6)
    free = max(0, min(board.total, _MOST_WITH_FREE) - board.taken)
    seats: list[SeatTile | None] = [*board.seats, *[None] * free]
    across = _MOST_A_ROW if 5 * _SEATS_A_ROW < len(seats) <= 5 * _MOST_A_ROW else _SEATS_A_ROW
    rows = -(-len(seats) // across)
    flow.keep(min(rows, 5) * (_LOWEST_SEAT + _SEAT_GAP))
    height = min(_HIGHEST_SEAT, max(_LOWEST_SEAT, flow.room / max(rows, 1) - _SEAT_GAP))
    width = (flow.width - _SEAT_GAP * (across - 1)) / across
    for first in range(0, len(seats), across):
        if flow.room < height:
            flow.go_on()
        for number, seat in enumerate(seats[first : first + across]):
            box = Box(flow.left + number * (width + _SEAT_GAP), flow.y, width, height)
            _write_seat(flow, seat, box)
        flow.y += height + _SEAT_GAP


def _write_seat(flow: SlideFlow, seat: SeatTile | None, box: Box) -> None:
    if seat is None:
        words = [[Run(flow.document.word("free"), 8.0, QUIET)]]
        frame = Frame(edge="B7BFCA", dashed=True, rounded=True, anchor="ctr", side="ctr")
        flow.pen.shape(flow.slide, flow.place(box), words, "Free seat", frame)
        return
    stage = seat.stage_words
    if not seat.counted:
        stage = f"{stage} · {flow.document.word('not counted')}"
    room = box.width - 2 * _SEAT_INSET
    height = box.height - 2 * _SEAT_INSET
    code = fitting_size(seat.code, room, height * 0.28, _CODE, bold=True)
    left = height - text_height(seat.code, room, code, bold=True)
    name_size, stage_size = _sizes(seat.label, stage, room, left)
    name = shortened(seat.label, room, left - text_height("x", room, stage_size), name_size)
    stage = shortened(stage, room, left - text_height(name, room, name_size), stage_size)
    colour = stage_colour(seat.stage)
    paragraphs = [
        [Run(seat.code, code, bold=True)],
        [Run(name, name_size, TEXT)],
        [Run(stage, stage_size, TEXT, italic=not seat.counted)],
    ]
    frame = Frame(tint(colour, 0.3), colour, dashed=not seat.counted, rounded=True, inset=_SEAT_INSET)
    flow.pen.shape(flow.slide, flow.place(box), paragraphs, seat.label, frame)


def _sizes(name: str, stage: str, room: float, height: float) -> tuple[float, float]:
    """The largest sizes of name and stage at which both fit one below the other, or the smallest ones."""
    for sizes in _NAME_AND_STAGE:
        held = list(zip((name, stage), sizes, strict=True))
        widest = max(longest_word(text, size) for text, size in held)
        if widest <= room and sum(text_height(text, room, size) for text, size in held) <= height:
            return sizes
    return _NAME_AND_STAGE[-1]
