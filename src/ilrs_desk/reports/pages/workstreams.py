"""Which workstreams are covered by how many countries, institutions and people, and which by nobody."""

from __future__ import annotations

from ilrs_desk.domain.coverage import Coverage, Line

from ..audience import SMALL
from ..document import Block, CellValue, Chart, ChartKind, Heading, Paragraph, Table, TableBlock
from ..material import Making
from .breakdowns import shown_counts
from .grid import count, words


def coverage(making: Making) -> list[Block]:
    """The coverage as a table with bars, the gaps by name, and how many say nothing. Nothing where nobody does."""
    found, text = making.material.coverage, making.words.text
    if found is None or all(line.is_gap for line in found.lines):
        return []
    table = _table(making, found)
    height = min(14.0, max(6.0, 2.0 + 0.8 * len(table.rows)))
    title = text("Institutions and people by workstream")
    chart = Chart(title, ChartKind.BAR, table, (2, 4), height=height, width=9.0)
    return [
        Heading(text("Workstreams: coverage and gaps")),
        TableBlock(table, (chart,)),
        *_notes(making, found),
    ]


def _table(making: Making, found: Coverage) -> Table:
    text = making.words.text
    columns = (
        words(text("Workstream"), 2),
        count(text("Countries")),
        count(text("Institutions")),
        count(text("More, by their people")),
        count(text("People")),
    )
    numbers = (
        {line.key: len(line.countries) for line in found.lines},
        {line.key: len(line.institutions) for line in found.lines},
        {line.key: len(line.through_people) for line in found.lines},
        {line.key: line.people for line in found.lines},
    )
    shown = [shown_counts(making, "workstream", counts) for counts in numbers]
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (_label(making, line), *(counts[line.key] for counts in shown)) for line in found.lines
    )
    return Table(text("Workstreams"), columns, rows)


def _label(making: Making, line: Line) -> str:
    """What the workstream is called; a text that names none is marked as what it is."""
    if line.known:
        return making.words.text(line.label)
    return making.words.text("{text} (no workstream of this name)", text=line.label)


def _notes(making: Making, found: Coverage) -> list[Block]:
    text = making.words.text
    notes: list[Block] = []
    if gaps := [text(line.label) for line in found.gaps]:
        notes.append(Paragraph(making.words.listed(gaps), text("Nobody yet")))
    else:
        notes.append(Paragraph(text("Every workstream has somebody who works on it."), quiet=True))
    if (silent := found.people_without) and not (making.audience.hides_small and silent < SMALL):
        notes.append(Paragraph(text("{count} people have no workstream recorded.", count=silent), quiet=True))
    if found.institutions_without:
        told = text(
            "{count} institutions say of no workstream that they work on it.",
            count=len(found.institutions_without),
        )
        notes.append(Paragraph(told, quiet=True))
    return notes
