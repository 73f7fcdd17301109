"""Headers that name more than one thing: "Phone / e-mail", "Место работы, должность", "单位及职务"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .index import header_key, index
from .lists import joining_words
from .meanings import bare_header, guesses

_SPLITS = r"[\n\r/|,;+&、，；／()（）\[\]•·]|\s[-–—]\s"
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_KNOWN = 0.8
_MOST_PARTS = 4

Concepts = frozenset[str]


@lru_cache(maxsize=5_000)
def named_things(header: str) -> tuple[Concepts, ...]:
    """The meanings of each part of a header that names several things, in order; empty for any other header."""
    text = bare_header(header)
    pieces = [piece for piece in _cut().split(text) if header_key(piece)]
    if len(pieces) == 1 and _UNSPACED.search(text):
        pieces = _cut_by_words(header_key(text))
    if not 2 <= len(pieces) <= _MOST_PARTS:
        return ()
    return tuple(concepts for piece in pieces if (concepts := _meant(piece)))


def _meant(piece: str) -> Concepts:
    return frozenset(guess.concept for guess in guesses(piece) if guess.score >= _KNOWN)


def _cut_by_words(key: str) -> list[str]:
    """ "工作单位职务": two known words with nothing, or a word that joins, between them."""
    for place in range(2, len(key) - 1):
        rest = key[place:]
        for word in joining_words():
            rest = rest.removeprefix(word) if _UNSPACED.match(word) else rest
        if key[:place] in index() and rest in index():
            return [key[:place], rest]
    return [key]


@cache
def _cut() -> re.Pattern[str]:
    spaced = "|".join(re.escape(word) for word in joining_words() if not _UNSPACED.match(word))
    return re.compile(rf"{_SPLITS}|\s(?:{spaced})\s", re.IGNORECASE)
