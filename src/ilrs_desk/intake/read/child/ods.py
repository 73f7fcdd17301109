"""An OpenDocument spreadsheet read from its content part: values, repeats, merged cells, hidden rows and sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time, timedelta
from xml.parsers import expat

from ..stop import Stop
from ..zips import Part, directory, expand
from .emit import GRID_COLUMNS, GRID_ROWS, LONGEST_TEXT, Emitter, ErrorCell, duration, tidy
from .markup import MAX_DEPTH, refuse_document_type
from .quick import SheetFacts
from .xlsx import send_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_OASIS}{name}:1.0 " for name in ("table", "office", "text", "style"))
_EXTENDED = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_LENGTH = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_HIDDEN = ("collapse", "filter")
_ERRORS = re.compile(r"#[A-Z/0!?]{2,8}[!?]?|Err:\d{3}|#N/A")


def read_ods(request: dict[str, Any], data: bytes, emitter: Emitter) -> None:
    """Send the sheets of an .ods; raises ``Stop`` when it is damaged, or under a password that does not fit."""
    parts = directory(data, request["parts"], request["expanded"])
    opened = _unlocked(request, data, parts)
    emitter.send("book", epoch1904=False)
    reader = _OdsReader(emitter, request["cells"])
    if opened is not None:
        reader.read(refuse_document_type("content.xml", [opened]))
        parts = {}
    for name, part in parts.items():
        chunks = expand(data, part)
        if name == "content.xml":
            reader.read(refuse_document_type(name, chunks))
        elif name.endswith((".xml", ".rdf")):
            chunks = refuse_document_type(name, chunks)
        for _ in chunks:
            pass
    if any(
        name.startswith(("Basic/", "Scripts/")) and not name.endswith(("-lc.xml", "-lb.xml", "/"))
        for name in parts
    ):
        emitter.warn("file.macros_ignored")
    if reader.links:
        emitter.warn("file.external_links")
    if not reader.sheets:
        raise Stop("file.not_a_sheet", "not_a_sheet.no_sheets")


def _unlocked(request: dict[str, Any], data: bytes, parts: dict[str, Part]) -> bytes | None:
    """The content part of a file under a password, None of one that is open to all."""
    manifest = parts.get("META-INF/manifest.xml")
    told = (
        b"".join(refuse_document_type("META-INF/manifest.xml", expand(data, manifest))) if manifest else b""
    )
    if b"encryption-data" not in told:
        return None
    if not request["password"]:
        raise Stop("ask.password")
    from .ods_locked import locks

    lock, part = locks(told).get("content.xml"), parts.get("content.xml")
    if lock is None or part is None:
        raise Stop("file.locked", "locked.other")
    opened = lock.open(b"".join(expand(data, part)), request["password"], request["expanded"])
    if opened is None:
        raise Stop("ask.password", "password.wrong")
    return opened


class _OdsReader:
    """Walks the content part; each table is sent as soon as it ends."""

    def __init__(self, emitter: Emitter, max_cells: int) -> None:
        self.sheets = 0
        self.links = False
        self._emitter, self._max_cells = emitter, max_cells
        self._invisible: set[str] = set()
        self._style = ""
        self._depth = self._tables = self._skipping = 0
        self._sheet = _OdsSheet("", False, max_cells)
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._length = 0
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            _TABLE + "table": self._start_table,
            _TABLE + "table-column": lambda attributes: self._sheet.columns(attributes),
            _TABLE + "table-row": lambda attributes: self._sheet.start_row(attributes),
            _TABLE + "table-cell": self._start_cell,
            _TABLE + "covered-table-cell": self._start_cell,
            _TABLE + "table-source": self._link,
            _TABLE + "dde-links": self._link,
            _STYLE + "style": self._start_style,
            _STYLE + "table-properties": self._table_style,
            _TEXT + "p": self._paragraph,
            _TEXT + "s": lambda a: self._characters(" " * min(_count(a, _TEXT + "c"), 1_000)),
            _TEXT + "tab": lambda _: self._characters("\t"),
            _TEXT + "line-break": lambda _: self._characters("\n"),
        }
        self._ends: dict[str, Callable[[], None]] = {
            _TABLE + "table": self._end_table,
            _TABLE + "table-row": lambda: self._sheet.end_row(),
            _TABLE + "table-cell": self._end_cell,
            _TABLE + "covered-table-cell": self._end_cell,
        }
        #: Elements whose content is no cell text: notes, shapes, phonetic guides, other tables' data.
        self._silent = {_OFFICE + "annotation", _TABLE + "shapes", _TEXT + "ruby-text", _TABLE + "dde-links"}
        self._silent.add(_TABLE + "tracked-changes")

    def read(self, chunks: Iterable[bytes]) -> None:
        """Parse the content part."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            for chunk in chunks:
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise Stop("file.damaged", "damaged.markup", name="content.xml") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Stop("file.xml", "xml.deep", name="content.xml")
        if name in self._silent:
            self._skipping += 1
            if name == _TABLE + "dde-links":
                self.links = True
        elif not self._skipping:
            handler = self._starts.get(name)
            if handler:
                handler(attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if name in self._silent:
            self._skipping -= 1
        elif not self._skipping:
            handler = self._ends.get(name)
            if handler:
                handler()

    def _characters(self, text: str) -> None:
        if self._cell is not None and not self._skipping:
            self._length += len(text)
            if self._length > LONGEST_TEXT:
                raise Stop("file.bomb", "bomb.text")
            self._text.append(text)

    def _paragraph(self, _: dict[str, str]) -> None:
        if self._text:
            self._characters("\n")

    def _link(self, _: dict[str, str]) -> None:
        self.links = True

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(_STYLE + "name", "")

    def _table_style(self, attributes: dict[str, str]) -> None:
        if attributes.get(_TABLE + "display") == "false":
            self._invisible.add(self._style)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._tables += 1
        if self._tables > 1:
            raise Stop("file.damaged", "damaged.content")
        hidden = attributes.get(_TABLE + "style-name", "") in self._invisible
        self._sheet = _OdsSheet(attributes.get(_TABLE + "name", ""), hidden, self._max_cells)

    def _end_table(self) -> None:
        self._tables -= 1
        self.sheets += 1
        sheet = self._sheet
        self._emitter.send("sheet", name=sheet.name, hidden=sheet.hidden)
        extent = self._emitter.rows(sheet.rows())
        send_facts(self._emitter, sheet.name, sheet.facts, extent)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        self._text.clear()
        self._length = 0

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        self._sheet.put(attributes, _value(attributes, "".join(self._text)))


def _count(attributes: dict[str, str], name: str) -> int:
    """A number of repeats or of cells spanned; 1 where none is given or it makes no sense."""
    text = attributes.get(name)
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 10 else 1


def _value(attributes: dict[str, str], text: str) -> object:
    kind = attributes.get(_OFFICE + "value-type")
    if attributes.get(_EXTENDED + "value-type") == "error" or (
        _TABLE + "formula" in attributes and _ERRORS.fullmatch(text)
    ):
        return ErrorCell(text[:40])
    try:
        if kind in ("float", "percentage", "currency"):
            return float(attributes[_OFFICE + "value"])
        if kind == "date":
            return _moment(attributes[_OFFICE + "date-value"])
        if kind == "time":
            return _length(attributes[_OFFICE + "time-value"])
        if kind == "boolean":
            return attributes[_OFFICE + "boolean-value"] == "true"
    except (KeyError, ValueError):
        return text or None
    return text or attributes.get(_OFFICE + "string-value") or None


def _moment(text: str) -> object:
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    return moment if moment.time() != time() else moment.date()


def _length(text: str) -> object:
    match = _LENGTH.fullmatch(text)
    if not match:
        raise ValueError(text)
    days, hours, minutes, seconds = (int(match[i] or 0) for i in range(2, 6))
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if match[1] or length >= timedelta(days=1):
        return duration(-length if match[1] else length)
    return time(hours, minutes, seconds)


class _OdsSheet:
    """The table being read: runs of (row, how often it stands there)."""

    def __init__(self, name: str, hidden: bool, max_cells: int) -> None:
        self.name, self.hidden = name, hidden
        self.facts = SheetFacts()
        self._left = max_cells
        self._runs: list[tuple[list[object], int]] = []
        self._row: list[object] = []
        self._at = self._column = self._next_column = 0
        self._repeat = 1

    def rows(self) -> Iterator[list[object]]:
        """The rows from the sender's row 1, each as often as it stands there; blank ones at the end left out."""
        while self._runs and not self._runs[-1][0]:
            self._runs.pop()
        for row, repeat in self._runs:
            for _ in range(repeat):
                yield row

    def columns(self, attributes: dict[str, str]) -> None:
        """Column descriptions, in order."""
        repeat = _count(attributes, _TABLE + "number-columns-repeated")
        if attributes.get(_TABLE + "visibility") in _HIDDEN:
            last = min(self._next_column + repeat, GRID_COLUMNS)
            self.facts.hidden_columns.update(range(self._next_column, last))
        self._next_column += repeat

    def start_row(self, attributes: dict[str, str]) -> None:
        """A row begins."""
        self._row, self._column = [], 0
        self._repeat = _count(attributes, _TABLE + "number-rows-repeated")
        if attributes.get(_TABLE + "visibility") in _HIDDEN:
            self.facts.hidden_rows.update(range(self._at, min(self._at + self._repeat, GRID_ROWS)))

    def end_row(self) -> None:
        """A row ends; what it holds must fit the grid and the budget of cells."""
        row = tidy(self._row)
        if row:
            self._left -= len(row) * self._repeat
            if self._left < 0:
                raise Stop("file.bomb", "bomb.repeats", sheet=self.name)
            if self._at + self._repeat > GRID_ROWS:
                raise Stop(
                    "file.damaged", "damaged.outside", sheet=self.name, cell=f"A{self._at + self._repeat}"
                )
        if not row and self._runs and not self._runs[-1][0]:
            self._runs[-1] = (row, self._runs[-1][1] + self._repeat)
        else:
            self._runs.append((row, self._repeat))
        self._at += self._repeat

    def put(self, attributes: dict[str, str], value: object) -> None:
        """A cell or a covered one, as often as it stands there."""
        repeat = _count(attributes, _TABLE + "number-columns-repeated") if attributes else 1
        self._note(attributes, value)
        if value is not None:
            if self._column + repeat > GRID_COLUMNS:
                raise Stop("file.damaged", "damaged.outside", sheet=self.name, cell=f"row {self._at + 1}")
            self._row += [None] * (self._column - len(self._row))
            self._row += [value] * repeat
        self._column += repeat

    def _note(self, attributes: dict[str, str], value: object) -> None:
        if isinstance(value, ErrorCell):
            self.facts.errors[self._at, self._column] = value.code
        if _TABLE + "formula" in attributes:
            self.facts.formulas += 1
            self.facts.unsaved += value is None
        wide = _count(attributes, _TABLE + "number-columns-spanned")
        high = _count(attributes, _TABLE + "number-rows-spanned")
        if (wide > 1 or high > 1) and len(self.facts.merged) < 100_000:
            bottom, right = min(self._at + high, GRID_ROWS) - 1, min(self._column + wide, GRID_COLUMNS) - 1
            self.facts.merged.append((self._at, self._column, bottom, right))
