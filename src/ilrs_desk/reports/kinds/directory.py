"""The directory: partners, institutions and people by country, with what the audience may know of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ilrs_desk.domain.records import Record

from ..audience import SMALL, hidden_cells
from ..document import Block, CellValue, Page, Paragraph, Records, Table, TableBlock
from ..material import Making
from ..pages.grid import GRID, count, words
from ..pages.lists import directory_section, live_of


def directory_sections(making: Making) -> list[Page | Records]:
    """An overview by country, then a table of each kind."""
    partners, institutions = (live_of(making, kind) for kind in ("partners", "institutions"))
    people = making.material.of("personnel")
    sections: list[Page | Records] = [_overview(making, partners, institutions, people)]
    sections += [
        directory_section(making, "partners", partners),
        directory_section(making, "institutions", institutions),
    ]
    if making.audience.names_people:
        sections.append(directory_section(making, "personnel", people))
    return sections


def _overview(
    making: Making, partners: list[Record], institutions: list[Record], people: Iterable[Record]
) -> Page:
    text = making.words.text
    homes = {one.id: one.text("country") for one in institutions}
    counts = (
        Counter(one.text("country") or "" for one in partners),
        Counter(one.text("country") or "" for one in institutions),
        Counter(_country(one, homes) for one in people),
    )
    codes = sorted(
        {*counts[0], *counts[1], *counts[2]}, key=lambda code: (not code, making.words.country(code))
    )
    shown = _people(making, [counts[2][code] for code in codes])
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            making.words.country(code) if code else text("No country recorded"),
            counts[0][code],
            counts[1][code],
            number,
        )
        for code, number in zip(codes, shown, strict=True)
    )
    columns = (
        words(text("Country"), 3),
        count(text("Partners")),
        count(text("Institutions")),
        count(text("People")),
    )
    blocks: list[Block] = [
        Paragraph(
            text("Partners, institutions and people in the programme or on the way into it, by country."),
            quiet=True,
        ),
        TableBlock(Table(text("By country"), columns, rows)),
    ]
    return Page(text("By country"), GRID, tuple(blocks))


def _country(person: Record, homes: dict[int, str | None]) -> str:
    """Where a person is from, as the figures take it: nationality, country, else that of the institution."""
    own = person.text("nationality") or person.text("country")
    return own or homes.get(person.link("institution") or 0) or ""


def _people(making: Making, numbers: list[int]) -> list[CellValue]:
    if not making.audience.hides_small:
        return [*numbers]
    hidden, small, beside = hidden_cells(numbers), making.words.text("<5"), making.words.text("not shown")
    return [n if place not in hidden else small if n < SMALL else beside for place, n in enumerate(numbers)]
