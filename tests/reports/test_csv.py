"""The text table: opens everywhere, nothing in it acts, and the guard can be taken off again."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.reports.csv import guarded, write_csv
from ilrs_desk.reports.document import Column, ColumnType, Table


def test_a_table_as_text(tmp_path: Path) -> None:
    columns = (
        Column("Name"),
        Column("Signed", ColumnType.DATE),
        Column("Phone", ColumnType.PHONE),
        Column("=N"),
    )
    rows = (
        ("Türkiye, 土耳其", date(2024, 7, 31), "+90 312 555", 5),
        ("=1+1", "2023-10", "+1-1+cmd", None),
        ("-5", None, "=1", 0.25),
    )
    path = tmp_path / "out.csv"
    write_csv(Table("T", columns, rows), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["Name", "Signed", "Phone", "'=N"],
            ["Türkiye, 土耳其", "2024-07-31", "+90 312 555", "5"],
            ["'=1+1", "2023-10", "'+1-1+cmd", ""],
            ["'-5", "", "'=1", "0.25"],
        ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "－1", "'x"])
def test_what_could_act_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


@given(st.text())
def test_taking_one_apostrophe_off_gives_back_the_text(text: str) -> None:
    written = guarded(text)
    assert (written[1:] if written.startswith("'") else written) == text
