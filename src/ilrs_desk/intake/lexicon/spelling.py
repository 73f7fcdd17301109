"""Headers that are spelled otherwise than in the lexicon: misspelt, in another ending, shortened."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from itertools import takewhile

from ilrs_desk.domain.text import words

from .index import SENSITIVE, Entry, Guess, best_first, header_key, index
from .meanings import head

_NEAR_BAR = 88
_SHORTEST_STEM = 5
_STEM_SHARE = 0.7


@lru_cache(maxsize=5_000)
def near_guesses(header: str) -> tuple[Guess, ...]:
    """Meanings of the lexicon's words that are spelled almost like ``header``; for headers not known otherwise."""
    from rapidfuzz import fuzz, process

    key = header_key(header)
    if len(key) < 5:
        return ()
    match = process.extractOne(key, _long_keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_BAR)
    if match is None or _is_other_word(header, index()[match[0]].word):
        return ()
    return tuple(index()[match[0]].guesses(0.85 * match[1] / 100).values())


@lru_cache(maxsize=5_000)
def stem_guesses(header: str) -> tuple[Guess, ...]:
    """Meanings of a header some of whose words are known in another ending: "название организации"."""
    tokens = words(header)
    total = sum(map(len, tokens)) or 1
    found: dict[str, Guess] = {}
    last = head(tokens)
    for place, token in enumerate(tokens):
        entry = index().get(token) or _by_stem(token)
        if entry is None or len(token) < _SHORTEST_STEM or place > last:
            continue
        for concept, languages in entry.concepts.items():
            score = 0.5 + 0.35 * len(token) / total
            if concept not in found or found[concept].score < score:
                found[concept] = Guess(concept, score, entry.word, languages)
    if SENSITIVE in found:
        return (found[SENSITIVE],)
    if len(found) > 1 and (named := found.pop("thing_name", None)):
        # The name of a thing is that thing.
        found = {key: replace(guess, score=max(guess.score, named.score)) for key, guess in found.items()}
    return best_first(found.values())


def _by_stem(token: str) -> Entry | None:
    """The known word of one piece that shares all but the ending with ``token``."""
    best: tuple[float, str] = (_STEM_SHARE, "")
    for key in _stems().get(token[:_SHORTEST_STEM], ()):
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(token, key, strict=False)))
        share = shared / max(len(token), len(key))
        best = max(best, (share, key))
    return index()[best[1]] if best[1] else None


def _is_other_word(header: str, near: str) -> bool:
    """Whether a word of ``header`` is no misspelling of its like in ``near`` but another known word: Status, Start."""
    own, other = words(header), words(near)
    if len(own) != len(other):
        # A word more is no misspelling: "Participant's surname" is not "Participant's name, surname".
        nested = set(own) < set(other) or set(other) < set(own)
        return len(own) > 1 and nested and any(word in index() for word in set(own) ^ set(other))
    return any(word != like and word in index() for word, like in zip(own, other, strict=True))


@cache
def _stems() -> dict[str, list[str]]:
    """Known words of one piece by their first letters."""
    found: dict[str, list[str]] = {}
    for key, entry in index().items():
        if len(key) >= _SHORTEST_STEM and len(entry.word.split()) == 1:
            found.setdefault(key[:_SHORTEST_STEM], []).append(key)
    return found


@cache
def _long_keys() -> list[str]:
    return [key for key in index() if len(key) >= 5]
