"""Which records are in force on a day by their own dates, told in SQL as the counting tells it of one record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from peewee import SQL

# A stored date that can be read; where it is a month or a year it sorts before the first of its days.
_READABLE = "{column} = substr(date(substr({column} || '-01-01', 1, 10)), 1, length({column}))"
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
    starts = [f"WHEN {_READABLE.format(column=column)} THEN {column}" for column in columns]
    since = f"CASE {' '.join(starts)} ELSE entered_on END" if starts else "entered_on"
    parts, given = [f"{since} <= ?"], [day.isoformat()]
    if last is not None:
        parts.append(f"NOT coalesce({_READABLE.format(column=last)} AND {last} <= ?, 0)")
        given.append((day - timedelta(days=1)).isoformat() if day > date.min else "")
    if kind in _OUT:
        parts.append(f"NOT coalesce({_OUT[kind]}, 0)")
    return SQL("(" + " AND ".join(parts) + ")", given)
