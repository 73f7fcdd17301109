"""The progress report: the three figures and how they came about, breakdowns, trend, and the records behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ilrs_desk.domain.counting import written
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.progress import Figure, Listed, Progress
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.text import fold

from .breakdown_page import breakdown_page
from .document import (
    Block,
    CellValue,
    Chart,
    ChartKind,
    ChartRow,
    Column,
    ColumnType,
    Document,
    Heading,
    Page,
    Paragraph,
    Records,
    Table,
    TableBlock,
)
from .trend_page import trend_chart, trend_page, trend_table
from .view import view_table

_GRID = (20, *(15,) * 9)
_LISTED_ON_PAGE = 20


def progress_report(progress: Progress, snapshot: Snapshot, *, audience: str, office: str) -> Document:
    """The document of ``progress``, computed from ``snapshot``.

    ``audience``: "internal" has the personal contact data, "partners" and "public" have not.
    """
    trend = trend_table(progress)
    sections: list[Page | Records] = [_front(progress, trend)]
    breakdowns = breakdown_page(progress)
    if breakdowns:
        sections.append(breakdowns)
    if trend.rows:
        sections.append(trend_page(trend))
    for kind in KINDS.values():
        records = sorted(snapshot.of(kind.key), key=_order)
        table = _records_table(kind.key, records, progress, audience)
        sections.append(Records(kind.label, table))
    return Document("Progress toward the targets", tuple(sections), office, progress.as_of, audience)


def _front(progress: Progress, trend: Table) -> Page:
    figures = _figures_table(progress)
    blocks: list[Block] = [TableBlock(figures, strong=2), _charts(figures, trend)]
    blocks += [Heading("How it is counted, and what was claimed")]
    blocks += [paragraph for figure in progress.figures for paragraph in _basis(figure)]
    blocks += _listing("Not counted, and why", progress.figures, "not_counted")
    blocks += _listing("Uncertain: a date or country is not fully known", progress.figures, "uncertain")
    blocks += _attention(progress)
    return Page("Progress", _GRID, tuple(blocks))


def _figures_table(progress: Progress) -> Table:
    columns = (
        Column("Target"),
        Column("Documented", ColumnType.NUMBER),
        Column("Target number", ColumnType.NUMBER),
        Column("Share of target", ColumnType.SHARE),
        Column("Claimed", ColumnType.NUMBER),
        Column("Claimed share", ColumnType.SHARE),
        Column("Not counted", ColumnType.NUMBER),
        Column("Uncertain", ColumnType.NUMBER),
        Column("Deadline", ColumnType.NUMBER),
        Column("Needed a month", ColumnType.NUMBER),
    )
    return Table("Figures", columns, tuple(_figure_row(figure) for figure in progress.figures))


def _figure_row(figure: Figure) -> tuple[CellValue, ...]:
    target, claim = figure.target, figure.claim
    return (
        target.label,
        figure.value,
        target.number,
        figure.share,
        claim.value if claim else None,
        claim.value / target.number if claim and target.number else None,
        len(figure.not_counted),
        len(figure.uncertain),
        target.deadline or "none set",
        figure.needed_per_month,
    )


def _basis(figure: Figure) -> Iterator[Paragraph]:
    """The rule in words, and below it the claim beside what is documented."""
    yield Paragraph(f"{figure.words} (rule {figure.rule.code})", figure.target.label)
    if figure.claim and figure.difference:
        source = figure.claim.source or "source not recorded"
        said = str(figure.difference)
        made_on = written(figure.claim.claimed_on)
        text = f"{said[:1].upper()}{said[1:]}. The claim is of {made_on}: {source}."
        yield Paragraph(text, quiet=True, under=True)


def _charts(figures: Table, trend: Table) -> ChartRow:
    shares = Chart("Share of the target: documented and claimed", ChartKind.BAR, figures, (3, 5), width=15.0)
    if not trend.rows:
        return ChartRow(((1, shares),))
    return ChartRow(((1, shares), (6, trend_chart(trend, 1, height=shares.height, width=14.4))))


def _listing(title: str, figures: Iterable[Figure], which: str) -> list[Block]:
    """The records of all targets in one table; of each target only the first ones, with a word on the rest."""
    rows: list[tuple[CellValue, ...]] = []
    more: list[Block] = []
    for figure in figures:
        listed: tuple[Listed, ...] = getattr(figure, which)
        label = figure.target.label
        rows += [(label, one.label, str(one.why)) for one in listed[:_LISTED_ON_PAGE]]
        if len(listed) > _LISTED_ON_PAGE:
            sheet = KINDS[figure.target.kind].label
            rest = (
                f'{label}: {len(listed) - _LISTED_ON_PAGE:,} more are on the sheet "{sheet}", column "Why".'
            )
            more.append(Paragraph(rest, quiet=True))
    if not rows:
        return []
    columns = (Column("Target"), Column("Record", span=4), Column("Why", span=5))
    return [
        Heading(title, new_page=which == "not_counted"),
        TableBlock(Table(title, columns, tuple(rows))),
        *more,
    ]


def _attention(progress: Progress) -> list[Block]:
    items = progress.attention[:_LISTED_ON_PAGE]
    if not items:
        return []
    rows = tuple((KINDS[item.kind].singular, str(item.message)) for item in items)
    table = Table("Attention", (Column("Record"), Column("What", span=9)), rows)
    return [Heading("Needs attention"), TableBlock(table)]


def _records_table(kind: str, records: list[Record], progress: Progress, audience: str) -> Table:
    """The records with the columns first shown on screen, and for each whether it counts and why not."""
    table = view_table(KINDS[kind], _columns_of(kind, records, audience), records, audience=audience)
    figures = [figure for figure in progress.figures if figure.target.kind == kind]
    if not figures:
        return table
    columns, added = list(table.columns), []
    for figure in figures:
        mark = "Counted" if len(figures) == 1 else f"Counted: {figure.target.label}"
        columns += [Column(mark), Column("Why")]
        added.append(_marks(figure))
    rows = (
        row + tuple(cell for marks in added for cell in marks.get(record.id, ("yes", None)))
        for row, record in zip(table.rows, records, strict=True)
    )
    return Table(table.name, tuple(columns), tuple(rows))


def _order(record: Record) -> tuple[str, str]:
    """People by family name, everything else by what it is called."""
    return fold(str(record.shown("full_name") or record.label)), record.label


def _marks(figure: Figure) -> dict[int, tuple[CellValue, CellValue]]:
    """By id what stands beside a record that does not simply count."""
    marks: dict[int, tuple[CellValue, CellValue]] = {
        one.id: ("yes", str(one.why)) for one in figure.uncertain
    }
    return marks | {one.id: ("no", str(one.why)) for one in figure.not_counted}


def _columns_of(kind: str, records: list[Record], audience: str) -> list[str]:
    """Fields shown on screen, names, dates of the term, and contact data for the office itself; empty ones left out.

    A field that moves a total stands there even if nothing is in it.
    """
    declared = KINDS[kind]
    wanted = {declared.date_field, declared.end_field, *declared.label_fields}
    filled = {key for key in declared.by_key if any(record.shown(key) for record in records) or not records}
    return [
        field.key
        for field in declared.fields
        if (field.shown or field.key in wanted or (field.personal and audience == "internal"))
        and (field.key in filled or field.counts or field.required)
    ]
