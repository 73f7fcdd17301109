"""What needs attention, as far as the audience is concerned."""

from __future__ import annotations

from collections.abc import Sequence

from ilrs_desk.domain.counting import Attention
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
    shown = _first_of_each(items, limit)
    rows = tuple((_kind(making, item), making.words.sentence(item.message)) for item in shown)
    table = Table(text("Attention"), (words(text("Record"), 2), words(text("What"), ACROSS - 2)), rows)
    blocks: list[Block] = [Heading(text("Needs attention"), new_page), TableBlock(table)]
    if len(items) > len(shown):
        blocks.append(Paragraph(text("… and {count} more.", count=len(items) - len(shown)), quiet=True))
    return blocks


def _kind(making: Making, item: Attention) -> str:
    if item.kind == "agencies":
        return making.words.text("Agency")
    return making.words.text(JOURNALLED[item.kind].singular) if item.kind in JOURNALLED else ""


def _first_of_each(items: Sequence[Attention], limit: int) -> list[Attention]:
    """At most ``limit``, as many of each code as there is room for, so that one code does not hide the others."""
    codes: dict[str, list[Attention]] = {}
    for item in items:
        codes.setdefault(item.code, []).append(item)
    turns = [(turn, item) for found in codes.values() for turn, item in enumerate(found)]
    chosen = {id(item) for _, item in sorted(turns, key=lambda one: one[0])[:limit]}
    return [item for item in items if id(item) in chosen]
