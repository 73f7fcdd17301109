"""Cells that stand far from everything else on a sheet, such as a blank typed by mistake at its last corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.wording import Message

from ..columns import column_letter
from ..sheets import Sheet

#: So many blank rows or columns part what belongs together on no sheet.
_BLANK_ROWS, _BLANK_COLUMNS = 1_000, 100
#: What is put aside is at most this share of the cells that stay.
_FEW = 0.1


def without_far_cells(sheet: Sheet) -> tuple[Sheet, list[Problem]]:
    """The sheet without the few cells that stand far below or beside the others, and a warning that names them.

    Whoever looks for tables would walk over millions of blank places on the way to them.
    """
    if sheet.total_rows <= _BLANK_ROWS and sheet.width <= _BLANK_COLUMNS:
        return sheet, []
    filled = [(number, row) for number, row in enumerate(sheet.rows) if row]
    by_row = [(number, len(row) - row.count(None)) for number, row in filled]
    bottom = _last_near(by_row, _BLANK_ROWS)
    by_column: dict[int, int] = {}
    for number, row in filled:
        if number <= bottom:
            for column, cell in enumerate(row):
                if cell is not None:
                    by_column[column] = by_column.get(column, 0) + 1
    right = _last_near(sorted(by_column.items()), _BLANK_COLUMNS)
    far = [
        (number, column)
        for number, row in filled
        for column in range(0 if number > bottom else right + 1, len(row))
        if row[column] is not None
    ]
    if not far:
        return sheet, []
    rows = [row[: right + 1] if len(row) > right + 1 else row for row in sheet.rows[: bottom + 1]]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return replace(sheet, rows=rows), [_warning(sheet.name, far)]


def _last_near(counts: Sequence[tuple[int, int]], blank: int) -> int:
    """The last of the numbered lines that belongs to most of the cells; ``counts``: line → filled cells, in order."""
    last = counts[-1][0] if counts else -1
    left, whole = 0, sum(count for _, count in counts)
    for (line, count), (after, _) in pairwise(counts):
        left += count
        if after - line > blank and whole - left <= _FEW * left:
            return line
    return last


def _warning(sheet: str, far: Sequence[tuple[int, int]]) -> Problem:
    names = [f"{column_letter(column)}{row + 1}" for row, column in far]
    message = Message(
        'Cells of the sheet "{sheet}" that belong to no list of records are not read: {cells}.',
        {"sheet": sheet, "cells": names[0] if len(names) == 1 else f"{names[0]}, …, {names[-1]}"},
    )
    return Problem("cells.outside", message, Severity.WARNING)
