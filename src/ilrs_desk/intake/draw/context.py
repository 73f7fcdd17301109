"""What the lines above a table say that holds for all of it: organisation, country, date of the list, sender."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from ilrs_desk.domain.countries import find_country, mentioned_country
from ilrs_desk.domain.dates import DateOrder, parse_date
from ilrs_desk.domain.text import clean

from ..layout import RawTable, after_listed, holds_pairs, label_and_value, shown
from ..lexicon import guesses
from ..mapping import names_institution
from ..sheets import Cell, Sheet
from .asides import names_department

#: Concept of a label → key of the context.
_KEYS = {
    "institution": "institution",
    "country": "country",
    "nationality": "country",
    "partner": "country",
    "department": "department",
    "list_date": "as_of",
    "any_date": "as_of",
    "sender": "agency",
    "agency": "agency",
    "workstream": "workstream",
}


#: What a line below a table may say of all of it, and how far up from its last row such lines are looked for.
_SIGNED = ("as_of", "agency")
_TAIL = 8
_COVER_ROWS = 60
_ENDS = re.compile(r"[,;，；()（）\n]|\s-\s|г\.")
_WIDEST_FIRST = ("country", "institution", "department")
#: How many there are in a section, behind its title: "Kenya (2 persons)", "Uganda – 1", "中国:3人".
_COUNTED = re.compile(
    r"\s*(?:[(（\[]\s*\d+[^)）\]]{0,20}[)）\]]|\s[–—-]\s*\d+\D{0,12}|[:：]\s*\d+\D{0,12})\s*$"
)
#: The number of a section, before its title: "IV. ", "一、", "（二）", "第三部分 ", "Б) ", "أولاً: ".
_NUMBER = re.compile(
    r"^\s*(?:[\dIVX]{1,4}\s*[.)、．：]|[Ⅰ-Ⅻ][.、．]?|第?[一二三四五六七八九十]{1,3}(?:[、．.]|部分|组|組)|第\d{1,2}(?:部分|组|組)"
    r"|[(（][\d一二三四五六七八九十]{1,3}[)）]|[A-ZА-Я][.)](?=\s)|[가-하]\.|(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا)\u064b?\s*[:：.-])\s*"
)
_GAPS = re.compile(r"\s{2,}|\u3000+|\s*[;；|\n]\s*")


def read_context(table: RawTable) -> dict[str, str]:
    """Context by key (``institution``, ``country`` as alpha-2, ``as_of`` as stored date, ``agency`` …) of a table.

    What stands above it goes before what is signed below it, and both before a country that the sheet is named after.
    """
    found = _read(_lines(table.sheet.rows[number] for number in table.above))
    if table.layout == "table":
        tail = table.sheet.rows[max(table.first, table.last - _TAIL) : table.last + 1]
        below = _read(_lines(row for row in tail if holds_pairs(row)))
        found = {key: below[key] for key in _SIGNED if key in below} | found
        if "as_of" not in found and (day := _dated(titles(table))):
            found["as_of"] = day
        if "country" not in found and (code := _country_of(table)):
            found["country"] = code
    return found


def _country_of(table: RawTable) -> str | None:
    """The country whose name alone is a line above the table, as on a letterhead, or the sheet's; else the one that
    the titles speak of."""
    above = titles(table)
    alone = (code for text in (*above, table.sheet.name) if (code := find_country(clean(text)).code))
    return next(alone, None) or mentioned_country("\n".join(above))


def _dated(texts: Iterable[str]) -> str | None:
    """The day that a title says the list is of: "Staff as at 31 March 2026", "截至2026年3月31日"."""
    for text in texts:
        rest = after_listed(text, "as_of_words")
        for part in (rest, *_ENDS.split(rest)) if rest else ():
            if day := parse_date(part.strip(" :.-–—()（）：г"), DateOrder.DMY).value:
                return day
    return None


def cover_context(sheet: Sheet) -> dict[str, str]:
    """What a sheet without a table says of the lists on the sheets after it."""
    rows = sheet.rows[:_COVER_ROWS]
    found = _read(_lines(rows))
    if "country" not in found:
        texts = (shown(cell) for row in rows for cell in row if isinstance(cell, str))
        if code := mentioned_country("\n".join(texts)):
            found["country"] = code
    return found


def _read(lines: Iterable[tuple[str, Cell]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for label, value in lines:
        key = _key(label)
        text = _value(key, value) if key else None
        if key and text:
            found.setdefault(key, text)
    return found


def titles(table: RawTable) -> list[str]:
    """The texts above the table that are no key–value lines."""
    rows = (table.sheet.rows[row] for row in table.above)
    return [
        shown(cell) for row in rows for cell in row if isinstance(cell, str) and not label_and_value(cell)
    ]


def _lines(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[str, Cell]]:
    for row in rows:
        yield from _pairs([cell for cell in row if cell is not None])


def _pairs(cells: Sequence[Cell]) -> Iterable[tuple[str, Cell]]:
    place = 0
    while place < len(cells):
        cell = cells[place]
        place += 1
        if not isinstance(cell, str):
            continue
        if found := [pair for part in _parts(cell) if (pair := label_and_value(part))]:
            yield from found
        elif place < len(cells) and (cell.rstrip().endswith((":", "：")) or _key(cell)):
            yield cell.rstrip(" :："), cells[place]
            place += 1


def _parts(text: str) -> list[str]:
    """Several labels with their values in one cell, parted by wide gaps: "Unit: A    Date: B"."""
    parts = [part for part in _GAPS.split(text) if part.strip()]
    return parts if all(label_and_value(part) for part in parts) else [text]


def _key(label: str) -> str | None:
    for guess in guesses(clean(label).rstrip(" :：")):
        if guess.score >= 0.8 and guess.concept in _KEYS:
            return _KEYS[guess.concept]
    return None


def _value(key: str, cell: Cell) -> str | None:
    text = clean(shown(cell))
    if key == "as_of":
        given = cell if isinstance(cell, (date, datetime)) else text
        return parse_date(given, DateOrder.DMY).value
    if key == "country":
        return find_country(text).code
    return text or None


def under_section(known: Mapping[str, str], title: str) -> Mapping[str, str]:
    """What holds under a section title: it says one thing, and of what held before only what is wider stays."""
    found = section_context(title)
    level = next((place for place, key in enumerate(_WIDEST_FIRST) if key in found), 0)
    return {key: known[key] for key in _WIDEST_FIRST[:level] if key in known} | found


def section_context(text: str) -> dict[str, str]:
    """What a section title says of the rows under it: their country, institution or department."""
    pair = label_and_value(text)
    if pair and (key := _key(pair[0])) and (value := _value(key, pair[1])):
        return {key: value}
    bare = clean(_COUNTED.sub("", _NUMBER.sub("", text)))
    if code := find_country(bare).code:
        return {"country": code}
    if names_department(bare):
        return {"department": bare}
    return {"institution": bare} if names_institution(bare) else {}
