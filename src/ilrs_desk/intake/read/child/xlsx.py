"""An .xlsx from its parts to messages: the fast reader where the sheet is plain, the careful one elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator

from ...columns import column_letter
from ..stop import Stop
from ..zips import Part, content, expand
from .careful import CarefulSheet, Looks, cell_name, shared_strings
from .emit import GRID_ROWS, OLD_GRID_ROWS, Emitter, ErrorCell, Extent, tidy
from .fast import FastReaderGaveUp, FastSheet, FastWorkbook
from .markup import refuse_document_type
from .ooxml import Frame, SheetPlace, read_frame
from .pieces import LARGE, PiecewiseSheet
from .quick import SheetFacts, look

_XML = (".xml", ".rels", ".vml")
#: Shares of the work: looking over the sheets, then sending them.
_LOOKED = 0.3
#: Bytes of a shared text, three times what a cell of Excel holds.
_GIANT = 100_000


class XlsxFile:
    """One .xlsx on its way from ``data`` to ``emitter``; ``careful`` never lets the fast reader near it."""

    def __init__(
        self, data: bytes, parts: dict[str, Part], emitter: Emitter, max_cells: int, careful: bool
    ) -> None:
        self._data, self._parts, self._emitter, self._max_cells = data, parts, emitter, max_cells
        self._careful = careful
        self._frame: Frame = read_frame(data, parts)
        self._fast: FastWorkbook | None = None
        self._first: FastSheet | None = None
        self._strings: list[str] | None = None
        self._looks: Looks | None = None

    def read(self) -> None:
        """Check every part, then send the sheets."""
        if not self._frame.sheets:
            raise Stop("file.not_a_sheet", "not_a_sheet.no_sheets")
        kind = "xlsm" if self._frame.macros else "xlsx"
        self._emitter.send("book", format=kind, epoch1904=self._frame.epoch1904)
        if self._frame.macros:
            self._emitter.warn("file.macros_ignored")
        if self._frame.links:
            self._emitter.warn("file.external_links")
        looking = _Aside(self._look_over)
        if not self._careful:
            self._open_fast()
        facts = looking.result()
        share = (1 - _LOOKED) / len(self._frame.sheets)
        for index, place in enumerate(self._frame.sheets):
            self._send(place, facts[place.part], _LOOKED + index * share, share)

    def _open_fast(self) -> None:
        """Open the workbook with the fast reader and have it parse the first sheet, which it does beside us."""
        if self._has_giant_texts():
            return
        try:
            self._fast = FastWorkbook(self._data)
            if not self._large(self._frame.sheets[0]):
                self._first = self._fast.sheet(self._frame.sheets[0].name)
        except FastReaderGaveUp:
            self._first = None

    def _has_giant_texts(self) -> bool:
        """Whether a shared text is beyond all measure: the fast reader would copy it into each cell that has it."""
        name = self._frame.strings
        if name is None or self._parts[name].size <= _GIANT:
            return False
        return max(map(len, content(self._data, self._parts[name]).split(b"</"))) > _GIANT

    def _chunks(self, name: str) -> Iterable[bytes]:
        return refuse_document_type(name, expand(self._data, self._parts[name]))

    def _look_over(self) -> dict[str, SheetFacts | None]:
        """Expand every part once, for its check sum and its document type; look at the sheets on the way."""
        sheets = {place.part for place in self._frame.sheets}
        facts: dict[str, SheetFacts | None] = {}
        whole = sum(part.size for part in self._parts.values()) or 1
        done = 0
        for name, part in self._parts.items():
            chunks = self._chunks(name) if name.lower().endswith(_XML) else expand(self._data, part)
            if name in sheets:
                facts[name] = look(chunks) if not self._careful else None
            for _ in chunks:
                pass
            done += part.size
            self._emitter.progress(_LOOKED * done / whole)
        return facts

    def _send(self, place: SheetPlace, facts: SheetFacts | None, done: float, share: float) -> None:
        """Send a sheet as the fast reader sees it, and over again from the careful one if it saw other cells."""
        budget = self._emitter.budget
        if facts is not None and self._send_fast(place, facts, done, share):
            return
        self._emitter.budget = budget
        careful = CarefulSheet(place.name, *self._references(), self._max_cells)
        careful.read(place.part, self._chunks(place.part))
        self._emitter.send("sheet", name=place.name, hidden=place.hidden)
        extent = self._emitter.rows(map(tidy, careful.rows()), len(careful.cells), done, share)
        send_facts(self._emitter, place.name, careful.facts, extent)

    def _send_fast(self, place: SheetPlace, facts: SheetFacts, done: float, share: float) -> bool:
        """Send a sheet as the fast reader sees it; whether that was all of it."""
        rows, height = self._fast_rows(place, done, share)
        if rows is None:
            return False
        self._emitter.send("sheet", name=place.name, hidden=place.hidden)
        seen = [0]
        rows = _counted(rows, seen)
        if facts.errors:
            rows = with_errors(rows, facts.errors)
        try:
            extent = self._emitter.rows(map(tidy, rows), height, done, share)
        except FastReaderGaveUp:
            return False
        if seen[0] + len(facts.errors) != facts.values:
            return False
        send_facts(self._emitter, place.name, facts, extent)
        return True

    def _fast_rows(
        self, place: SheetPlace, done: float, share: float
    ) -> tuple[Iterable[list[object]] | None, int]:
        """The rows of a sheet from the fast reader, and how many they are (0: they tell their progress themselves)."""
        if self._large(place) and not self._careful:
            size = self._parts[place.part].size
            pieces = PiecewiseSheet(self._data, self._parts, self._frame)
            return pieces.rows(
                self._chunks(place.part), lambda at: self._emitter.progress(done + share * at / size)
            ), 0
        sheet = self._fast_sheet(place)
        return (None, 0) if sheet is None else (sheet.rows(), sheet.height)

    def _large(self, place: SheetPlace) -> bool:
        return self._parts[place.part].size > LARGE

    def _fast_sheet(self, place: SheetPlace) -> FastSheet | None:
        """The sheet as the fast reader parsed it, if it could."""
        if self._fast is None:
            return None
        try:
            first = place is self._frame.sheets[0] and self._first
            return first or self._fast.sheet(place.name)
        except FastReaderGaveUp:
            return None

    def _references(self) -> tuple[list[str], Looks]:
        """What cells refer to: the shared texts and the styles, read when first needed."""
        if self._strings is None or self._looks is None:
            self._strings, self._looks = [], Looks(self._frame.epoch1904)
            if self._frame.strings:
                self._strings = shared_strings(self._frame.strings, self._chunks(self._frame.strings))
            if self._frame.styles:
                self._looks.read(self._frame.styles, self._chunks(self._frame.styles))
        return self._strings, self._looks


class _Aside(threading.Thread):
    """Work done beside the main thread; ``result`` waits for it and raises what it raised."""

    def __init__(self, work: Callable[[], dict[str, SheetFacts | None]]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._found: dict[str, SheetFacts | None] = {}
        self._fault: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Called by the thread."""
        try:
            self._found = self._work()
        except BaseException as fault:  # noqa: BLE001  (handed to the main thread)
            self._fault = fault

    def result(self) -> dict[str, SheetFacts | None]:
        """What the work gave."""
        self.join()
        if self._fault:
            raise self._fault
        return self._found


