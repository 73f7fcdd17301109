"""Plain lists of words: totals, notes, nothing, institutions, salutations, and the words that tell a kind."""

from __future__ import annotations

from functools import cache

from ilrs_desk.domain.resources import load_json
from ilrs_desk.domain.text import fold

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
