"""Which tables and sheets hold no records, and what is said of cells that are hidden, stray or double."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.text import latin_key
from ilrs_desk.domain.wording import Message

from ..columns import column_letter
from ..layout import RawTable, counts, is_listed, shown
from ..lexicon import is_header_word
from ..mapping import Choice, Column, names_its_records
from ..sheets import Sheet
from .asides import HIDDEN, TOTAL
from .sorting import SortedRows

NO_TABLE = Message("No table on it.")
ONLY_HIDDEN = Message("Its rows or columns are hidden: it is read only if you choose it.")
NO_ROWS = Message("A header without rows.")
CHOICES = Message("A list of choices, not of records.")
SUMMARY = Message("A summary that counts records, not a list of them.")
INSTRUCTIONS = Message("Instructions, not records.")
TIMETABLE = Message("A timetable, not a list of records.")
NO_NAMES = Message("No column of it names a record.")
_HIDDEN_COLUMN = Message("The column is hidden: it is left out unless you choose a field for it.")

_TIME = re.compile(r"\s*\d{1,2}[:.h]\d{2}(:\d{2})?\s*([ap]\.?m\.?)?\s*([-–—]|$)", re.IGNORECASE)
_FEWEST_MAPPED = 2
_FEWEST_KNOWN = 3
_MOSTLY = 0.8
_FEWEST_DOUBLE = 3
_SEARCHED_ROWS = 15
#: What a list of choices never holds.
_PERSONAL = frozenset(
    {"full_name", "family_name", "given_name", "email", "phone", "contact_name", "contact_email"}
)
_IDENTIFYING = ("orcid", "email", "ror", "website", "contact_email", "reference")
_NAMES = ("family_name", "given_name", "full_name", "name", "title")


def no_records(
    raw: RawTable, columns: Sequence[Column], kind: str, choices: Sequence[Choice], rows: SortedRows
) -> Message | None:
    """Why a table is not read: nothing in it, a list that fills a drop-down, a summary; None for a list of records."""
    if not rows.records:
        return ONLY_HIDDEN if _left_hidden(choices, rows) else NO_ROWS
    names_people = any(
        choice.field == "full_name"
        and column.content.several_words >= _MOSTLY
        and is_header_word(column.header.own)
        for choice, column in zip(choices, columns, strict=True)
    )
    if len(columns) == 1 and not names_people:
        return CHOICES
    mapped = {choice.field for choice in choices if choice.field}
    if len(mapped) < _FEWEST_KNOWN and any(map(_holds_times, columns)):
        return TIMETABLE
    if _is_summary(columns, choices, rows, mapped):
        return SUMMARY
    if not names_its_records(kind, choices):
        return ONLY_HIDDEN if _left_hidden(choices, rows) else NO_NAMES
    if _holds_choices(raw, columns, mapped):
        return CHOICES
    told = names_people or not any(column.header.text for column in columns)
    return CHOICES if not told and len(mapped) < _FEWEST_MAPPED and len(columns) > 2 else None


def _left_hidden(choices: Sequence[Choice], rows: SortedRows) -> bool:
    """Whether the table would hold records but for what the sender hid."""
    return HIDDEN in rows.left_out.values() or any(choice.reason is _HIDDEN_COLUMN for choice in choices)


def _holds_times(column: Column) -> bool:
    texts = column.content.texts
    return len(texts) >= 2 and sum(bool(_TIME.match(text)) for text in texts) >= _MOSTLY * len(texts)


def _is_summary(
    columns: Sequence[Column], choices: Sequence[Choice], rows: SortedRows, mapped: Collection[str]
) -> bool:
    """Whether the table counts: by one thing, or by two with a total under them."""
    counting = {
        number
        for number, column in enumerate(columns)
        if counts(column.header.own) and column.content.size and column.content.number >= _MOSTLY
    }
    named = {choice.field for number, choice in enumerate(choices) if choice.field and number not in counting}
    if not counting or _PERSONAL & named:
        return False
    return len(named) < _FEWEST_MAPPED or (len(named) == _FEWEST_MAPPED and TOTAL in rows.left_out.values())


def _holds_choices(raw: RawTable, columns: Sequence[Column], mapped: Collection[str]) -> bool:
    """Whether each column is a list of its own that fills a drop-down: nothing twice, no gaps, persons, days."""
    if raw.layout != "table" or _PERSONAL & set(mapped) or len(columns) < 2:
        return False
    if any(column.content.size and column.content.recent_date >= _MOSTLY for column in columns):
        return False
    texts = [[shown(row[place]) for row in raw.rows] for place in range(len(columns))]
    lengths = [max((number + 1 for number, text in enumerate(column) if text), default=0) for column in texts]
    for column, length in zip(texts, lengths, strict=True):
        if "" in column[:length] or len(set(column[:length])) < length:
            return False
    return is_listed(raw.sheet.name, "choice_sheets") or (len(columns) > 2 and len(set(lengths)) > 2)


def is_instructions(sheet: Sheet, tables: Sequence[RawTable]) -> bool:
    """Whether the sheet explains how another one is to be filled in: by a header that says so, or by its name."""
    for row in sheet.rows[:_SEARCHED_ROWS]:
        texts = [shown(cell) for cell in row if cell is not None]
        told = [text for text in texts if is_listed(text, "guide_columns")]
        if len(told) >= 2 and len(told) == len(texts):
            return True
    return is_listed(sheet.name, "guide_sheets") and not any(
        sum(is_header_word(header.own) for header in table.headers) >= _FEWEST_MAPPED and table.rows
        for table in tables
    )


def holds_data(sheet: Sheet, tables: Sequence[RawTable]) -> bool:
    """Whether the sheet looks like a list though no table of records was found on it."""
    if tables:
        return any(
            len(table.headers) >= _FEWEST_KNOWN
            and len(table.rows) >= 2
            and sum(is_header_word(header.own) for header in table.headers) < _FEWEST_MAPPED
            for table in tables
        )
    wide = sum(len(row) - row.count(None) >= _FEWEST_KNOWN for row in sheet.rows)
    return wide >= _FEWEST_KNOWN


def ask_header(sheet: Sheet) -> Problem:
    """The question where the header of a sheet is that seems to hold a list."""
    message = Message(
        'The sheet "{sheet}" seems to hold a list, but its header could not be told. Show its header row.',
        {"sheet": sheet.name},
    )
    return Problem("ask.header", message, Severity.ASK)


def ask_bare(sheet: Sheet) -> Problem:
    """The question whether a list without a header was understood."""
    message = Message(
        'The list on the sheet "{sheet}" has no header: its columns are told by what they hold. '
        "Check them, or show its header row.",
        {"sheet": sheet.name},
    )
    return Problem("ask.header", message, Severity.ASK)


def leave_hidden(
    raw: RawTable, choices: Sequence[Choice], chosen: Collection[int]
) -> tuple[list[Choice], list[Problem]]:
    """The choices without the columns that the sender hid, but for those ``chosen``, and what is said of it."""
    hidden = raw.sheet.hidden_columns if raw.layout == "table" else frozenset()
    left: list[str] = []
    settled = list(choices)
    for place, header in enumerate(raw.headers):
        if header.column in hidden and header.column not in chosen and choices[place].field is not None:
            settled[place] = Choice(
                None, 0.0, _HIDDEN_COLUMN, sensitive=choices[place].sensitive, concept=choices[place].concept
            )
            left.append(column_letter(header.column))
    if not left:
        return settled, []
    message = Message(
        "Hidden columns are left out: {columns}. Take hidden rows and columns, or choose a field for them.",
        {"columns": ", ".join(left)},
    )
    return settled, [Problem("columns.hidden", message, Severity.WARNING)]


def said_of_rows(rows: SortedRows) -> list[Problem]:
    """What is said of rows that the sender hid."""
    hidden = sum(reason is HIDDEN for reason in rows.left_out.values())
    if not hidden:
        return []
    message = Message(
        "Rows that are hidden and left out: {count}. Take hidden rows and columns to read them.",
        {"count": hidden},
    )
    return [Problem("rows.hidden", message, Severity.WARNING)]


def outside(sheet: Sheet, tables: Sequence[RawTable]) -> list[Problem]:
    """What is said of cells below the first header that belong to no table that is read."""
    places = list(_strays(sheet, tables)) if tables else []
    if not places:
        return []
    rows, columns = [row for row, _ in places], [column for _, column in places]
    first, last = (
        f"{column_letter(min(columns))}{min(rows) + 1}",
        f"{column_letter(max(columns))}{max(rows) + 1}",
    )
    message = Message(
        'Cells of the sheet "{sheet}" that belong to no list of records are not read: {cells}.',
        {"sheet": sheet.name, "cells": first if first == last else f"{first}:{last}"},
    )
    return [Problem("cells.outside", message, Severity.WARNING)]


def _strays(sheet: Sheet, tables: Sequence[RawTable]) -> Iterator[tuple[int, int]]:
    blocks = [
        (
            min((*table.header_rows, table.first)),
            table.last,
            table.headers[0].column,
            table.headers[-1].column,
        )
        for table in tables
    ]
    above = {row for table in tables for row in table.above}
    for number in range(min(block[0] for block in blocks), len(sheet.rows)):
        row = sheet.rows[number]
        beside = [(left, right) for top, bottom, left, right in blocks if top <= number <= bottom]
        if number in above or (beside and beside[0][0] == 0 and len(row) <= beside[0][1] + 1):
            continue
        for column, cell in enumerate(row):
            if cell is not None and not any(left <= column <= right for left, right in beside):
                yield number, column


def said_again(lists: Sequence[tuple[str, Sequence[Mapping[str, Value]]]]) -> dict[int, Problem]:
    """By number, a problem for each of the lists (sheet, records) of one kind that is mostly in an earlier one."""
    keys = [{key for record in records if (key := _identity(record))} for _, records in lists]
    found: dict[int, Problem] = {}
    for number, own in enumerate(keys):
        for earlier in range(number):
            least = min(len(own), len(keys[earlier]))
            if least >= _FEWEST_DOUBLE and len(own & keys[earlier]) >= _MOSTLY * least:
                message = Message(
                    'The sheet "{sheet}" lists mostly the same. If the two are one list in two languages, '
                    "leave one of them out.",
                    {"sheet": lists[earlier][0]},
                )
                found[number] = Problem("table.again", message, Severity.WARNING)
                break
    return found


def _identity(record: Mapping[str, Value]) -> object:
    """By what a record is known again: an identifier, else the words of its name in Latin letters."""
    for key in _IDENTIFYING:
        if value := record.get(key):
            return str(value).casefold()
    return frozenset(latin_key(" ".join(str(record[key]) for key in _NAMES if record.get(key))).split())
