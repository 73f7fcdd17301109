"""What the parts of a written date mean: order, century and calendar settled, or the choices named."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from ..text import fold
from .calendars import SHIFTED_YEARS, gregorian_day
from .cut import Cut, cut
from .rough import without_label, without_rough_words, year_and_month
from .words import is_open_end, vocabulary


class DateOrder(StrEnum):
    """In which order a column writes day, month and year where all three are numbers."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    UNKNOWN = "unknown"
    CONTRADICTORY = "contradictory"


@dataclass(frozen=True, slots=True)
class DateParse:
    """What a date cell says.

    ``value`` is a stored date or None. With a value, ``problem_code`` is a warning: ``date.calendar``, the size
    of the year told the calendar; ``date.part``, the beginning of a quarter or of what is told roughly;
    ``date.ambiguous``, the likeliest of several. Without one, somebody has to decide: ``date.unreadable``,
    ``date.impossible``, ``date.ambiguous``, ``date.yearless``, ``date.calendar``; ``alternatives`` are the stored
    dates it may mean. ``open_end``: it says that a term goes on. ``calendar``: the one it is written in.
    """

    value: str | None = None
    problem_code: str | None = None
    open_end: bool = False
    alternatives: tuple[str, ...] = ()
    calendar: str = "gregorian"


UNREADABLE = DateParse(problem_code="date.unreadable")
IMPOSSIBLE = DateParse(problem_code="date.impossible")

YEARLESS = DateParse(problem_code="date.yearless")

# Longer texts are no dates, whatever words they hold.
_LONGEST = 80
_NOUGHTS = re.compile(r"0+[-./]0+[-./]0+(?:[ t]0+:0+(?::0+)?)?$")
_MONTH_YEAR = re.compile(r"[^\W\d_]{3,}\.?[-/]\d{2}$")
_YEARS = range(1800, 2201)
_BUDDHIST_YEARS = range(2400, 2701)
_SOLAR_HIJRI_YEARS = range(1300, 1426)
_ISLAMIC_YEARS = range(1400, 1501)
_ROC_YEARS = range(70, 141)


def read_text(text: str, order: DateOrder) -> DateParse:
    """The date that `text` says, numbers being in `order`; a blank text, or a day of noughts, says nothing."""
    folded = fold(text)
    if not folded or _NOUGHTS.match(folded):
        return DateParse()
    if is_open_end(text):
        return DateParse(open_end=True)
    if len(folded) <= _LONGEST and (part := year_and_month(folded)):
        found = _with_year(part[0], None, part[1], None)
        return replace(found, problem_code="date.part") if found.value else found
    found = _read_folded(folded, order)
    if found.problem_code != "date.unreadable" or len(folded) > _LONGEST:
        return _short_year(folded, found)
    bare = fold(without_label(folded))
    if bare != folded:
        found = _read_folded(bare, order)
    if found.problem_code == "date.unreadable" and (rest := without_rough_words(bare)):
        near = _read_folded(rest, order)
        return replace(near, problem_code="date.part") if near.value else found
    return found


def _read_folded(folded: str, order: DateOrder) -> DateParse:
    parts = cut(folded)
    if parts is None or not (parts.numbers or parts.month_word):
        return UNREADABLE
    if parts.calendar == "lunar":
        return DateParse(problem_code="date.calendar", calendar="lunar")
    if parts.month_word:
        return _with_month_word(parts, parts.month_word)
    by_count = {1: _one_number, 2: _two_numbers, 3: _three_numbers}
    reader = by_count.get(len(parts.numbers))
    return reader(parts, order) if reader else UNREADABLE


def _short_year(folded: str, found: DateParse) -> DateParse:
    """ "Jul-24", as spreadsheets show a month: its only month is taken, and said to be so."""
    if found.problem_code == "date.ambiguous" and len(found.alternatives) == 1 and _MONTH_YEAR.match(folded):
        return replace(found, value=found.alternatives[0])
    return found


def possible_orders(numbers: tuple[str, ...]) -> frozenset[DateOrder]:
    """The orders that three numbers fit by their size alone; empty where the year stands first or nothing fits."""
    if len(numbers) != 3 or len(numbers[0]) > 2:
        return frozenset()
    first, second, third = (int(number) for number in numbers)
    fits = set()
    if first <= 31 and second <= 12:
        fits.add(DateOrder.DMY)
    if first <= 12 and second <= 31:
        fits.add(DateOrder.MDY)
    if len(numbers[2]) <= 2 and second <= 12 and third <= 31:
        fits.add(DateOrder.YMD)
    return frozenset(fits)


