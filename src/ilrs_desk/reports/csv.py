"""A table as a text file that opens in any spreadsheet program and in which nothing acts as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .document import CellValue, ColumnType, Table
from .files import replacing
from .text import formula_like, plain_number


def write_csv(table: Table, path: Path, *, header: bool = True) -> None:
    """Write ``table``, with its ``header`` or without, as comma-separated UTF-8 with a byte order mark.

    Excel takes UTF-8 for another encoding without the mark; everything else that reads UTF-8 knows it. Days are
    YYYY-MM-DD. Text that could act as a formula, or that begins with an apostrophe, gets one apostrophe before it:
    taking exactly one off gives back the text. Raises as ``files.replacing``.
    """
    changed = [_changed(table, at) for at in range(len(table.columns))]
    touched = [at for at, words in enumerate(changed) if words]
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        if header:
            writer.writerow([guarded(column.label) for column in table.columns])
        writer.writerows(_rows(table, changed, touched) if touched else table.rows)


def _changed(table: Table, at: int) -> dict[CellValue, str]:
    """The texts of a column that are written otherwise than they are; each is looked at once, however many rows."""
    phone = table.columns[at].type is ColumnType.PHONE
    texts = {value for row in table.rows if isinstance(value := row[at], str)}
    return {
        text: safe for text in texts if not (phone and plain_number(text)) and (safe := guarded(text)) != text
    }


def _rows(
    table: Table, changed: Sequence[Mapping[CellValue, str]], touched: Sequence[int]
) -> Iterator[Sequence[CellValue]]:
    for row in table.rows:
        cells = list(row)
        for at in touched:
            cells[at] = changed[at].get(cells[at], cells[at])
        yield cells


def guarded(text: str) -> str:
    """The text with an apostrophe before it if it could act as a formula or begins with one."""
    return f"'{text}" if text.startswith("'") or formula_like(text) else text
