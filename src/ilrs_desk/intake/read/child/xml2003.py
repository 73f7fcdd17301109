"""Excel's single XML file of 2002 and 2003, often found under the name .xls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

from ..stop import Stop
from .emit import GRID_COLUMNS, GRID_ROWS, Emitter, ErrorCell, tidy
from .markup import Walker, attribute
from .quick import SheetFacts
from .xlsx import send_facts

_SIGN = b"urn:schemas-microsoft-com:office:spreadsheet"


def is_xml2003(head: bytes) -> bool:
    """Whether a text that begins with ``head`` is such a file."""
    return b"<" in head[:64] and _SIGN in head


def read_xml2003(data: bytes, emitter: Emitter, max_cells: int) -> None:
    """Send the sheets of the file."""
    emitter.send("book", format="xml")
    emitter.warn("file.xml_as_xls")
    reader = _Reader(emitter, max_cells)
    reader.walker.walk(data[at : at + (1 << 20)] for at in range(0, len(data), 1 << 20))
    if not reader.sheets:
        raise Stop("file.not_a_sheet", "not_a_sheet.no_sheets")


class _Reader:
    """Rows and cells carry an ``Index`` where some before them are left out; merged cells count those they cover."""

    def __init__(self, emitter: Emitter, max_cells: int) -> None:
        self.sheets = self._remarks = 0
        self._emitter, self._left = emitter, max_cells
        self._reset("", False)
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "Worksheet": self._worksheet,
            "Column": self._start_column,
            "Row": self._start_row,
            "Cell": self._start_cell,
            "Data": self._start_data,
            "Visible": lambda _: self.walker.drop_text(),
        }
        self.walker = Walker("XML", self._start, self._end)

    def _reset(self, name: str, hidden: bool) -> None:
        self._name, self._hidden = name, hidden
        self._facts = SheetFacts()
        self._rows: dict[int, list[object]] = {}
        self._row = self._column = self._at = -1
        self._wide = 0
        self._kind = ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Comment":
            self._remarks += 1
        handler = self._starts.get(name)
        if handler and not self._remarks:
            handler(attributes)

    def _end(self, name: str) -> None:
        if name == "Comment":
            self._remarks -= 1
        elif name == "Data" and not self._remarks:
            self._put(self.walker.take_text())
        elif name == "Cell":
            self._column += self._wide
        elif name == "Visible":
            self._hidden = self.walker.take_text().strip() in ("SheetHidden", "SheetVeryHidden")
        elif name == "Worksheet":
            self._finish()

    def _worksheet(self, attributes: dict[str, str]) -> None:
        self._reset(attribute(attributes, "Name") or "", False)

    def _finish(self) -> None:
        self.sheets += 1
        self._emitter.send("sheet", name=self._name, hidden=self._hidden)
        rows = (tidy(self._rows.get(number, [])) for number in range(max(self._rows, default=-1) + 1))
        extent = self._emitter.rows(rows)
        send_facts(self._emitter, self._name, self._facts, extent)

    def _start_column(self, attributes: dict[str, str]) -> None:
        index = _number(attributes, "Index")
        self._at = index - 1 if index else self._at + 1
        last = self._at + _number(attributes, "Span")
        if attribute(attributes, "Hidden") == "1":
            self._facts.hidden_columns.update(range(self._at, min(last + 1, GRID_COLUMNS)))
        self._at = last

    def _start_row(self, attributes: dict[str, str]) -> None:
        index = _number(attributes, "Index")
        self._row = index - 1 if index else self._row + 1
        self._column = -1
        if not 0 <= self._row < GRID_ROWS:
            raise Stop("file.damaged", "damaged.outside", sheet=self._name, cell=str(self._row + 1))
        if attribute(attributes, "Hidden") == "1":
            self._facts.hidden_rows.add(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        index = _number(attributes, "Index")
        self._column = index - 1 if index else self._column + 1
        if not 0 <= self._column < GRID_COLUMNS:
            raise Stop("file.damaged", "damaged.outside", sheet=self._name, cell=f"{self._row + 1}")
        self._wide, high = _number(attributes, "MergeAcross"), _number(attributes, "MergeDown")
        if self._wide or high:
            bottom, right = (
                min(self._row + high, GRID_ROWS - 1),
                min(self._column + self._wide, GRID_COLUMNS - 1),
            )
            self._facts.merged.append((self._row, self._column, bottom, right))
        self._facts.formulas += attribute(attributes, "Formula") is not None

    def _start_data(self, attributes: dict[str, str]) -> None:
        self._kind = attribute(attributes, "Type") or "String"
        self.walker.drop_text()

    def _put(self, text: str) -> None:
        row = self._rows.setdefault(self._row, [])
        self._left -= max(1, self._column + 1 - len(row))
        if self._left < 0:
            raise Stop("file.bomb", "bomb.cells")
        row += [None] * (self._column + 1 - len(row))
        value = _value(self._kind, text)
        row[self._column] = value
        if isinstance(value, ErrorCell):
            self._facts.errors[self._row, self._column] = value.code


def _number(attributes: dict[str, str], name: str) -> int:
    text = attribute(attributes, name)
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0


def _value(kind: str, text: str) -> object:
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = datetime.fromisoformat(text).replace(tzinfo=None)
            if moment.year < 1900:
                return moment.time()
            return moment if moment.time() != time() else moment.date()
    except ValueError:
        return text
    if kind == "Boolean":
        return text.strip() == "1"
    return ErrorCell(text[:40]) if kind == "Error" else text
