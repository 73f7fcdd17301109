"""What needs attention, as far as the audience is concerned."""

from __future__ import annotations

from ilrs_desk.domain.kinds import JOURNALLED

from ..audience import Audience
from ..document import Block, Heading, Paragraph, Table, TableBlock
from ..material import Making
from .grid import ACROSS, words


def attention(making: Making, limit: int, *, new_page: bool = False) -> list[Block]:
    """The first ``limit`` things to look at, and how many more; the public is told of none.

    Partners are not told of single people.
    """
    if making.audience is Audience.PUBLIC:
        return []
    items = making.progress.attention
    if making.audience is Audience.PARTNERS:
        items = tuple(item for item in items if item.kind != "personnel")
    if not items:
        return []
    text = making.words.text
    rows = tuple(
        (
            text(JOURNALLED[item.kind].singular) if item.kind in JOURNALLED else "",
            making.words.sentence(item.message),
        )
        for item in items[:limit]
    )
    table = Table(text("Attention"), (words(text("Record"), 2), words(text("What"), ACROSS - 2)), rows)
    blocks: list[Block] = [Heading(text("Needs attention"), new_page), TableBlock(table)]
    if len(items) > limit:
        blocks.append(Paragraph(text("… and {count} more.", count=len(items) - limit), quiet=True))
    return blocks
