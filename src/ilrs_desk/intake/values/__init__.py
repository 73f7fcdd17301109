"""The values of a table's rows, read by the fields of their columns, and what is wrong with them."""

from __future__ import annotations

from .checks import check_rows
from .own import read_own
from .table import Settings, TableValues, read_values

__all__ = [
    "Settings",
    "TableValues",
    "check_rows",
    "read_own",
    "read_values",
]
