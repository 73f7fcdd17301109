"""The breakdowns as a page: for each dimension a table of numbers and shares with its chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ilrs_desk.domain.counting import LATER, UNKNOWN
from ilrs_desk.domain.countries import grouping_labels
from ilrs_desk.domain.kinds import PERSON_STATUSES, STAGES
from ilrs_desk.domain.progress import Figure, Progress

from .document import Block, CellValue, Chart, ChartKind, Column, ColumnType, Heading, Page, Table, TableBlock

_GRID = (34, 12, 12, 12, 12, 12, 12, 3, 12, 12, 12, 12, 12)
_DIMENSIONS = {
    "stage": "By stage (all records)",
    "region": "By region",
    "subregion": "By part of region",
    "grouping": "By grouping (one country may stand in several)",
    "workstream": "By workstream",
}
_COLUMN_LABELS = {"subregion": "Part of region"}
_WORDS = {choice.key: choice.label for choice in (*PERSON_STATUSES, *STAGES)} | {
    UNKNOWN: "Not recorded",
    LATER: "Starts later",
}
_STAGES = [*(choice.key for choice in STAGES), "planned", LATER, "left"]
_STAGE_ORDER = {key: number for number, key in enumerate(_STAGES)}
_BAR_CENTIMETRES = 0.25
_TALLEST_CHART = 14.0
_ROW_CENTIMETRES = 0.53
_HEADING_CENTIMETRES = 1.6
#: What one page across takes at the scale to which this grid is fitted.
_PAGE_CENTIMETRES = 18.5


def breakdown_page(progress: Progress) -> Page | None:
    """One table and chart for each dimension of which something is recorded; None when of none."""
    blocks: list[Block] = []
    used = 0.0
    for dimension, title in _DIMENSIONS.items():
        by_target = progress.breakdowns.get(dimension, {})
        figures = [one for one in progress.figures if set(by_target.get(one.target.key, ())) - {UNKNOWN}]
        if figures:
            block = _block(dimension, figures, by_target)
            used += _height(block)
            new_page = bool(blocks) and used > _PAGE_CENTIMETRES
            used = _height(block) if new_page else used
            blocks += [Heading(title, new_page=new_page), block]
    return Page("Breakdowns", _GRID, tuple(blocks)) if blocks else None


def _height(block: TableBlock) -> float:
    """Centimetres that the table or its chart takes, whichever is longer, with the heading."""
    rows = _ROW_CENTIMETRES * (len(block.table.rows) + 2)
    return max(rows, *(chart.height for chart in block.charts)) + _HEADING_CENTIMETRES


def _block(dimension: str, figures: list[Figure], by_target: Mapping[str, Mapping[str, int]]) -> TableBlock:
    counts = {figure.target.key: by_target[figure.target.key] for figure in figures}
    columns = (
        Column(_COLUMN_LABELS.get(dimension, dimension.capitalize())),
        *(Column(figure.target.label, ColumnType.NUMBER) for figure in figures),
        *(Column(f"{figure.target.label}, share", ColumnType.SHARE) for figure in figures),
    )
    totals = {figure.target.key: _total(dimension, figure, counts[figure.target.key]) for figure in figures}
    rows: list[tuple[CellValue, ...]] = []
    words = _WORDS | grouping_labels() if dimension == "grouping" else _WORDS
    for value in _ordered(dimension, counts.values()):
        numbers = [counts[key].get(value, 0) for key in counts]
        shares = [
            number / totals[key] if totals[key] else 0.0 for key, number in zip(counts, numbers, strict=True)
        ]
        rows.append((words.get(value, value), *numbers, *shares))
    table = Table(dimension, columns, tuple(rows))
    first_share = 1 + len(figures)
    height = min(_TALLEST_CHART, max(6.0, 2.5 + _BAR_CENTIMETRES * len(rows) * (1 + len(figures))))
    shares_at = tuple(range(first_share, first_share + len(figures)))
    chart = Chart("Share of each total", ChartKind.BAR, table, shares_at, height=height, width=12.5)
    return TableBlock(table, (chart,))


def _total(dimension: str, figure: Figure, counts: Mapping[str, int]) -> int:
    """What the shares are parts of: in groupings, which overlap, the figure itself."""
    return figure.value if dimension == "grouping" else sum(counts.values())


def _ordered(dimension: str, counts: Iterable[Mapping[str, int]]) -> list[str]:
    """Stages in their own order, else the most frequent first; what is not recorded last."""
    sums: dict[str, int] = {}
    for values in counts:
        for value, number in values.items():
            sums[value] = sums.get(value, 0) + number
    if dimension == "stage":
        return sorted(
            sums, key=lambda value: (value == UNKNOWN, _STAGE_ORDER.get(value, len(_STAGE_ORDER)), value)
        )
    return sorted(sums, key=lambda value: (value == UNKNOWN, -sums[value], value))
