"""Cells that stand for the one above them: ditto marks, and blanks under a value that opens a group of rows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.wording import Message

from ..columns import column_letter
from ..layout import RawTable
from ..mapping import Choice
from ..sheets import Cell
from .asides import SECTION
from .sorting import SortedRows

#: What holds for a group of rows; whatever else is blank is not known.
_GROUPING = frozenset({"country", "institution", "department", "workstream", "partner"})
_NAMING = frozenset({"full_name", "family_name", "name", "title"})
_DITTO = re.compile(
    r"\s*([-–—]?\s*[\"”“″〃'’]{1,2}\s*[-–—]?|ditto|do\.|idem|id\.|dito|lo mismo|то же|тот же|та же|同上|同|〃)\s*",
    re.IGNORECASE,
)
_LONGEST_DITTO = 12
#: So few of the rows of a group repeat its value.
_MOST_FILLED = 0.7


def carry_down(
    table: RawTable, choices: Sequence[Choice], rows: SortedRows
) -> tuple[RawTable, list[Problem]]:
    """The table with such cells filled from above, and what is said of each column where that was done."""
    if table.layout != "table" or len(rows.records) < 2:
        return table, []
    cells = list(table.rows)
    problems: list[Problem] = []
    opening = _opening(table, choices, rows)
    for place, choice in enumerate(choices):
        if choice.field is None:
            continue
        if _fill(cells, place, rows, blanks=place in opening):
            problems.append(_carried(column_letter(table.headers[place].column)))
    return (replace(table, rows=cells), problems) if problems else (table, [])


def _opening(table: RawTable, choices: Sequence[Choice], rows: SortedRows) -> set[int]:
    """The columns, all of them left of the names, whose values open a group of rows and are not written again."""
    names = [place for place, choice in enumerate(choices) if choice.field in _NAMING]
    found: set[int] = set()
    for place, choice in enumerate(choices[: names[0]] if names else ()):
        if choice.field not in _GROUPING:
            continue
        wider = [each for each in range(place) if choices[each].field in _GROUPING]
        column = [table.rows[index][place] for index in _walk(rows)]
        values = [cell for cell in column if cell is not None]
        again = any(left == right for left, right in itertools.pairwise(values))
        if (
            column[0] is not None
            and not again
            and len(values) <= _MOST_FILLED * len(column)
            and _under(table, wider, place, rows)
        ):
            found.add(place)
    return found


def _under(table: RawTable, wider: Sequence[int], place: int, rows: SortedRows) -> bool:
    """Whether a blank in the column never stands behind a value of a wider group that begins in the same row."""
    return all(
        table.rows[index][place] is not None or all(table.rows[index][each] is None for each in wider)
        for index in rows.records
    )


def _walk(rows: SortedRows) -> list[int]:
    """The records and the titles over them, in order."""
    titles = [index for index, reason in rows.left_out.items() if reason is SECTION]
    return sorted([*rows.records, *titles])


def _fill(cells: list[Sequence[Cell]], place: int, rows: SortedRows, *, blanks: bool) -> bool:
    walk = _walk(rows)
    dittos = {cell for cell in {cells[index][place] for index in walk} if _is_ditto(cell)}
    if not dittos and not blanks:
        return False
    above: Cell = None
    records, filled = set(rows.records), False
    for index in walk:
        cell = cells[index][place]
        ditto = isinstance(cell, str) and cell in dittos
        if index in records and above is not None and (ditto or (blanks and cell is None)):
            row = list(cells[index])
            row[place] = above
            cells[index] = row
            filled = True
        elif cell is not None and not ditto:
            above = cell
    return filled


def _is_ditto(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= _LONGEST_DITTO and bool(_DITTO.fullmatch(cell))


def _carried(letter: str) -> Problem:
    message = Message(
        "Column {column}: blank cells or marks under a value are taken to say the same.", {"column": letter}
    )
    return Problem("cells.carried", message, Severity.WARNING, column=letter)
