"""The careful reader gives what the fast one gives, on everything a workbook can hold."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.intake.read.conftest import ReaderHere
from tests.intake.read.making import book, changed, rows_book, sheet_book, unzipped

from ilrs_desk.intake.columns import column_letter, column_number
from ilrs_desk.intake.read.child.careful import Looks, unescape
from ilrs_desk.intake.sheets import CellError


@pytest.fixture
def two_readers(read: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Read fast and carefully; the same workbook either way."""

    def reader(data: bytes) -> Any:
        fast = read(data)
        with monkeypatch.context() as patch:
            patch.setattr("ilrs_desk.intake.read.workbook.FIRST_TRY_CAREFUL", True)
            assert read(data) == fast
        return fast

    return reader


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_dates_times_and_lengths(two_readers: Any, epoch: datetime | None) -> None:
    """Both date systems, formats that come with Excel and formats of the sender's own."""
    moments = [
        date(2024, 2, 29),
        datetime(2024, 5, 1, 23, 59, 59),
        time(3, 4, 5),
        timedelta(hours=30),
        date(1905, 1, 1),
    ]
    formats = ["dd.mm.yyyy", "yyyy/mm/dd hh:mm:ss", 'hh"h"mm', "[hh]:mm", '[$-404]yyyy"年"m"月"d"日"']

    def fill(workbook: openpyxl.Workbook) -> None:
        if epoch:
            workbook.epoch = epoch
        sheet = workbook.active
        sheet.append(moments)
        sheet.append(moments)
        for cell, form in zip(sheet[2], formats, strict=True):
            cell.number_format = form
        sheet.append([1.5, 0.25, 1234567, 1e20, -3])
        for cell, form in zip(sheet[3], ["0.00E+00", "0%", '#,##0 "days"', "[Red]0", "General"], strict=True):
            cell.number_format = form

    rows = two_readers(book(fill)).sheets[0].rows
    assert rows[0] == rows[1] == [*moments[:3], "30:00:00", moments[4]]
    assert rows[2] == [1.5, 0.25, 1234567, 1e20, -3]


def test_everything_else_on_a_sheet(two_readers: Any) -> None:
    """Merged, hidden, errors, formulas, truth, dates written as text."""
    data = sheet_book(
        '<row r="1" hidden="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="d"><v>2024-05-01T10:00:00</v></c>'
        '<c r="C1" t="d"><v>2024-05-01</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="3"><c r="B3"><v>NaN</v></c><c r="C3"><v>1e999</v></c><c r="D3" t="str"><f>A1</f><v>x</v></c></row>',
        before='<cols><col min="2" max="3" hidden="1" width="9"/></cols>',
        after='<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
    )
    sheet = two_readers(data).sheets[0]
    assert sheet.rows[0] == [True, datetime(2024, 5, 1, 10), date(2024, 5, 1), CellError("#DIV/0!")]
    assert sheet.rows[2] == [None, CellError("#NUM!"), CellError("#NUM!"), "x"]
    assert (sheet.merged, sheet.hidden_rows, sheet.hidden_columns) == ([(0, 0, 1, 1)], {0}, {1, 2})


texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12
)
cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12),
    st.dates(date(1905, 1, 1)),
    texts.filter(lambda text: not text.startswith("=") and "_x" not in text),
)


@settings(max_examples=40)
@given(st.lists(st.lists(cells, max_size=5), min_size=1, max_size=6))
def test_two_readers_one_answer(rows: list[list[Any]]) -> None:
    """Any sheet a program writes is read the same by both, cell by cell as it was."""
    import tempfile
    from pathlib import Path
    from unittest.mock import patch

    from ilrs_desk.intake.read import read_workbook

    with (
        tempfile.TemporaryDirectory() as folder,
        patch("ilrs_desk.intake.read.workbook.ReaderChild", ReaderHere),
    ):
        path = Path(folder) / "x.xlsx"
        path.write_bytes(rows_book(*[tuple(row) for row in rows]))
        fast = read_workbook(path)
        with patch("ilrs_desk.intake.read.workbook.FIRST_TRY_CAREFUL", True):
            assert read_workbook(path) == fast
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            blank = value is None or (isinstance(value, str) and not value.strip())
            assert fast.sheets[0].cell(number, column) == (
                None if blank else pytest.approx(value, rel=1e-12) if isinstance(value, float) else value
            )


def test_first_days_of_1900() -> None:
    """The 1900 system counts a day that never was; both sides of it are right."""
    looks = Looks(epoch1904=False)
    looks.kinds = ["d"]
    assert [looks.value(number, 0) for number in (1, 59, 61)] == [
        date(1900, 1, 1),
        date(1900, 2, 28),
        date(1900, 3, 1),
    ]
    assert looks.value(-5e6, 0) == -5e6
    assert looks.value(5, 9) == 5


def test_columns_and_escapes() -> None:
    """Letters and numbers of columns, and characters XML cannot hold."""
    assert [column_letter(column) for column in (0, 25, 26, 701, 702, 16_383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert all(column_number(column_letter(column)) == column for column in range(16_384))
    assert unescape("a_x000D_b_xZZZZ_") == "a\rb_xZZZZ_"
    assert unescape("_xD83D__xDE00_") == "😀"
    assert unescape("_xD83D_x") == "\ufffdx"


def test_a_workbook_without_a_package_relation(two_readers: Any) -> None:
    """The workbook is found where it always is."""
    data = changed(rows_book(("a",)), _rels___dot_rels=None)
    assert two_readers(data).sheets[0].rows == [["a"]]


def test_a_sheet_that_never_begins(refuse: Any, read: Any) -> None:
    """An empty sheet element is an empty sheet; a giant head is no sheet data."""
    sheet = unzipped(sheet_book(""))["xl/worksheets/sheet1.xml"]
    empty = sheet.replace(b"<sheetData></sheetData>", b"<sheetData/>")
    assert read(changed(rows_book(("a",)), xl__worksheets__sheet1_dot_xml=empty)).sheets[0].rows == []
    endless = sheet.replace(b"<sheetData>", b"<!--" + b" " * (9 << 20) + b"--><sheetData>")
    assert read(changed(rows_book(("a",)), xl__worksheets__sheet1_dot_xml=endless)).sheets[0].rows == []
