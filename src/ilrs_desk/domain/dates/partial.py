"""Dates as they are stored: YYYY, YYYY-MM or YYYY-MM-DD, and the days they may mean."""

from __future__ import annotations

import calendar
import re
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def is_partial_date(text: str) -> bool:
    """Whether `text` is a stored date: YYYY, YYYY-MM or YYYY-MM-DD, and exists."""
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(partial: str) -> date:
    """The first day that `partial` may mean; ValueError if it is no stored date."""
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """The last day that `partial` may mean; ValueError if it is no stored date."""
    year, month, day = _parts(partial)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def compare(one: str, other: str) -> int | None:
    """-1, 0 or 1 as `one` is before, equal to or after `other`; None where one lies within the other."""
    if one == other:
        return 0
    if last_day(one) < first_day(other):
        return -1
    return 1 if first_day(one) > last_day(other) else None


def format_partial(partial: str, language: str = "en") -> str:
    """`partial` for people: "3 Jul 2024", "Jul 2024", "2024"; in another language by its own custom."""
    year, month, day = _parts(partial)
    if not month:
        return str(year)
    if language == "en":
        name = calendar.month_abbr[month]
        return f"{day} {name} {year}" if day else f"{name} {year}"
    from babel.dates import format_skeleton

    return str(
        format_skeleton("yMMMd" if day else "yMMM", first_day(partial), locale=language.replace("-", "_"))
    )


def _parts(partial: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL.match(partial)
    if not match:
        raise ValueError(f"not a stored date: {partial!r}")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None
