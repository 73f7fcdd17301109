"""Which records are in force on a day by their own dates, told in SQL as the counting tells it of one record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from peewee import SQL

from ilrs_desk.domain.kinds import KINDS

# A stored date that can be read; where it is a month or a year it sorts before the first of its days.
_READABLE = "coalesce({column} = substr(date(substr({column} || '-01-01', 1, 10)), 1, length({column})), 0)"
_APPLIED, _SIGNED, _LEFT = (
    _READABLE.format(column=column) for column in ("applied_on", "signed_on", "ended_on")
)
# Who applied and signed is there from the first of the two days on.
_JOINING = (
    (f"{_APPLIED} AND {_SIGNED}", "min(applied_on, signed_on)"),
    (_SIGNED, "signed_on"),
    (_APPLIED, "applied_on"),
)
#: What tells the first day, the first of which the condition holds.
_SINCE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "partners": _JOINING,
    "institutions": _JOINING,
    "personnel": ((_READABLE.format(column="start_date"), "start_date"),),
    "agreements": tuple((_READABLE.format(column=each), each) for each in ("effective_on", "signed_on")),
}
_PARTED = f"stage = 'declined' OR (stage = 'withdrawn' AND NOT ({_LEFT} AND ({_SIGNED} OR {_APPLIED})))"
#: What is over, or has not begun, although no date says since when.
_OUT: Mapping[str, str] = {
    "partners": _PARTED,
    "institutions": _PARTED,
    "personnel": "status = 'planned' OR (status = 'left' AND end_date IS NULL)",
    "agreements": "status = 'draft' OR (status IN ('expired', 'ended') AND expires_on IS NULL)",
}


def in_force(kind: str, day: date) -> Any:
    """Condition that a record is in force on ``day``; without a date it is from the day it came into the office.

    A date known only to the month or year is taken as its first day, as it is where records are counted.
    """
    last = KINDS[kind].end_field if kind in KINDS else None
    starts = [f"WHEN {condition} THEN {value}" for condition, value in _SINCE.get(kind, ())]
    since = f"CASE {' '.join(starts)} ELSE entered_on END" if starts else "entered_on"
    parts, given = [f"{since} <= ?"], [day.isoformat()]
    if last is not None:
        parts.append(f"NOT ({_READABLE.format(column=last)} AND {last} <= ?)")
        given.append((day - timedelta(days=1)).isoformat() if day > date.min else "")
    if kind in _OUT:
        parts.append(f"NOT coalesce({_OUT[kind]}, 0)")
    return SQL("(" + " AND ".join(parts) + ")", given)
