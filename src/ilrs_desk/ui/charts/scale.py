"""Where the lines of a chart stand: round numbers up the side, years or months along the foot."""

from __future__ import annotations

from datetime import date
from math import ceil, log10

#: Months between two ticks of the time axis.
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400)


def number_ticks(most: int, wanted: int = 5) -> list[int]:
    """Round whole numbers from 0 to at least ``most``, about ``wanted`` steps."""
    rough = max(most, 1) / wanted
    power = 10 ** max(int(log10(rough)) if rough >= 1 else 0, 0)
    step = next(
        int(power * part) for part in (1, 2, 2.5, 5, 10) if power * part >= rough and power * part % 1 == 0
    )
    return [step * i for i in range(ceil(max(most, 1) / step) + 1)]


def date_ticks(first: date, last: date, wanted: int = 6) -> list[date]:
    """First days of years, or of months in a short span, between ``first`` and ``last``: at most about ``wanted``."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    every = next((step for step in _STEPS if months / step <= wanted), _STEPS[-1])
    start = first.year * 12 + first.month - 1
    found = []
    for month in range(ceil(start / every) * every, last.year * 12 + last.month, every):
        day = date(month // 12, month % 12 + 1, 1)
        if first <= day <= last:
            found.append(day)
    return found
