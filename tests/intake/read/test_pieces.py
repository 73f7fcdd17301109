"""A very large sheet read in pieces gives what it gives as a whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.intake.read.conftest import ReaderHere
from tests.intake.read.making import book, sheet_book, strings_book

from ilrs_desk.intake.read import read_workbook
from ilrs_desk.intake.read.child import pieces, quick, xlsx
from ilrs_desk.intake.sheets import Workbook


@pytest.fixture
def in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Read as a whole and in pieces of a few rows; the same workbook either way, and how many pieces there were."""
    monkeypatch.setattr("ilrs_desk.intake.read.workbook.ReaderChild", ReaderHere)

    def reader(data: bytes) -> tuple[Workbook, int]:
        path = tmp_path / "x.xlsx"
        path.write_bytes(data)
        whole = read_workbook(path)
        made: list[int] = []
        real = pieces.packed
        with monkeypatch.context() as patch:
            patch.setattr(xlsx, "LARGE", 0)
            patch.setattr(pieces, "_PIECE", 1)
            patch.setattr(quick, "_WINDOW", 300)
            patch.setattr(xlsx, "expand", lambda data, part: _small(data, part))
            patch.setattr(pieces, "packed", lambda parts: made.append(1) or real(parts))
            assert read_workbook(path) == whole
        return whole, len(made)

    return reader


def _small(data: bytes, part: Any) -> Any:
    from ilrs_desk.intake.read.zips import expand

    for chunk in expand(data, part):
        for at in range(0, len(chunk), 500):
            yield chunk[at : at + 500]


def test_dates_gaps_and_hidden_rows(in_pieces: Any) -> None:
    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.epoch = CALENDAR_MAC_1904
        for number in range(1, 60):
            workbook.active.append([None, f"text {number}", number / 2, date(2024, 2, 29)])
        workbook.active["D200"] = "=1/0"
        workbook.active.row_dimensions[7].hidden = True

    whole, made = in_pieces(book(fill))
    assert whole.sheets[0].rows[0] == [None, "text 1", 0.5, date(2024, 2, 29)]
    assert made > 1


def test_shared_texts(in_pieces: Any) -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>{row % 3}</v></c></row>' for row in range(1, 200))
    whole, made = in_pieces(strings_book(cells, "<si><t>a</t></si><si><t>b</t></si><si><t>c</t></si>"))
    assert [row[0] for row in whole.sheets[0].rows[:3]] == ["b", "c", "a"]
    assert made > 1


def test_rows_out_of_order(in_pieces: Any) -> None:
    """What pieces cannot show is read carefully, nothing lost."""
    rows = [f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 200)]
    whole, _ = in_pieces(sheet_book("".join(rows[100:] + rows[:100])))
    assert [row[0] for row in whole.sheets[0].rows] == list(range(1, 200))
