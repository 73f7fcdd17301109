"""A written date cut into its numbers and the words between them, before anybody decides what they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .cjk import western_form
from .words import vocabulary

_TIME = re.compile(
    r"(?:(?<=\d)t|[\s,]+(?:at )?)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?|ч|h)?"
    r"\s*(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$"
)
_DOT_OF_A_WORD = re.compile(r"(?<=[^\s\d.,/()\-])\.")
_TOKEN = re.compile(r"\d+|[^\s\d.,/\\()\[\]\-]+|\S")
_UNSPACED = re.compile("[\u0e00-\u0eff\u4e00-\u9fff]")
_DOTTED = re.compile(r"\d{1,2}\s*\.\s*\d{1,2}\s*\.\s*\d{4}(?!\d)")
_VIETNAMESE_MONTH = re.compile(r"\bthang (\d{1,2})\b")
_ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
# Longer cells are no dates; without a bound the search for known words would take exponential time.
_LONGEST, _LONGEST_UNSPACED = 80, 40
_SIGNS = frozenset('.,/\\()[]-"«»“”„,;')


@dataclass(frozen=True, slots=True)
class Cut:
    """The parts of a written date.

    ``numbers`` as written, in order; ``month_word`` the folded name, if any; ``calendar`` the one it names;
    ``dotted``: day, month and full year stand between dots.
    """

    numbers: tuple[str, ...]
    month_word: str | None
    calendar: str | None
    dotted: bool


def cut(folded: str) -> Cut | None:
    """The parts of a folded date; None where it holds a word or a sign that no date has."""
    if len(folded) > _LONGEST:
        return None
    text, calendar = western_form(_TIME.sub("", _month_named(folded)))
    text = _DOT_OF_A_WORD.sub("", text)
    known = vocabulary()
    numbers: list[str] = []
    month_word = None
    for token in _phrases(_TOKEN.findall(text)):
        if token.isdigit():
            numbers.append(token)
        elif token in known.months and month_word is None:
            month_word = token
        elif token in known.calendars:
            calendar = calendar or known.calendars[token]
        elif token not in known.fillers and token not in _SIGNS:
            return None
    return Cut(tuple(numbers), month_word, calendar, bool(_DOTTED.search(text)))


def _month_named(folded: str) -> str:
    """Vietnamese counts its months: "tháng 7" is July."""
    match = _VIETNAMESE_MONTH.search(folded)
    if not match or not 1 <= int(match[1]) <= 12:
        return folded
    return f"{folded[: match.start()]}{_ENGLISH_MONTHS[int(match[1]) - 1]}{folded[match.end() :]}"


def _phrases(tokens: list[str]) -> list[str]:
    """`tokens` with names of several words joined, and words that are written together taken apart."""
    found: list[str] = []
    place = 0
    while place < len(tokens):
        if tokens[place].isdigit() or tokens[place] in _SIGNS:
            found.append(tokens[place])
            place += 1
            continue
        size = next((n for n in (3, 2) if _is_known(" ".join(tokens[place : place + n]))), 1)
        phrase = " ".join(tokens[place : place + size])
        found += (_taken_apart(phrase) if _UNSPACED.search(phrase) else None) or [phrase]
        place += size
    return found


def _taken_apart(word: str) -> list[str] | None:
    """The known words that `word` of a script without spaces is made of, the longest first; None if it is not."""
    if not word or len(word) > _LONGEST_UNSPACED:
        return None if word else []
    for length in range(len(word), 0, -1):
        if _is_known(word[:length]):
            rest = _taken_apart(word[length:])
            if rest is not None:
                return [word[:length], *rest]
    return None


def _is_known(phrase: str) -> bool:
    known = vocabulary()
    return phrase in known.months or phrase in known.calendars or phrase in known.fillers
