"""Records as lists: all with whether they count and why, or those in force with what a reader may know of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ilrs_desk.domain.counting import stage_on
from ilrs_desk.domain.kinds import KINDS, STAGES
from ilrs_desk.domain.progress import Figure
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.text import fold

from ..document import Block, CellValue, Column, Heading, Paragraph, Records, Table, TableBlock
from ..material import Making
from ..view import view_table

#: Fields of each kind in a list to be read, with the columns of the page that each takes.
_LISTED = {
    "partners": (("name", 2), ("stage", 1), ("signed_on", 1), ("instrument", 2), ("agency", 4)),
    "institutions": (
        ("name", 3),
        ("country", 1),
        ("city", 1),
        ("type", 1),
        ("stage", 1),
        ("signed_on", 1),
        ("workstream", 2),
    ),
    "personnel": (
        ("full_name", 2),
        ("native_name", 1),
        ("institution", 3),
        ("role", 2),
        ("workstream", 1),
        ("start_date", 1),
    ),
    "agreements": (
        ("title", 3),
        ("instrument", 2),
        ("partner", 1),
        ("institution", 2),
        ("signed_on", 1),
        ("expires_on", 1),
    ),
}

_STAGES = frozenset(choice.key for choice in STAGES)


def record_sections(making: Making) -> list[Records]:
    """All records of each kind that the audience may see, with whether they count and why."""
    return [
        Records(making.words.text(kind.label), _counted_table(making, kind.key))
        for kind in KINDS.values()
        if kind.key != "personnel" or making.audience.names_people
    ]


def directory_section(making: Making, kind: str, records: Iterable[Record]) -> Records:
    """The records as they may be given on, one table to be sorted and filtered."""
    ordered = sorted(records, key=by_country)
    table = view_table(
        KINDS[kind], _columns_of(making, kind, ordered), ordered, audience=making.audience, words=making.words
    )
    return Records(making.words.text(KINDS[kind].label), table)


def listing(
    making: Making, kind: str, records: Sequence[Record], *, limit: int | None = None, new_page: bool = False
) -> list[Block]:
    """The records as a table on a page; at most ``limit``, with a word on the rest. Nothing where there are none."""
    if not records:
        return []
    text = making.words.text
    keys = [key for key, _ in _LISTED[kind]]
    shown = [_on_the_day(making, record) for record in records[:limit]]
    plain = view_table(KINDS[kind], keys, shown, audience=making.audience, words=making.words)
    columns = tuple(
        Column(one.label, one.type, one.width, span)
        for one, (_, span) in zip(plain.columns, _LISTED[kind], strict=True)
    )
    rows = tuple(_named(making, kind, row, record) for row, record in zip(plain.rows, records, strict=False))
    title = text(KINDS[kind].label)
    blocks: list[Block] = [
        Heading(f"{title} ({making.words.number(len(records))})", new_page),
        TableBlock(Table(title, columns, rows)),
    ]
    if limit is not None and len(records) > limit:
        blocks.append(Paragraph(text("… and {count} more.", count=len(records) - limit), quiet=True))
    return blocks


def by_name(record: Record) -> tuple[str, str]:
    """People by family name, everything else by what it is called."""
    return fold(str(record.shown("full_name") or record.label)), record.label


def by_country(record: Record) -> tuple[str, str, str]:
    """By country, and within it by name; what has none last."""
    return record.text("country") or record.text("nationality") or "~", *by_name(record)


def by_joining(record: Record) -> tuple[bool, str, str]:
    """By the day of signing, what has none last."""
    return not record.text("signed_on"), record.text("signed_on") or "", record.label


def live_of(making: Making, kind: str) -> list[Record]:
    """The partners or institutions that are in the programme or on their way into it on the day of the report."""
    day = making.progress.as_of
    return [
        record
        for record in making.material.of(kind)
        if stage_on(record, day) not in ("declined", "withdrawn")
    ]


def _on_the_day(making: Making, record: Record) -> Record:
    """The record with the stage that its dates tell for the day of the report."""
    if record.kind not in ("partners", "institutions"):
        return record
    stage = stage_on(record, making.progress.as_of)
    if stage == record.values.get("stage") or stage not in _STAGES:
        return record
    return replace(record, values={**record.values, "stage": stage})


def _named(making: Making, kind: str, row: tuple[CellValue, ...], record: Record) -> tuple[CellValue, ...]:
    """The row, a country called as everywhere in the report, and what has no name by what it is called."""
    if kind == "partners":
        return making.words.name(record.label), *row[1:]
    return row if row[0] else (record.label, *row[1:])


def _counted_table(making: Making, kind: str) -> Table:
    """The records with the columns first shown on screen, and for each whether it counts and why not."""
    records = sorted(making.material.of(kind), key=by_name)
    keys = _columns_of(making, kind, records)
    table = view_table(KINDS[kind], keys, records, audience=making.audience, words=making.words)
    figures = [figure for figure in making.progress.figures if figure.target.kind == kind]
    if not figures:
        return table
    text, columns, added = making.words.text, list(table.columns), []
    for figure in figures:
        mark = text("Counted") if len(figures) == 1 else text("Counted: {label}", label=making.label(figure))
        columns += [Column(mark), Column(text("Why"))]
        added.append(_marks(making, figure))
    plain = (text("yes"), None)
    rows = (
        row + tuple(cell for marks in added for cell in marks.get(record.id, plain))
        for row, record in zip(table.rows, records, strict=True)
    )
    return Table(table.name, tuple(columns), tuple(rows))


def _marks(making: Making, figure: Figure) -> dict[int, tuple[CellValue, CellValue]]:
    """By id what stands beside a record that does not simply count."""
    say, yes, no = making.words.say, making.words.text("yes"), making.words.text("no")
    marks: dict[int, tuple[CellValue, CellValue]] = {one.id: (yes, say(one.why)) for one in figure.uncertain}
    return marks | {one.id: (no, say(one.why)) for one in figure.not_counted}


def _columns_of(making: Making, kind: str, records: Sequence[Record]) -> list[str]:
    """Fields shown on screen, names, dates of the term, and contact data for the office itself; empty ones left out.

    A field that moves a total stands there even if nothing is in it.
    """
    declared = KINDS[kind]
    wanted = {declared.date_field, declared.end_field, *declared.label_fields}
    filled = {key for key in declared.by_key if any(record.shown(key) for record in records) or not records}
    return [
        field.key
        for field in making.audience.fields_of(declared)
        if (field.shown or field.key in wanted or field.personal)
        and (field.key in filled or field.counts or field.required)
    ]
