"""Whether two values of a field say the same, and what a row would change in a record."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..emails import email_key
from ..fields import Field, ValueType
from ..kinds import KINDS
from ..records import Value
from ..text import clean, fold
from .keys import Places, exact_name

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
        if own == value or (own is not None and says_same(fields[key], str(own), str(value), places)):
            continue
        if same_name and key == "full_name":
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
        return fold(ours) == fold(theirs)
    return clean(ours).casefold() == clean(theirs).casefold()


def _same_person_name(ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> bool:
    """Whether a full name that comes in only repeats the name that we hold, in parts or in another order."""
    if not theirs.get("full_name"):
        return False
    held = (_str(ours.get(key)) for key in ("family_name", "given_name", "full_name"))
    return exact_name(*held) == exact_name(None, None, _str(theirs["full_name"]))


def _str(value: Value) -> str | None:
    return None if value is None else str(value)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", fold(text)) or fold(text)


def _address(text: str) -> str:
    return re.sub(r"^https?://(www\.)?|^www\.|/+$", "", fold(text))
