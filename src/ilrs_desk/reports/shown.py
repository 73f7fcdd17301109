"""A value of a table as words, where the file format has no numbers and days of its own."""

from __future__ import annotations

from datetime import date
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from .document import CellValue, ColumnType
from .text import visible_controls


def shown(value: CellValue, kind: ColumnType, language: str = "en") -> str:
    """Numbers with the signs of ``language`` (in the digits 0 to 9), shares as percent, days as YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, str):
        return visible_controls(value)
    if isinstance(value, date):
        return value.isoformat()
    if kind is ColumnType.SHARE:
        return _localised(f"{value:.1%}", language)
    return _localised(f"{value:,.1f}" if isinstance(value, float) else f"{value:,}", language)


def _localised(number: str, language: str) -> str:
    group, point = _signs(language)
    return number.translate({ord(","): group, ord("."): point})


@cache
def _signs(language: str) -> tuple[str, str]:
    """The signs between thousands and before decimals; English ones for a language that nobody knows."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ",", "."
    return (
        get_group_symbol(locale, numbering_system="latn"),
        get_decimal_symbol(locale, numbering_system="latn"),
    )
