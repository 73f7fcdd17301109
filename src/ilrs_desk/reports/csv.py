"""A table as a text file that opens in any spreadsheet program and in which nothing acts as a formula."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from .document import CellValue, ColumnType, Table
from .files import replacing
from .text import formula_like, plain_number


def write_csv(table: Table, path: Path) -> None:
    """Write ``table`` with its header as comma-separated UTF-8 (with a byte order mark, for Excel).

    Days are YYYY-MM-DD. Text that could act as a formula, or that begins with an apostrophe, gets one
    apostrophe before it: taking exactly one off gives back the text. Raises as ``files.replacing``.
    """
    types = [column.type for column in table.columns]
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(column.label) for column in table.columns])
        writer.writerows(
            [_cell(value, kind) for value, kind in zip(row, types, strict=True)] for row in table.rows
        )


def guarded(text: str) -> str:
    """The text with an apostrophe before it if it could act as a formula or begins with one."""
    return f"'{text}" if text.startswith("'") or formula_like(text) else text


def _cell(value: CellValue, kind: ColumnType) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value if kind is ColumnType.PHONE and plain_number(value) else guarded(value)
    return value.isoformat() if isinstance(value, date) else str(value)
