"""An .xls workbook: values from the fast reader."""

from __future__ import annotations

from .emit import Emitter
from .packages import send_fast_sheets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_xls(_: dict[str, Any], data: bytes, emitter: Emitter) -> None:
    """Send the sheets of an .xls."""
    emitter.send("book", epoch1904=False)
    send_fast_sheets(data, emitter)
