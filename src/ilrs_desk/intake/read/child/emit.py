"""What the child sends to its parent: one JSON line a message, rows in chunks, dates and errors tagged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from ..stop import Stop

CHUNK_ROWS, CHUNK_CELLS = 2_000, 200_000
_FEW_ROWS = 20
#: Up to here blank rows go with the others; longer runs are sent as a number.
_FEW_BLANKS = 50
LONGEST_TEXT = 1_000_000
OLD_GRID_ROWS = 65_536
GRID_ROWS, GRID_COLUMNS = 1_048_576, 16_384
#: Whole numbers beyond this are not exact in a spreadsheet (15 digits).
_EXACT = 1e15


#: Rows and columns up to the last that holds anything.
Extent = tuple[int, int]


class ErrorCell:
    """A cell that shows an error code."""

    __slots__ = ("code",)

    def __init__(self, code: str) -> None:
        self.code = code


def _tagged(value: object) -> object:
    """Called by the encoder for each value JSON has no form for; a datetime is a date too, so it comes first."""
    if isinstance(value, datetime):
        return {"m": value.isoformat()}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, time):
        return {"t": value.isoformat()}
    if isinstance(value, ErrorCell):
        return {"e": value.code}
    if isinstance(value, timedelta):
        return duration(value)
    raise TypeError(type(value).__name__)


def duration(value: timedelta) -> str:
    """Hours beyond a day as a spreadsheet shows them, e.g. ``30:05:00``."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_tagged).encode


def tidy(row: list[object]) -> list[object]:
    """Blank text to None, whole numbers to int, trailing blanks cut."""
    cells = [
        (None if not v or v.isspace() else v)
        if v.__class__ is str
        else int(v)
        if v.__class__ is float and v.is_integer() and -_EXACT < v < _EXACT
        else v
        for v in row
    ]
    while cells and cells[-1] is None:
        cells.pop()
    return cells


class Emitter:
    """Sends messages through ``write`` and stops at ``max_cells`` cells or ``max_bytes`` bytes in all."""

    def __init__(self, write: Callable[[bytes], object], max_cells: int, max_bytes: int) -> None:
        self._write = write
        self._max_bytes = max_bytes
        #: Cells and bytes that may still be sent.
        self.budget = (max_cells, max_bytes)

    def send(self, kind: str, **values: object) -> int:
        """One message of ``kind``; returns its length in bytes."""
        line = _encode({"k": kind, **values}).encode("utf-8", "replace")
        cells, left = self.budget
        self.budget = (cells, left - len(line))
        if left < len(line):
            raise Stop("file.bomb", "bomb.memory", limit=self._max_bytes >> 20)
        self._write(line + b"\n")
        return len(line)

    def warn(self, code: str, **params: object) -> None:
        """A warning with the values of its sentence."""
        self.send("warn", code=code, params=params)

    def progress(self, share: float) -> None:
        """How much of the work is done, 0 to 1."""
        self.send("progress", share=round(share, 3))

    def rows(
        self, rows: Iterable[list[object]], total: int = 0, done: float = 0.0, part: float = 0.0
    ) -> Extent:
        """Send tidied ``rows`` (the first is the sender's row 1), without the blank ones at the end.

        ``total`` rows make ``part`` of all the work, which stands at ``done``. Returns how many rows and columns
        hold anything.
        """
        chunk: list[list[object]] = []
        cells = blank = sent = width = 0
        for count, row in enumerate(rows, 1):
            if not row:
                blank += 1
                continue
            if blank > _FEW_BLANKS:
                sent += self._chunk(chunk, blank)
                chunk, cells = [], 0
            else:
                chunk += [[]] * blank
            blank = 0
            chunk.append(row)
            cells += len(row)
            width = max(width, len(row))
            if len(chunk) >= CHUNK_ROWS or cells >= CHUNK_CELLS:
                sent += self._chunk(chunk)
                chunk, cells = [], 0
                if total:
                    self.progress(done + part * min(1.0, count / total))
        return sent + self._chunk(chunk), width

    def _chunk(self, rows: list[list[object]], blank: int = 0) -> int:
        """Send ``rows`` and a number of blank ones after them; returns how many that are."""
        cells, left = self.budget
        self.budget = (cells - sum(map(len, rows)), left)
        if self.budget[0] < 0:
            raise Stop("file.bomb", "bomb.cells")
        self._send_rows(rows)
        if blank:
            self.send("blank", count=blank)
        return len(rows) + blank

    def _send_rows(self, rows: list[list[object]]) -> None:
        """A few rows first, and few at a time while they are large: one long text may stand in every cell."""
        at, step = 0, _FEW_ROWS
        while at < len(rows):
            portion = rows[at : at + step]
            size = self.send("rows", rows=portion)
            if size > LONGEST_TEXT:
                self._refuse_long_text(portion)
            at += step
            step = CHUNK_ROWS if size < LONGEST_TEXT else _FEW_ROWS

    def _refuse_long_text(self, rows: list[list[object]]) -> None:
        if any(isinstance(cell, str) and len(cell) > LONGEST_TEXT for row in rows for cell in row):
            raise Stop("file.bomb", "bomb.text")
