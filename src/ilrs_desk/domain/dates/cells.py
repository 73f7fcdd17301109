"""One cell of a date column as a stored date: texts, dates of a spreadsheet, and its numbers of days."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from .read import IMPOSSIBLE, UNREADABLE, DateOrder, DateParse, dated, read_text

# The spreadsheet days of 1 January 1910 and 31 December 2199: small numbers are counts, not days.
_FIRST_SERIAL, _LAST_SERIAL = 3654, 109574
_DAYS_FROM_1900_TO_1904 = 1462


def parse_date(
    cell: str | date | datetime | float,
    order: DateOrder = DateOrder.UNKNOWN,
    *,
    excel_epoch1904: bool = False,
) -> DateParse:
    """What a cell of a date column says; `order` is that of the column's numeric dates.

    A number is a spreadsheet's day, unless it reads as a year, as YYYYMM or as YYYYMMDD; a text never is one.
    """
    if isinstance(cell, bool):
        return UNREADABLE
    if isinstance(cell, datetime):
        return DateParse(cell.date().isoformat())
    if isinstance(cell, date):
        return DateParse(cell.isoformat())
    if isinstance(cell, str):
        return read_text(cell, order)
    return _read_number(cell, 1904 if excel_epoch1904 else 1900)


def _read_number(number: float, epoch: int) -> DateParse:
    if not math.isfinite(number) or number < 0:
        return UNREADABLE
    whole = int(number)
    year = dated("gregorian", whole)
    if year.value:
        return year if whole == number else _read_decimal(number, whole)
    if whole == number and whole > _LAST_SERIAL:
        return read_text(str(whole), DateOrder.YMD) if len(str(whole)) in (6, 8) else UNREADABLE
    serial = whole + (_DAYS_FROM_1900_TO_1904 if epoch == 1904 else 0)
    if serial == 60 and epoch == 1900:
        return IMPOSSIBLE
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return UNREADABLE
    return DateParse((date(1899, 12, 30) + timedelta(serial)).isoformat())


def _read_decimal(number: float, year: int) -> DateParse:
    """A number like 2024.1, which a spreadsheet makes of the texts 2024.1 and 2024.10 alike."""
    decimals = f"{number:.2f}".split(".")[1]
    months = {int(decimals), int(decimals[0])} if decimals.endswith("0") else {int(decimals)}
    choices = tuple(f"{year}-{month:02}" for month in sorted(months) if 1 <= month <= 12)
    exact = math.isclose(number, float(f"{number:.2f}"))
    return DateParse(problem_code="date.ambiguous", alternatives=choices) if choices and exact else UNREADABLE
