"""Which workstreams are covered by how many countries, institutions and people, and which by nobody."""

from __future__ import annotations

from ..document import Block, CellValue, Chart, ChartKind, Heading, Paragraph, Table, TableBlock
from ..material import Covered, Making
from .breakdowns import shown_counts
from .grid import count, words


def coverage(making: Making, *, new_page: bool = False) -> list[Block]:
    """The coverage as a table with bars, and the gaps by name."""
    found, text = making.material.coverage, making.words.text
    if not found:
        return []
    people = shown_counts(making, "workstream", {one.label: one.people for one in found})
    columns = (
        words(text("Workstream"), 3),
        count(text("Countries")),
        count(text("Institutions")),
        count(text("People")),
    )
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (text(one.label), one.countries, one.institutions, people[one.label]) for one in found
    )
    table = Table(text("Workstreams"), columns, rows)
    height = min(14.0, max(6.0, 2.0 + 0.8 * len(rows)))
    chart = Chart(
        text("Institutions and people by workstream"), ChartKind.BAR, table, (2, 3), height=height, width=9.0
    )
    blocks: list[Block] = [
        Heading(text("Workstreams: coverage and gaps"), new_page),
        TableBlock(table, (chart,)),
    ]
    return [*blocks, *_gaps(making, found)]


def _gaps(making: Making, found: tuple[Covered, ...]) -> list[Block]:
    text = making.words.text
    empty = [text(one.label) for one in found if not (one.countries or one.institutions or one.people)]
    if not empty:
        return [Paragraph(text("Every workstream has somebody who works on it."), quiet=True)]
    return [Paragraph(making.words.listed(empty), text("Nobody yet"))]
