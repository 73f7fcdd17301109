"""Rows that lead to a table: its title, and the labels with their values that hold for all of it."""

from __future__ import annotations

from collections.abc import Sequence

from ..lexicon import is_header_word
from ..sheets import Cell, Sheet
from .raw import label_and_value, shown

_MOST_PAIRS = 3


def filled(row: Sequence[Cell]) -> int:
    """How many cells of the row hold anything."""
    return len(row) - row.count(None)


def is_pair(text: str) -> bool:
    """Whether a cell holds a label and its value, as "Institution: Helios Lab", not two words for one column."""
    pair = label_and_value(text)
    return pair is not None and is_header_word(pair[0]) and not is_header_word(pair[1])


def holds_pairs(row: Sequence[Cell]) -> bool:
    """Whether the row is nothing but labels with their values: beside each other, or in one cell."""
    cells = [cell for cell in row if cell is not None]
    if not cells or len(cells) > 2 * _MOST_PAIRS:
        return False
    if all(isinstance(cell, str) and is_pair(cell) for cell in cells):
        return True
    labels, values = cells[::2], cells[1::2]
    if len(labels) != len(values) or not all(isinstance(label, str) for label in labels):
        return False
    marked = all(str(label).rstrip().endswith((":", "：")) for label in labels)
    if not marked and (len(labels) > 1 or not is_header_word(str(labels[0]))):
        return False
    return not any(is_header_word(shown(cell)) for cell in values)


def lead_start(sheet: Sheet, header: int, floor: int) -> int:
    """The first of the rows above a ``header`` that are its titles or labels; ``header`` if there are none.

    Beyond a blank row these go on where such rows stand by themselves, with a blank row before them too.
    """
    start = _run_start(sheet, header, floor)
    while True:
        end = start
        while end > floor and not sheet.rows[end - 1]:
            end -= 1
        if end in (start, floor):
            return start
        begin = _run_start(sheet, end, floor)
        if begin in (end, floor) or sheet.rows[begin - 1]:
            return start
        start = begin


def _run_start(sheet: Sheet, end: int, floor: int) -> int:
    """The first row of the unbroken run of titles and labels that ends before ``end``."""
    start = end
    while start > floor and sheet.rows[start - 1]:
        above = sheet.rows[start - 1]
        if filled(above) > 1 and not holds_pairs(above):
            break
        start -= 1
    return start
