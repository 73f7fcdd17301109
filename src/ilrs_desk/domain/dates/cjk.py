"""Chinese, Japanese and Korean written dates: numerals in characters, eras, and the year, month and day signs."""

from __future__ import annotations

import re

from ..resources import load_json

_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS = {"十": 10, "廿": 20, "卅": 30}
_NUMERAL = re.compile(r"[〇零○一二三四五六七八九十廿卅元]+(?=\s*[年月日号號])")
_SIGNED = re.compile(
    r"(?P<era>民國|民国|中華民國|中华民国|令和|平成|昭和)?\s*(?P<year>\d{1,4})\s*[年년]\s*"
    r"(?:(?P<month>\d{1,2})\s*[月월]\s*(?:(?P<day>\d{1,2})\s*[日号號일]?)?)?"
    r"(?:份|起|止|初|底|末|上旬|中旬|下旬)?"
)
_YEARLESS = re.compile(r"^(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]$")


def western_form(folded: str) -> tuple[str, str | None]:
    """A folded date with its signed part as "YYYY-M-D ", and the calendar where the signs or the era tell it.

    A year of three digits without an era is left as it is written: only its size speaks for the Republic era.
    """
    if folded.isascii():
        return folded, None
    text = _NUMERAL.sub(lambda match: str(_number(match.group())), folded.lstrip("自从從由"))
    match = _SIGNED.search(text)
    if not match:
        # A day without a year: "7月3日".
        return _YEARLESS.sub(r"\1-\2", text), None
    year, calendar = _year(match["era"] or "", match["year"])
    parts = [part for part in (year, match["month"], match["day"]) if part]
    return f"{text[: match.start()]} {'-'.join(parts)} {text[match.end() :]}", calendar


def _year(era: str, digits: str) -> tuple[str, str | None]:
    eras: dict[str, int] = load_json("reference", "date_words.json")["japanese_eras"]
    if era in eras:
        return f"{int(digits) + eras[era]:04}", "gregorian"
    if era:
        return f"{int(digits):04}", "roc"
    if len(digits) == 2:
        return (f"20{digits}" if int(digits) < 40 else digits), None
    return digits, None


def _number(numeral: str) -> int:
    if numeral == "元":
        return 1
    tens = next((place for place, char in enumerate(numeral) if char in _TENS), None)
    if tens is None:
        return int("".join(str(_DIGITS.get(char, 0)) for char in numeral))
    leading = _DIGITS.get(numeral[tens - 1], 1) if tens else 1
    following = _DIGITS.get(numeral[tens + 1], 0) if tens + 1 < len(numeral) else 0
    return leading * _TENS[numeral[tens]] + following
