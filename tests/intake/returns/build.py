"""What a case of an invented return is, and how its sheets are made of the JSON files in this folder.

A cell is JSON, but "@2024-05-01" is a date cell and "!#REF!" an error cell. A truth names of each table its columns
(letter → field, null: left out), of its records the values that must be there (null: must be empty), the rows that
are left out, the problems as [row, field, beginning of the code], what is ``said`` of the whole table (codes), and
actions other than "add". Hidden rows and columns of a sheet are counted from 0, as are merged cells.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ilrs_desk.intake.sheets import Cell, CellError, Sheet, Workbook


@dataclass(frozen=True)
class Case:
    """An invented return: its sheets, and the truth about it."""

    name: str
    sheets: tuple[Sheet, ...]
    truth: Mapping[str, Any]

    def workbook(self) -> Workbook:
        """The return as it would be read."""
        return Workbook(Path(f"{self.name}.xlsx"), "xlsx", self.name, 1, self.sheets)


def load_cases() -> list[Case]:
    """The cases of all files, by file name."""
    found = []
    for path in sorted(Path(__file__).parent.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            sheets = tuple(_sheet(each) for each in case["sheets"])
            found.append(Case(case["name"], sheets, case))
    return found


def _sheet(told: Mapping[str, Any]) -> Sheet:
    """A sheet as the reader gives it: rows end at their last filled cell."""
    rows: list[list[Cell]] = []
    for row in told["rows"]:
        cells = [_cell(cell) for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        rows.append(cells)
    merged = [(top, left, bottom, right) for top, left, bottom, right in told.get("merged", ())]
    hidden = frozenset(told.get("hidden_rows", ())), frozenset(told.get("hidden_columns", ()))
    return Sheet(told["name"], told.get("hidden", False), rows, merged, *hidden)


def _cell(cell: Any) -> Cell:
    if isinstance(cell, str) and cell.startswith("@2"):
        return date.fromisoformat(cell[1:])
    if isinstance(cell, str) and cell.startswith("!"):
        return CellError(cell[1:])
    return cell or None
