"""Every shipped sample is read whole, with the sender's numbering, in every way the reader has."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ilrs_desk.domain.resources import resource
from ilrs_desk.intake.read import read_workbook

SAMPLES = sorted(
    path.name for path in resource("samples").iterdir() if path.suffix in (".xlsx", ".xls", ".ods", ".csv")
)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_of_the_truth_is_there(name: str, truth: dict[str, Any]) -> None:
    """The rows that the truth counts, by the sender's numbers, hold something."""
    book = read_workbook(resource("samples", name))
    expected = truth[name]
    records = expected.get("records") or [
        r for sheet in expected.get("sheets", {}).values() for r in sheet["records"]
    ]
    assert book.size == resource("samples", name).stat().st_size
    assert all(
        any(row[record["row"] - 1 : record["row"]] for row in [s.rows for s in book.sheets])
        for record in records
    )


@pytest.mark.parametrize("name", [name for name in SAMPLES if name.endswith(".xlsx")])
def test_the_careful_reader_agrees_with_the_fast_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two readers, one answer."""
    path = resource("samples", name)
    fast = read_workbook(path)
    with monkeypatch.context() as patch:
        patch.setattr("ilrs_desk.intake.read.workbook.FIRST_TRY_CAREFUL", True)
        careful = read_workbook(path)
    assert fast == careful


def test_merged_title_and_dates(sample: Any) -> None:
    """A merged title, a blank row, and dates as dates."""
    book = read_workbook(sample("sn_etablissements.xlsx"))
    sheet = book.sheets[0]
    assert sheet.merged == [(0, 0, 0, 6)]
    assert sheet.rows[1] == []
    assert sheet.cell(3, 6) == date(2024, 5, 6)
    assert sheet.cell(1, 3) is None
    assert sheet.width == 7


def test_old_excel_knows_its_merged_cells(sample: Any) -> None:
    """An .xls gives merged ranges and whole numbers."""
    sheet = read_workbook(sample("cn_jigou.xls")).sheets[0]
    assert sheet.merged == [(0, 0, 0, 6)]
    assert sheet.cell(3, 0) == 1
    assert isinstance(sheet.cell(3, 0), int)
