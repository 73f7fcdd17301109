"""What goes back to a sender: their own workbook with what is to be corrected, a covering text, keys of its rows.

The keys are asked here; what writes workbooks is asked in its module, so that a preview need not load it.
"""

from __future__ import annotations

from .keys import KEY_HEADER, ReturnedKey, make_key, read_key, row_cells, take_keys, unchanged

__all__ = [
    "KEY_HEADER",
    "ReturnedKey",
    "make_key",
    "read_key",
    "row_cells",
    "take_keys",
    "unchanged",
]
