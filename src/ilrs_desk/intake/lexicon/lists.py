"""Plain lists of words: totals, notes, nothing, institutions, salutations, and the words that tell a kind."""

from __future__ import annotations

from functools import cache

from ilrs_desk.domain.resources import load_json
from ilrs_desk.domain.text import fold, words

from .index import header_key


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the lexicon's plain word lists ("total_words" …), each as ``header_key``."""
    return frozenset(header_key(word) for word in load_json("reference", "header_lexicon_extra.json")[name])


@cache
def nothing_words() -> frozenset[str]:
    """What people write into a cell to say that there is nothing to write, in small letters."""
    return frozenset(
        word.casefold() for word in load_json("reference", "header_lexicon_extra.json")["nothing_words"]
    )


@cache
def kind_words() -> dict[str, frozenset[str]]:
    """Folded words by which a sheet's name or title tells the kind of its table."""
    lists = load_json("reference", "header_lexicon_extra.json")["kind_words"]
    return {kind: frozenset(fold(word) for word in found) for kind, found in lists.items()}


@cache
def joining_words() -> tuple[str, ...]:
    """The words for "and" by which one header names two things."""
    return tuple(load_json("reference", "header_lexicon_extra.json")["joining_words"])


def language_told(text: str) -> str | None:
    """ "foreign_name", "native_name" or "acronym" where a header says in which letters, or how short, a name is."""
    folded = fold(text)
    pieces = set(words(text))
    for concept, listed in _letters_words().items():
        for word in listed:
            if word in pieces or (
                not word.isascii() and len(word) > 1 and _is_unspaced(word) and word in folded
            ):
                return concept
    return None


def _is_unspaced(word: str) -> bool:
    return "\u0e00" <= word[0] <= "\u0eff" or "\u3040" <= word[0] <= "\u9fff"


@cache
def _letters_words() -> dict[str, tuple[str, ...]]:
    listed = load_json("reference", "header_lexicon_extra.json")["letters_words"]
    return {concept: tuple(fold(word) for word in found) for concept, found in listed.items()}
