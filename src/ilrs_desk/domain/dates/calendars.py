"""Days and years of the other calendars that partner files use, as Gregorian ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

# Years counted like the Gregorian ones, from another start.
SHIFTED_YEARS = {"gregorian": 0, "buddhist": -543, "roc": 1911}
# Day numbers of date.toordinal, from the Julian day numbers of the calendars' first days.
_JULIAN_DAY_OF_ORDINAL_0 = 1721425
_ETHIOPIAN_EPOCH = 1724221
_ISLAMIC_EPOCH = 1948440
_NOWRUZ_1403 = date(2024, 3, 20)
_SOLAR_LEAP_PLACES = frozenset({1, 5, 9, 13, 17, 22, 26, 30})


def gregorian_day(calendar: str, year: int, month: int, day: int) -> date:
    """The Gregorian day of a day in `calendar`; ValueError where it does not exist there.

    Islamic days follow the civil table, which may be a day off what was sighted.
    """
    if calendar in SHIFTED_YEARS:
        return date(year + SHIFTED_YEARS[calendar], month, day)
    return _CONVERSIONS[calendar](year, month, day)


def _solar_hijri(year: int, month: int, day: int) -> date:
    length = 31 if month <= 6 else 30 if month < 12 or _is_solar_leap(year) else 29
    _check(1 <= month <= 12 and 1 <= day <= length and 1244 <= year <= 1472)
    between = range(min(year, 1403), max(year, 1403))
    days = sum(366 if _is_solar_leap(each) else 365 for each in between)
    start = _NOWRUZ_1403 + timedelta(days if year >= 1403 else -days)
    return start + timedelta(31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1)


def _is_solar_leap(year: int) -> bool:
    return year % 33 in _SOLAR_LEAP_PLACES


def _ethiopian(year: int, month: int, day: int) -> date:
    length = 30 if month < 13 else 6 if year % 4 == 3 else 5
    _check(1 <= month <= 13 and 1 <= day <= length and year > 0)
    julian = _ETHIOPIAN_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1
    return date.fromordinal(julian - _JULIAN_DAY_OF_ORDINAL_0)


def _islamic(year: int, month: int, day: int) -> date:
    _check(1 <= month <= 12 and 1 <= day <= 30 and year > 0)
    days_before = 354 * (year - 1) + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2
    return date.fromordinal(_ISLAMIC_EPOCH + days_before + day - 1 - _JULIAN_DAY_OF_ORDINAL_0)


def _check(exists: bool) -> None:
    if not exists:
        raise ValueError("no such day in that calendar")


_CONVERSIONS: dict[str, Callable[[int, int, int], date]] = {
    "solar_hijri": _solar_hijri,
    "ethiopian": _ethiopian,
    "islamic": _islamic,
}
