"""What the records of an .xls say beside its values: errors, formulas, what is hidden, the date system, links."""

from __future__ import annotations

from .emit import GRID_COLUMNS
from .quick import SheetFacts

_EOF, _FORMULA, _DATE_SYSTEM, _COLUMNS, _BOUND_SHEET = 0x0A, 0x06, 0x22, 0x7D, 0x85
_MANY_NUMBERS, _BOOL_OR_ERROR, _ROW, _OTHER_BOOK = 0xBD, 0x205, 0x208, 0x1AE
#: One number each, plain or packed. Texts are not counted: they may be empty.
_NUMBERS = (0x203, 0x27E)
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_INSIDE = (b"\x01\x04", b"\x01\x3a")


class BiffFacts:
    """Facts of the whole book; ``sheets`` holds those of each worksheet in order, charts and macros left out.

    Their ``values`` count the cells that are no text.
    """

    __slots__ = ("epoch1904", "links", "sheets")

    def __init__(self, stream: bytes) -> None:
        self.epoch1904 = self.links = False
        self.sheets: list[SheetFacts] = []
        offsets: list[int] = []
        for kind, start, end in _records(stream, 0):
            if kind == _DATE_SYSTEM:
                self.epoch1904 = stream[start : start + 1] == b"\1"
            elif kind == _OTHER_BOOK and stream[start + 2 : start + 4] not in _INSIDE:
                self.links = True
            elif kind == _BOUND_SHEET and end - start > 6 and stream[start + 5] == 0:
                offsets.append(_number(stream, start, 4))
        for offset in offsets:
            self.sheets.append(_sheet_facts(stream, offset))


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
