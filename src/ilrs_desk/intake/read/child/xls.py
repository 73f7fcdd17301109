"""An .xls workbook: values from the fast reader, the rest from its records."""

from __future__ import annotations

import codecs
from contextlib import suppress

from ..ole import CompoundFile
from .biff import BiffFacts, code_page, in_usual_page
from .emit import Emitter
from .packages import send_fast_sheets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def load_code_page(data: bytes) -> None:
    """Have Python load the code page of an old book, while files may still be opened."""
    with suppress(LookupError):
        codecs.lookup(code_page(_stream(CompoundFile(data))) or "utf-8")


def _stream(file: CompoundFile) -> bytes:
    return file.stream("Workbook" if "Workbook" in file.entries else "Book")


def read_xls(_: dict[str, Any], data: bytes, emitter: Emitter) -> None:
    """Send the sheets of an .xls."""
    file = CompoundFile(data)
    stream = _stream(file)
    facts = BiffFacts(stream)
    emitter.send("book", format="xls", epoch1904=facts.epoch1904)
    if "_VBA_PROJECT_CUR" in file.entries:
        emitter.warn("file.macros_ignored")
    if facts.links:
        emitter.warn("file.external_links")
    send_fast_sheets(in_usual_page(data, stream), emitter, facts.sheets)
