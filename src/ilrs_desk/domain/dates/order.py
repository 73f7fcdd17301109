"""In which order a column writes its dates, proved by the column's own cells."""

from __future__ import annotations

from collections.abc import Iterable

from ..text import fold
from .cut import cut
from .read import DateOrder, possible_orders


def column_order(texts: Iterable[str]) -> DateOrder:
    """The one order that every numeric date of the column fits.

    UNKNOWN where several fit, or where no cell needs an order; CONTRADICTORY where none fits all. Cells that
    are no date, or that begin with a full year, say nothing. Where dots stand between day, month and a full
    year and nothing speaks against it, the day comes first: no language writes the month first with dots.
    """
    fitting = set(DateOrder) - {DateOrder.UNKNOWN, DateOrder.CONTRADICTORY}
    seen = False
    dotted = True
    for text in dict.fromkeys(texts):
        parts = cut(fold(text))
        orders = possible_orders(parts.numbers) if parts and not parts.month_word else frozenset()
        if parts and orders:
            seen = True
            dotted = dotted and parts.dotted
            fitting &= orders
    if not seen:
        return DateOrder.UNKNOWN
    if not fitting:
        return DateOrder.CONTRADICTORY
    if dotted and DateOrder.DMY in fitting:
        return DateOrder.DMY
    return fitting.pop() if len(fitting) == 1 else DateOrder.UNKNOWN
