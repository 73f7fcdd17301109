"""A zip package to its reader: .xlsx and .xlsm by their parts, .xlsb as a whole."""

from __future__ import annotations

from ..stop import Stop
from ..zips import Part, directory, expand
from .emit import GRID_ROWS, Emitter, tidy
from .fast import FastReaderGaveUp, FastWorkbook
from .xlsx import XlsxFile

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
    emitter.send("book", epoch1904=False)
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        emitter.warn("file.macros_ignored")
    send_fast_sheets(data, emitter)


def send_fast_sheets(data: bytes, emitter: Emitter) -> None:
    """Send every worksheet as the fast reader sees it; raises ``Stop`` where it gives up."""
    try:
        book = FastWorkbook(data)
        listed = book.sheets()
        for index, (name, hidden) in enumerate(listed):
            sheet = book.sheet(name)
            emitter.send("sheet", name=name, hidden=hidden)
            total = emitter.rows(map(tidy, sheet.rows()), sheet.height, index / len(listed), 1 / len(listed))
            emitter.send("end", merged=sheet.merged(), hidden_rows=[], hidden_columns=[])
            if total in (65_536, GRID_ROWS):
                emitter.warn("file.maybe_cut", sheet=name, rows=total)
    except FastReaderGaveUp:
        raise Stop("file.damaged", "damaged.content") from None
