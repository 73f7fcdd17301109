"""Tables that lie on their side, a record in each column, and forms whose labels stand over their values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ilrs_desk.domain.countries import find_country

from ..lexicon import guesses, header_key, is_header_word
from ..sheets import Cell, Sheet
from .leads import filled
from .raw import Header, RawTable, shown

_FEWEST_LABELS = 3
_FEWEST_RECORDS = 2
_FEWEST_VALUES = 2
_FEWEST_STEPS = 2
#: A record fills so much of its column; what stands there in brackets explains the labels.
_FILLED_SHARE = 0.4
_BRACKETED = re.compile(r"\s*[(\[（].*[)\]）]\s*", re.DOTALL)
_SURE_STEPS = 3
#: From one row of labels to the next: the values, and a blank row or a title.
_LONGEST_STEP = 4
_KNOWN_SHARE = 0.6
#: What stands for the label that the row of countries over a turned table does not have.
_COUNTRY = "Country"
#: What stands in a column of its own between the labels and their values.
COLONS = frozenset({":", "："})
_NAMING = frozenset({"full_name", "family_name", "given_name", "thing_name", "institution", "partner"})


def find_turned(sheet: Sheet) -> RawTable | None:
    """The table whose labels stand in one column and whose records stand in the columns to the right of it.

    The records are numbered from the row of the first label on, whatever column they stand in.
    """
    for column in range(min(3, sheet.width)):
        rows = _labelled_rows(sheet, column)
        if rows and (records := _records(sheet, column, rows)):
            texts = [shown(sheet.cell(row, column)).rstrip(" :：") for row in rows]
            if _names_countries(sheet, rows[0] - 1, column, records):
                rows, texts = [rows[0] - 1, *rows], [_COUNTRY, *texts]
            headers = tuple(Header(column, text, text) for text in texts)
            cells = [[sheet.cell(row, place) for row in rows] for place in records]
            above = tuple(row for row in range(rows[0]) if sheet.rows[row])
            last = rows[0] + len(records) - 1
            return RawTable(sheet, "form", (), headers, rows[0], last, cells, above)
    return None


def _names_countries(sheet: Sheet, row: int, column: int, records: Sequence[int]) -> bool:
    """Whether the row over the labels names the country of each record, under no label or a word of no meaning."""
    if row < 0 or is_header_word(shown(sheet.cell(row, column))):
        return False
    return all(find_country(shown(sheet.cell(row, place))).code for place in records)


def find_stepped(sheet: Sheet) -> RawTable | None:
    """The form in which each row of labels has its values right below: one record."""
    steps = _steps(sheet)
    named = [bool(_concepts(sheet.rows[row]) & _NAMING) for row in steps]
    if len(steps) < _FEWEST_STEPS or (all(named) and len(steps) < _SURE_STEPS):
        return None
    pairs = [(shown(cell), column, sheet.cell(row + 1, column))
             for row in steps for column, cell in enumerate(sheet.rows[row]) if cell is not None]  # fmt: skip
    keys = [header_key(text) for text, _, _ in pairs]
    if len(set(keys)) < len(keys) or len(keys) < _FEWEST_LABELS:
        return None
    headers = tuple(Header(column, text.rstrip(" :："), text.rstrip(" :：")) for text, column, _ in pairs)
    first, last = steps[0], steps[-1] + 1
    rows: list[Sequence[Cell]] = [[value for _, _, value in pairs]] + [()] * (last - first)
    return RawTable(
        sheet, "form", (), headers, first, last, rows, tuple(r for r in range(first) if sheet.rows[r])
    )


def _labelled_rows(sheet: Sheet, column: int) -> list[int]:
    """The run of rows with a label in ``column``, if enough of these are known and none comes twice."""
    rows: list[int] = []
    for number, row in enumerate(sheet.rows):
        label = sheet.cell(number, column)
        labelled = isinstance(label, str) and all(cell is None for cell in row[:column])
        if rows and row and not labelled:
            break
        if labelled and (rows or is_header_word(str(label))):
            rows.append(number)
    keys = [header_key(shown(sheet.cell(row, column))) for row in rows]
    known = sum(is_header_word(shown(sheet.cell(row, column))) for row in rows)
    while (
        rows and filled(sheet.rows[rows[-1]]) == 1 and not is_header_word(shown(sheet.cell(rows[-1], column)))
    ):
        rows.pop()
    if known < _FEWEST_LABELS or known < _KNOWN_SHARE * len(rows) or len(set(keys)) < len(keys):
        return []
    return rows


def _records(sheet: Sheet, column: int, rows: Sequence[int]) -> list[int]:
    """The columns right of the labels that hold a record each; none unless there are several and all alike."""
    width = max(len(sheet.rows[row]) for row in rows)
    records = []
    for place in range(column + 1, width):
        cells = [cell for row in rows if (cell := sheet.cell(row, place)) is not None and cell not in COLONS]
        if sum(is_header_word(shown(cell)) for cell in cells) * 2 > len(cells):
            if cells:
                return []
            continue
        told = [cell for cell in cells if not _BRACKETED.fullmatch(shown(cell))]
        if len(told) >= max(_FEWEST_VALUES, _FILLED_SHARE * len(rows)):
            records.append(place)
    full = sum(len([1 for row in rows if sheet.cell(row, place) is not None]) for place in records)
    whole = full >= len(records) * len(rows) / 2
    return records if len(records) >= _FEWEST_RECORDS and whole else []


def _steps(sheet: Sheet) -> list[int]:
    """Rows of nothing but known labels, each with values right below in some of their columns and nowhere else."""
    found: list[int] = []
    row = 0
    while row + 1 < len(sheet.rows):
        labels = {column for column, cell in enumerate(sheet.rows[row]) if cell is not None}
        values = {column for column, cell in enumerate(sheet.rows[row + 1]) if cell is not None}
        if labels and values and values <= labels and _are_labels(sheet.rows[row], sheet.rows[row + 1]):
            found = [*found, row] if found and row - found[-1] <= _LONGEST_STEP else [row]
            row += 1
        elif found and filled(sheet.rows[row]) > 1:
            return []
        row += 1
    return found


def _are_labels(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    known = all(isinstance(cell, str) and is_header_word(cell) for cell in row if cell is not None)
    return known and not any(is_header_word(shown(cell)) for cell in below if cell is not None)


def _concepts(row: Sequence[Cell]) -> set[str]:
    return {found[0].concept for cell in row if cell is not None and (found := guesses(shown(cell)))}
