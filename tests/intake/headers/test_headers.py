"""Each invented header row over its cells gives its truth: the kind of the table and the field of every column.

A column is a list: header ("Group › Header" under a group), truth, cells. The truth is a field, "field:part" of a
column that holds two things, "-" left out, "-s" left out as sensitive; what is as good stands behind a stroke.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ilrs_desk.intake.layout import Header
from ilrs_desk.intake.mapping import Choice, find_kind, read_columns
from ilrs_desk.intake.sheets import Cell


def load_cases() -> list[dict[str, Any]]:
    paths = sorted(Path(__file__).parent.glob("*.json"))
    return [case for path in paths for case in json.loads(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: str(case["name"]))
def test_headers_give_their_truth(case: dict[str, Any]) -> None:
    headers, truths, cells = [], [], []
    for place, (header, truth, *column) in enumerate(case["columns"]):
        group, _, own = header.rpartition(" › ")
        headers.append(Header(place, header, own, group))
        truths.append(truth)
        cells.append([_cell(cell) for cell in column])
    kind, choices, _ = find_kind(read_columns(headers, cells), case["sheet"], case["titles"])
    assert kind == case["kind"]
    wrong = {
        header.text: (truth, _told(choice))
        for header, truth, choice in zip(headers, truths, choices, strict=True)
        if _told(choice) not in truth.split("/")
    }
    assert wrong == {}


def _cell(cell: Any) -> Cell:
    return date.fromisoformat(cell[1:]) if isinstance(cell, str) and cell.startswith("@") else cell


def _told(choice: Choice) -> str:
    if choice.field is None:
        return "-s" if choice.sensitive else "-"
    return choice.field if choice.part in ("value", "joined") else f"{choice.field}:{choice.part}"
