"""`template` writes a workbook, or says why it cannot."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from .conftest import Desk


def test_a_template_is_written(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "blank.xlsx"
    ran = desk("template", "institutions", "--out", out, "--language", "sr", "--country", "Србија")
    assert ran.status == 0
    assert "blank.xlsx" in ran.err
    assert openpyxl.load_workbook(out).sheetnames[0] == "Установе"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["personnel", "--language", "xx"], 1, "no texts in the language xx"),
        (["personnel", "--country", "Nowhere"], 1, "No country is called Nowhere"),
        (["planets"], 2, "planets"),
    ],
)
def test_what_cannot_be_is_told(desk: Desk, tmp_path: Path, words: list[str], status: int, said: str) -> None:
    ran = desk("template", *words, "--out", tmp_path / "x.xlsx")
    assert ran.status == status
    assert said in ran.err
    assert not (tmp_path / "x.xlsx").exists()


def test_another_format_is_refused(desk: Desk, tmp_path: Path) -> None:
    ran = desk("template", "personnel", "--out", tmp_path / "x.csv")
    assert ran.status == 1
    assert ".xlsx" in ran.err
