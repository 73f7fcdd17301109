"""Where tables lie on a sheet, what is left out for being hidden or stray, and what a person takes all the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ilrs_desk.domain.records import Snapshot
from ilrs_desk.intake.draw import draw_plan
from ilrs_desk.intake.layout import find_tables
from ilrs_desk.intake.memory import Memory
from ilrs_desk.intake.plan import Decisions, FilePlan, table_key
from ilrs_desk.intake.sheets import Cell, Sheet, Workbook

PEOPLE: list[list[Cell]] = [
    ["Name", "Institution", "Country", "E-mail"],
    ["Ada Moyo", "Gaborone Observatory", "Botswana", "ada@example.bw"],
    ["Ben Sithole", "Gaborone Observatory", "Botswana", "ben@example.bw"],
    ["Cleo Dube", "Harare Institute", "Zimbabwe", "cleo@example.zw"],
]


def drawn(*sheets: Sheet, decisions: Decisions | None = None) -> FilePlan:
    book = Workbook(Path("x.xlsx"), "xlsx", "h", 1, list(sheets))
    today = date(2026, 11, 23)
    return draw_plan([book], Snapshot(0), decisions or Decisions(), Memory(), key="k", today=today).files[0]


def test_hidden_rows_and_columns_are_read_once_they_are_taken() -> None:
    sheet = Sheet("Staff", False, PEOPLE, hidden_rows=frozenset({2}), hidden_columns=frozenset({3}))
    (table,) = drawn(sheet).tables
    assert [row.row for row in table.rows] == [2, 4]
    assert all("email" not in row.record for row in table.rows)
    assert {"rows.hidden", "columns.hidden"} <= {problem.code for problem in table.problems}
    taken = Decisions(take_hidden=frozenset({table_key(0, "Staff")}))
    (table,) = drawn(sheet, decisions=taken).tables
    assert [row.record["email"] for row in table.rows] == [row[3] for row in PEOPLE[1:]]
    assert not {"rows.hidden", "columns.hidden"} & {problem.code for problem in table.problems}


def test_a_field_chosen_for_a_hidden_column_takes_it() -> None:
    sheet = Sheet("Staff", False, PEOPLE, hidden_columns=frozenset({3}))
    (table,) = drawn(sheet, decisions=Decisions(fields={table_key(0, "Staff"): {3: "email"}})).tables
    assert table.rows[0].record["email"] == "ada@example.bw"


def test_a_table_whose_names_are_hidden_says_so_and_is_read_if_its_sheet_is_chosen() -> None:
    sheet = Sheet("Staff", False, PEOPLE, hidden_columns=frozenset({0}))
    (skipped,) = drawn(sheet).skipped
    assert "hidden" in str(skipped.reason)
    (table,) = drawn(sheet, decisions=Decisions(take_sheets=frozenset({table_key(0, "Staff")}))).tables
    assert table.rows[0].record["full_name"] == "Ada Moyo"


def test_what_stands_beside_a_table_is_told_with_its_cells() -> None:
    keys: list[list[Cell]] = [["Key"], ["A", "Active"], [], []]
    rows: list[list[Cell]] = [[*row, None, *more] for row, more in zip(PEOPLE, keys, strict=True)]
    rows += [[None, None, None, None, None, *more] for more in (["L", "Left"], ["P", "Planned"])]
    file = drawn(Sheet("Staff", False, rows))
    assert [row.row for row in file.tables[0].rows] == [2, 3, 4]
    (warning,) = file.warnings
    assert warning.code == "cells.outside"
    assert warning.message.params["cells"] == "F1:G6"


def test_a_cover_sheet_holds_for_the_lists_after_it() -> None:
    cover = Sheet("Cover", False, [["Return 2026"], ["Country:", "Zambia"], ["As of:", date(2026, 3, 31)]])
    staff = Sheet("Staff", False, [[row[0], row[1], row[3]] for row in PEOPLE])
    file = drawn(cover, staff)
    assert file.dated == "2026-03-31"
    assert {row.record["country"] for row in file.tables[0].rows} == {"ZM"}


def test_ditto_marks_say_what_stands_above_them() -> None:
    rows: list[list[Cell]] = [list(row) for row in PEOPLE]
    rows[2][1], rows[2][2] = "″", '-"-'
    (table,) = drawn(Sheet("Staff", False, rows)).tables
    assert table.rows[1].record["institution"] == "Gaborone Observatory"
    assert table.rows[1].record["country"] == "BW"
    assert [problem.code for problem in table.problems].count("cells.carried") == 2


def test_a_blank_that_opens_no_group_stays_blank() -> None:
    rows: list[list[Cell]] = [list(row) for row in PEOPLE]
    rows[2][2] = None
    (table,) = drawn(Sheet("Staff", False, rows)).tables
    assert "country" not in table.rows[1].record


SIZES = st.lists(st.integers(1, 6), min_size=2, max_size=4)


@settings(max_examples=40, deadline=None)
@given(SIZES, st.integers(0, 2), st.integers(1, 2))
def test_tables_side_by_side_keep_all_their_rows(sizes: Sequence[int], above: int, gap: int) -> None:
    """However many lists of the same kind stand beside each other, each is found with its rows and no others."""
    blocks: list[list[list[Cell]]] = [
        [["Surname", "First name", "E-mail"], *(_person(n, k) for k in range(size))]
        for n, size in enumerate(sizes)
    ]
    height = max(map(len, blocks))
    rows: list[list[Cell]] = [["A title"] for _ in range(above)]
    for number in range(height):
        row: list[Cell] = []
        for block in blocks:
            row += block[number] if number < len(block) else [None, None, None]
            row += [None] * gap
        while row and row[-1] is None:
            row.pop()
        rows.append(row)
    tables = find_tables(Sheet("Teams", False, rows))
    assert [len([row for row in table.rows if any(row)]) for table in tables] == list(sizes)
    assert {table.header_rows for table in tables} == {(above,)}


def _person(table: int, number: int) -> list[Cell]:
    return [f"Moyo{table}{'abcdefg'[number]}", "Ada", f"p{table}{number}@example.bw"]
