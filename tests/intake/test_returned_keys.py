"""Keys say which row a row was and which of its cells are as they were sent, also after somebody sorted them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.intake.returned import KEY_HEADER, make_key, read_key, row_cells, take_keys, unchanged
from ilrs_desk.intake.returned.keys import hidden_by_sender
from ilrs_desk.intake.sheets import Cell, Sheet

SHA = "0123456789abcdef" * 4
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(), TEXTS, st.integers(-(10**12), 10**12), st.booleans(), st.dates(), st.floats(allow_nan=False)
)


def keyed(rows: list[list[Cell]], keys: list[str]) -> Sheet:
    body = [[*row, key] for row, key in zip(rows, keys, strict=True)]
    return Sheet("List", False, [["Name", "Mail", "City", "Role", KEY_HEADER], *body])


PEOPLE: list[list[Cell]] = [
    [f"Person {number}", f"p{number}@example.org", "Minsk", "Researcher"] for number in range(40)
]
KEYS = [make_key(SHA, "List", number + 2, row) for number, row in enumerate(PEOPLE)]


@given(TEXTS, st.integers(1, 1_048_576), st.lists(CELLS, max_size=8))
def test_a_key_comes_back_as_it_was_made(sheet: str, row: int, cells: list[Cell]) -> None:
    key = read_key(make_key(SHA, sheet, row, cells))
    assert key is not None
    assert (key.sha256, key.sheet, key.row) == (SHA[:16], sheet, row)
    if key.cells:
        assert unchanged(key, cells) >= set(range(len(cells)))


def test_a_key_that_was_touched_is_none() -> None:
    key = make_key(SHA, "List", 12, ["Ada", None, 5])
    assert read_key(key.replace(".12.", ".13.")) is None
    assert read_key(key[:-1]) is None
    assert read_key("Ada") is None
    assert read_key(None) is None


def test_only_changed_cells_differ_however_the_program_types_them() -> None:
    key = read_key(make_key(SHA, "List", 2, ["Ada  Moyo", 7, date(2025, 3, 1), None, "x", "old"]))
    assert key is not None
    now: list[Cell] = ["Ada Moyo ", 7.0, datetime(2025, 3, 1), None, None, "new"]
    assert unchanged(key, now) == {0, 1, 2, 3}


def test_a_key_without_cells_tells_only_the_place() -> None:
    key = read_key(make_key(SHA, "Form", 3, []))
    assert key is not None
    assert unchanged(key, ["Ada"]) == frozenset()


def test_keys_are_taken_off_the_sheet() -> None:
    sheet, keys = take_keys(keyed(PEOPLE, KEYS))
    assert sheet.rows[0] == ["Name", "Mail", "City", "Role"]
    assert sheet.rows[1:] == PEOPLE
    assert {row: key.row for row, key in keys.items()} == {number + 1: number + 2 for number in range(40)}


def test_a_sheet_without_keys_is_left_as_it_is() -> None:
    sheet = Sheet("List", False, [["Name"], ["Ada"]])
    assert take_keys(sheet) == (sheet, {})
    assert take_keys(sheet)[0] is sheet


def test_rows_sorted_with_their_keys_keep_them() -> None:
    _, keys = take_keys(keyed(PEOPLE[::-1], KEYS[::-1]))
    assert {row: key.row for row, key in keys.items()} == {number + 1: 41 - number for number in range(40)}


def test_rows_sorted_away_from_their_keys_are_found_again() -> None:
    rows = [list(row) for row in PEOPLE[::-1]]
    rows[0][1] = "corrected@example.org"
    _, keys = take_keys(keyed(rows, KEYS))
    assert {row: key.row for row, key in keys.items()} == {number + 1: 41 - number for number in range(40)}


def test_of_a_copied_row_the_first_keeps_the_key() -> None:
    _, keys = take_keys(keyed([*PEOPLE[:2], PEOPLE[1]], [*KEYS[:2], KEYS[1]]))
    assert {row: key.row for row, key in keys.items()} == {1: 2, 2: 3}


def test_a_row_that_holds_nothing_of_what_was_sent_has_no_key() -> None:
    _, keys = take_keys(keyed([PEOPLE[0], ["New", "n@example.org", "Kano", "Head"]], KEYS[:2]))
    assert {row: key.row for row, key in keys.items()} == {1: 2}


def test_cells_merged_over_rows_count_in_each_of_them() -> None:
    sheet = Sheet("List", False, [["Lab", "Name"], ["Helios", "Ada"], [None, "Bo"]], [(1, 0, 2, 0)])
    assert row_cells(sheet, 2) == ["Helios", "Bo"]


def test_columns_that_the_sender_hid_are_told_from_ours() -> None:
    sheet = replace(keyed(PEOPLE, KEYS), hidden_columns=frozenset(range(3, 16_384)))
    ours = next(column for column, cell in enumerate(sheet.rows[0]) if cell == KEY_HEADER)
    assert hidden_by_sender(sheet) == sheet.hidden_columns - {ours}
    assert hidden_by_sender(replace(sheet, hidden_columns=frozenset({ours}))) == frozenset()
