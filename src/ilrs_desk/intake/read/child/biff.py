"""What the records of an .xls say beside its values: errors, formulas, what is hidden, the date system, links."""

from __future__ import annotations

import struct

from .emit import GRID_COLUMNS
from .quick import SheetFacts

_EOF, _FORMULA, _DATE_SYSTEM, _COLUMNS, _BOUND_SHEET = 0x0A, 0x06, 0x22, 0x7D, 0x85
_MANY_NUMBERS, _BOOL_OR_ERROR, _ROW, _OTHER_BOOK = 0xBD, 0x205, 0x208, 0x1AE
#: One number each, plain or packed. Texts are not counted: they may be empty.
_NUMBERS = (0x203, 0x27E)
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_EXCEL_5, _PAGE, _FORMULA_TEXT, _TEXTS = 0x500, 0x42, 0x207, (0x204, 0xD6)
#: Numbers of code pages that Python calls otherwise.
_PAGES = {0x8000: "mac_roman", 0x8001: "cp1252", 367: "cp1252", 0: "cp1252", 936: "gbk", 10000: "mac_roman"}
_PAGES |= {10001: "shift_jis", 10002: "big5", 10003: "euc_kr", 10006: "mac_greek", 10007: "mac_cyrillic"}
_PAGES |= {10008: "gb2312", 10029: "mac_latin2", 10081: "mac_turkish"}
_INSIDE = (b"\x01\x04", b"\x01\x3a")


class BiffFacts:
    """Facts of the whole book; ``sheets`` holds those of each worksheet in order, charts and macros left out.

    Their ``values`` count the cells that are no text. ``page`` is the code page of an Excel 5 or 95 file, whose
    texts are read here; later ones write Unicode.
    """

    __slots__ = ("epoch1904", "links", "page", "sheets")

    def __init__(self, stream: bytes) -> None:
        self.epoch1904 = self.links = False
        self.sheets: list[SheetFacts] = []
        self.page = code_page(stream)
        offsets: list[tuple[int, str]] = []
        for kind, start, end in _records(stream, 0):
            if kind == _DATE_SYSTEM:
                self.epoch1904 = stream[start : start + 1] == b"\1"
            elif kind == _OTHER_BOOK and stream[start + 2 : start + 4] not in _INSIDE:
                self.links = True
            elif kind == _BOUND_SHEET and end - start > 6 and stream[start + 5] == 0:
                name = stream[start + 7 : start + 7 + _number(stream, start + 6, 1)]
                offsets.append((_number(stream, start, 4), _text(name, self.page) if self.page else ""))
        for offset, named in offsets:
            facts = _sheet_facts(stream, offset)
            facts.name = named
            if self.page:
                facts.texts = _texts(stream, offset, self.page)
            self.sheets.append(facts)


def code_page(stream: bytes) -> str | None:
    """Python's name for the code page of a book of Excel 5 or 95, None for a later one."""
    if _number(stream, 4) != _EXCEL_5:
        return None
    pages = [_number(stream, start) for kind, start, _ in _records(stream, 0) if kind == _PAGE]
    page = pages[0] if pages else 1252
    return _PAGES.get(page, f"cp{page}")


def in_usual_page(data: bytes, stream: bytes) -> bytes:
    """The file with a code page that the fast reader knows; what it then makes of old texts is not used."""
    usual = 1252 if _number(stream, 4) == _EXCEL_5 else 1200
    for kind, start, _ in _records(stream, 0):
        if kind == _PAGE and _number(stream, start) != usual:
            return data.replace(stream[start - 4 : start + 2], struct.pack("<3H", _PAGE, 2, usual), 1)
    return data


def _texts(stream: bytes, offset: int, page: str) -> dict[tuple[int, int], str]:
    """The texts of an old sheet by row and column, also those that formulas gave."""
    found: dict[tuple[int, int], str] = {}
    place = (0, 0)
    for kind, start, end in _records(stream, offset):
        if kind == _FORMULA:
            place = (_number(stream, start), _number(stream, start + 2))
        elif kind == _FORMULA_TEXT:
            found[place] = _text(stream[start + 2 : min(end, start + 2 + _number(stream, start))], page)
        elif kind in _TEXTS:
            length = _number(stream, start + 6)
            text = _text(stream[start + 8 : min(end, start + 8 + length)], page)
            found[_number(stream, start), _number(stream, start + 2)] = text
    return found


def _text(raw: bytes, page: str) -> str:
    try:
        return raw.decode(page, "replace")
    except LookupError:
        return raw.decode("latin-1")


def _number(stream: bytes, at: int, size: int = 2) -> int:
    return int.from_bytes(stream[at : at + size], "little")


def _records(stream: bytes, at: int) -> list[tuple[int, int, int]]:
    """Kind, start and end of each record up to the end of the part that begins at ``at``."""
    found, deep = [], 0
    while at + 4 <= len(stream):
        kind = stream[at] | stream[at + 1] << 8
        end = at + 4 + (stream[at + 2] | stream[at + 3] << 8)
        if kind & 0xF0FF == 0x0009:  # charts within a sheet are parts of their own
            deep += 1
        elif kind == _EOF:
            deep -= 1
            if deep <= 0:
                break
        elif deep == 1:
            found.append((kind, at + 4, end))
        at = end
    return found


def _sheet_facts(stream: bytes, offset: int) -> SheetFacts:
    facts = SheetFacts()
    for kind, start, end in _records(stream, offset):
        if kind in _NUMBERS:
            facts.values += 1
        elif kind == _MANY_NUMBERS:
            facts.values += (end - start - 6) // 6
        elif kind == _FORMULA:
            _note_formula(stream, start, facts)
        elif kind == _BOOL_OR_ERROR:
            facts.values += 1
            if stream[start + 7 : start + 8] == b"\1":
                _note_error(stream, start, stream[start + 6], facts)
        elif kind == _ROW and _number(stream, start + 12) & 0x20:
            facts.hidden_rows.add(_number(stream, start))
        elif kind == _COLUMNS and _number(stream, start + 8) & 1:
            last = min(_number(stream, start + 2), GRID_COLUMNS - 1)
            facts.hidden_columns.update(range(_number(stream, start), last + 1))
    return facts


def _note_formula(stream: bytes, start: int, facts: SheetFacts) -> None:
    """The stored result: a number, or (marked by its last two bytes) text, truth, an error or nothing."""
    facts.formulas += 1
    result = stream[start + 6 : start + 14]
    if result[6:] != b"\xff\xff" or result[:1] == b"\1":
        facts.values += 1
    elif result[:1] == b"\2":
        facts.values += 1
        _note_error(stream, start, result[2], facts)


def _note_error(stream: bytes, start: int, code: int, facts: SheetFacts) -> None:
    facts.errors[_number(stream, start), _number(stream, start + 2)] = ERRORS.get(code, "#ERROR")
