"""One cell with two dates, such as "2023-01-01 – present", taken apart."""

from __future__ import annotations

import re
from functools import cache

from ..resources import load_json
from ..text import clean, fold
from .read import DateOrder, DateParse, read_text
from .words import word_key

_DASHES = re.compile("\\s*(?:[\u2012-\u2015\u2212~～〜→/]+|\\s[-\u2010\u2011]\\s|--+|\\.\\.+|…)\\s*")
_LONGEST = 120
_HYPHEN = re.compile("\\s*[-\u2010\u2011]\\s*")


def split_period(text: str) -> tuple[str, str] | None:
    """The texts of the first and the last day that one cell holds, or None where it is not two dates.

    The last may be an open end ("present"); neither need be unambiguous, `parse_date` tells that of each.
    """
    text = clean(text)
    if not text or len(text) > _LONGEST or _is_date(read_text(text, DateOrder.UNKNOWN)):
        return None
    for separator in (_DASHES, _joins(), _HYPHEN):
        for match in separator.finditer(text):
            start, end = _bare(text[: match.start()]), _bare(text[match.end() :])
            if _is_date(read_text(start, DateOrder.UNKNOWN)) and _is_end(end):
                return start, end
    return None


def _is_end(text: str) -> bool:
    reading = read_text(text, DateOrder.UNKNOWN)
    return reading.open_end or _is_date(reading)


def _is_date(reading: DateParse) -> bool:
    return bool(
        reading.value or reading.problem_code in ("date.ambiguous", "date.impossible", "date.calendar")
    )


def _bare(text: str) -> str:
    """`text` without the words that open or close a period."""
    listed = load_json("reference", "date_words.json")
    tokens = text.split()
    starts = {word_key(word) for word in listed["period_starts"]}
    ends = {word_key(word) for word in listed["period_ends"]}
    if len(tokens) > 1 and fold(tokens[0]) in starts:
        tokens = tokens[1:]
    if len(tokens) > 1 and fold(tokens[-1]) in ends:
        tokens = tokens[:-1]
    bare = " ".join(tokens).strip(" -~\u2013\u2014")
    return re.sub("^[从從自由]|(?:为)?止$", "", bare)


@cache
def _joins() -> re.Pattern[str]:
    words = load_json("reference", "date_words.json")["period_joins"]
    unspaced = "|".join(word for word in words if re.match("[\u0e00-\u0eff\u4e00-\u9fff]", word))
    spaced = "|".join(
        re.escape(word) for word in sorted(words, key=len, reverse=True) if word not in unspaced
    )
    return re.compile(rf"\s*(?:{unspaced})\s*|\s+(?:{spaced})\s+|\s+s\.?\s*d\.?\s+", re.IGNORECASE)
