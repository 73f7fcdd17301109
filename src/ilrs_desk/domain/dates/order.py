"""In which order a column writes its dates, proved by the column's own cells."""

from __future__ import annotations

from collections.abc import Iterable

from ..text import fold
from .cut import cut
from .read import DateOrder, possible_orders

_OUR_YEARS = range(15, 36)
_FEWEST_SHORT = 3


def column_order(texts: Iterable[str]) -> DateOrder:
    """The one order that every numeric date of the column fits.

    UNKNOWN where several fit, or where no cell needs an order; CONTRADICTORY where none fits all. Cells that
    are no date, or that begin with a full year, say nothing. Where dots stand between day, month and a full
    year and nothing speaks against it, the day comes first: no language writes the month first with dots.
    """
    fitting = set(DateOrder) - {DateOrder.UNKNOWN, DateOrder.CONTRADICTORY}
    seen = False
    dotted = True
    short: list[tuple[int, int]] = []
    for text in dict.fromkeys(texts):
        parts = cut(fold(text))
        orders = possible_orders(parts.numbers) if parts and not parts.month_word else frozenset()
        if parts and orders:
            seen = True
            dotted = dotted and parts.dotted
            fitting &= orders
            if len(parts.numbers[2]) <= 2:
                short.append((int(parts.numbers[0]), int(parts.numbers[2])))
    if not seen:
        return DateOrder.UNKNOWN
    if not fitting:
        return DateOrder.CONTRADICTORY
    if dotted and DateOrder.DMY in fitting:
        return DateOrder.DMY
    fitting -= _unlikely(short)
    return fitting.pop() if len(fitting) == 1 else DateOrder.UNKNOWN


def _unlikely(short: list[tuple[int, int]]) -> set[DateOrder]:
    """Where years are written in two digits: the orders by which they are not of the programme's time, others are."""
    if len(short) < _FEWEST_SHORT:
        return set()
    first, last = (all(number in _OUR_YEARS for number in numbers) for numbers in zip(*short, strict=True))
    if last and not first:
        return {DateOrder.YMD}
    return {DateOrder.DMY, DateOrder.MDY} if first and not last else set()
