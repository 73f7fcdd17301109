"""A zip package to its reader: .xlsx and .xlsm by their parts, .xlsb as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..stop import Stop
from ..zips import Part, directory, expand
from .emit import Emitter, tidy
from .fast import FastReaderGaveUp, FastWorkbook
from .quick import SheetFacts
from .xlsb import BinaryFacts
from .xlsx import XlsxFile, send_facts, with_errors

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_package(request: dict[str, Any], data: bytes, emitter: Emitter) -> None:
    """Send the sheets of an .xlsx, .xlsm or .xlsb."""
    parts = directory(data, request["parts"], request["expanded"])
    macros = any(name.lower().endswith("vbaproject.bin") for name in parts)
    if macros and request["suffix"] in (".xlsx", ".xltx"):
        raise Stop("file.macros_disguised")
    if request["format"] == "xlsb":
        _read_xlsb(data, parts, emitter)
    else:
        XlsxFile(data, parts, emitter, request["cells"], request["careful"]).read()


def _read_xlsb(data: bytes, parts: dict[str, Part], emitter: Emitter) -> None:
    for part in parts.values():
        for _ in expand(data, part):
            pass
    facts = BinaryFacts(data, parts)
    emitter.send("book", format="xlsb", epoch1904=facts.epoch1904)
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        emitter.warn("file.macros_ignored")
    if facts.links:
        emitter.warn("file.external_links")
    send_fast_sheets(data, emitter, facts.sheets)


def send_fast_sheets(data: bytes, emitter: Emitter, facts: list[SheetFacts]) -> None:
    """Send every worksheet as the fast reader sees it, with what else is known; ``Stop`` where it gives up."""
    try:
        book = FastWorkbook(data)
        listed = book.sheets()
        known = facts if len(facts) == len(listed) else [SheetFacts() for _ in listed]
        for index, ((name, hidden), beside) in enumerate(zip(listed, known, strict=True)):
            sheet = book.sheet(name)
            name = beside.name or name
            emitter.send("sheet", name=name, hidden=hidden)
            seen = [0]
            rows = with_errors(_numbers_counted(sheet.rows(), seen), beside.errors)
            if beside.texts:
                rows = _with_texts(rows, beside.texts)
            extent = emitter.rows(map(tidy, rows), sheet.height, index / len(listed), 1 / len(listed))
            beside.merged = beside.merged or sheet.merged()
            send_facts(emitter, name, beside, extent)
            unread = beside.values - seen[0] - len(beside.errors)
            if unread > 0:
                emitter.warn("file.cells_unread", sheet=name, count=unread)
    except FastReaderGaveUp:
        raise Stop("file.damaged", "damaged.content") from None


def _with_texts(rows: Iterable[list[object]], texts: dict[tuple[int, int], str]) -> Iterator[list[object]]:
    """The rows with these texts in the place of those that the fast reader made of their bytes."""
    for number, row in enumerate(rows):
        yield [
            texts.get((number, column), cell) if cell.__class__ is str else cell
            for column, cell in enumerate(row)
        ]


def _numbers_counted(rows: Iterable[list[object]], seen: list[int]) -> Iterator[list[object]]:
    """The rows, while ``seen[0]`` grows by the cells in them that are no text."""
    for row in rows:
        seen[0] += sum(cell.__class__ is not str for cell in row)
        yield row