def dated(calendar: str | None, year: int, month: int | None = None, day: int | None = None) -> DateParse:
    """A year, month or day of `calendar`, or of the one that the size of the year tells where that is None."""
    if calendar is None:
        return _by_size_of_year(year, month, day)
    if calendar in SHIFTED_YEARS:
        return _stored(calendar, year + SHIFTED_YEARS[calendar], month, day)
    try:
        first = gregorian_day(calendar, year, 1 if month is None else month, 1 if day is None else day)
    except (ValueError, OverflowError):
        return replace(IMPOSSIBLE, calendar=calendar)
    if day and calendar != "islamic":
        return DateParse(first.isoformat(), calendar=calendar)
    size = 10 if day else 7 if month else 4
    choices = [first.isoformat()[:size]]
    if not day:
        # Months and years of these calendars begin within one of ours and end within the next.
        later = first.year + (month is None or first.month == 12)
        choices.append(date(later, first.month % 12 + 1, 1).isoformat()[:size])
    return DateParse(problem_code="date.calendar", alternatives=tuple(choices), calendar=calendar)


def _by_size_of_year(year: int, month: int | None, day: int | None) -> DateParse:
    if year in _YEARS:
        return dated("gregorian", year, month, day)
    likely = [
        ("buddhist", _BUDDHIST_YEARS),
        ("roc", _ROC_YEARS),
        ("solar_hijri", _SOLAR_HIJRI_YEARS),
        ("islamic", _ISLAMIC_YEARS),
    ]
    readings = [dated(calendar, year, month, day) for calendar, years in likely if year in years]
    choices = tuple(choice for each in readings for choice in _choices(each))
    if not choices:
        return IMPOSSIBLE
    if len(readings) == 1:
        return replace(readings[0], problem_code="date.calendar")
    return DateParse(problem_code="date.calendar", alternatives=choices, calendar=readings[0].calendar)


def _stored(calendar: str, year: int, month: int | None, day: int | None) -> DateParse:
    if year not in _YEARS:
        return replace(IMPOSSIBLE, calendar=calendar)
    if month is None:
        return DateParse(f"{year:04}", calendar=calendar)
    try:
        first = date(year, month, day if day is not None else 1)
    except ValueError:
        return replace(IMPOSSIBLE, calendar=calendar)
    return DateParse(first.isoformat() if day is not None else first.isoformat()[:7], calendar=calendar)


def _one_of(readings: list[DateParse]) -> DateParse:
    """The one reading that gives a date, or all of them as choices."""
    if len(readings) == 1:
        return readings[0]
    good = [each for each in readings if _choices(each)]
    choices = tuple(dict.fromkeys(choice for each in good for choice in _choices(each)))
    if not good:
        return readings[0] if readings else IMPOSSIBLE
    if len(choices) == 1:
        return good[0]
    return DateParse(problem_code="date.ambiguous", alternatives=choices)


def _choices(reading: DateParse) -> tuple[str, ...]:
    return (reading.value,) if reading.value else reading.alternatives


def _full_years(digits: str, calendar: str | None) -> list[tuple[str | None, int]]:
    """The years that two digits may mean: this century up to 39, the last one from 80, either of them between."""
    number = int(digits)
    if calendar == "buddhist":
        western: list[tuple[str | None, int]] = [("gregorian", 2000 + number)] if number < 50 else []
        return [("buddhist", 2500 + number), *western]
    if calendar not in (None, "gregorian"):
        return [(calendar, number)]
    if number < 40:
        return [("gregorian", 2000 + number)]
    if number >= 80:
        return [("gregorian", 1900 + number)]
    return [("gregorian", 1900 + number), ("gregorian", 2000 + number), ("buddhist", 2500 + number)]


def _with_year(digits: str, calendar: str | None, month: int | None, day: int | None) -> DateParse:
    if len(digits) > 2:
        return dated(calendar, int(digits), month, day)
    return _one_of([dated(each, year, month, day) for each, year in _full_years(digits, calendar)])


def _with_month_word(parts: Cut, word: str) -> DateParse:
    if len(parts.numbers) > 2:
        return UNREADABLE
    if not parts.numbers:
        return YEARLESS
    readings = [_month_reading(parts, calendar, month, word) for calendar, month in vocabulary().months[word]]
    return _one_of(readings)


