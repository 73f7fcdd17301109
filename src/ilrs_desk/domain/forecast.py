"""How fast a figure grows and when it may reach its target: always a range, and honest about small numbers."""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .counting import day_of, written
from .targets import Target
from .wording import Message

#: At most so many full months are looked back on: what was usual earlier says little of what is to come.
WINDOW = 36
#: With fewer full months or fewer who joined in them, no date is told.
MONTHS_NEEDED, JOINS_NEEDED = 6, 5
#: With fewer who joined, a date is told with a warning.
_CAUTION_BELOW = 20
#: Of a stage by which fewer went before, it is not told how many come on from it.
_TRIED_NEEDED = 5
#: Four chances in five: a tenth lies outside on either side of a normal distribution.
_Z = 1.2816
_HORIZON = 50 * 12
_DAYS_A_MONTH = 365.25 / 12


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
class StageRate:
    """How the office's own records went on from a stage: ``waiting`` stand there, ``joined`` of ``tried`` came on.

    ``tried``: they came on, ended, or have waited longer than those that came on did (``months``, the median).
    """

    stage: str
    waiting: int
    joined: int
    tried: int
    months: float


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
    months = _full_months(max(min(days), _later(day.replace(day=1), -WINDOW) or date.min), day)
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
    return round(max(0, target.number - value) / ((deadline - day).days / _DAYS_A_MONTH), 1)


def forecast_of(
    pace: Pace | None,
    day: date,
    target: Target,
    value: int,
    rates: Sequence[StageRate] = (),
    undated: int = 0,
) -> Forecast:
    """When ``value``, going on as it did, may reach the target.

    The months to come are taken to be like those of ``pace``: their mean is known only as well as so many months
    can tell it, and each strays as they did, at least as chance alone would (Poisson). The range holds four courses
    in five. Those on the way (``rates``) can only add to it: as many as came on before, Wilson's interval.
    ``undated``: how many count without a day of their own, so that the pace says nothing of them.
    """
    course = None if pace is None or not pace.monthly else _Course.of(pace, rates)
    basis = _basis(pace, course, day)
    if value >= target.number:
        return Forecast(None, None, basis, note=Message("The target is reached."))
    if pace is None or course is None or (few := _too_few(pace)) is not None:
        note = few if course is not None else Message("No full month of joining is on record yet.")
        return Forecast(None, None, basis, note=_joined([note, _undated(undated)]))
    gap = target.number - value
    fast, slow = course.months_to(gap, high=True), course.months_to(gap, high=False)
    low = None if fast is None else _later(day, fast - 1)
    high = None if slow is None or low is None else _later(day, slow)
    notes = [_past(target, day), _course_note(pace, low, high), course.note, _undated(undated)]
    by_deadline = _at_deadline(course, target, value, day)
    return Forecast(low and max(low, day + timedelta(days=1)), high, basis, by_deadline, _joined(notes))


