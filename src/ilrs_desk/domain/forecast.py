"""How fast a figure grows and when it may reach its target: always a range, and honest about small numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .wording import Message


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


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the target may be reached: between ``date_low`` (soonest) and ``date_high`` (latest), never one date.

    Both None: no date can be told, and ``note`` says why; ``date_high`` alone None: the slower course never arrives.
    ``by_deadline``: the range of the figure on the deadline. ``basis`` names what it rests on; ``note`` warns of
    small numbers.
    """

    date_low: date | None
    date_high: date | None
    basis: Message
    by_deadline: tuple[int, int] | None = None
    note: Message | None = None
