"""The trend of each target, month by month, as a table with its charts."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from ilrs_desk.domain.progress import Progress

from .document import CellValue, Chart, ChartKind, ChartRow, Column, ColumnType, Page, Table, TableBlock

_GRID = (12,) * 12
_CHARTS_A_ROW = 3
_COLUMNS_A_CHART = 4
_MOST_MONTHS = 240


def trend_table(progress: Progress) -> Table:
    """The value of each target at the end of each month (of each year over a long time), the last on the day asked."""
    starts = [figure.trend[0][0] for figure in progress.figures if figure.trend]
    columns = (
        Column("Month", ColumnType.DATE),
        *(Column(figure.target.label, ColumnType.NUMBER) for figure in progress.figures),
    )
    days = _days(min(starts), progress.as_of) if starts else []
    lines = [_values([*figure.trend], days) for figure in progress.figures]
    rows: list[tuple[CellValue, ...]] = [(day, *values) for day, *values in zip(days, *lines, strict=True)]
    return Table("Trend", columns, tuple(rows))


def trend_page(table: Table) -> Page:
    """One chart a target, side by side, and below them the table, which is too long to be of use on paper."""
    shown = [number for number in range(1, len(table.columns)) if any(row[number] for row in table.rows)]
    charts = tuple(
        (1 + place % _CHARTS_A_ROW * _COLUMNS_A_CHART, trend_chart(table, number, height=7.5, width=9.0))
        for place, number in enumerate(shown)
    )
    rows = [ChartRow(charts[first : first + _CHARTS_A_ROW]) for first in range(0, len(charts), _CHARTS_A_ROW)]
    return Page("Trend", _GRID, (*rows, TableBlock(table)), printed=len(rows))


def trend_chart(table: Table, column: int, *, height: float, width: float) -> Chart:
    """The line of one target, from shortly before its first record."""
    counted = [number for number, row in enumerate(table.rows) if row[column]]
    first = max(0, counted[0] - 1) if counted else 0
    title = f"{table.columns[column].label} over time"
    return Chart(title, ChartKind.LINE, table, (column,), first=first, height=height, width=width)


def _days(first: date, last: date) -> list[date]:
    """The ends of the months from the one before ``first`` up to ``last``, and ``last``."""
    ends = [first.replace(day=1) - timedelta(days=1)] if first > date(1, 1, 31) else []
    month = first.replace(day=1)
    while (following := _next_month(month)) <= last:
        ends.append(following - timedelta(days=1))
        month = following
    if len(ends) > _MOST_MONTHS:
        ends = [end for end in ends if end.month == 12]
    return [*ends, last]


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _values(steps: list[tuple[date, int]], days: list[date]) -> list[int]:
    """The value that holds on each of ``days``."""
    changed = [day for day, _ in steps]
    return [steps[place - 1][1] if (place := bisect_right(changed, day)) else 0 for day in days]
