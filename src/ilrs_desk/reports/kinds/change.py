"""Change since a meeting or a date: one page that says how the figures moved, and an appendix with who moved."""

from __future__ import annotations

from ..document import Block, Page, Paragraph, Records
from ..material import Making
from ..pages.changes import movement_lists, movement_summary, reckoning_blocks
from ..pages.figures import tile_rows
from ..pages.grid import GRID

_ON_THE_PAGE = 4
_MOVED = 5000


def change_sections(making: Making) -> list[Page | Records]:
    """The page, and the appendix if anybody moved."""
    movement, text = making.material.movement, making.words.text
    if movement is None:
        none = Paragraph(text("No meeting is recorded before this day, so there is nothing to compare with."))
        return [Page(text("Changes"), GRID, (*tile_rows(making), none), single=True)]
    blocks: list[Block] = [
        *tile_rows(making),
        *movement_summary(making),
        *reckoning_blocks(making, making.material.reckonings),
    ]
    lists = movement_lists(making, movement, _ON_THE_PAGE)
    if not lists:
        blocks.append(
            Paragraph(
                text("Nobody moved in this time.")
                if making.audience.names_people
                else text("No country or institution moved in this time.")
            )
        )
    pages: list[Page | Records] = [Page(text("Changes"), GRID, (*blocks, *lists), single=True)]
    if lists:
        pages.append(Page(text("Appendix: who moved"), GRID, tuple(movement_lists(making, movement, _MOVED))))
    return pages
