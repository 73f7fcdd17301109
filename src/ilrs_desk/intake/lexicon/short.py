"""Headers written in short: "Dt. of joining", "Geb.-Datum", "Дата рожд.", "Fecha Nac.", "Blood Gp"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from ilrs_desk.domain.text import fold

from .index import SENSITIVE, Entry, Guess, best_first, index
from .meanings import OF_WORDS

_TOKEN = re.compile(r"([^\W\d_]+)(\.?)")
_VOWELS = re.compile("(?<!^)[aeiouyаеёиоуыэюя]")
_FEWEST_LETTERS = 2
_LONGEST_SHORT = 5
_BASE, _AGREED = 0.6, 0.2
#: One word without a full stop may be no short form at all.
_BARE = 0.45
#: Of so many words that the short one may stand for, no meaning is told.
_MOST_MEANINGS = 4


@lru_cache(maxsize=5_000)
def short_guesses(header: str) -> tuple[Guess, ...]:
    """Meanings of the lexicon's words that ``header`` may be short for: the more of them agree, the surer."""
    tokens = [(word, bool(dot)) for word, dot in _TOKEN.findall(fold(header)) if word not in OF_WORDS]
    if not tokens or len(tokens) > 6 or not any(map(_may_be_short, tokens)):
        return ()
    base = _BASE if len(tokens) > 1 or tokens[0][1] else _BARE
    return _voted(_matching(tokens, whole=False), base) or _voted(_matching(tokens, whole=True), base)


def _may_be_short(token: tuple[str, bool]) -> bool:
    word, dotted = token
    if len(word) < _FEWEST_LETTERS:
        return False
    return dotted or (len(word) <= _LONGEST_SHORT and word not in index())


def _matching(tokens: list[tuple[str, bool]], *, whole: bool) -> list[Entry]:
    """Entries that fit word by word; with ``whole`` a short word is what is left when the vowels are dropped."""
    parts = []
    for token in tokens:
        word, short = token[0], _may_be_short(token)
        if whole and short and not _VOWELS.search(word):
            parts.append(_letters_between(word, several=len(tokens) > 1))
        else:
            parts.append(re.escape(word) + (r"\w*" if short else ""))
    pattern = re.compile(" ?".join(parts))
    return [entry for line, entry in _lines().get(tokens[0][0][0], ()) if pattern.fullmatch(line)]


def _letters_between(word: str, *, several: bool) -> str:
    left_out = r"\w{0,3}" if several else "[aeiouyаеёиоуыэюя]*"
    return left_out.join(map(re.escape, word)) + r"\w{0,2}"


def _voted(entries: Iterable[Entry], base: float) -> tuple[Guess, ...]:
    found = list(entries)
    votes = Counter(concept for entry in found for concept in entry.concepts)
    if not votes or len(votes) > _MOST_MEANINGS:
        return ()
    guesses: dict[str, Guess] = {}
    for entry in found:
        for concept, languages in entry.concepts.items():
            score = base + _AGREED * votes[concept] / len(found)
            guesses.setdefault(concept, Guess(concept, score, entry.word, languages))
    if votes[SENSITIVE] >= len(found) / 2:
        return (guesses[SENSITIVE],)
    return best_first(guesses.values())


@cache
def _lines() -> dict[str, list[tuple[str, Entry]]]:
    """By first letter: each entry's words without those that only join them."""
    found: dict[str, list[tuple[str, Entry]]] = {}
    for entry in index().values():
        line = " ".join(word for word in entry.pieces if word not in OF_WORDS)
        if line:
            found.setdefault(line[0], []).append((line, entry))
    return found
