"""The grid that the pages of a report share, and what is written on it again and again."""

from __future__ import annotations

from ..document import Column, ColumnType

#: Ten columns: labels stand in the first.
GRID = (20, *(15,) * 9)
#: How many columns that is.
ACROSS = len(GRID)


def count(label: str, span: int = 1) -> Column:
    """A column of whole numbers."""
    return Column(label, ColumnType.NUMBER, span=span)


def words(label: str, span: int = 1) -> Column:
    """A column of text."""
    return Column(label, span=span)


def signed(number: int) -> str:
    """A change with its sign: "+3", "−2", "±0"."""
    return f"+{number:,}" if number > 0 else f"−{-number:,}" if number else "±0"