def _month_reading(parts: Cut, calendar: str, month: int, word: str) -> DateParse:
    era = calendar if calendar != "gregorian" else parts.calendar
    if len(parts.numbers) == 1:
        year, day = parts.numbers[0], None
    else:
        first, second = parts.numbers
        year_first = len(first) > 2 or (len(second) <= 2 and int(first) > 31)
        year, day = (first, int(second)) if year_first else (second, int(first))
    if era is None and "\u0e00" <= word[0] <= "\u0eff" and (len(year) == 2 or int(year) in _BUDDHIST_YEARS):
        era = "buddhist"
    reading = _with_year(year, era, month, day)
    if day is None and len(year) <= 2:
        return DateParse(problem_code="date.ambiguous", alternatives=_choices(reading))
    return reading


def _three_numbers(parts: Cut, order: DateOrder) -> DateParse:
    first, second, third = parts.numbers
    if len(second) > 2 or len(first) > 2 < len(third):
        return UNREADABLE
    if len(first) > 2:
        return dated(parts.calendar, int(first), int(second), int(third))
    fitting = possible_orders(parts.numbers)
    readings = {each: _in_order(parts, each) for each in (DateOrder.DMY, DateOrder.MDY, DateOrder.YMD)}
    if order in readings and (order != DateOrder.YMD or len(third) <= 2):
        chosen = readings[order]
        others = [reading for each, reading in readings.items() if each in fitting and each != order]
        if chosen.problem_code == "date.impossible":
            return replace(chosen, alternatives=tuple(choice for each in others for choice in _choices(each)))
        return chosen
    return _one_of([readings[each] for each in sorted(fitting)])


def _in_order(parts: Cut, order: DateOrder) -> DateParse:
    places = {DateOrder.DMY: (2, 1, 0), DateOrder.MDY: (2, 0, 1), DateOrder.YMD: (0, 1, 2)}[order]
    year, month, day = (parts.numbers[place] for place in places)
    return _with_year(year, parts.calendar, int(month), int(day))


def _two_numbers(parts: Cut, order: DateOrder) -> DateParse:
    first, second = parts.numbers
    if len(first) in (3, 4) and len(second) <= 2:
        return dated(parts.calendar, int(first), int(second)) if int(second) <= 13 else UNREADABLE
    if len(second) == 4 and len(first) <= 2:
        return dated(parts.calendar, int(second), int(first))
    if len(first) == 2 and len(second) <= 2 and 1 <= int(second) <= 12:
        reading = _with_year(first, parts.calendar, int(second), None)
        return DateParse(problem_code="date.ambiguous", alternatives=_choices(reading))
    return YEARLESS if _is_day_and_month(first, second) else UNREADABLE


def _is_day_and_month(first: str, second: str) -> bool:
    """Whether two short numbers can be a day and a month, in either order."""
    low, high = sorted((int(first), int(second)))
    return max(len(first), len(second)) <= 2 and 1 <= low <= 12 and high <= 31


def _one_number(parts: Cut, order: DateOrder) -> DateParse:
    digits = parts.numbers[0]
    if len(digits) == 4 and dated(parts.calendar, int(digits)).problem_code != "date.impossible":
        return dated(parts.calendar, int(digits))
    if len(digits) == 3 and parts.calendar:
        return dated(parts.calendar, int(digits))
    shapes = {4: ("ym",), 6: ("YM", "ymd", "dmy"), 7: ("RMD",), 8: ("YMD", "DMY")}.get(len(digits), ())
    readings = [_sliced(digits, shape, parts.calendar) for shape in shapes]
    if not any(_choices(reading) for reading in readings):
        return UNREADABLE
    found = _one_of(readings)
    settled = len(digits) in (6, 8) and found.value
    return found if settled else DateParse(problem_code="date.ambiguous", alternatives=_choices(found))


def _sliced(digits: str, shape: str, calendar: str | None) -> DateParse:
    """Digits written together: Y four of a year, R three of a Republic year, y, M, D and their like two."""
    widths = [{"Y": 4, "R": 3}.get(letter, 2) for letter in shape]
    if shape == "DMY":
        widths = [2, 2, 4]
    starts = [sum(widths[:place]) for place in range(len(widths) + 1)]
    pieces = {letter.upper(): digits[a:b] for letter, (a, b) in zip(shape, pairwise(starts), strict=True)}
    year = pieces.get("Y") or pieces["R"]
    day = pieces.get("D")
    return _with_year(year, calendar, int(pieces["M"]), int(day) if day else None)
