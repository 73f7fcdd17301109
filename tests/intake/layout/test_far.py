"""A stray cell in the last corner of a sheet is told, and costs nothing."""

from __future__ import annotations

import pytest

from ilrs_desk.intake.layout import find_tables, without_far_cells
from ilrs_desk.intake.sheets import Cell, Sheet

LIST: list[list[Cell]] = [["Family name", "Given name"], *[[f"N{row}", "A"] for row in range(20)]]


def with_cell(row: int, column: int) -> Sheet:
    """The list with one more cell there."""
    rows = [list(cells) for cells in LIST]
    rows += [[]] * (row + 1 - len(rows))
    rows[row] = rows[row] + [None] * (column - len(rows[row])) + ["x"]
    return Sheet("S", False, rows)


@pytest.mark.parametrize(
    ("row", "column", "name"), [(1_048_575, 16_383, "XFD1048576"), (5_000, 0, "A5001"), (3, 700, "ZY4")]
)
def test_far_cells_are_put_aside_and_told(row: int, column: int, name: str) -> None:
    sheet, told = without_far_cells(with_cell(row, column))
    assert sheet.rows == LIST
    assert [(problem.code, name in str(problem.message)) for problem in told] == [("cells.outside", True)]
    (table,) = find_tables(sheet)
    assert table.last == 20


def test_what_belongs_together_stays() -> None:
    """A second list far below, or a wide list: neither is a stray."""
    below = [*LIST, *[[]] * 2_000, *LIST]
    wide: list[list[Cell]] = [[f"c{column}" for column in range(400)]] * 3
    for rows in (LIST, below, wide):
        sheet = Sheet("S", False, rows)
        assert without_far_cells(sheet) == (sheet, [])
    assert without_far_cells(with_cell(900, 90))[1] == []


def test_many_far_cells_are_named_by_the_first_and_the_last() -> None:
    rows = [*LIST, *[[]] * 5_000, ["a"], ["b"]]
    sheet, (told,) = without_far_cells(Sheet("S", False, rows))
    assert sheet.rows == LIST
    assert "A5022, …, A5023" in str(told.message)
