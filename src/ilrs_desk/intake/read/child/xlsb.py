"""What the records of an .xlsb say beside its values: errors, formulas, what is hidden or merged, the date system."""

from __future__ import annotations

from collections.abc import Iterator

from ..zips import Part, content
from .biff import ERRORS
from .emit import GRID_COLUMNS
from .ooxml import FOREIGN, relations
from .quick import SheetFacts

_BOOK = "xl/workbook.bin"
_PROPERTIES, _SHEET = 153, 156
_ROW, _COLUMNS, _MERGED = 0, 60, 176
_NUMBERS, _ERROR_CELLS, _FORMULAS = (2, 4, 5, 9, 10), (3, 11), (8, 9, 10, 11)


class BinaryFacts:
    """Facts of the whole book; ``sheets`` holds those of each worksheet in order."""

    __slots__ = ("epoch1904", "links", "sheets")

    def __init__(self, data: bytes, parts: dict[str, Part]) -> None:
        names = {name.lower(): name for name in parts}
        self.links = any(name.startswith(FOREIGN) for name in names)
        self.epoch1904 = False
        self.sheets: list[SheetFacts] = []
        related = relations(data, parts, names, names[_BOOK])
        for kind, body in _records(content(data, parts[names[_BOOK]])):
            if kind == _PROPERTIES:
                self.epoch1904 = body[:1] != b"" and bool(body[0] & 1)
            elif kind == _SHEET:
                length = 2 * _number(body, 8)
                key = body[12 : 12 + length].decode("utf-16-le", "replace")
                role, target = related.get(key, ("", ""))
                if role == "worksheet" and target.lower() in names:
                    self.sheets.append(_sheet_facts(content(data, parts[names[target.lower()]])))


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record; both the kind and the length take as many bytes as they need."""
    at = 0
    while at < len(stream):
        kind = stream[at]
        at += 1
        if kind & 0x80 and at < len(stream):
            kind = kind & 0x7F | stream[at] << 7
            at += 1
        length = shift = 0
        while at < len(stream) and shift < 28:
            byte = stream[at]
            at += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, stream[at : at + length]
        at += length


def _number(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 4], "little")


def _sheet_facts(stream: bytes) -> SheetFacts:
    facts, row = SheetFacts(), 0
    for kind, body in _records(stream):
        if kind == _ROW:
            row = _number(body, 0)
            if len(body) > 11 and body[11] & 0x10:
                facts.hidden_rows.add(row)
        elif kind == _COLUMNS:
            if len(body) > 16 and body[16] & 1:
                last = min(_number(body, 4), GRID_COLUMNS - 1)
                facts.hidden_columns.update(range(_number(body, 0), last + 1))
        elif kind == _MERGED and len(body) >= 16:
            top, bottom, left, right = (_number(body, at) for at in (0, 4, 8, 12))
            facts.merged.append((top, left, bottom, right))
        else:
            _note_cell(kind, row, body, facts)
    return facts


def _note_cell(kind: int, row: int, body: bytes, facts: SheetFacts) -> None:
    if kind in _NUMBERS or kind in _ERROR_CELLS:
        facts.values += 1
    if kind in _ERROR_CELLS and len(body) > 8:
        column = _number(body, 0)
        if column < GRID_COLUMNS:
            facts.errors[row, column] = ERRORS.get(body[8], "#ERROR")
    facts.formulas += kind in _FORMULAS
