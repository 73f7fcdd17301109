"""The meeting pack: figures, trend, seats, pipeline, breakdowns, coverage, changes, attention, and their basis."""

from __future__ import annotations

from collections.abc import Iterable

from ..document import Block, Heading, Page, Paragraph, Records, TableBlock
from ..material import Making
from ..pages.attention import attention
from ..pages.basis import claims, doubles, left_out, rules, uncertain
from ..pages.breakdowns import breakdown_page
from ..pages.changes import movement_lists, movement_summary, reckoning_blocks
from ..pages.figures import figures_table, tile_rows
from ..pages.grid import GRID
from ..pages.lists import by_country, by_joining, listing, live_of
from ..pages.seats import pipeline, seat_board
from ..pages.trend import trend_of, trend_page
from ..pages.workstreams import coverage

_LOOKED_AT = 30
_LISTED = 15
_EXPLAINED = 4
_MOVED = 12
_BECAUSE = 8
#: A meeting is not read more names than this; the directory holds them all.
_NAMED = 1000


def pack_sections(making: Making) -> list[Page | Records]:
    """The pages of the pack in the order in which a meeting goes through them."""
    text = making.words.text
    trend = trend_of(making)
    sections: list[Page | Records | None] = [
        _figures(making),
        trend_page(making, trend) if not trend.empty else None,
        _page(text("Seats"), _seats(making)),
        _page(text("Pipeline"), pipeline(making)),
        breakdown_page(making),
        _page(text("Workstreams"), coverage(making)),
        _page(text("Changes"), _changes(making)),
        _page(text("Attention"), attention(making, _LOOKED_AT)),
        _page(text("Appendix: rules and claims"), [*rules(making), *claims(making, _EXPLAINED)]),
        _page(
            text("Appendix: not counted"),
            [*left_out(making, _LISTED, new_page=False), *uncertain(making, _LISTED)],
        ),
        _page(text("Appendix: double counting"), doubles(making, _LISTED)),
        _page(text("Appendix: partners"), _partners(making)),
        _page(text("Appendix: institutions"), _institutions(making)),
    ]
    return [section for section in sections if section is not None]


def _page(title: str, blocks: Iterable[Block]) -> Page | None:
    """A page of the blocks; none of nothing."""
    found = tuple(blocks)
    return Page(title, GRID, found) if found else None


def _figures(making: Making) -> Page:
    blocks: list[Block] = [*tile_rows(making), TableBlock(figures_table(making), strong=2)]
    return Page(making.words.text("Figures"), GRID, tuple(blocks))


def _seats(making: Making) -> list[Block]:
    board = seat_board(making)
    return [board] if board else []


def _changes(making: Making) -> list[Block]:
    movement, text = making.material.movement, making.words.text
    if movement is None:
        title = Heading(text("Changes since the last meeting"))
        return [
            title,
            Paragraph(text("No meeting is recorded before this day, so there is nothing to compare with.")),
        ]
    return [
        *movement_summary(making),
        *reckoning_blocks(making, making.material.reckonings, _BECAUSE),
        *movement_lists(making, movement, _MOVED),
    ]


def _partners(making: Making) -> list[Block]:
    return listing(making, "partners", sorted(making.material.of("partners"), key=by_joining), limit=_NAMED)


def _institutions(making: Making) -> list[Block]:
    live = sorted(live_of(making, "institutions"), key=by_country)
    return listing(making, "institutions", live, limit=_NAMED)
