"""An .xls workbook: values from the fast reader, the rest from its records."""

from __future__ import annotations

from ..ole import CompoundFile
from .biff import BiffFacts
from .emit import Emitter
from .packages import send_fast_sheets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_xls(_: dict[str, Any], data: bytes, emitter: Emitter) -> None:
    """Send the sheets of an .xls."""
    file = CompoundFile(data)
    facts = BiffFacts(file.stream("Workbook" if "Workbook" in file.entries else "Book"))
    emitter.send("book", format="xls", epoch1904=facts.epoch1904)
    if "_VBA_PROJECT_CUR" in file.entries:
        emitter.warn("file.macros_ignored")
    if facts.links:
        emitter.warn("file.external_links")
    send_fast_sheets(data, emitter, facts.sheets)
