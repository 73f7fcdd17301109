"""Which columns hold two things at once: told by a header that names both, or by cells that hold both."""

from __future__ import annotations

from collections.abc import Mapping

from ..lexicon import named_things
from .columns import Column
from .content import Content
from .parts import PART_FIELDS

#: Part → what its two halves may be called.
_HALVES: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "period": (frozenset({"start_date", "effective_on"}), frozenset({"end_date", "expires_on"})),
    "phone_email": (frozenset({"phone"}), frozenset({"email"})),
    "institution_role": (frozenset({"institution"}), frozenset({"position"})),
    "city_country": (frozenset({"city"}), frozenset({"country"})),
    "name_title": (frozenset({"full_name", "thing_name"}), frozenset({"salutation", "academic_title"})),
    "name_role": (frozenset({"full_name"}), frozenset({"position"})),
    "name_institution": (frozenset({"full_name"}), frozenset({"institution"})),
    "institution_country": (frozenset({"institution"}), frozenset({"country"})),
}
_ONE_WORD_FOR_BOTH = {"institution_and_position": "institution_role", "period": "period"}
#: Headers under which telephones and addresses are found together, without both being named.
_HOW_TO_REACH = frozenset({"contact_person", "phone", "email", "address", "wechat_or_messenger"})
#: Words for a term, or for a day in it, under which the two days of a term are found.
_TERMS = frozenset({"period", "start_date", "end_date", "any_date", "effective_on", "expires_on"})
_NAMED, _SHOWN = 0.8, 0.78
_CERTAIN = 1.0
_MOSTLY = 0.5


def part_of(kind: str, column: Column) -> tuple[str, float] | None:
    """The part of :data:`PART_FIELDS` that a column of a ``kind`` table holds, and how surely."""
    known = PART_FIELDS[kind]
    for guess in column.guesses[:2]:
        part = _ONE_WORD_FOR_BOTH.get(guess.concept, "")
        if part in known and _shows(part, column.content):
            return part, max(guess.score, _SHOWN if column.content.size else 0.0)
    things = named_things(column.header.own)
    for part, (one, other) in _HALVES.items():
        if part in known and _names_both(things, one, other) and _shows(part, column.content):
            return part, _NAMED
    return _shown_part(known, column)


def _told(column: Column) -> frozenset[str]:
    """Whatever the header may mean, however little of it is known."""
    return frozenset(guess.concept for guess in column.guesses)


def _names_both(things: tuple[frozenset[str], ...], one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether some part of the header means only the one half, and another part only the other."""
    first = any(one & thing and not other & thing for thing in things)
    second = any(other & thing and not one & thing for thing in things)
    return first and second


def _shows(part: str, content: Content) -> bool:
    """Whether the cells bear out what the header says; without cells it is believed."""
    if not content.size:
        return True
    if part == "phone_email":
        return content.phone_and_email >= 0.2 or (0 < content.email < 1 and content.digits > 0)
    if part == "period":
        return content.period >= _MOSTLY
    if part in ("name_title", "institution_role"):
        return content.several_words >= _MOSTLY
    if part in ("city_country", "institution_country"):
        return content.place_and_country >= _MOSTLY
    return content.several_parts >= _MOSTLY


def _shown_part(known: Mapping[str, object], column: Column) -> tuple[str, float] | None:
    content = column.content
    if content.size < 2:
        return None
    may_reach = not column.guesses or not _HOW_TO_REACH.isdisjoint(column.concepts)
    if "period" in known and content.period >= _MOSTLY and not _TERMS.isdisjoint(_told(column)):
        return "period", _SHOWN
    if "phone_email" in known and may_reach and content.phone_and_email >= _MOSTLY:
        return "phone_email", _SHOWN
    if "city_country" in known and "city" in column.concepts and content.place_and_country >= _NAMED:
        return "city_country", _CERTAIN
    return None
