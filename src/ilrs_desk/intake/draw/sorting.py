"""Which rows under a header are records, and why the others are left out: totals, notes, section titles, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ilrs_desk.domain.dates import DateOrder, parse_date
from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.wording import Message

from ..layout import RawTable, shown
from ..mapping import Choice
from ..sheets import Cell
from .asides import (
    COMMENT,
    CONTINUED,
    EMPTY,
    EXAMPLE,
    HIDDEN,
    HINTS,
    NIL,
    NOTE,
    NUMBERS,
    REPEATED,
    SECTION,
    TOTAL,
    counts_columns,
    is_comment,
    is_example,
    is_hint,
    is_nil,
    is_note,
    is_place,
    is_rule,
    is_signature,
    is_total,
    may_be_name,
    says_nil,
    says_nothing,
)

_NAMES = frozenset({"full_name", "family_name", "given_name", "name", "native_name", "title", "reference"})
_DAYS = frozenset(
    field.key for kind in KINDS.values() for field in kind.fields if field.type is ValueType.DATE
)
#: Share of the usual number of filled cells from which on a row is full.
_FULL = 0.4
#: Rows of tables so narrow are records even if little stands in them.
_NARROW = 3
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class SortedRows:
    """The rows under a header by what they are: indexes into ``RawTable.rows`` in every case.

    ``left_out``: index → reason. ``sections``: index of a record → the run of section titles last seen above it.
    """

    records: list[int]
    left_out: dict[int, Message]
    blank: int
    sections: dict[int, tuple[str, ...]] = field(default_factory=dict)


def sort_rows(table: RawTable, choices: Sequence[Choice], *, take_hidden: bool = False) -> SortedRows:
    """Tell the records of a table from all else under its header; rows hidden by the sender only if chosen."""
    if table.layout == "form":
        return SortedRows([index for index, row in enumerate(table.rows) if row], {}, 0)
    counts = [len(row) - row.count(None) for row in table.rows]
    sorter = _Sorter(
        table, choices, _typical(counts), frozenset() if take_hidden else table.sheet.hidden_rows
    )
    records: list[int] = []
    left_out: dict[int, Message] = {}
    for index, count in enumerate(counts):
        if not count:
            continue
        reason = sorter.reason(index, count, first=not records)
        if reason is None:
            records.append(index)
        else:
            left_out[index] = reason
    _leave_tail(counts, sorter.typical, records, left_out)
    last = records[-1] if records else -1
    for index, reason in left_out.items():
        if reason is SECTION and index > last:
            left_out[index] = NOTE
    return SortedRows(records, left_out, counts.count(0), _sections(table, records, left_out))


def core_rows(table: RawTable) -> Sequence[Sequence[Cell]]:
    """The rows by which the columns are judged: without those that hold next to nothing beside the others."""
    counts = [len(row) - row.count(None) for row in table.rows]
    least = max(2, _typical(counts) * _FULL) if table.layout == "table" else 1
    kept = [
        row
        for index, (row, count) in enumerate(zip(table.rows, counts, strict=True))
        if count >= least and table.first + index not in table.repeated and not counts_columns(row, count)
    ]
    return kept or table.rows


def _typical(counts: Iterable[int]) -> int:
    filled = sorted(count for count in counts if count)
    return filled[len(filled) * 3 // 4] if filled else 0


@dataclass(frozen=True, slots=True)
class _Sorter:
    """What is known of a table while its rows are sorted."""

    table: RawTable
    choices: Sequence[Choice]
    typical: int
    hidden: frozenset[int]

    def reason(self, index: int, count: int, *, first: bool) -> Message | None:
        """Why a filled row is no record; None for a record."""
        row, number = self.table.rows[index], self.table.first + index
        if number in self.table.repeated:
            return REPEATED
        if number in self.hidden:
            return HIDDEN
        if first and (found := _under_header(row, count)):
            return found
        if self._struck_out(row):
            return COMMENT
        if self.table.carried and self._continues(index, row):
            return CONTINUED
        if is_rule(row):
            return NOTE
        whole = count == self.typical == len(row) > _NARROW and row[0] != row[-1]
        if whole and not any(map(says_nothing, row[:_NARROW])):
            return None
        texts = [(column, cell) for column, cell in enumerate(row) if isinstance(cell, str)]
        if count >= _NARROW and len(texts) == count and self._one_title(texts):
            texts, count = texts[:1], 1
        return self._aside(row, count, texts)

    def _aside(self, row: Sequence[Cell], count: int, texts: list[tuple[int, str]]) -> Message | None:
        full = count > max(2, self.typical * _FULL)
        wordy = len(texts) > _NARROW
        if not (full and count >= self.typical) and any(is_total(text, alone=wordy) for _, text in texts[:2]):
            return TOTAL
        if count < self.typical and is_signature(row) and not self._in_place(row):
            return NOTE
        taken = [row[place] for place, choice in enumerate(self.choices) if choice.field is not None]
        if all(cell is None or says_nothing(cell) for cell in taken) and (
            any(taken) or count != 1 or not texts
        ):
            return NIL if count == 1 and texts else EMPTY
        told = [cell for cell in taken if cell is not None]
        if count <= _NARROW and told and all(isinstance(cell, str) and says_nil(cell) for cell in told):
            return NIL
        if full:
            return None
        return self._sparse(texts, count)

    def _in_place(self, row: Sequence[Cell]) -> bool:
        """Whether a name and a day stand just where names and days do: a record, though it reads like a label."""
        filled = [
            (self.choices[column].field or "", cell) for column, cell in enumerate(row) if cell is not None
        ]
        (first, name), rest = filled[0], filled[1:]
        plain = first in _NAMES and not shown(name).rstrip().endswith((":", "："))
        return plain and any(
            key in _DAYS and parse_date(shown(cell), DateOrder.DMY).value for key, cell in rest
        )

    def _sparse(self, texts: list[tuple[int, str]], count: int) -> Message | None:
        """A row with next to nothing in it: a note, a section title, or a record of which only the name is known."""
        if not texts:
            return None if count > 1 else EMPTY
        column, text = texts[0]
        key = self.choices[column].field if column < len(self.choices) else None
        named = key in _NAMES
        if is_note(text) and (count == 1 or not named or ":" in text or "：" in text):
            return NOTE
        if count > 1:
            return None
        if is_nil(text):
            return NIL
        if self.typical < 2:
            return None
        place = is_place(text, key)
        if named and self.typical <= _NARROW and not place:
            return None
        return None if named and key != "title" and may_be_name(text) and not place else SECTION

    def _one_title(self, texts: list[tuple[int, str]]) -> bool:
        """Whether all cells repeat one text that is a title, a total or a note, as a merged one is written out."""
        column, text = texts[0]
        if any(other != text for _, other in texts):
            return False
        key = self.choices[column].field
        return len(text) <= _LONGEST_TITLE and (
            is_place(text, key) or is_total(text, alone=False) or is_note(text)
        )

    def _continues(self, index: int, row: Sequence[Cell]) -> bool:
        """Whether all that names the record stands in cells merged with the row above."""
        columns = [
            header.column
            for header, choice, cell in zip(self.table.headers, self.choices, row, strict=True)
            if choice.field in _NAMES and cell is not None
        ]
        return bool(columns) and all((index, column) in self.table.carried for column in columns)

    def _struck_out(self, row: Sequence[Cell]) -> bool:
        first = next((cell for cell in row if cell is not None), None)
        if not isinstance(first, str) or not is_comment(first):
            return False
        texts = [cell for each in self.table.rows[:200] for cell in each[:1] if isinstance(cell, str)]
        return 2 * sum(map(is_comment, texts)) <= len(texts)


def _under_header(row: Sequence[Cell], count: int) -> Message | None:
    """What a row right under the header says of the columns."""
    if counts_columns(row, count):
        return NUMBERS
    if is_hint(row):
        return HINTS
    return EXAMPLE if is_example(row) else None


def _leave_tail(
    counts: Sequence[int], typical: int, records: list[int], left_out: dict[int, Message]
) -> None:
    """Take for notes what stands below the table under a note of its own: a legend, the signatures."""
    if typical <= _NARROW or 0 not in counts:
        return
    start = len(counts)
    while start and counts[start - 1] < max(_NARROW, typical * (1 - _FULL)):
        start -= 1
    blanks = [index for index in range(start, len(counts)) if not counts[index]]
    first = (
        next((index for index in range(blanks[0], len(counts)) if counts[index]), None) if blanks else None
    )
    if first is None or left_out.get(first) not in (NOTE, SECTION):
        return
    for index in [index for index in records if index > first]:
        records.remove(index)
        left_out[index] = NOTE


def _sections(
    table: RawTable, records: Sequence[int], left_out: dict[int, Message]
) -> dict[int, tuple[str, ...]]:
    titles = {
        index: _first_text(table.rows[index]) for index, reason in left_out.items() if reason is SECTION
    }
    if not titles:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    current = _first_title(table, titles)
    wanted, fresh = set(records), False
    for index in range(len(table.rows)):
        if index in titles:
            current = (*current, titles[index]) if fresh else (titles[index],)
            fresh = True
        elif index in wanted:
            fresh = False
            if current:
                found[index] = current
    return found


def _first_title(table: RawTable, titles: dict[int, str]) -> tuple[str, ...]:
    """The title over the whole table where each part below has its title and the header again."""
    if not table.above or not any(table.first + index + 1 in table.repeated for index in titles):
        return ()
    cells = [shown(cell) for cell in table.sheet.rows[table.above[-1]] if cell is not None]
    return (cells[0],) if len(cells) == 1 else ()


def _first_text(row: Sequence[Cell]) -> str:
    return next((shown(cell) for cell in row if cell is not None), "")
