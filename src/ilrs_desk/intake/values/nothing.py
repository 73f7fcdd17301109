"""Cells that only say that there is nothing to say, in any language and for any field."""

from __future__ import annotations

from functools import cache

from ilrs_desk.domain.fields import Field, ValueType
from ilrs_desk.domain.resources import load_json

from ..lexicon import nothing_words

# What a blank part of a name says is read with the whole name.
_PARTS_OF_NAMES = frozenset({"family_name", "given_name"})
_NAMES = frozenset({"full_name", "native_name", "name", "contact_name", "signatory", "acronym"})
_CONTACTS = frozenset({ValueType.EMAIL, ValueType.PHONE, ValueType.URL, ValueType.IDENTIFIER})
# NA is Namibia in a column of codes, and asked about elsewhere.
_CODES = frozenset({"na"})


def says_nothing(cleaned: str, field: Field) -> bool:
    """Whether a cleaned text says only that ``field`` has no value; None, Null or Na may be a person's name."""
    plain = cleaned.casefold()
    if field.key in _PARTS_OF_NAMES:
        return False
    if field.key in _NAMES:
        return names_nobody(cleaned)
    if plain in nothing_words() or plain in _listed("nothing"):
        return field.type is not ValueType.COUNTRY or plain not in _CODES
    return field.type in _CONTACTS and plain in _listed("nothing_in_contacts")


def names_nobody(cleaned: str) -> bool:
    """Whether what stands for a name is a placeholder, and no word of Latin letters, which may be a name."""
    plain = cleaned.casefold()
    known = plain in nothing_words() or plain in _listed("nothing") or not any(map(str.isalnum, cleaned))
    return known and not (plain.isascii() and plain.isalpha())


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in load_json("reference", "value_words.json")[key])
