"""Tables side by side: a sheet parted into bands of columns, each read as if it stood alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..lexicon import guesses, is_header_word
from ..sheets import Cell, Sheet
from .header import is_header_row
from .leads import filled
from .raw import Header, shown

#: Concepts of which one names what a row is about.
_NAMING = frozenset(
    {"full_name", "family_name", "given_name", "native_name", "foreign_name", "thing_name", "institution", "partner",
     "country", "agreement_title", "agreement_no"}
)  # fmt: skip
#: No list is of people and of papers at once.
_PERSONS, _PAPERS = frozenset({"full_name", "family_name"}), frozenset({"agreement_title"})
#: A block beside a table that ends so much earlier stands for itself.
_SHORTER = 0.6
_FEWEST_ALONE = 2


def find_bands(sheet: Sheet, top: int) -> list[Sheet]:
    """The sheet once for each table that stands beside another below row ``top``, the other columns blanked there.

    What stands above ``top`` belongs to all of them. One that is no table at all (a legend, notes) is a band too.
    """
    bands: list[list[int]] = []
    for run in _runs(sheet, top):
        if bands and _stand_apart(sheet, top, bands[-1], run):
            bands.append(run)
        elif bands:
            bands[-1] += run
        else:
            bands.append(run)
    if len(bands) < 2:
        return [sheet]
    return [_only(sheet, top, range(band[0], band[-1] + 1)) for band in bands]


def split_repeated(headers: Sequence[Header]) -> list[list[Header]]:
    """The headers of several tables that stand beside each other without a gap: the same words over and over."""
    texts = [header.text.casefold().strip() for header in headers]
    for size in range(2, len(texts) // 2 + 1):
        if len(texts) % size or len(set(texts[:size])) < size:
            continue
        if all(text == texts[place % size] for place, text in enumerate(texts)) and _names(texts[:size]):
            return [list(headers[start : start + size]) for start in range(0, len(texts), size)]
    return [list(headers)]


def _runs(sheet: Sheet, top: int) -> list[list[int]]:
    """Columns that hold something below ``top``, in runs without a blank column between."""
    used = sorted({column for row in sheet.rows[top:] for column, cell in enumerate(row) if cell is not None})
    runs: list[list[int]] = [used[:1]] if used else []
    for left, right in pairwise(used):
        if right > left + 1:
            runs.append([])
        runs[-1].append(right)
    return runs


def _stand_apart(sheet: Sheet, top: int, left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether two blocks of columns are two tables, or a table and something that is none."""
    if len(left) < _FEWEST_ALONE and len(right) < _FEWEST_ALONE:
        return False
    ours = _cut(sheet, top, left)
    theirs = _cut(sheet, top, right)
    heads = _head(ours), _head(theirs)
    if heads[0] is not None and heads[1] is not None:
        return _are_two(ours, theirs, heads[0], heads[1])
    if heads[0] is None and heads[1] is None:
        return False
    table, other, head = (ours, theirs, heads[0]) if heads[1] is None else (theirs, ours, heads[1])
    return head is not None and _is_beside(table, other, head)


def _are_two(ours: list[list[Cell]], theirs: list[list[Cell]], head: int, other: int) -> bool:
    concepts = (_concepts(ours[head]), _concepts(theirs[other]))
    if not all(each & _NAMING for each in concepts):
        return False
    if head != other:
        return True
    shared = concepts[0] & concepts[1]
    if shared and 2 * len(shared) >= min(map(len, concepts)):
        return True
    if any(one & _PERSONS and two & _PAPERS for one, two in (concepts, concepts[::-1])):
        return True
    ends = [max(row for row, cells in enumerate(each) if cells) for each in (ours, theirs)]
    rows = [sum(filled(cells) >= _FEWEST_ALONE for cells in each[head + 1 :]) for each in (ours, theirs)]
    return abs(ends[0] - ends[1]) >= _FEWEST_ALONE and min(rows) > 0


def _is_beside(table: list[list[Cell]], other: list[list[Cell]], head: int) -> bool:
    """Whether ``other`` is no part of the ``table``: it goes on where that ends, or ends long before."""
    rows = [row for row, cells in enumerate(other) if cells]
    body = [row for row, cells in enumerate(table) if cells and row > head]
    width = max(map(len, other)) - min(
        next(i for i, c in enumerate(each) if c is not None) for each in other if each
    )
    if (
        not body
        or width < _FEWEST_ALONE
        or any(is_header_word(shown(cell)) for cell in other[head] if cell is not None)
    ):
        return False
    outside = [row for row in rows if row < len(table) and not table[row]]
    short = len(rows) < _SHORTER * len(body) and rows == list(range(rows[0], rows[-1] + 1))
    return bool(outside) or rows[-1] > body[-1] or short


def _concepts(row: Sequence[Cell]) -> set[str]:
    return {found[0].concept for cell in row if cell is not None and (found := guesses(shown(cell)))}


def _names(texts: Sequence[str]) -> bool:
    return any(found[0].concept in _NAMING for text in texts if (found := guesses(text)))


def _head(rows: Sequence[Sequence[Cell]]) -> int | None:
    return next((number for number, row in enumerate(rows) if row and is_header_row(row)), None)


def _cut(sheet: Sheet, top: int, columns: Sequence[int]) -> list[list[Cell]]:
    return [_within(row, range(columns[0], columns[-1] + 1)) for row in sheet.rows[top:]]


def _within(row: Sequence[Cell], columns: range) -> list[Cell]:
    """The cells of a row in ``columns`` where they stand, all others blank."""
    if len(row) <= columns.start:
        return []
    cells: list[Cell] = [None] * columns.start + list(row[columns.start : columns.stop])
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _only(sheet: Sheet, top: int, columns: range) -> Sheet:
    rows = [list(row) if number < top else _within(row, columns) for number, row in enumerate(sheet.rows)]
    while rows and not rows[-1]:
        rows.pop()
    merged = [each for each in sheet.merged if each[0] < top or each[1] in columns]
    return replace(sheet, rows=rows, merged=merged)