@dataclass(frozen=True, slots=True)
class _Course:
    """How far a figure may go in so many months; ``lead``: those on the way come on within so many months."""

    mean: float
    variance: float
    months: int
    lead: float
    waiting: int
    tried: int
    coming: tuple[float, float]
    leaving: float
    note: Message | None

    @classmethod
    def of(cls, pace: Pace, rates: Iterable[StageRate]) -> _Course:
        nets = [came - went for _, came, went in pace.monthly]
        number = len(nets)
        mean = sum(nets) / number
        spread = sum((net - mean) ** 2 for net in nets) / (number - 1) if number > 1 else 0.0
        by_chance = sum(came + went for _, came, went in pace.monthly) / number
        on_the_way = [rate for rate in rates if rate.waiting]
        known = [rate for rate in on_the_way if rate.tried >= _TRIED_NEEDED]
        shares = [(rate.waiting, _wilson(rate.joined, rate.tried)) for rate in known]
        unknown = sum(rate.waiting for rate in on_the_way) - sum(rate.waiting for rate in known)
        return cls(
            mean=mean,
            variance=max(spread, by_chance),
            months=number,
            lead=max([1.0, *(rate.months for rate in known)]),
            waiting=sum(rate.waiting for rate in known),
            tried=sum(rate.tried for rate in known),
            coming=(sum(n * share[0] for n, share in shares), sum(n * share[1] for n, share in shares)),
            leaving=pace.joined_per_month - pace.net_per_month,
            note=_left_out(unknown) if unknown else None,
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


def _full_months(first: date, day: date) -> list[date]:
    """First days of the months from that of ``first`` on that have ended by ``day``, the last ``WINDOW`` of them."""
    found: list[date] = []
    month: date | None = first.replace(day=1)
    while month is not None and month.replace(day=monthrange(month.year, month.month)[1]) <= day:
        found.append(month)
        month = _later(month, 1)
    return found[-WINDOW:]


def _by_month(days: Mapping[date, int]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, number in days.items():
        month = day.replace(day=1)
        found[month] = found.get(month, 0) + number
    return found


def _later(day: date, months: int) -> date | None:
    """The same day so many months later, or the last one of that month; None beyond the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _wilson(joined: int, tried: int) -> tuple[float, float]:
    """The share that may come on, by how many of those tried did."""
    share, square = joined / tried, _Z * _Z / tried
    half = math.sqrt(share * (1 - share) * square + square * square / 4)
    return (share + square / 2 - half) / (1 + square), (share + square / 2 + half) / (1 + square)


def _at_deadline(course: _Course, target: Target, value: int, day: date) -> tuple[int, int] | None:
    deadline = day_of(target.deadline)
    if deadline is None or deadline <= day:
        return None
    months = (deadline - day).days / _DAYS_A_MONTH
    low, high = (value + course.gain(months, high=high) for high in (False, True))
    return max(0, math.floor(low)), max(0, math.ceil(high))


def _basis(pace: Pace | None, course: _Course | None, day: date) -> Message:
    if pace is None or course is None:
        return Message("no history")
    params: dict[str, object] = {
        "joined": sum(month[1] for month in pace.monthly),
        "left": sum(month[2] for month in pace.monthly),
        "months": pace.months,
        "day": written(day.isoformat()),
    }
    template = "{joined} joined and {left} left in the {months} full months before {day}"
    if course.waiting:
        params |= {"waiting": course.waiting, "tried": course.tried}
        params |= {"low": math.floor(course.coming[0]), "high": math.ceil(course.coming[1])}
        template += (
            "; of {waiting} on the way {low} to {high} may sign, by what became of {tried} before them"
        )
    return Message(template, params)


def _too_few(pace: Pace) -> Message | None:
    joined = sum(month[1] for month in pace.monthly)
    if pace.months >= MONTHS_NEEDED and joined >= JOINS_NEEDED:
        return None
    return Message(
        "{joined} joined in {months} full months: too few to tell a date.",
        {"joined": joined, "months": pace.months},
    )


def _course_note(pace: Pace, low: date | None, high: date | None) -> Message | None:
    if low is None:
        if pace.net_per_month < 0:
            return Message("The figure is falling; going on like this it does not reach the target.")
        return Message("Going on like this it does not reach the target within 50 years.")
    if pace.net_per_month <= 0:
        return Message("As many leave as join; only a better course than the present one reaches the target.")
    joined = sum(month[1] for month in pace.monthly)
    if joined < _CAUTION_BELOW:
        return Message("It rests on {joined} that joined, so take it as a rough guess.", {"joined": joined})
    return None if high else Message("The slower course does not reach the target within 50 years.")


def _past(target: Target, day: date) -> Message | None:
    deadline = day_of(target.deadline)
    if deadline is None or deadline > day:
        return None
    return Message("The deadline {day} has passed.", {"day": written(target.deadline)})


def _left_out(waiting: int) -> Message:
    template = "{waiting} on the way are left out: too few went before them to tell how many come on."
    return Message(template, {"waiting": waiting})


def _undated(number: int) -> Message | None:
    template = "{number} that count have no date of their own and are left out of the pace."
    return Message(template, {"number": number}) if number else None


def _joined(notes: Iterable[Message | None]) -> Message | None:
    """The sentences after each other as one message whose places are the sentences."""
    said = {f"note{number}": note for number, note in enumerate(notes) if note is not None}
    return Message(" ".join(f"{{{name}}}" for name in said), said) if said else None
