"""Whether two values of a field say the same, and what a row would change in a record."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..countries import find_country
from ..emails import email_key
from ..fields import Field, ValueType, link_column
from ..kinds import KINDS
from ..names import Alike, Speller, alike
from ..records import Value
from ..text import clean, fold
from .evidence import differ
from .identity import text_of
from .people import exact_name
from .places import Places

_LATIN = re.compile("[A-Za-z\u00c0-\u02af\u1e00-\u1eff]")
_PARTS = frozenset({"family_name", "given_name"})
_NAMES = frozenset({"name", "native_name", "family_name", "given_name", "full_name", "city", "contact_name"})


def differences(
    kind: str, ours: Mapping[str, Value], theirs: Mapping[str, Value], places: Places
) -> dict[str, tuple[Value, Value]]:
    """Field → (ours, theirs) for each value of ``theirs`` that is filled and says something else than ``ours``."""
    fields = KINDS[kind].by_key
    same_name = kind == "personnel" and _same_person_name(ours, theirs)
    found: dict[str, tuple[Value, Value]] = {}
    for key, value in theirs.items():
        if value is None or key not in fields:
            continue
        own = ours.get(key)
        if fields[key].type is ValueType.LINK and _elsewhere(key, ours, theirs, places):
            found[key] = (own, value)
            continue
        if own == value or (own is not None and says_same(fields[key], str(own), str(value), places)):
            continue
        if (same_name and key == "full_name") or (
            own is not None and _only_written_otherwise(kind, key, ours, theirs)
        ):
            continue
        found[key] = (own, value)
    return found


def says_same(field: Field, ours: str, theirs: str, places: Places) -> bool:
    """Whether two filled values mean the same: case, accents of names, and less exact dates do not count."""
    match field.type:
        case ValueType.DATE:
            return ours.startswith(theirs)
        case ValueType.EMAIL:
            return email_key(ours) == email_key(theirs)
        case ValueType.PHONE:
            return _digits(ours) == _digits(theirs)
        case ValueType.LINK:
            return places.place(ours) == places.place(theirs)
        case ValueType.URL:
            return _address(ours) == _address(theirs)
    if field.key in _NAMES:
        return fold(ours).removeprefix("the ") == fold(theirs).removeprefix("the ")
    return clean(ours).casefold() == clean(theirs).casefold()


def _elsewhere(key: str, ours: Mapping[str, Value], theirs: Mapping[str, Value], places: Places) -> bool:
    """Whether the row names the namesake of our institution in another country: each may have its KAIST."""
    if not differ(text_of(ours.get("country")), text_of(theirs.get("country"))):
        return False
    one, other = (
        places.place(values.get(key), values.get(link_column(key)), values.get("country"))
        for values in (ours, theirs)
    )
    return one is not None and other is not None and one != other and one[0] == other[0] == "#"


def _same_person_name(ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> bool:
    """Whether a full name that comes in only repeats the name that we hold, in parts or in another order."""
    if not theirs.get("full_name"):
        return False
    held = (_str(ours.get(key)) for key in ("family_name", "given_name", "full_name"))
    return exact_name(*held) == exact_name(None, None, _str(theirs["full_name"]))


def _only_written_otherwise(
    kind: str, key: str, ours: Mapping[str, Value], theirs: Mapping[str, Value]
) -> bool:
    """Whether a name that differs is the same in another script, language or order: ours stays as it is."""
    if kind == "personnel":
        return key in _PARTS and _spells_same(ours, theirs)
    return kind == "partners" and key == "name" and _same_country(ours["name"], theirs["name"])


def _spells_same(ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> bool:
    """Whether two names are one in another order, script, or without its accents; a corrected letter is a change."""
    one, other = (
        [_str(values.get(key)) for key in ("family_name", "given_name", "full_name")]
        for values in (ours, theirs)
    )
    if exact_name(*one) == exact_name(*other):
        return True
    held, told = ("".join(part or "" for part in parts) for parts in (one, other))
    rewritten = bool(_LATIN.search(held)) != bool(_LATIN.search(told)) or (
        told.isascii() and not held.isascii()
    )
    speller = Speller()
    return rewritten and alike(speller.spell(*one), speller.spell(*other)) >= Alike.SPELLING


def _same_country(ours: Value, theirs: Value) -> bool:
    """Whether two names are those of one country, in whatever language."""
    code = find_country(str(ours)).code
    return code is not None and code == find_country(str(theirs)).code


def _str(value: Value) -> str | None:
    return None if value is None else str(value)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", fold(text)) or fold(text)


def _address(text: str) -> str:
    return re.sub(r"^https?://(www\.)?|^www\.|/+$", "", fold(text))
