"""Which rows under a header are records, and why the others are left out: totals, notes, section titles, numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ilrs_desk.domain.countries import find_country
from ilrs_desk.domain.wording import Message

from ..layout import RawTable, shown
from ..lexicon import guesses, header_key, word_list
from ..mapping import Choice, names_institution
from ..sheets import Cell

REPEATED = Message("The header again.")
NUMBERS = Message("Numbers of the columns.")
HINTS = Message("Hints how to fill the columns.")
TOTAL = Message("A total.")
NOTE = Message("A note.")
SECTION = Message("The title of the rows under it.")
EMPTY = Message("Nothing in the columns that are taken.")

_NAMES = frozenset({"full_name", "family_name", "given_name", "name", "native_name", "title", "reference"})
_PERSON_NAMES = frozenset({"full_name", "family_name", "given_name"})
_NOTE_START = re.compile(r"^\s*([*†‡※•]|\(?\d{1,2}\)\s|[—–-]\s\S)")
_FIRST_WORDS = re.compile(r"^[\s*※(（【\[]*([^:：\d.()（）]{1,40})")
_HINT = re.compile(
    r"[(\[（【].*[)\]）】]$|(e\.g\.|eg|example|for example|ex\.|p\. ?ej\.|например|örn\.|contoh|例如|如)\b.*"
    r"|[dmyjагдм]{1,4}[./-][dmyjагдм]{1,4}[./-][dmyjагдм]{2,4}$",
    re.IGNORECASE,
)
_LONG = 60


@dataclass(frozen=True, slots=True)
class SortedRows:
    """The rows under a header by what they are: indexes into ``RawTable.rows`` in every case.

    ``left_out``: index → reason. ``sections``: index of a record → the run of section titles last seen above it.
    """

    records: list[int]
    left_out: dict[int, Message]
    blank: int
    sections: dict[int, tuple[str, ...]] = field(default_factory=dict)


def sort_rows(table: RawTable, choices: Sequence[Choice]) -> SortedRows:
    """Tell the records of a table from all else under its header."""
    if table.layout == "form":
        return SortedRows([index for index, row in enumerate(table.rows) if row], {}, 0)
    counts = [len(row) - row.count(None) for row in table.rows]
    filled = sorted(count for count in counts if count)
    typical = filled[len(filled) * 3 // 4] if filled else 0
    taken = [index for index, choice in enumerate(choices) if choice.field is not None]
    records: list[int] = []
    left_out: dict[int, Message] = {}
    for index, count in enumerate(counts):
        if not count:
            continue
        reason = _reason(table, index, count, typical, taken, choices, first=not records)
        if reason is None:
            records.append(index)
        else:
            left_out[index] = reason
    last = records[-1] if records else -1
    for index, reason in left_out.items():
        if reason is SECTION and index > last:
            left_out[index] = NOTE
    return SortedRows(records, left_out, counts.count(0), _sections(table, records, left_out))


def _reason(
    table: RawTable,
    index: int,
    count: int,
    typical: int,
    taken: list[int],
    choices: Sequence[Choice],
    *,
    first: bool,
) -> Message | None:
    """Why a filled row is no record; None for a record."""
    row = table.rows[index]
    if table.first + index in table.repeated:
        return REPEATED
    if first and _counts_columns(row, count):
        return NUMBERS
    if first and _is_hint(row):
        return HINTS
    full = count > max(2, typical * 0.4)
    if full and count >= typical:
        return None
    texts = [(column, cell) for column, cell in enumerate(row) if isinstance(cell, str)]
    if any(_begins(text, "total_words") for _, text in texts[:2]):
        return TOTAL
    if full:
        return None
    if all(row[column] is None for column in taken) and not (count == 1 and texts):
        return EMPTY
    return _sparse(texts, count, typical, choices)


def _sparse(
    texts: list[tuple[int, str]], count: int, typical: int, choices: Sequence[Choice]
) -> Message | None:
    """A row with next to nothing in it: a note, a section title, or a record of which only the name is known."""
    if not texts:
        return None if count > 1 else EMPTY
    column, text = texts[0]
    named = choices[column].field in _NAMES if column < len(choices) else False
    if _is_note(text) and (count == 1 or not named or ":" in text or "：" in text):
        return NOTE
    if count > 1 or typical < 2:
        return None
    if named and typical <= 3 and not _is_place(text, choices[column].field):
        return None
    person = named and choices[column].field != "title" and _may_be_name(text)
    return None if person and not _is_place(text, choices[column].field) else SECTION


def _is_place(text: str, field: str | None) -> bool:
    """Whether the only text of a row names where people are, not who: an institution, a department, a country."""
    if names_institution(text) or any(
        guess.concept == "department" and guess.score >= 0.6 for guess in guesses(text)
    ):
        return True
    return field in _PERSON_NAMES and find_country(text).code is not None


def _may_be_name(text: str) -> bool:
    words = text.split()
    small = sum(word[0].islower() for word in words)
    plain = not any(char.isdigit() for char in text) and not names_institution(text)
    return plain and 1 < len(words) <= 4 and small < len(words) / 2


def _is_note(text: str) -> bool:
    return len(text) > _LONG * 2 or bool(_NOTE_START.match(text)) or _begins(text, "note_words")


def _begins(text: str, words: str) -> bool:
    """Whether the text, or what it begins with, is one of the listed words."""
    match = _FIRST_WORDS.match(text)
    if not match or len(text) > 300:
        return False
    known = word_list(words)
    parts = match.group(1).split()
    return any(header_key(" ".join(parts[:size])) in known for size in (len(parts), 1, 2, 3))


def _counts_columns(row: Sequence[Cell], count: int) -> bool:
    """Whether the row numbers the columns: 1 2 3 … (or A B C …) in all of its filled cells."""
    texts = [shown(cell).strip("()") for cell in row if cell is not None]
    if count < 3:
        return False
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 3]
    steps = all(right - left == 1 for left, right in itertools.pairwise(numbers))
    return len(numbers) == len(texts) and steps and numbers[0] in (0, 1)


def _is_hint(row: Sequence[Cell]) -> bool:
    """Whether all filled cells stand in brackets or say a form: "(official)", "dd/mm/yyyy", "e.g. Ada"."""
    return all(isinstance(cell, str) and bool(_HINT.match(cell.strip())) for cell in row if cell is not None)


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
