"""Large figures and the seat board as cells: what is coloured is always told in words, too."""

from __future__ import annotations

from functools import cache

from openpyxl.styles import Border, Side

from .colours import LINE, PAPER, QUIET, stage_colour, tint
from .document import ColumnType, Document, SeatBoard, SeatTile, Tile, TileRow
from .xlsx_cells import HEADING, Look, fill, font
from .xlsx_grid import Grid, Piece

_TILE_SPAN = 28  # characters that a large figure takes at least
_SEAT_SPAN = 13
_SEAT_POINTS, _TILE_POINTS = 80.0, 120.0
_GROUND = fill("F3F5F8")
_APART = Border(left=Side(style="thick", color=PAPER))
_TILE_LABEL = Look(font(size=10, bold=True, color=QUIET), _GROUND, _APART, wrap=True, horizontal="left")
_TILE_VALUE = Look(
    font(size=26, bold=True), _GROUND, _APART, horizontal="left", vertical="center", shrunk=True
)
_TILE_LINE = Look(font(size=10), _GROUND, _APART, wrap=True, horizontal="left")
_VALUE_POINTS = 36.0
_MOST_FREE_SEATS = 200
_FREE_SIDE = Side(style="dashed", color="B7BFCA")
_VALUE_MARK, _TARGET_WORDS = "\ufffc", "{value} of {target}"


def write_tiles(grid: Grid, row: TileRow, document: Document) -> None:
    """Each figure over its share of the columns: label, the number with its target, lines; as many rows as needed."""
    places = _places(grid, _TILE_SPAN, most=max(len(row.tiles), 1))
    for first in range(0, len(row.tiles), len(places)):
        _write_tile_row(grid, row.tiles[first : first + len(places)], places, document)


def _write_tile_row(
    grid: Grid, tiles: tuple[Tile, ...], places: list[tuple[int, int]], document: Document
) -> None:
    grid.keep(_TILE_POINTS)
    held = list(zip(tiles, places[: len(tiles)], strict=True))
    grid.line([Piece(tile.label, _TILE_LABEL, *place) for tile, place in held])
    values = [
        Piece(tile.value, _TILE_VALUE, *place, ColumnType.NUMBER, _with_target(tile, document))
        for tile, place in held
    ]
    grid.line(values, height=_VALUE_POINTS)
    for number in range(max(len(tile.lines) for tile in tiles)):
        lines = [(tile.lines[number] if number < len(tile.lines) else "", place) for tile, place in held]
        grid.line([Piece(words, _TILE_LINE, *place) for words, place in lines])
    grid.space()


def _with_target(tile: Tile, document: Document) -> str:
    """A number format that adds the target to the number, which stays one."""
    if tile.target is None:
        return "#,##0"
    words = document.word(_TARGET_WORDS, value=_VALUE_MARK, target=f"{tile.target:,}").replace('"', "")
    before, _, after = words.partition(_VALUE_MARK)
    return "".join((f'"{before}"' if before else "", "#,##0", f'"{after}"' if after else ""))


def write_seats(grid: Grid, board: SeatBoard, document: Document) -> None:
    """A block of cells for each seat: code, name, and stage in words on the stage's colour; free ones dashed."""
    places = _places(grid, _SEAT_SPAN)
    free = min(max(0, board.total - board.taken), _MOST_FREE_SEATS)
    seats: list[SeatTile | None] = [*board.seats, *[None] * free]
    if board.title:
        grid.line([Piece(board.title, HEADING)], height=24)
    for first in range(0, len(seats), len(places)):
        held = list(zip(seats[first : first + len(places)], places, strict=False))
        grid.keep(_SEAT_POINTS)
        for which in ("code", "label", "stage_words"):
            grid.line([_seat_piece(seat, which, place, document) for seat, place in held])
        grid.space(6)
    grid.space()


def _seat_piece(seat: SeatTile | None, which: str, place: tuple[int, int], document: Document) -> Piece:
    if seat is None:
        return Piece(document.word("free") if which == "label" else None, _free_look(which), *place)
    words: str = getattr(seat, which)
    if which == "stage_words" and not seat.counted:
        words = f"{words} · {document.word('not counted')}"
    return Piece(words, _seat_look(seat.stage, which), *place)


@cache
def _seat_look(stage: str, which: str) -> Look:
    """The stage's full colour behind the code, a tint of it below."""
    colour, side = stage_colour(stage), Side(style="thin", color=LINE)
    code = which == "code"
    return Look(
        font(size=12 if code else 9, bold=code),
        fill(tint(colour, 0.55 if code else 0.18)),
        Border(left=Side(style="thick", color=colour), right=side),
        wrap=True,
        horizontal="left",
    )


@cache
def _free_look(which: str) -> Look:
    """A dashed edge around all three rows of a free seat."""
    top, bottom = (_FREE_SIDE if which == row else None for row in ("code", "stage_words"))
    edge = Border(left=_FREE_SIDE, right=_FREE_SIDE, top=top, bottom=bottom)
    return Look(font(size=9, color=QUIET), border=edge, horizontal="center")


def _places(grid: Grid, least: int, most: int = 50) -> list[tuple[int, int]]:
    """The columns in groups at least ``least`` characters wide, at most ``most``: first column and how many.

    A column is left between two groups where the grid has enough of them.
    """
    total = sum(grid.widths)
    count = max(1, min(most, int(total // least), len(grid.widths)))
    places: list[tuple[int, int]] = []
    start, used = 0, 0
    for number, width in enumerate(grid.widths, 1):
        used += width
        left = count - len(places)
        full = used >= (total - sum(grid.widths[:start])) / left if left > 1 else number == len(grid.widths)
        if full:
            places.append((start + 1, number - start))
            start, used = number, 0
    return places
