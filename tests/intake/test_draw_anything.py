"""Whatever a sheet holds, a plan is drawn, its rows add up, and the same input gives the same plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilrs_desk.domain.problems import Severity
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.intake.draw import draw_plan
from ilrs_desk.intake.memory import Memory
from ilrs_desk.intake.plan import Action, Decisions, ImportPlan
from ilrs_desk.intake.sheets import Cell, CellError, Sheet, Workbook

WORDS = (
    "Name", "Surname", "First name", "E-mail", "Institution", "Country", "Partner", "Stage", "Signed on", "Фамилия",
    "姓名", "单位", "Total", "Note", "Organisation:", "1", "2", "3", "Serbia", "Nigerla", "a@b.example", "12/03/2024",
    "31/02/2025", "present", "=1+1", "-", "Lab A", "Ada Moyo", "0000-0002-1825-0097", "\u200b", "  ", "Ünvanı",
)  # fmt: skip
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(max_size=12),
    st.integers(-5, 10**14),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.times(),
    st.just(CellError("#N/A")),
)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=10)
MERGED = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 5), st.integers(0, 9), st.integers(0, 6)), max_size=3
)


def drawn(rows: Sequence[Sequence[Cell]], merged: Sequence[tuple[int, int, int, int]]) -> ImportPlan:
    cut = [list(row) for row in rows]
    for row in cut:
        while row and row[-1] is None:
            row.pop()
    ranges = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in merged]
    book = Workbook(Path("x.xlsx"), "xlsx", "h", 1, [Sheet("Sheet1", False, cut, ranges)])
    return draw_plan([book], Snapshot(0), Decisions(), Memory(), key="k", today=date(2026, 1, 1))


@settings(max_examples=150)
@given(ROWS, MERGED)
def test_anything_gives_a_plan_whose_rows_add_up(
    rows: list[list[Cell]], merged: list[tuple[int, int, int, int]]
) -> None:
    plan = drawn(rows, merged)
    assert drawn(rows, merged) == plan
    for _, table in plan.tables():
        if table.layout == "table":
            below = table.last_row - table.first_row + 1
            assert below == len(table.rows) + len(table.left_out) + table.blank
        numbers = [row.row for row in table.rows] + [row.row for row in table.left_out]
        assert len(numbers) == len(set(numbers))
        for row in table.rows:
            assert None not in row.record.values()
            assert "" not in row.record.values()
            wrong = any(problem.severity is Severity.ERROR for problem in row.problems)
            assert wrong == (row.action in (Action.REJECT, Action.CONFLICT))
            assert row.taken == (row.action in (Action.ADD, Action.SAME))


ODD = (
    time(1, 2),
    10**20,
    float("inf"),
    True,
    CellError("#REF!"),
    "\ud800",
    "x" * 40_000,
    "1-" * 9_000,
    "a." * 9_000,
)


@pytest.mark.parametrize("cell", ODD, ids=lambda cell: f"{cell!s:.10}".encode("ascii", "replace").decode())
def test_odd_cells_do_no_harm_in_any_column(cell: Cell) -> None:
    header: list[Cell] = ["Surname", "E-mail", "Phone", "Start date", "Country", "ORCID", "Status", "Notes"]
    named: list[Cell] = [cell, "ada@example.bw", None, None, "Zambia", None, None, None]
    plan = drawn([header, named, ["Moyo", *[cell] * 7]], [])
    (table,) = plan.files[0].tables
    assert len(table.rows) == 2
