"""Values as words in the language of the report."""

from __future__ import annotations

from datetime import date

import pytest

from ilrs_desk.reports.document import CellValue, ColumnType
from ilrs_desk.reports.shown import shown


@pytest.mark.parametrize(
    ("value", "kind", "language", "words"),
    [
        (None, ColumnType.NUMBER, "en", ""),
        (1234567, ColumnType.NUMBER, "en", "1,234,567"),
        (1234567, ColumnType.NUMBER, "de", "1.234.567"),
        (1234567, ColumnType.NUMBER, "fr", "1\u202f234\u202f567"),
        (1234567, ColumnType.NUMBER, "ar", "1,234,567"),
        (1234.56, ColumnType.NUMBER, "ru", "1\xa0234,6"),
        (0.256, ColumnType.SHARE, "de", "25,6%"),
        (1, ColumnType.SHARE, "zh-Hans", "100.0%"),
        (12, ColumnType.NUMBER, "no such language", "12"),
        (date(2026, 11, 22), ColumnType.DATE, "fr", "2026-11-22"),
        ("2023-10", ColumnType.DATE, "fr", "2023-10"),
        ("a\x07b", ColumnType.TEXT, "en", "a\u2407b"),
    ],
)
def test_shown(value: CellValue, kind: ColumnType, language: str, words: str) -> None:
    assert shown(value, kind, language) == words
