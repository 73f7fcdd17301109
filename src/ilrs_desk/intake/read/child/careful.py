"""A sheet's XML read cell by cell, for everything the fast reader cannot be trusted with."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from ...columns import column_letter, column_number
from ..stop import Stop
from .emit import GRID_COLUMNS, GRID_ROWS, ErrorCell
from .markup import Walker
from .quick import SheetFacts

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,7})\$?(\d{1,10})")
codecs.lookup("utf-16")  # while files may still be opened
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true", "on")
#: Number formats that come with the program and show a date or time.
_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)


class Looks:
    """What a number is by its cell style: ``kinds[style]`` is ``n`` number, ``d`` date or time, ``l`` length."""

    def __init__(self, epoch1904: bool) -> None:
        self.kinds: list[str] = []
        self._start = datetime(1904, 1, 1) if epoch1904 else datetime(1899, 12, 30)  # noqa: DTZ001
        self._leap = not epoch1904

    def read(self, part: str, chunks: Iterable[bytes]) -> None:
        """Take the cell styles of the styles part."""
        formats: dict[int, str] = {}
        inside = [False]

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "numFmt":
                formats[_whole(attributes.get("numFmtId"))] = _kind(attributes.get("formatCode", ""))
            elif name == "cellXfs":
                inside[0] = True
            elif name == "xf" and inside[0]:
                number = _whole(attributes.get("numFmtId"))
                self.kinds.append(formats.get(number) or ("d" if number in _DATE_FORMATS else "n"))

        def end(name: str) -> None:
            if name == "cellXfs":
                inside[0] = False

        Walker(part, start, end).walk(chunks)

    def value(self, number: float, style: int) -> object:
        """``number`` as its style shows it: itself, a date, a time, or a length of time."""
        kind = self.kinds[style] if 0 <= style < len(self.kinds) else "n"
        if kind == "n" or not -1e7 < number < 1e7:
            return number
        if kind == "l":
            return timedelta(days=number)
        return self._moment(number)

    def _moment(self, number: float) -> date | datetime | time | float:
        if self._leap and 0 < number < 60 and number >= 1:
            number += 1  # the 1900 system counts a 29 February 1900 that never was
        try:
            moment = self._start + timedelta(milliseconds=round(number * 86_400_000))
        except OverflowError:
            return number
        if 0 <= number < 1:
            return moment.time()
        return moment.date() if moment.time() == time() else moment


def _kind(code: str) -> str:
    """What a format code shows, by the letters outside its quotes."""
    bare = _QUOTED.sub("", code.split(";")[0]).lower()
    if re.search(r"\[(h+|m+|s+)\]", bare):
        return "l"
    return (
        "d"
        if re.search("[dmyhsgeb]", bare.replace("general", "").replace("e+", "").replace("e-", ""))
        else "n"
    )


def _whole(text: str | None) -> int:
    try:
        return int(text or "0")
    except ValueError:
        return -1


def shared_strings(part: str, chunks: Iterable[bytes]) -> list[str]:
    """The texts that cells refer to by number; rich text joined, phonetic runs left out."""
    texts: list[str] = []
    current: list[str] = []
    phonetic = [0]

    def start(name: str, _: dict[str, str]) -> None:
        if name == "si":
            current.clear()
        elif name == "t":
            walker.drop_text()
        elif name == "rPh":
            phonetic[0] += 1

    def end(name: str) -> None:
        if name == "t":
            if not phonetic[0]:
                current.append(walker.take_text())
        elif name == "rPh":
            phonetic[0] -= 1
        elif name == "si":
            texts.append(unescape("".join(current)))

    walker = Walker(part, start, end)
    walker.walk(chunks)
    return texts


def unescape(text: str) -> str:
    """Undo the ``_x000D_`` spelling of characters that XML cannot hold; halves of a pair become U+FFFD."""
    if "_x" not in text:
        return text
    return (
        _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )


class CarefulSheet:
    """The cells and facts of one sheet: ``cells[row][column]`` holds what is filled, in any order it came."""

    def __init__(self, name: str, strings: list[str], looks: Looks, max_cells: int) -> None:
        self.facts = SheetFacts()
        self.cells: dict[int, dict[int, object]] = {}
        self._name, self._strings, self._looks, self._left = name, strings, looks, max_cells
        self._row = self._column = -1
        self._kind = ""
        self._style = 0
        self._in_cell = self._formula = self._valued = False
        self._phonetic = 0
        self._inline: list[str] = []

    def read(self, part: str, chunks: Iterable[bytes]) -> None:
        """Parse the sheet's part."""
        self._walker = Walker(part, self._start, self._end)
        self._walker.walk(chunks)

    def rows(self) -> Iterable[list[object]]:
        """Rows from the sender's row 1, ragged."""
        at = 0
        for number in sorted(self.cells):
            for _ in range(at, number):
                yield []
            at = number + 1
            found = self.cells[number]
            row: list[object] = [None] * (max(found) + 1)
            for column, value in found.items():
                row[column] = value
            yield row

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._walker.drop_text()
        elif name == "row":
            self._row = self._line(attributes.get("r"))
            self._column = -1
            if attributes.get("hidden") in _TRUE:
                self.facts.hidden_rows.add(self._row)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic += 1
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
            self.facts.hidden_columns.update(range(max(first, 1) - 1, min(last, GRID_COLUMNS)))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _end(self, name: str) -> None:
        if name == "v" and self._in_cell:
            self._put(self._walker.take_text())
        elif name == "t" and self._in_cell:
            if not self._phonetic:
                self._inline.append(self._walker.take_text())
        elif name == "is":
            self._put(unescape("".join(self._inline)))
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "c":
            self._in_cell = False
            self.facts.formulas += self._formula
            self.facts.unsaved += self._formula and not self._valued

    def _line(self, text: str | None) -> int:
        row = self._row + 1 if text is None else _whole(text) - 1
        if not 0 <= row < GRID_ROWS:
            raise Stop("file.damaged", "damaged.outside", sheet=self._name, cell=str(text or row + 1))
        return row

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = self._place(reference)
        self._kind = attributes.get("t", "n")
        self._style = _whole(attributes.get("s"))
        self._in_cell, self._formula, self._valued = True, False, False
        self._inline.clear()

    def _place(self, reference: str) -> tuple[int, int]:
        match = _REFERENCE.fullmatch(reference)
        row = int(match[2]) - 1 if match else -1
        column = column_number(match[1].upper()) if match else -1
        if not (0 <= row < GRID_ROWS and 0 <= column < GRID_COLUMNS):
            raise Stop("file.damaged", "damaged.outside", sheet=self._name, cell=reference[:20])
        return row, column

    def _put(self, text: str) -> None:
        value = self._value(text)
        if value is None:
            return
        self._valued = True
        self.facts.values += 1
        row = self.cells.setdefault(self._row, {})
        if self._column not in row:
            self._left -= 1
            if self._left < 0:
                raise Stop("file.bomb", "bomb.cells")
        row[self._column] = value
        if self._kind == "e" and isinstance(value, ErrorCell):
            self.facts.errors[self._row, self._column] = value.code

    def _value(self, text: str) -> object:
        kind = self._kind
        if kind == "s":
            number = _whole(text.strip())
            if not 0 <= number < len(self._strings):
                raise Stop("file.damaged", "damaged.content")
            return self._strings[number] or None
        if kind in ("str", "inlineStr"):
            return (unescape(text) if kind == "str" else text) or None
        if not text.strip():
            return None
        if kind == "b":
            return text.strip() in _TRUE
        if kind == "e":
            return ErrorCell(text.strip()[:40])
        if kind == "d":
            return _iso(text.strip())
        return self._number(text)

    def _number(self, text: str) -> object:
        try:
            number = float(text)
        except ValueError:
            return text
        if number != number or number in (float("inf"), float("-inf")):
            return ErrorCell("#NUM!")
        return self._looks.value(number, self._style)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = self._place(first)
        bottom, right = self._place(last or first)
        self.facts.merged.append((top, left, bottom, right))


def _iso(text: str) -> object:
    """An ISO date or moment as such; anything else as the text it is."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text
    return moment.date() if len(text) <= 10 else moment


def cell_name(row: int, column: int) -> str:
    """The sender's name of a cell counted from 0, e.g. ``B7``."""
    return f"{column_letter(column)}{row + 1}"
