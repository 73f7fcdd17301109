"""One cheap look over the XML of a sheet: is it written plainly enough for the fast reader, and what that omits."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator

from ...columns import column_number

_WINDOW = 1 << 22
_HIDDEN_ROW = re.compile(rb'<row r="(\d+)"[^>]*? hidden="(?:1|true)"')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*? t="e"[^>/]*>(?:(?!</c>).)*?<v>([^<]+)</v>', re.DOTALL)
_UNSAVED = re.compile(rb"(?:</f>|<f [^>]*/>)(?:<v ?/>|<v></v>)?</c>")
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_COLUMN = re.compile(rb"<col ([^>]*)>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')


class SheetFacts:
    """What a sheet's XML says beside its values; rows and columns counted from 0.

    ``values`` is the number of cells with a stored value, ``errors`` those that show an error code. ``name`` and
    ``texts`` are set where the fast reader would misread them.
    """

    __slots__ = (
        *("errors", "formulas", "hidden_columns", "hidden_rows"),
        *("merged", "name", "texts", "unsaved", "values"),
    )

    def __init__(self) -> None:
        self.name = ""
        self.texts: dict[tuple[int, int], str] = {}
        self.values = 0
        self.formulas = 0
        self.unsaved = 0
        self.errors: dict[tuple[int, int], str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[tuple[int, int, int, int]] = []


def look(chunks: Iterable[bytes]) -> SheetFacts | None:
    """The facts of a sheet that is written as all common programs write it; None for any other.

    Each count here is a cheap search that takes the usual spelling for granted. That is safe because the fast
    reader must then have seen exactly ``values`` cells: a sheet spelled otherwise fails that and is read carefully.
    """
    facts = SheetFacts()
    for place, window in windows(chunks):
        if place == "odd":
            return None
        if place == "head":
            _read_columns(window, facts)
        elif place == "tail":
            _read_merged(window, facts)
        else:
            _look_at_rows(window, facts)
    return facts


def windows(chunks: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """``head``, any number of ``rows`` cut between rows, ``tail``; or ``odd`` at the first surprise."""
    pending: list[bytes] = []
    place, size = "head", 0
    rest = b""
    for chunk in chunks:
        pending.append(chunk)
        size += len(chunk)
        if size < _WINDOW and place == "rows":
            continue
        buffer = rest + b"".join(pending)
        pending, size = [], 0
        place, rest = yield from _cut(place, buffer)
        if len(rest) > 2 * _WINDOW:
            yield "odd", b""
            return
    place, rest = yield from _cut(place, rest + b"".join(pending))
    yield ("tail", rest) if place == "tail" else ("odd", b"")


def _cut(place: str, buffer: bytes) -> Generator[tuple[str, bytes], None, tuple[str, bytes]]:
    """Yield what of ``buffer`` is whole; the value of the generator is the place and the rest."""
    if place == "head":
        at = buffer.find(b"<sheetData")
        if at < 0:
            return place, buffer
        yield "head", buffer[:at]
        place, buffer = "rows", buffer[at:]
        if buffer.startswith((b"<sheetData/>", b"<sheetData />")):
            place = "tail"
    if place == "rows":
        end = buffer.find(b"</sheetData>")
        at = end if end >= 0 else buffer.rfind(b"<row ")
        if at > 0:
            yield "rows", buffer[:at]
            buffer = buffer[at:]
        if end >= 0:
            place = "tail"
    return place, buffer


def _look_at_rows(window: bytes, facts: SheetFacts) -> None:
    """Count one window of whole rows."""
    facts.values += window.count(b"<v") + window.count(b"<is>")
    formulas = window.count(b"<f")
    if formulas:
        facts.formulas += formulas
        facts.unsaved += len(_UNSAVED.findall(window))
        facts.values -= window.count(b"<v/>") + window.count(b"<v />") + window.count(b"<v></v>")
    if b't="e"' in window:
        for letters, row, code in _ERROR.findall(window):
            facts.errors[int(row) - 1, column_number(letters.decode())] = code.decode("ascii", "replace")
    if b' hidden="' in window:
        facts.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(window))


def _read_columns(head: bytes, facts: SheetFacts) -> None:
    for raw in _COLUMN.findall(head):
        column = dict(_ATTRIBUTE.findall(raw))
        if column.get(b"hidden") in (b"1", b"true"):
            first, last = int(column.get(b"min", b"0")), int(column.get(b"max", b"0"))
            facts.hidden_columns.update(range(first - 1, min(last, 16_384)))


def _read_merged(tail: bytes, facts: SheetFacts) -> None:
    for left, top, right, bottom in _MERGED.findall(tail):
        facts.merged.append(
            (int(top) - 1, column_number(left.decode()), int(bottom) - 1, column_number(right.decode()))
        )
