"""Forms: sheets with labels beside their values, as a table of one record (or several, one after another)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..lexicon import UNWANTED, guesses, header_key, is_header_word
from ..sheets import Cell, Sheet
from .leads import is_pair
from .raw import Header, RawTable, label_and_value, shown

#: A form has at least so many labels with a value beside them.
_FEWEST_LABELS = 3
_LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class _Pair:
    row: int
    label: int
    text: str
    column: int
    value: Cell


def find_form(sheet: Sheet, tables: Sequence[RawTable]) -> RawTable | None:
    """The form on the sheet, if labels stand beside values, not over them; ``tables``: what else it may be."""
    if any(len(table.rows) and _known(table) >= _FEWEST_LABELS for table in tables):
        return None
    pairs = _pairs(sheet)
    known = [pair for pair in pairs if is_header_word(pair.text)]
    kinds = {header_key(pair.text) for pair in known}
    if len(kinds) < _FEWEST_LABELS or not any(_tells(pair.text) for pair in known):
        return None
    columns = {column for column, count in Counter(pair.label for pair in known).items() if count >= 2} or {
        pair.label for pair in known
    }
    valued = {header_key(pair.text) for pair in pairs if pair.value is not None}
    kept = [
        pair
        for pair in pairs
        if (pair.label in columns or is_header_word(pair.text))
        and (header_key(pair.text) in valued or _is_exact(pair.text))
    ]
    return _as_table(sheet, kept) if kept else None


def _known(table: RawTable) -> int:
    return sum(is_header_word(header.own) for header in table.headers)


def _is_exact(text: str) -> bool:
    return guesses(text)[0].score >= 0.95 if guesses(text) else False


def _tells(text: str) -> bool:
    return any(guess.concept not in UNWANTED for guess in guesses(text))


def _pairs(sheet: Sheet) -> list[_Pair]:
    """Each label with the first cell to its right that is no label itself; a label without value has None."""
    found: list[_Pair] = []
    for number, row in enumerate(sheet.rows):
        cells = [(column, cell) for column, cell in enumerate(row) if cell is not None]
        place = 0
        while place < len(cells):
            column, cell = cells[place]
            following = cells[place + 1] if place + 1 < len(cells) else None
            place += 1
            if isinstance(cell, str) and is_pair(cell) and (both := label_and_value(cell)):
                found.append(_Pair(number, column, both[0], column, both[1]))
                continue
            if not isinstance(cell, str) or len(cell) > _LONGEST_LABEL:
                continue
            if following is not None and not (is_header_word(cell) and is_header_word(shown(following[1]))):
                found.append(_Pair(number, column, cell, *following))
                place += 1
            elif is_header_word(cell):
                found.append(_Pair(number, column, cell, column + 1, None))
    return found


def _as_table(sheet: Sheet, pairs: list[_Pair]) -> RawTable:
    """One row for each time that the labels begin anew; its number is that of its first label."""
    headers: dict[str, Header] = {}
    records: list[dict[str, _Pair]] = [{}]
    for pair in pairs:
        key = header_key(pair.text)
        if key in records[-1]:
            records.append({})
        records[-1][key] = pair
        headers.setdefault(key, Header(pair.column, pair.text.rstrip(" :："), pair.text.rstrip(" :：")))
    first, last = pairs[0].row, pairs[-1].row
    rows: list[Sequence[Cell]] = [()] * (last - first + 1)
    for record in records:
        start = min(pair.row for pair in record.values())
        rows[start - first] = [record[key].value if key in record else None for key in headers]
    if len(records) == 1:
        rows = _side_by_side(sheet, list(records[0].values()), rows)
    above = tuple(row for row in range(first) if sheet.rows[row])
    return RawTable(sheet, "form", (), tuple(headers.values()), first, last, rows, above)


def _side_by_side(sheet: Sheet, pairs: list[_Pair], rows: list[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Rows of a form that holds a record in each column beside its labels; they are numbered from its first row on."""
    columns = Counter(
        column
        for pair in pairs
        for column, cell in enumerate(sheet.rows[pair.row])
        if column > pair.label and cell is not None and not is_header_word(shown(cell))
    )
    beside = [column for column, count in sorted(columns.items()) if count >= 2 and count >= len(pairs) / 2]
    if len(beside) < 2 or len({pair.label for pair in pairs}) > 1 or len(beside) > len(rows):
        return rows
    records: list[Sequence[Cell]] = [[sheet.cell(pair.row, column) for pair in pairs] for column in beside]
    return records + [()] * (len(rows) - len(records))
