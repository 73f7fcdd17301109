"""The dossier of one partner: facts, why it counts, institutions, people, agreements and history."""

from __future__ import annotations

from collections.abc import Iterator

from ilrs_desk.domain.kinds import PARTNERS
from ilrs_desk.domain.records import Record

from ..audience import SMALL
from ..document import Block, Heading, Page, Paragraph, Records
from ..material import Making
from ..pages.grid import GRID
from ..pages.history import history
from ..pages.lists import by_name, listing
from ..view import reader_of

_HISTORY = 300


def dossier_sections(making: Making) -> list[Page | Records]:
    """One section of as many pages as it takes."""
    (partner,) = making.material.of("partners")
    blocks: list[Block] = [
        Heading(making.words.name(partner.label)),
        *_facts(making, partner),
        *_verdicts(making),
    ]
    blocks += _with_heading(making, "institutions")
    blocks += _people(making)
    blocks += _with_heading(making, "agreements")
    blocks += history(making, making.material.history, _HISTORY)
    return [Page(making.words.name(partner.label), GRID, tuple(blocks))]


def _facts(making: Making, partner: Record) -> Iterator[Paragraph]:
    for field in making.audience.fields_of(PARTNERS):
        value = partner.values.get(field.key)
        if value is not None and field.key != "name":
            shown = reader_of(field, making.words)(str(value))
            text = shown if isinstance(shown, str) else making.words.day(str(value))
            yield Paragraph(text, making.words.text(field.label))


def _verdicts(making: Making) -> Iterator[Block]:
    text = making.words.text
    for label, counted, why in making.material.verdicts:
        template = "counts: {why}" if counted else "does not count: {why}"
        yield Paragraph(text(template, why=why), text(label))


def _with_heading(making: Making, kind: str) -> list[Block]:
    return listing(making, kind, sorted(making.material.of(kind), key=by_name))


def _people(making: Making) -> list[Block]:
    people, text = making.material.of("personnel"), making.words.text
    if making.audience.names_people:
        return listing(making, "personnel", sorted(people, key=by_name))
    number = text("<5") if 0 < len(people) < SMALL else making.words.number(len(people))
    return [Paragraph(text("{number} people", number=number), text("People"))]
