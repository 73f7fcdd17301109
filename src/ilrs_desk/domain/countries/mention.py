"""The one country that a title or a sentence speaks of, told by whole words only."""

from __future__ import annotations

import re
from functools import cache

from ..resources import load_json
from .find import find_country
from .folding import country_fold

_PARTS = re.compile(r"[,;:|/，；：、()（）\[\]【】«»“”\"\n]|\s[-–—]\s|[–—]{2,}")
_WORDS = re.compile(r"[^\s]+")
_LONGEST = 7
_SHORTEST = 4
#: The programme's own hosts: their names in a title tell to whom the list goes, not from where it comes.
_HOSTS = frozenset({"CN", "RU"})
#: Names that are as often a state of another country, a person's or another word: taken only in their long form.
_OTHERWISE = frozenset(
    {"georgia", "jordan", "chad", "jersey", "dominica"}
    | {"مالي", "مالی", "قطر", "عمان", "عُمان", "بنين", "بنین", "پیرو", "المغرب", "چاڈ"}
)


def mentioned_country(text: str) -> str | None:
    """Alpha-2 code of the only country named in ``text`` by whole words, None for none or several.

    Names of the programme's hosts do not count. A part between brackets, dashes or commas is looked at whole; within
    it the longest run of words that is exactly a country's name, beginning with a capital where letters have them.
    """
    found: set[str] = set()
    for part in _PARTS.split(text):
        found |= _named(part.strip(" .«»'’"))
    found -= _HOSTS
    return found.pop() if len(found) == 1 else None


def _named(part: str) -> set[str]:
    if whole := _code(part):
        return {whole}
    words = _WORDS.findall(part)
    found: set[str] = set()
    start = 0
    while start < len(words):
        ends = range(min(start + _LONGEST, len(words)), start, -1)
        end, code = next(((end, code) for end in ends if (code := _run(words[start:end]))), (0, None))
        if code and words[start - 1 : start] != ["New"]:
            found.add(code)
        start = end or start + 1
    return found


def _run(words: list[str]) -> str | None:
    text = " ".join(words).strip(".,")
    first = text[:1]
    named = first != first.lower() or (first.isalpha() and first == first.upper())
    told = len(text) >= _SHORTEST and named and text.lower() not in _OTHERWISE
    return _code(text) if told else None


def _code(text: str) -> str | None:
    return _inflected().get(country_fold(text)) or find_country(text).code


@cache
def _inflected() -> dict[str, str]:
    """Folded names of countries as they are declined in titles ("of Belarus" in Russian), to their codes."""
    listed = load_json("reference", "country_names_declined.json")["names"]
    return {country_fold(name): code for code, names in listed.items() for name in names}
