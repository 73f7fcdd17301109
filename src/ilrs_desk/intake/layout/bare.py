"""Lists without a header: found by rows that are all alike and hold what only records hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from ilrs_desk.domain.countries import find_country

from ..sheets import Cell, Sheet
from .leads import filled
from .raw import Header, RawTable, shown

_FEWEST_ROWS = 3
_MOST_SAMPLED = 40
_SURE = 0.8
_ADDRESS = re.compile(r"\S@\S+\.\S|https?://|www\.|^\s*\+\d[\d\s().-]{6,}$|^\d{10,13}$")
#: A country is told by more letters than a code has.
_SHORTEST_COUNTRY = 4


def find_bare(sheet: Sheet) -> RawTable | None:
    """The list on a sheet without a header, from its first row to its last; None where nothing proves one."""
    counts = [filled(row) for row in sheet.rows]
    usual = Counter(count for count in counts if count > 1).most_common(1)
    if not usual:
        return None
    width = usual[0][0]
    alike = [row for row, count in enumerate(counts) if abs(count - width) <= 1 and count > 1]
    if len(alike) < _FEWEST_ROWS:
        return None
    first, last = alike[0], alike[-1]
    body = sheet.rows[first : last + 1]
    columns = [
        column for column, cells in enumerate(zip_longest(*body)) if any(cell is not None for cell in cells)
    ]
    if not any(_proves(_sample(body, column)) for column in columns):
        return None
    rows = [[row[column] if column < len(row) else None for column in columns] for row in body]
    headers = tuple(Header(column, "", "") for column in columns)
    above = tuple(row for row in range(first) if sheet.rows[row])
    return RawTable(sheet, "table", (), headers, first, last, rows, above)


def _sample(body: Sequence[Sequence[Cell]], column: int) -> list[str]:
    cells = (row[column] for row in body if column < len(row) and row[column] is not None)
    return [shown(cell) for cell, _ in zip(cells, range(_MOST_SAMPLED), strict=False)]


def _proves(texts: Sequence[str]) -> bool:
    """Whether a column holds addresses, telephone numbers or countries, which no table of figures does."""
    if len(texts) < _FEWEST_ROWS - 1:
        return False
    told = sum(bool(_ADDRESS.search(text)) or _is_country(text) for text in texts)
    return told >= _SURE * len(texts)


def _is_country(text: str) -> bool:
    return len(text) >= _SHORTEST_COUNTRY and find_country(text).code is not None
