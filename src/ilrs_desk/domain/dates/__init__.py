"""Dates of any written form, calendar and order as stored dates: YYYY, YYYY-MM or YYYY-MM-DD."""

from __future__ import annotations

from .cells import parse_date
from .order import column_order
from .partial import compare, first_day, format_partial, is_partial_date, last_day
from .period import split_period
from .read import DateOrder, DateParse

__all__ = [
    "DateOrder",
    "DateParse",
    "column_order",
    "compare",
    "first_day",
    "format_partial",
    "is_partial_date",
    "last_day",
    "parse_date",
    "split_period",
]
