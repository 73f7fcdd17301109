"""What follows from a record's values and is kept beside them: the text to search, the keys to sort and link by."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from ilrs_desk import __version__
from ilrs_desk.domain.countries import country_name
from ilrs_desk.domain.fields import Field, RecordKind, ValueType
from ilrs_desk.domain.kinds import JOURNALLED, KINDS
from ilrs_desk.domain.records import Value, shown
from ilrs_desk.domain.text import fold, has_han, latin_key, search_text, words

from .models import SORTED

_WORDED = {ValueType.TEXT, ValueType.LONG_TEXT, ValueType.NAMES, ValueType.LINK}
_CODED = {ValueType.EMAIL, ValueType.PHONE, ValueType.IDENTIFIER, ValueType.URL}
_ASCII_WORDS = re.compile("[a-z0-9]+")
#: Kinds that others link to, and the fields by which a link's text names them.
_NAMED = {
    "partners": ("name", "native_name", "agency", "aliases", "country"),
    "institutions": ("name", "native_name", "acronym", "aliases"),
}
_SORT_LENGTH = 80


def search_body(kind: str, values: Mapping[str, Value]) -> str:
    """The words of the record for the full-text index of its kind."""
    seen: dict[str, None] = {}
    for key, spread in _searched_fields(kind):
        value = values.get(key)
        if value is not None:
            for word in spread(str(value)):
                seen[word] = None
    return " ".join(seen)


def sort_keys(kind: str, values: Mapping[str, Value]) -> tuple[str | None, ...]:
    """The folded copies for the ``sort_`` columns of the kind, in their order."""
    return tuple(
        (sort_country if is_country else sort_text)(shown(kind, key, values))
        for key, is_country in _sorted_fields(kind)
    )


def link_names(kind: str, values: Mapping[str, Value]) -> frozenset[str]:
    """The folded names by which a link's text can mean this record."""
    found: set[str] = set()
    for key in _NAMED.get(kind, ()):
        value = values.get(key)
        if value is None:
            continue
        if key == "country":
            # An organisation's seat does not name it.
            names = [str(value), country_name(str(value))] if values.get("kind") != "organisation" else []
        else:
            names = str(value).split(";") if key == "aliases" else [str(value)]
        found.update(folded for name in names if (folded := folded_name(name)))
    return frozenset(found)


@lru_cache(maxsize=20_000)
def folded_name(text: str) -> str:
    """``text`` as it is kept in the index of names."""
    return fold(text)


@lru_cache(maxsize=50_000)
def sort_text(value: Value) -> str | None:
    """Where ``value`` stands in a sorted table: folded, Chinese by pinyin; None (last) for empty."""
    if value is None:
        return None
    text = str(value)
    return (latin_key(text) if has_han(text) else fold(text))[:_SORT_LENGTH]


@lru_cache(maxsize=1_000)
def sort_country(value: Value) -> str | None:
    """Where a country code stands in a sorted table: by its name."""
    return None if value is None else fold(country_name(str(value)))[:_SORT_LENGTH]


@cache
def derivation() -> str:
    """Names the way in which this program folds: another one means that what was derived must be made anew.

    By the program's version rather than by trying it out, which would load the tables of every script at start.
    """
    fields = [[(key, spread.__name__) for key, spread in _searched_fields(kind)] for kind in KINDS]
    return hashlib.sha256(repr((__version__, fields, SORTED, _NAMED)).encode()).hexdigest()[:16]


@cache
def _searched_fields(kind: str) -> tuple[tuple[str, Callable[[str], tuple[str, ...]]], ...]:
    """The fields that are searched and how their values are cut into words."""
    if kind not in KINDS:
        return ()
    spreads = [(field.key, _spread_of(field)) for field in KINDS[kind].fields]
    return tuple((key, spread) for key, spread in spreads if spread is not None)


def _spread_of(field: Field) -> Callable[[str], tuple[str, ...]] | None:
    if field.type is ValueType.COUNTRY:
        return _country_words
    if field.type in _CODED:
        return _code_words
    return _text_words if field.type in _WORDED else None


@cache
def _sorted_fields(kind: str) -> tuple[tuple[str, bool], ...]:
    declared: RecordKind = JOURNALLED[kind]
    fields: list[Field] = [declared.by_key[key] for key in SORTED.get(kind, ())]
    return tuple((field.key, field.type is ValueType.COUNTRY) for field in fields)


@lru_cache(maxsize=50_000)
def _text_words(text: str) -> tuple[str, ...]:
    return tuple(form for word in words(text) for form in _forms(word))


def _code_words(text: str) -> tuple[str, ...]:
    """Addresses and numbers are unlike each other and need no transliteration: no caching, no forms."""
    return tuple(_ASCII_WORDS.findall(text.lower())) if text.isascii() else _text_words(text)


@lru_cache(maxsize=1_000)
def _country_words(code: str) -> tuple[str, ...]:
    return _text_words(country_name(code))


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, ...]:
    """All forms under which a word is found; words come again far more often than whole values."""
    plain = word.isascii() and not word.isalpha()
    return (word,) if plain else (search_text([word]),)
