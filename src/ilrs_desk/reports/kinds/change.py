"""Change since a meeting or a date: one page that says how the figures moved, and an appendix with who moved."""

from __future__ import annotations

from ..document import Block, Page, Paragraph, Records
from ..material import Making
from ..pages.changes import (
    longest_list,
    movement_lists,
    movement_records,
    movement_summary,
    reckoning_blocks,
)
from ..pages.figures import tile_rows
from ..pages.grid import GRID

_ON_THE_PAGE = 3
_LISTED = 200


def change_sections(making: Making) -> list[Page | Records]:
    """The page; an appendix if anybody moved; and a table of all where they are too many to be read."""
    movement, text = making.material.movement, making.words.text
    if movement is None:
        none = Paragraph(text("No meeting is recorded before this day, so there is nothing to compare with."))
        return [Page(text("Changes"), GRID, (*tile_rows(making), none), single=True, upright=True)]
    blocks: list[Block] = [*tile_rows(making), *movement_summary(making)]
    blocks += reckoning_blocks(making, making.material.reckonings, _LISTED)
    longest = longest_list(making, movement)
    if not longest:
        blocks.append(Paragraph(_nobody(making)))
    blocks += movement_lists(making, movement, _ON_THE_PAGE)
    sections: list[Page | Records] = [Page(text("Changes"), GRID, tuple(blocks), single=True, upright=True)]
    if longest > _ON_THE_PAGE:
        lists = movement_lists(making, movement, _LISTED)
        sections.append(Page(text("Appendix: who moved"), GRID, tuple(lists)))
    if longest > _LISTED:
        sections.append(movement_records(making, movement))
    return sections


def _nobody(making: Making) -> str:
    if making.audience.names_people:
        return making.words.text("Nobody moved in this time.")
    return making.words.text("No country or institution moved in this time.")
