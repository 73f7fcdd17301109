"""When a figure may reach its target: always a range, and honest about small numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .counting import day_of, written
from .course import Course, StageRate
from .pace import DAYS_A_MONTH, Pace, months_later
from .targets import Target
from .wording import Message

#: With fewer full months or fewer who joined in them, no date is told.
MONTHS_NEEDED, JOINS_NEEDED = 6, 5
#: With fewer who joined, a date is told with a warning.
_CAUTION_BELOW = 20


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
    course = None if pace is None or not pace.monthly else Course.of(pace, rates)
    basis = _basis(pace, course, day)
    if value >= target.number:
        return Forecast(None, None, basis, note=Message("The target is reached."))
    last = _last_day(target)
    if last is not None and last <= day:
        return Forecast(None, None, basis, note=Message("Its year is over: nobody joins it any more."))
    if pace is None or course is None or (few := _too_few(pace)) is not None:
        note = few if course is not None else Message("No full month of joining is on record yet.")
        return Forecast(None, None, basis, note=_joined([note, _undated(undated)]))
    gap = target.number - value
    fast, slow = course.months_to(gap, high=True), course.months_to(gap, high=False)
    low = _by(None if fast is None else months_later(day, fast - 1), last)
    high = _by(None if slow is None or low is None else months_later(day, slow), last)
    notes = [
        _past(target, day),
        _course_note(pace, low, high, last),
        _left_out(course.unknown),
        _undated(undated),
    ]
    by_deadline = _at_deadline(course, target, value, day)
    return Forecast(low, high, basis, by_deadline, _joined(notes))


def _at_deadline(course: Course, target: Target, value: int, day: date) -> tuple[int, int] | None:
    deadline = day_of(target.deadline)
    if deadline is None or deadline <= day:
        return None
    months = (deadline - day).days / DAYS_A_MONTH
    low, high = (value + course.gain(months, high=high) for high in (False, True))
    return max(0, math.floor(low)), max(0, math.ceil(high))


def _last_day(target: Target) -> date | None:
    """The last day on which anybody can join a target that asks for those of one year."""
    year = target.scope.year
    return date(year, 12, 31) if year and date.min.year <= year <= date.max.year else None


def _by(day: date | None, last: date | None) -> date | None:
    return None if day is None or (last is not None and day > last) else day


def _basis(pace: Pace | None, course: Course | None, day: date) -> Message:
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
        params |= {"waiting": course.waiting, "months_on": math.ceil(course.lead)}
        params |= {"low": math.floor(course.coming[0]), "high": math.ceil(course.coming[1])}
        template += "; of {waiting} on the way {low} to {high} may sign within {months_on} months"
    return Message(template, params)


def _too_few(pace: Pace) -> Message | None:
    joined = sum(month[1] for month in pace.monthly)
    if pace.months >= MONTHS_NEEDED and joined >= JOINS_NEEDED:
        return None
    return Message(
        "{joined} joined in {months} full months: too few to tell a date.",
        {"joined": joined, "months": pace.months},
    )


def _course_note(pace: Pace, low: date | None, high: date | None, last: date | None) -> Message | None:
    if low is None:
        if last is not None:
            return Message("Going on like this it does not reach the target before its year is over.")
        if pace.net_per_month < 0:
            return Message("The figure is falling; going on like this it does not reach the target.")
        return Message("Going on like this it does not reach the target within 50 years.")
    if pace.net_per_month <= 0:
        return Message("As many leave as join; only a better course than the present one reaches the target.")
    joined = sum(month[1] for month in pace.monthly)
    if joined < _CAUTION_BELOW:
        return Message("It rests on {joined} that joined, so take it as a rough guess.", {"joined": joined})
    if high is not None:
        return None
    if last is not None:
        return Message("The slower course does not reach the target before its year is over.")
    return Message("The slower course does not reach the target within 50 years.")


def _past(target: Target, day: date) -> Message | None:
    deadline = day_of(target.deadline)
    if deadline is None or deadline > day:
        return None
    return Message("The deadline {day} has passed.", {"day": written(target.deadline)})


def _left_out(waiting: int) -> Message | None:
    template = "{waiting} on the way are left out: too few went before them to tell how many come on."
    return Message(template, {"waiting": waiting}) if waiting else None


def _undated(number: int) -> Message | None:
    template = "{number} that count have no date of their own and are left out of the pace."
    return Message(template, {"number": number}) if number else None


def _joined(notes: Iterable[Message | None]) -> Message | None:
    """The sentences after each other as one message whose places are the sentences."""
    said = {f"note{number}": note for number, note in enumerate(notes) if note is not None}
    return Message(" ".join(f"{{{name}}}" for name in said), said) if said else None
