"""Text as it is compared: letters, digits and marks that differ only in dress made the same."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from .cleaning import clean

_APOSTROPHES = (
    "'`\u00b4\u2018\u2019\u201a\u201b\u2032\u2035\u02b0\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u055a\u05f3"
    "\ua78b\ua78c\uff07\uff40"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u207b\ufe58\ufe63\uff0d"
_LETTERS = {
    "ı": "i", "đ": "d", "ð": "d", "ɖ": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
    "ŧ": "t", "ŋ": "n", "ə": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ĸ": "k",
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه",
    "ە": "ه", "ٱ": "ا", "ء": "", "ـ": "",
}  # fmt: skip
# Combining marks that only dress a letter; Thai, Indic and kana marks are letters in their own right.
_DRESS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
)
# One round can bare what the next one folds (a letter in a letter's dress); two are nearly always enough.
_MOST_ROUNDS = 8
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """`text` for comparing: NFKC, lower case with one i for Turkish too, accents and apostrophes dropped.

    Arabic, Persian and Urdu letters of one sound become one, digits of all scripts ASCII, dashes a hyphen.
    `fold(fold(x)) == fold(x)`.
    """
    text = clean(text)
    if text.isascii():
        text = text.casefold().replace("'", "").replace("`", "").strip()
        return _SPACES.sub(" ", text) if "  " in text else text
    for _ in range(_MOST_ROUNDS):
        before, text = text, _fold_once(text)
        if text == before:
            break
    return text


def words(text: str) -> list[str]:
    """The words of `text`, folded: what stands between spaces, punctuation and symbols."""
    return split_folded(fold(text))


def split_folded(folded: str) -> list[str]:
    """The words of a text that is folded already."""
    return folded.translate(_Breaks.table()).split()


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_marks()))
    text = text.replace("İ", "i").casefold().translate(_letters())
    text = _DRESS.sub("", unicodedata.normalize("NFD", text))
    return clean(unicodedata.normalize("NFKC", text.translate(_marks())))


@cache
def _marks() -> dict[int, str]:
    return {ord(mark): "" for mark in _APOSTROPHES} | {ord(dash): "-" for dash in _DASHES}


@cache
def _letters() -> dict[int, str]:
    digits = (code for code in range(0x660, 0x1FBFA) if unicodedata.category(chr(code)) == "Nd")
    table = {code: str(unicodedata.decimal(chr(code))) for code in digits}
    return table | {ord(letter): plain for letter, plain in _LETTERS.items()}


class _Breaks(dict[int, str]):
    """What each character becomes when words are cut: itself, or a space for punctuation and symbols."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = " " if unicodedata.category(char)[0] in "PSZC" else char
        return self[code]

    @staticmethod
    @cache
    def table() -> _Breaks:
        return _Breaks()
