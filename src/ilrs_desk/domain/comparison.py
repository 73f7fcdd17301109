"""What our own curve is compared with: the signatories of the Artemis Accords, by the day of signing."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from itertools import accumulate

from .dates import first_day
from .resources import load_json


def artemis(day: date) -> tuple[tuple[date, int], ...]:
    """(day, how many had signed by then) at each day of signing up to ``day``, oldest first."""
    return tuple(step for step in _steps() if step[0] <= day)


@cache
def _steps() -> tuple[tuple[date, int], ...]:
    rows = load_json("reference", "artemis.json")["signatories"]
    signed = Counter(first_day(row["signed_on"]) for row in rows if "signed_on" in row)
    days = sorted(signed)
    return tuple(zip(days, accumulate(signed[day] for day in days), strict=True))
