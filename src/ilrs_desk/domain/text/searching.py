"""What is written into the search index for a record, and the words of a query that find it there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .folding import words
from .latin import HAN, latin_key, loose_key, loose_word

# Scripts written without spaces: each letter is a word of its own, so that any part of a phrase is found.
_UNSPACED = re.compile(f"[{HAN}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff]")
_RUNS = re.compile(f"(?:{_UNSPACED.pattern})+|(?:(?!{_UNSPACED.pattern}).)+")
_TRANSLITERATED = re.compile("[\u0370-\u052f]")


def search_text(values: Iterable[str | None]) -> str:
    """The words of `values` for the full-text index, each once and in every form under which it is sought.

    Folded; in Latin letters for other scripts; those of scripts without spaces apart (an index cut at spaces
    finds a phrase of two of them), and Chinese also as pinyin, by syllable and joined.
    """
    phrases: dict[str, None] = {}
    for value in values:
        for word in words(value or ""):
            for form in _forms(word):
                phrases[form] = None
    return " ".join(phrases)


def search_terms(query: str) -> list[str]:
    """The phrases that a record must hold to match `query`, each to be sought as a prefix.

    A phrase has several words only where letters are indexed apart; Cyrillic and Greek words are sought in
    Latin letters, so that either script finds the other.
    """
    terms: dict[str, None] = {}
    for word in words(query):
        for part in _parts(word):
            found = _apart(part) if _UNSPACED.search(part) else _sought(part)
            if found:
                terms[found] = None
    return list(terms)


def _forms(word: str) -> list[str]:
    if word.isascii():
        loose = loose_word(word)
        return [word] if loose == word else [word, loose]
    forms: list[str] = []
    for part in _parts(word):
        latin = latin_key(part)
        if _UNSPACED.search(part):
            forms += [_apart(part), latin, latin.replace(" ", "")]
        else:
            forms += [part, latin, *(loose_word(each) for each in latin.split())]
    return [form for form in forms if form]


def _sought(part: str) -> str:
    return loose_key(part) if _TRANSLITERATED.search(part) else part


def _parts(word: str) -> list[str]:
    """Runs of a script without spaces and runs of the others, marks kept with their letters."""
    return _RUNS.findall(word)


def _apart(part: str) -> str:
    return " ".join(char for char in part if not unicodedata.category(char).startswith("M"))
