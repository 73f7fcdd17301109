"""Which record of the office a row of a list is, and what the row would change in it."""

from __future__ import annotations

from .compare import differences
from .duplicates import Pair, find_duplicates
from .marks import marks
from .places import Places
from .rows import Likeness, Match, match_rows

__all__ = [
    "Likeness",
    "Match",
    "Pair",
    "Places",
    "differences",
    "find_duplicates",
    "marks",
    "match_rows",
]
