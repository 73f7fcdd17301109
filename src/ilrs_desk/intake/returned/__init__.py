"""What goes back to a sender: their own workbook with what is to be corrected, a covering text, keys of its rows."""

from __future__ import annotations

from .keys import KEY_HEADER, ReturnedKey, make_key, read_key, row_cells, take_keys, unchanged
from .workbook import left_out, return_file

__all__ = [
    "KEY_HEADER",
    "ReturnedKey",
    "left_out",
    "make_key",
    "read_key",
    "return_file",
    "row_cells",
    "take_keys",
    "unchanged",
]
