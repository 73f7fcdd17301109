"""The trend of each target, month by month, with what was claimed as marks and the Artemis signatories beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ilrs_desk.domain.counting import day_of
from ilrs_desk.domain.progress import Figure

from ..document import (
    Block,
    CellValue,
    Chart,
    ChartKind,
    ChartRow,
    Column,
    ColumnType,
    Page,
    Paragraph,
    Table,
    TableBlock,
)
from ..material import Making

_GRID = (12,) * 12
_CHARTS_A_ROW = 3
_COLUMNS_A_CHART = 4
_MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class Trend:
    """The table, and of each target the columns of its value, of its claims and of what it is compared with."""

    table: Table
    columns: tuple[tuple[int, int | None, int | None], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was ever counted."""
        return not self.table.rows


def trend_of(making: Making, chosen: Sequence[Figure] | None = None) -> Trend:
    """The values at the end of each month (of each year over a long time), the last on the day asked.

    ``chosen``: only of these figures, None: of all.
    """
    progress, text = making.progress, making.words.text
    figures = progress.figures if chosen is None else chosen
    starts = [figure.trend[0][0] for figure in figures if figure.trend]
    days = _days(min(starts), progress.as_of) if starts else []
    columns = [
        Column(text("Month"), ColumnType.DATE),
        *(Column(making.label(one), ColumnType.NUMBER) for one in figures),
    ]
    lines: list[Sequence[CellValue]] = [days, *(_values(one.trend, days) for one in figures)]
    places: list[tuple[int, int | None, int | None]] = []
    for number, figure in enumerate(figures, 1):
        claimed = compared = None
        if marks := _claims(figure, days):
            claimed = len(columns)
            columns.append(Column(text("{label}, claimed", label=making.label(figure)), ColumnType.NUMBER))
            lines.append(marks)
        if days and _is_compared(making, figure):
            compared = len(columns)
            columns.append(Column(text("Artemis Accords, signatories"), ColumnType.NUMBER))
            lines.append(_values(making.material.comparison, days))
        places.append((number, claimed, compared))
    rows = tuple(zip(*lines, strict=True)) if days else ()
    return Trend(Table(text("Trend"), tuple(columns), rows), tuple(places))


def trend_page(making: Making, trend: Trend) -> Page:
    """One chart a target, side by side, and below them the table, which is too long to be of use on paper.

    Of targets that are a part of another one there are only the numbers.
    """
    main = {making.label(figure) for figure in making.main_figures}
    shown = [
        number
        for number, _, _ in trend.columns
        if trend.table.columns[number].label in main and any(row[number] for row in trend.table.rows)
    ]
    charts = tuple(
        (
            1 + place % _CHARTS_A_ROW * _COLUMNS_A_CHART,
            trend_chart(making, trend, number, height=7.5, width=9.0),
        )
        for place, number in enumerate(shown)
    )
    rows = [ChartRow(charts[first : first + _CHARTS_A_ROW]) for first in range(0, len(charts), _CHARTS_A_ROW)]
    notes = _notes(making, trend)
    blocks: list[Block] = [*rows, *notes, TableBlock(trend.table)]
    grid = (12,) * max(len(_GRID), len(trend.table.columns))
    return Page(making.words.text("Trend"), grid, tuple(blocks), printed=len(rows) + len(notes))


def trend_chart(making: Making, trend: Trend, column: int, *, height: float, width: float) -> Chart:
    """The line of one target, from shortly before its first record, with its claims as marks."""
    table = trend.table
    claimed, compared = next((marks, beside) for number, marks, beside in trend.columns if number == column)
    beside = [one for one in (compared, claimed) if one is not None]
    own = [one for one in (column, claimed) if one is not None]
    counted = [number for number, row in enumerate(table.rows) if any(row[one] for one in own)]
    first = max(0, counted[0] - 1) if counted else 0
    title = making.words.text("{label} over time", label=table.columns[column].label)
    points = (claimed,) if claimed is not None else ()
    return Chart(
        title,
        ChartKind.LINE,
        table,
        (column, *beside),
        points=points,
        first=first,
        height=height,
        width=width,
    )


def _notes(making: Making, trend: Trend) -> list[Paragraph]:
    text, notes = making.words.text, []
    if any(marks is not None for _, marks, _ in trend.columns):
        marks = "Marks are what was claimed, each at the end of its month; the lines are what is documented."
        notes.append(text(marks))
    if any(beside is not None for _, _, beside in trend.columns):
        beside = (
            "The signatories of the Artemis Accords stand there for comparison; they count toward nothing."
        )
        notes.append(text(beside))
    return [Paragraph(" ".join(notes), quiet=True)] if notes else []


def _is_compared(making: Making, figure: Figure) -> bool:
    """Whether the signatories stand beside its curve: it counts partners, and not only a part of them."""
    return (
        bool(making.material.comparison)
        and figure.target.kind == "partners"
        and figure in making.main_figures
    )


def _claims(figure: Figure, days: Sequence[date]) -> list[CellValue] | None:
    """Beside each day what was claimed since the day before it, the latest; None where nothing was."""
    if not days:
        return None
    marks: list[CellValue] = [None] * len(days)
    for claim in figure.claims or ((figure.claim,) if figure.claim else ()):
        day = day_of(claim.claimed_on)
        if day is not None and days[0] <= day <= days[-1]:
            marks[bisect_left(days, day)] = claim.value
    return marks if any(mark is not None for mark in marks) else None


def _days(first: date, last: date) -> list[date]:
    """The ends of the months from the one before ``first`` up to ``last``, and ``last``."""
    ends = [first.replace(day=1) - timedelta(days=1)] if first > date(1, 1, 31) else []
    month = first.replace(day=1)
    while (month.year, month.month) < (last.year, last.month):
        following = _next_month(month)
        ends.append(following - timedelta(days=1))
        month = following
    if len(ends) > _MOST_MONTHS:
        ends = [end for end in ends if end.month == 12]
    return [*ends, last]


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _values(steps: Sequence[tuple[date, int]], days: Sequence[date]) -> list[CellValue]:
    """The value that holds on each of ``days``."""
    changed = [day for day, _ in steps]
    return [steps[place - 1][1] if (place := bisect_right(changed, day)) else 0 for day in days]
