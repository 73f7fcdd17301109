"""The figures split up: for each dimension a table of numbers and shares with its chart."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from ilrs_desk.domain.counting import LATER, UNKNOWN
from ilrs_desk.domain.countries import country_codes, region, subregion
from ilrs_desk.domain.grouping import shipped_groupings
from ilrs_desk.domain.kinds import INSTRUMENTS, PERSON_STATUSES, PERSONNEL, STAGES
from ilrs_desk.domain.progress import Figure
from ilrs_desk.domain.workstreams import shipped_workstreams, workstream_label

from ..audience import SMALL, hidden_among, hidden_values
from ..document import (
    Block,
    CellValue,
    Chart,
    ChartKind,
    Column,
    ColumnType,
    Heading,
    Page,
    Table,
    TableBlock,
)
from ..material import Making
from ..measure import longest_word

#: Characters of the columns: what is told apart, what stands between the table and its charts, under these.
_FIRST, _BETWEEN, _UNDER_CHARTS = 34, 3, (12,) * 5
_NARROWEST, _WIDEST, _AROUND = 12, 22, 2
_HEAD_SIZE, _CHARACTER_POINTS = 11.0, 5.25
_DIMENSIONS = {
    "stage": "By stage (all records)",
    "region": "By region",
    "subregion": "By part of region",
    "grouping": "By grouping (one country may stand in several)",
    "workstream": "By workstream (one record may stand in several)",
    "instrument": "By instrument",
    "year": "By year of joining",
    "agency": "By agency",
}
_COLUMN_LABELS = {
    "stage": "Stage",
    "region": "Region",
    "subregion": "Part of region",
    "grouping": "Grouping",
    "workstream": "Workstream",
    "instrument": "Instrument",
    "year": "Year",
    "agency": "Agency",
}
#: Values that do not add up to the figure: a record may stand under several, or under none.
_OVERLAPPING = frozenset({"grouping", "workstream"})
#: The trend tells it already, and from both together a hidden number could be told.
_NOT_PUBLIC = frozenset({"year"})
_WORDS = {choice.key: choice.label for choice in (*PERSON_STATUSES, *STAGES, *INSTRUMENTS)} | {
    UNKNOWN: "Not recorded",
    LATER: "Starts later",
}
_STAGES = [*(choice.key for choice in STAGES), "planned", LATER, "left"]
_STAGE_ORDER = {key: number for number, key in enumerate(_STAGES)}
_OTHERS = "\x00others"
_MOST_ROWS = 30
_FIGURES_A_TABLE = 3
_BAR_CENTIMETRES = 0.25
_TALLEST_CHART = 14.0
_ROW_CENTIMETRES = 0.53
_HEADING_CENTIMETRES = 1.6
#: What one page across takes at the scale to which this grid is fitted.
_PAGE_CENTIMETRES = 18.5

Counts = Mapping[str, int]


def breakdown_page(making: Making) -> Page | None:
    """A table and a chart for each dimension of which something is recorded; None when of none.

    Of many targets three stand in a table, so that it stays readable.
    """
    blocks: list[Block] = []
    used = 0.0
    for dimension, title in _DIMENSIONS.items():
        figures = _figures(making, dimension)
        for first in range(0, len(figures), _FIGURES_A_TABLE):
            block = _block(making, dimension, figures[first : first + _FIGURES_A_TABLE])
            used += _height(block)
            new_page = bool(blocks) and used > _PAGE_CENTIMETRES
            used = _height(block) if new_page else used
            blocks += [Heading(making.words.text(title), new_page=new_page), block]
    return Page(making.words.text("Breakdowns"), _grid(making), tuple(blocks)) if blocks else None


def _grid(making: Making) -> tuple[int, ...]:
    """Columns of numbers as wide as the longest word of their heads, in whatever language."""
    heads = [making.words.text("{label}, share", label=making.label(one)) for one in making.main_figures]
    longest = max((longest_word(head, _HEAD_SIZE, bold=True) for head in heads), default=0.0)
    wide = min(max(_NARROWEST, math.ceil(longest / _CHARACTER_POINTS) + _AROUND), _WIDEST)
    return (_FIRST, *(wide,) * (2 * _FIGURES_A_TABLE), _BETWEEN, *_UNDER_CHARTS)


def value_words(making: Making, dimension: str, value: str) -> str:
    """What a value of a dimension is called."""
    own = making.material.labels.get(dimension, {})
    if value in own:
        return making.words.text(own[value])
    if value == _OTHERS:
        return making.words.text("All others")
    if dimension == "grouping":
        return making.words.text(shipped_groupings().labels.get(value, value))
    if dimension == "workstream":
        label = _WORDS.get(value) or workstream_label(value, shipped_workstreams())
        return value if label == value else making.words.text(label)
    if dimension in ("agency", "year") and value != UNKNOWN:
        return value
    return making.words.text(_WORDS.get(value, value))


def shown_counts(
    making: Making, dimension: str, counts: Counts, wholes: Collection[int] = ()
) -> dict[str, CellValue]:
    """The counts as the audience may see them: small ones are "<5", what would tell them is "not shown".

    ``wholes``: of people, what is told elsewhere of all of them together, where they overlap.
    """
    if not making.audience.hides_small:
        return dict(counts)
    small, beside = making.words.text("<5"), making.words.text("not shown")
    hidden = (
        _groupings_hidden(making, counts, wholes) if dimension == "grouping" else _hidden(dimension, counts)
    )
    return {
        value: number if value not in hidden else small if number < SMALL else beside
        for value, number in counts.items()
    }


def _groupings_hidden(making: Making, counts: Counts, wholes: Collection[int]) -> frozenset[str]:
    """What a public roster would tell: so few outside of a grouping, or in the one and not in the other."""
    day = making.progress.as_of
    if not wholes:
        return hidden_among(counts, (), lambda one, other: False)
    rosters = {key: frozenset(shipped_groupings().members(key, day)) for key in counts}
    return hidden_among(counts, wholes, lambda one, other: rosters[one] >= rosters[other])


def _hidden(dimension: str, counts: Counts) -> frozenset[str]:
    if dimension != "subregion":
        return hidden_values(counts)
    regions: dict[str, dict[str, int]] = {}
    for value, number in counts.items():
        regions.setdefault(_region_of().get(value, UNKNOWN), {})[value] = number
    outer = hidden_values({name: sum(parts.values()) for name, parts in regions.items()})
    hidden: set[str] = set()
    for name, parts in regions.items():
        hidden |= set(parts) if name in outer else hidden_values(parts)
    return frozenset(hidden)


def ordered_values(dimension: str, counts: Iterable[Counts]) -> list[str]:
    """Stages in their own order and years in time, else the most frequent first; what is not recorded last."""
    sums: dict[str, int] = {}
    for values in counts:
        for value, number in values.items():
            sums[value] = sums.get(value, 0) + number
    if dimension == "stage":
        return sorted(
            sums, key=lambda value: (value == UNKNOWN, _STAGE_ORDER.get(value, len(_STAGE_ORDER)), value)
        )
    if dimension == "year":
        return sorted(sums, key=lambda value: (value == UNKNOWN, value))
    return sorted(sums, key=lambda value: (value == UNKNOWN, value == _OTHERS, -sums[value], value))


def _figures(making: Making, dimension: str) -> list[Figure]:
    if making.audience.hides_small and dimension in _NOT_PUBLIC:
        return []
    by_target = making.progress.breakdowns.get(dimension, {})
    return [one for one in making.main_figures if set(by_target.get(one.target.key, ())) - {UNKNOWN}]


def _height(block: TableBlock) -> float:
    """Centimetres that the table or its chart takes, whichever is longer, with the heading."""
    rows = _ROW_CENTIMETRES * (len(block.table.rows) + 2)
    return max(rows, *(chart.height for chart in block.charts)) + _HEADING_CENTIMETRES


def _block(making: Making, dimension: str, figures: list[Figure]) -> TableBlock:
    by_target = making.progress.breakdowns[dimension]
    counts = _folded(dimension, {one.target.key: by_target[one.target.key] for one in figures})
    wholes = {one.target.key: _wholes(making, one) for one in figures if one.target.kind == PERSONNEL.key}
    shown = {
        key: shown_counts(making, dimension, values, wholes.get(key, ())) for key, values in counts.items()
    }
    seen = [
        {value: number if isinstance(number, int) else 0 for value, number in one.items()}
        for one in shown.values()
    ]
    totals = {one.target.key: _total(dimension, one, counts[one.target.key]) for one in figures}
    rows: list[tuple[CellValue, ...]] = []
    for value in ordered_values(dimension, seen):
        numbers = [shown[key].get(value, 0) for key in counts]
        shares = [_share(number, totals[key]) for key, number in zip(counts, numbers, strict=True)]
        rows.append((value_words(making, dimension, value), *numbers, *shares))
    table = Table(
        making.words.text(_COLUMN_LABELS[dimension]), _columns(making, dimension, figures), tuple(rows)
    )
    first_share = 1 + len(figures)
    shares_at = tuple(range(first_share, first_share + len(figures)))
    height = min(_TALLEST_CHART, max(6.0, 2.5 + _BAR_CENTIMETRES * len(rows) * (1 + len(figures))))
    title = making.words.text("Share of each total")
    return TableBlock(table, (Chart(title, ChartKind.BAR, table, shares_at, height=height, width=12.5),))


def _columns(making: Making, dimension: str, figures: list[Figure]) -> tuple[Column, ...]:
    text = making.words.text
    labels = [making.label(figure) for figure in figures]
    return (
        Column(text(_COLUMN_LABELS[dimension])),
        *(Column(label, ColumnType.NUMBER) for label in labels),
        *(Column(text("{label}, share", label=label), ColumnType.SHARE) for label in labels),
    )


def _folded(dimension: str, counts: Mapping[str, Counts]) -> dict[str, dict[str, int]]:
    """The counts with the least frequent values of a long list taken together."""
    order = ordered_values(dimension, counts.values())
    if len(order) <= _MOST_ROWS or dimension in _OVERLAPPING:
        return {key: dict(values) for key, values in counts.items()}
    rare = {value for value in order[_MOST_ROWS - 1 :] if value != UNKNOWN}
    folded = {}
    for key, values in counts.items():
        folded[key] = {value: number for value, number in values.items() if value not in rare}
        if others := sum(number for value, number in values.items() if value in rare):
            folded[key][_OTHERS] = others
    return folded


def _total(dimension: str, figure: Figure, counts: Counts) -> int:
    """What the shares are parts of: where values overlap, the figure itself."""
    return figure.value if dimension in _OVERLAPPING else sum(counts.values())


def _wholes(making: Making, figure: Figure) -> tuple[int, int]:
    """All that count, and those of them whose country is known."""
    regions = making.progress.breakdowns.get("region", {}).get(figure.target.key, {})
    return figure.value, figure.value - regions.get(UNKNOWN, 0)


def _share(number: CellValue, total: int) -> CellValue:
    if not isinstance(number, int):
        return None
    return number / total if total else 0.0


@cache
def _region_of() -> Mapping[str, str]:
    """Region by part of region."""
    return {part: region(code) or UNKNOWN for code in country_codes() if (part := subregion(code))}
