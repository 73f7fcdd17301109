"""Two returns on one sheet, below or beside each other: nearly always both lists are found with all their rows."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ilrs_desk.domain.records import Snapshot
from ilrs_desk.intake.draw import draw_plan
from ilrs_desk.intake.memory import Memory
from ilrs_desk.intake.plan import Decisions, TablePlan
from ilrs_desk.intake.sheets import Cell, Sheet, Workbook

from ..returns.build import load_cases

PAIRS = 60


def drawn(sheet: Sheet) -> tuple[TablePlan, ...]:
    book = Workbook(Path("x.xlsx"), "xlsx", "h", 1, [sheet])
    today = date(2026, 11, 23)
    return draw_plan([book], Snapshot(0), Decisions(), Memory(), key="k", today=today).files[0].tables


@cache
def lists() -> list[tuple[Sheet, int]]:
    """The invented returns of one sheet with one list on it, each with the number of its records."""
    found = []
    for case in load_cases():
        sheet, *more = case.sheets
        if more or sheet.hidden or sheet.hidden_rows or sheet.hidden_columns or case.truth.get("warnings"):
            continue
        tables = drawn(sheet)
        if len(tables) == 1 and tables[0].layout == "table" and tables[0].header_rows:
            found.append((sheet, len(tables[0].rows)))
    return found


def below(one: Sheet, other: Sheet) -> Sheet:
    """``other`` under ``one``, a blank row between them."""
    down = len(one.rows) + 1
    merged = [(top + down, left, bottom + down, right) for top, left, bottom, right in other.merged]
    return Sheet("Sheet1", False, [*one.rows, [], *other.rows], [*one.merged, *merged])


def beside(one: Sheet, other: Sheet) -> Sheet:
    """``other`` to the right of ``one``, a blank column between them."""
    across = one.width + 1
    rows: list[list[Cell]] = []
    for number in range(max(len(one.rows), len(other.rows))):
        left = one.rows[number] if number < len(one.rows) else []
        right = other.rows[number] if number < len(other.rows) else []
        rows.append([*left, *[None] * (across - len(left)), *right] if right else left)
    merged = [(top, left + across, bottom, right + across) for top, left, bottom, right in other.merged]
    return Sheet("Sheet1", False, rows, [*one.merged, *merged])


@pytest.mark.parametrize(("together", "least"), [(below, 0.95), (beside, 0.8)])
def test_both_lists_are_found_whole(together: Callable[[Sheet, Sheet], Sheet], least: float) -> None:
    chance = random.Random(7)
    good = 0
    for _ in range(PAIRS):
        (one, ours), (other, theirs) = chance.sample(lists(), 2)
        good += [len(table.rows) for table in drawn(together(one, other))] == [ours, theirs]
    assert good >= least * PAIRS
