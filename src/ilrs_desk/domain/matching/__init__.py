"""Which record of the office a row of a list is, and what the row would change in it."""

from __future__ import annotations

from .compare import differences
from .keys import Places
from .marks import marks
from .rows import Likeness, Match, match_rows

__all__ = [
    "Likeness",
    "Match",
    "Places",
    "differences",
    "marks",
    "match_rows",
]
