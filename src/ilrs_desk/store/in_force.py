"""Which records are in force on a day by their own dates, told in SQL as the counting tells it of one record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from peewee import SQL

# The first day that a stored date may mean; NULL where there is none or it is no date.
_FIRST_DAY = """
CASE WHEN length({column}) IN (4, 7, 10)
    AND date(substr({column} || '-01-01', 1, 10)) = substr({column} || '-01-01', 1, 10)
THEN substr({column} || '-01-01', 1, 10) END
"""
#: The columns that tell the first day, the first that is filled, and the one that tells the last.
_DATES: Mapping[str, tuple[tuple[str, ...], str | None]] = {
    "partners": (("signed_on",), None),
    "institutions": (("signed_on",), None),
    "personnel": (("start_date",), "end_date"),
    "agreements": (("effective_on", "signed_on"), "expires_on"),
}
#: What is over, or has not begun, although no date says since when.
_OUT: Mapping[str, str] = {
    "partners": "stage IN ('declined', 'withdrawn')",
    "institutions": "stage IN ('declined', 'withdrawn')",
    "personnel": "status = 'planned' OR (status = 'left' AND end_date IS NULL)",
    "agreements": "status = 'draft' OR (status IN ('expired', 'ended') AND expires_on IS NULL)",
}


def in_force(kind: str, day: date) -> Any:
    """Condition that a record is in force on ``day``; without a date it is from the day it came into the office.

    A date known only to the month or year is taken as its first day, as it is where records are counted.
    """
    columns, last = _DATES.get(kind, ((), None))
    starts = [_FIRST_DAY.format(column=column) for column in columns]
    parts = [f"coalesce({', '.join([*starts, 'entered_on', 'entered_on'])}) <= ?"]
    if last is not None:
        parts.append(f"coalesce({_FIRST_DAY.format(column=last)} >= ?, 1)")
    if kind in _OUT:
        parts.append(f"NOT coalesce({_OUT[kind]}, 0)")
    given = [day.isoformat()] * (1 if last is None else 2)
    return SQL("(" + " AND ".join(parts) + ")", given)
