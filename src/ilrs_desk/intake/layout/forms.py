"""Forms: sheets with labels beside their values, as a table of one record (or several, one after another)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..lexicon import UNWANTED, guesses, header_key, is_header_word
from ..sheets import Cell, Sheet
from .leads import filled, is_pair
from .raw import Header, RawTable, label_and_value, shown
from .turned import COLONS, find_stepped, find_turned

#: A form has at least so many labels with a value beside them.
_FEWEST_LABELS = 3
_LONGEST_LABEL = 80
#: Each record of a form has so many known labels; of the cells of a list a few may look like one, over and over.
_LABELS_EACH = 2.5
_WIDE_ROWS = 3
_PROBABLE = 0.65
#: Rows of a sheet with some hundred forms on it, and of one whose labels stand over their values.
_LONGEST_FORM = 5000
_LONGEST_STEPPED = 200
#: Three labels with their values stand in a row of a form, no more.
_WIDEST = 6
_NUMBERING = re.compile(r"\(?(\d{1,2}[.)]?){1,3}\s*$|\(?[a-zA-Zа-яА-Я][.)]\s*$")
#: "A. The body", "II. Contact": the title of a part of a form, where nothing stands beside it.
_PART = re.compile(r"\s*(?:[A-ZА-Я]|[IVX]{1,4}|\d)[.)]\s+[^\W\d_]")
#: What the cover of a list says, and no form says alone.
_COVER = frozenset(
    {"country", "nationality", "partner", "institution", "department", "workstream", "agency", "sender", "list_date",
     "any_date"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pair:
    row: int
    label: int
    text: str
    column: int
    value: Cell


def find_form(sheet: Sheet, tables: Sequence[RawTable]) -> RawTable | None:
    """The form on the sheet, if labels stand beside values, not over them; ``tables``: what else it may be.

    A sheet of nothing but labels is none, nor is a cover sheet that only says whose list it is and of what day.
    """
    if len(sheet.rows) > _LONGEST_FORM:
        return None
    if len(sheet.rows) <= _LONGEST_STEPPED and (stepped := find_stepped(sheet)):
        return stepped
    if any(len(table.rows) and _is_list(table) and not _is_turned(table) for table in tables):
        return None
    pairs = _pairs(sheet)
    known = [pair for pair in pairs if is_header_word(pair.text) or _is_marked(pair.text)]
    kinds = {header_key(pair.text) for pair in known}
    told = [pair for pair in known if pair.value is not None and _tells(pair.text)]
    if (
        len(kinds) < _FEWEST_LABELS
        or not told
        or _COVER.issuperset(guesses(pair.text)[0].concept for pair in told)
    ):
        return None
    if turned := find_turned(sheet):
        return turned
    return _form(sheet, pairs, known) if _is_form(sheet, known) else None


def _is_turned(table: RawTable) -> bool:
    """Whether what looks like a header is one of the lines of a turned table: words such as "researcher" are both."""
    if not table.header_rows or len(table.sheet.rows) > _LONGEST_STEPPED:
        return False
    turned = find_turned(table.sheet)
    if turned is None or table.header_rows[0] <= turned.first:
        return False
    return all(record[0] is not None for record in turned.rows)


def _is_form(sheet: Sheet, known: list[_Pair]) -> bool:
    """Whether the known labels are no chance finds in a list: enough for each record, in enough rows, and few a row."""
    again = max(Counter(header_key(pair.text) for pair in known).values())
    widths = sorted(filled(row) for row in sheet.rows if row)
    rows = {pair.row for pair in known}
    if len(known) < _LABELS_EACH * again or 3 * len(rows) < len(widths):
        return False
    return widths[len(widths) // 2] <= _WIDEST


def _form(sheet: Sheet, pairs: list[_Pair], known: list[_Pair]) -> RawTable | None:
    columns = {column for column, count in Counter(pair.label for pair in known).items() if count >= 2} or {
        pair.label for pair in known
    }
    valued = {header_key(pair.text) for pair in pairs if pair.value is not None}
    said = {guesses(pair.text)[0].concept for pair in known if pair.value is not None}
    kept = [
        pair
        for pair in pairs
        if (pair.label in columns or is_header_word(pair.text))
        and not (pair.value is None and _PART.match(pair.text))
        and (
            header_key(pair.text) in valued
            or (_is_exact(pair.text) and guesses(pair.text)[0].concept not in said)
        )
    ]
    return _as_table(sheet, _in_order(kept)) if kept else None


def _in_order(pairs: list[_Pair]) -> list[_Pair]:
    """The labels as they are read: row by row, but form by form where the same labels stand beside each other."""
    rows: dict[int, list[str]] = {}
    for pair in pairs:
        rows.setdefault(pair.row, []).append(header_key(pair.text))
    twice = sum(len(set(keys)) < len(keys) for keys in rows.values())
    return sorted(pairs, key=lambda pair: (pair.label, pair.row)) if twice >= 2 else pairs


def _is_list(table: RawTable) -> bool:
    """Whether the words over a table, or few of them over many wide rows, leave no doubt that it is one."""
    if _labels_go_on(table):
        return False
    known = len({header_key(header.own) for header in table.headers if is_header_word(header.own)})
    wide = sum(filled(row) >= _FEWEST_LABELS for row in table.rows)
    return known >= _FEWEST_LABELS or (known == _FEWEST_LABELS - 1 and wide >= _WIDE_ROWS)


def _labels_go_on(table: RawTable) -> bool:
    """Whether labels stand under each known word of what looks like a header: a form with labels side by side."""
    known = [place for place, header in enumerate(table.headers) if is_header_word(header.own)]
    rows = [row for row in table.rows[:_LONGEST_STEPPED] if row]
    columns = [[shown(row[place]) for row in rows if row[place] is not None] for place in known]
    return bool(columns) and all(
        len(cells) >= 2 and 2 * sum(map(is_header_word, cells)) >= len(cells) for cells in columns
    )


def _is_exact(text: str) -> bool:
    return guesses(text)[0].score >= 0.95 if guesses(text) else False


def _is_marked(text: str) -> bool:
    """Whether a colon marks a text as a label of which some words are known."""
    found = guesses(text) if text.rstrip().endswith((":", "：")) else ()
    return bool(found) and found[0].score >= _PROBABLE


def _tells(text: str) -> bool:
    return any(guess.concept not in UNWANTED for guess in guesses(text))


def _pairs(sheet: Sheet) -> list[_Pair]:
    """Each label with the first cell to its right that is no label itself; a label without value has None.

    A word that may be a label too is a value where values stand: "Type of body | Research institute".
    """
    found = _read_pairs(sheet, frozenset())
    places = Counter(
        (pair.label, pair.column) for pair in found if pair.value is not None and is_header_word(pair.text)
    )
    usual = frozenset(place for place, count in places.items() if count >= _FEWEST_LABELS)
    return _read_pairs(sheet, usual) if usual else found


def _read_pairs(sheet: Sheet, usual: frozenset[tuple[int, int]]) -> list[_Pair]:
    """``usual``: columns of labels and of their values that are known to stand beside each other."""
    found: list[_Pair] = []
    for number, row in enumerate(sheet.rows):
        cells = [(column, cell) for column, cell in enumerate(row) if cell is not None and cell not in COLONS]
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
            if (
                following is not None
                and _NUMBERING.match(cell)
                and ((place == 1 and len(cells) > 2) or is_header_word(shown(following[1])))
            ):
                continue
            if following is not None and (
                (len(cells) == 2 and (column, following[0]) in usual)
                or not (is_header_word(cell) and is_header_word(shown(following[1])))
            ):
                found.append(_Pair(number, column, cell, *following))
                place += 1
            elif is_header_word(cell):
                found.append(_Pair(number, column, cell, column + 1, None))
    return found


def _as_table(sheet: Sheet, pairs: list[_Pair]) -> RawTable:
    """One row for each time that the labels begin anew; its number is that of its first value, or the next free one."""
    headers: dict[str, Header] = {}
    records: list[dict[str, _Pair]] = [{}]
    for pair in pairs:
        key = header_key(pair.text)
        if key in records[-1]:
            records.append({})
        records[-1][key] = pair
        headers.setdefault(key, Header(pair.column, pair.text.rstrip(" :："), pair.text.rstrip(" :：")))
    first, last = _begin(pairs), max(pair.row for pair in pairs)
    rows: list[Sequence[Cell]] = [()] * (last - first + 1)
    for record in records:
        start = _begin(record.values()) - first
        while start < len(rows) and rows[start]:
            start += 1
        rows += [()] * (start + 1 - len(rows))
        rows[start] = [record[key].value if key in record else None for key in headers]
    above = tuple(row for row in range(first) if sheet.rows[row])
    return RawTable(sheet, "form", (), tuple(headers.values()), first, first + len(rows) - 1, rows, above)


def _begin(pairs: Iterable[_Pair]) -> int:
    """The row of the first label with a value; a title over it may look like a label too."""
    told = list(pairs)
    return min((pair.row for pair in told if pair.value is not None), default=min(pair.row for pair in told))
