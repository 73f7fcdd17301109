"""The tables of a web page, as spreadsheet programs save them: one sheet a table, spans as merged cells."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from ..stop import Stop

_MAX_WIDE, _MAX_HIGH = 1_000, 65_534
_BLOCKS = frozenset(["br", "p", "div", "li"])
_SILENT = frozenset(["script", "style", "head"])


class HtmlTable:
    """One table: ``rows`` of texts from row 1 and column A, ``merged`` ranges, both with the spans laid out."""

    def __init__(self, max_cells: int) -> None:
        self.rows: list[list[object]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self._left = max_cells
        self._taken: dict[int, int] = {}  # column → the first row that is free again
        self._column = 0

    def start_row(self) -> None:
        """A new row begins."""
        self.rows.append([])
        self._column = 0

    def put(self, text: str, wide: int, high: int) -> None:
        """A cell in the next free place of the row."""
        if not self.rows:
            self.start_row()
        row = len(self.rows) - 1
        while self._taken.get(self._column, 0) > row:
            self._column += 1
        self._left -= wide
        if self._left < 0:
            raise Stop("file.bomb", "bomb.cells")
        cells = self.rows[row]
        cells += [None] * (self._column - len(cells))
        cells.append(text)
        if wide > 1 or high > 1:
            self.merged.append((row, self._column, row + high - 1, self._column + wide - 1))
            for column in range(self._column, self._column + wide):
                self._taken[column] = row + high
        self._column += wide


class TableReader(HTMLParser):
    """Collects ``tables``; a table inside a cell is read as that cell's text."""

    def __init__(self, max_cells: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[HtmlTable] = []
        self._max_cells = max_cells
        self._depth = self._silent = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(HtmlTable(self._max_cells))
        elif tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS and self._cell:
            self._cell.append("\n")
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].start_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            self._cell = []
            found = dict(attrs)
            self._span = (_span(found.get("colspan"), _MAX_WIDE), _span(found.get("rowspan"), _MAX_HIGH))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes; closing tags of cells and rows may be missing."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Text between tags; line ends in it are only spaces."""
        if self._cell is not None and not self._silent:
            self._cell.append(re.sub(r"[ \t\r\n\f]+", " ", data))

    def close(self) -> None:
        """The page ends."""
        super().close()
        if self._depth:
            self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is not None:
            lines = [line.strip(" ") for line in "".join(self._cell).split("\n")]
            self.tables[-1].put("\n".join(lines).strip("\n"), *self._span)
            self._cell = None


def _span(text: str | None, most: int) -> int:
    return min(most, max(1, int(text))) if text and text.isdecimal() and len(text) < 10 else 1


def is_html(head: bytes) -> bool:
    """Whether a text that begins with ``head`` is a web page or holds a table of one."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(
        (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body", b"<div", b"<style")
    ):
        return True
    return start.startswith(b"<") and b"<table" in start and b"<html" in start


def read_tables(text: str, max_cells: int) -> list[HtmlTable]:
    """All tables of the page that hold anything."""
    reader = TableReader(max_cells)
    reader.feed(text)
    reader.close()
    return [table for table in reader.tables if any(any(row) for row in table.rows)]
