"""Where the tables and forms of a sheet are, as they lie there: nothing in them is understood yet."""

from __future__ import annotations

from .forms import find_form
from .raw import Header, RawTable, label_and_value, shown
from .tables import find_tables

__all__ = [
    "Header",
    "RawTable",
    "find_form",
    "find_tables",
    "label_and_value",
    "shown",
]
