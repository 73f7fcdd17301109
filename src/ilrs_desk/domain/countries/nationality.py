"""Words made of a country's name by rule, "Kenyalı", كيني, "citizen of Kenya": the names to be looked up for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..resources import load_json
from .folding import country_fold

_SHORTEST = 4
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC_OR_LATIN = re.compile("[a-z\u0400-\u04ff]")
_UNSPACED = re.compile("[\u0e00-\u0e7f]")


def base_names(key: str) -> Iterator[str]:
    """The names, folded, that `key` may be made of; each is to be found exactly or not at all."""
    if (rest := _without_citizen(key)) != key:
        yield rest
        yield from _nominatives(rest)
    if _ARABIC.search(key):
        yield from _nisba(key)
    elif len(key) > _SHORTEST:
        yield from (key.removesuffix(ending) for ending in _endings() if key.endswith(ending))


def _without_citizen(key: str) -> str:
    for word in _citizen_words():
        if key.startswith(f"{word} "):
            return key.removeprefix(f"{word} ")
        if key.endswith(f" {word}"):
            return key.removesuffix(f" {word}")
        if _UNSPACED.match(word) and key.startswith(word):
            return key.removeprefix(word).strip()
    return key


def _nominatives(name: str) -> Iterator[str]:
    """A Slavic name as it stands behind "citizen of", turned back: "России", "Казахстана", "Srbije"."""
    if len(name) > _SHORTEST and _CYRILLIC_OR_LATIN.search(name):
        yield name[:-1]
        yield from (name[:-1] + ending for ending in ("я", "а", "ь", "a"))


def _nisba(key: str) -> Iterator[str]:
    """Arabic and Urdu adjectives end in a long i that takes the place of the name's last vowel and article."""
    stem = key.removesuffix("ه")
    if stem.endswith("ي") and len(stem) > 2:
        bare = stem[:-1]
        for base in (bare, f"{bare}ا", f"{stem}ا", f"{bare}ه"):
            yield base
            yield f"ال{base}"


@cache
def _citizen_words() -> tuple[str, ...]:
    listed = load_json("reference", "demonyms.json")["citizen_words"]
    return tuple(sorted({country_fold(word) for word in listed}, key=len, reverse=True))


@cache
def _endings() -> tuple[str, ...]:
    listed = load_json("reference", "demonyms.json")["endings"]
    return tuple({country_fold(ending) for endings in listed.values() for ending in endings})