def _counted(rows: Iterable[list[object]], seen: list[int]) -> Iterator[list[object]]:
    """The rows, while ``seen[0]`` grows by the filled cells in them."""
    for row in rows:
        seen[0] += len(row) - row.count("")
        yield row


def with_errors(rows: Iterable[list[object]], errors: dict[tuple[int, int], str]) -> Iterator[list[object]]:
    """The rows with error cells where the fast reader shows empty ones, also below its last row."""
    by_row: dict[int, dict[int, str]] = {}
    for (number, column), code in errors.items():
        by_row.setdefault(number, {})[column] = code
    count = 0
    for count, row in enumerate(rows, 1):
        yield _marked(row, by_row.get(count - 1))
    for number in range(count, max(by_row, default=-1) + 1):
        yield _marked([], by_row.get(number))


def _marked(row: list[object], errors: dict[int, str] | None) -> list[object]:
    for column, code in (errors or {}).items():
        row += [None] * (column + 1 - len(row))
        row[column] = ErrorCell(code)
    return row


def send_facts(emitter: Emitter, sheet: str, facts: SheetFacts, extent: Extent) -> None:
    """End a sheet: its structure as far as ``extent`` goes, and what of it should be known."""
    total, width = extent
    rows = sorted(row for row in facts.hidden_rows if row < total)
    columns = sorted(column for column in facts.hidden_columns if column < width)
    emitter.send("end", merged=facts.merged, hidden_rows=rows, hidden_columns=columns)
    if facts.formulas:
        emitter.warn("file.formulas", sheet=sheet, count=facts.formulas)
    if facts.unsaved:
        emitter.warn("file.formulas_unsaved", sheet=sheet, count=facts.unsaved)
    if facts.errors:
        cells = few(cell_name(*place) for place in sorted(facts.errors))
        emitter.warn("file.error_cells", sheet=sheet, count=len(facts.errors), cells=cells)
    if rows:
        emitter.warn("file.hidden_rows", sheet=sheet, count=len(rows), rows=few(str(row + 1) for row in rows))
    if columns:
        emitter.warn(
            "file.hidden_columns", sheet=sheet, count=len(columns), columns=few(map(column_letter, columns))
        )
    if total in (OLD_GRID_ROWS, GRID_ROWS):
        emitter.warn("file.maybe_cut", sheet=sheet, rows=total)


def few(names: Iterable[str], limit: int = 10) -> str:
    """The first of many names, in one line."""
    listed = list(names)
    return ", ".join(listed[:limit]) + (" …" if len(listed) > limit else "")
