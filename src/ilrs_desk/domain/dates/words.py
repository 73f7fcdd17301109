"""The words that stand in date cells: months of many languages and calendars, weekdays, fillers, open ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..resources import load_json
from ..text import fold, words

_LONGEST_OPEN_END = 60


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words by what they do in a date.

    ``months``: word to the (calendar, month) pairs it may mean. ``calendars``: word that names a calendar, to
    """

    months: dict[str, tuple[tuple[str, int], ...]]
    calendars: dict[str, str]
    fillers: frozenset[str]
    open_ends: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with the program."""
    listed = load_json("reference", "date_words.json")
    named = load_json("reference", "months.json")
    months: dict[str, tuple[tuple[str, int], ...]] = {
        name: tuple(("gregorian", month) for month in numbers) for name, numbers in named["months"].items()
    }
    for calendar, lists in listed["months"].items():
        for number, names in enumerate(lists, start=1):
            for name in names:
                months.setdefault(word_key(name), ((calendar, number),))
    calendars = {word_key(word): key for key, group in listed["calendars"].items() for word in group}
    fillers = {word_key(word) for group in listed["fillers"].values() for word in group}
    return Vocabulary(
        months=months,
        calendars=calendars,
        fillers=frozenset(fillers | set(named["weekdays"])) - calendars.keys() - months.keys(),
        open_ends=frozenset(word_key(word) for group in listed["open_end"].values() for word in group),
    )


def word_key(text: str) -> str:
    """`text` as the vocabulary holds it: folded words without dots."""
    return " ".join(words(fold(text).replace(".", "")))


def is_open_end(text: str) -> bool:
    """Whether `text` says that a term goes on: "present", "至今", "бессрочно" …"""
    known = vocabulary().open_ends
    if any(char.isdecimal() for char in text) or len(text) > _LONGEST_OPEN_END:
        return False
    return word_key(text) in known or " ".join(words(text)) in known
