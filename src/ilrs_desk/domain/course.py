"""How far a figure may go from here: the months that were, what chance does to them, and those on the way."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from .pace import Pace

#: Of a stage by which fewer went before, it is not told how many come on from it.
_TRIED_NEEDED = 5
#: Four chances in five: a tenth lies outside on either side of a normal distribution.
_Z = 1.2816
#: Nothing is told of what lies further ahead, in months.
_HORIZON = 50 * 12


@dataclass(frozen=True, slots=True)
class StageRate:
    """How the office's own records went on from a stage: ``waiting`` stand there, ``joined`` of ``tried`` came on.

    ``tried``: those known for so many ``months`` as most of those that came on took.
    """

    stage: str
    waiting: int
    joined: int
    tried: int
    months: float


@dataclass(frozen=True, slots=True)
class Course:
    """How far a figure may go, by the net growth of a month: its ``mean`` and ``variance`` over so many ``months``.

    Of those on the way ``waiting`` are reckoned with: ``coming``, from few to many, within ``lead`` months, while
    ``leaving`` leave each month. ``unknown``: on the way, but too few went before them.
    """

    mean: float
    variance: float
    months: int
    lead: float
    waiting: int
    coming: tuple[float, float]
    leaving: float
    unknown: int

    @classmethod
    def of(cls, pace: Pace, rates: Iterable[StageRate]) -> Course:
        """The course that goes on as ``pace`` did, with those on the way of whom enough is known."""
        nets = [came - went for _, came, went in pace.monthly]
        number = len(nets)
        mean = sum(nets) / number
        spread = sum((net - mean) ** 2 for net in nets) / (number - 1) if number > 1 else 0.0
        by_chance = sum(came + went for _, came, went in pace.monthly) / number
        on_the_way = [rate for rate in rates if rate.waiting]
        known = [rate for rate in on_the_way if rate.tried >= _TRIED_NEEDED]
        shares = [(rate.waiting, wilson(rate.joined, rate.tried)) for rate in known]
        unknown = sum(rate.waiting for rate in on_the_way) - sum(rate.waiting for rate in known)
        return cls(
            mean=mean,
            variance=max(spread, by_chance),
            months=number,
            lead=max([1.0, *(rate.months for rate in known)]),
            waiting=sum(rate.waiting for rate in known),
            coming=(sum(n * share[0] for n, share in shares), sum(n * share[1] for n, share in shares)),
            leaving=pace.joined_per_month - pace.net_per_month,
            unknown=unknown,
        )

    def gain(self, months: float, *, high: bool) -> float:
        """What may be gained (lost, if below 0) in so many months."""
        lift = max(0.0, self.coming[high] - self.leaving * self.lead - self._by_pace(self.lead, high=high))
        return self._by_pace(months, high=high) + (
            lift * min(1.0, months / self.lead) if self.waiting else 0.0
        )

    def _by_pace(self, months: float, *, high: bool) -> float:
        stray = _Z * math.sqrt(self.variance * (months + months * months / self.months))
        return self.mean * months + (stray if high else -stray)

    def months_to(self, gap: int, *, high: bool) -> int | None:
        """In which month from now the gap is closed; None if in none that can be foreseen."""
        months = range(1, _HORIZON + 1)
        return next((month for month in months if self.gain(month, high=high) >= gap), None)


def wilson(joined: int, tried: int) -> tuple[float, float]:
    """The share that may come on, by how many of those tried did."""
    share, square = joined / tried, _Z * _Z / tried
    half = math.sqrt(share * (1 - share) * square + square * square / 4)
    return (share + square / 2 - half) / (1 + square), (share + square / 2 + half) / (1 + square)
