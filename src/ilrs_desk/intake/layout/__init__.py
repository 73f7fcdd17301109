"""Where the tables and forms of a sheet are, as they lie there: nothing in them is understood yet."""

from __future__ import annotations

from .far import without_far_cells
from .forms import find_form
from .leads import holds_pairs
from .raw import Header, RawTable, label_and_value, shown
from .tables import find_tables
from .words import after_listed, begins_with_listed, counts, is_listed

__all__ = [
    "Header",
    "RawTable",
    "after_listed",
    "begins_with_listed",
    "counts",
    "find_form",
    "find_tables",
    "holds_pairs",
    "is_listed",
    "label_and_value",
    "shown",
    "without_far_cells",
]
