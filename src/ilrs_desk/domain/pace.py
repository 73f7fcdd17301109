"""How fast a figure grew over the last full months, and how fast it would have to."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .counting import day_of
from .targets import Target

#: At most so many full months are looked back on: what was usual earlier says little of what is to come.
WINDOW = 36
DAYS_A_MONTH = 365.25 / 12


@dataclass(frozen=True, slots=True)
class Pace:
    """Growth by the office's own history: net and gross a month over the last ``months`` full months.

    ``monthly``: (first day of the month, joined, left), oldest first. ``needed``: how many must join each month
    to reach the target by its deadline, None without one.
    """

    months: int
    net_per_month: float
    joined_per_month: float
    monthly: tuple[tuple[date, int, int], ...] = ()
    needed: float | None = None


def pace_of(
    joined: Mapping[date, int], left: Mapping[date, int], day: date, target: Target, value: int
) -> Pace | None:
    """The pace over the full months before ``day``, at most ``WINDOW``; None where nobody joined before them.

    ``joined``, ``left``: how many began to count on a day, and counted no more from a day on. Who counts from the
    day of entry only, for want of a date of its own, belongs in neither: an import is no rush of joining.
    """
    days = [one for one in (*joined, *left) if one != date.min and one <= day]
    if not days:
        return None
    months = _full_months(max(min(days), months_later(day.replace(day=1), -WINDOW) or date.min), day)
    if not months:
        return None
    came, went = _by_month(joined), _by_month(left)
    monthly = tuple((month, came.get(month, 0), went.get(month, 0)) for month in months)
    number = len(monthly)
    gross = sum(month[1] for month in monthly)
    net = gross - sum(month[2] for month in monthly)
    return Pace(number, net / number, gross / number, monthly, needed_per_month(target, value, day))


def needed_per_month(target: Target, value: int, day: date) -> float | None:
    """How many must join each month to reach the target by its deadline; None without one, or when it is past."""
    deadline = day_of(target.deadline)
    if deadline is None or deadline <= day:
        return None
    return round(max(0, target.number - value) / ((deadline - day).days / DAYS_A_MONTH), 1)


def _full_months(first: date, day: date) -> list[date]:
    """First days of the months from that of ``first`` on that have ended by ``day``, the last ``WINDOW`` of them."""
    found: list[date] = []
    month: date | None = first.replace(day=1)
    while month is not None and month.replace(day=monthrange(month.year, month.month)[1]) <= day:
        found.append(month)
        month = months_later(month, 1)
    return found[-WINDOW:]


def _by_month(days: Mapping[date, int]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, number in days.items():
        month = day.replace(day=1)
        found[month] = found.get(month, 0) + number
    return found


def months_later(day: date, months: int) -> date | None:
    """The same day so many months later, or the last one of that month; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
