"""What speaks for and against two records being one, by kind."""

from __future__ import annotations

from dataclasses import dataclass

from ..names import compatible
from ..wording import Message
from .keys import Identity

NONE, POSSIBLE, CERTAIN = 0, 1, 2

_MAIL = Message("Same e-mail address.")
_NUMBER = {
    "personnel": Message("Same ORCID."),
    "institutions": Message("Same ROR."),
    "partners": Message("Same country."),
    "agreements": Message("Same reference."),
}
_NAME = Message("Same name.")
_LIKE_NAME = Message("A name of the same words or sounds.")
_PLACE = Message("Same institution.")
_COUNTRY = Message("Same country.")
_OTHER_NAME = Message("Another name.")
_OTHER_MAIL = Message("Another e-mail address.")
_NO_PLACE = Message("The institution is not known on both sides.")
_NO_COUNTRY = Message("The country is not known on both sides.")
_OTHER_PLACE = Message("Another institution.")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How strongly two records seem one, with the reasons in words; ``weight`` ranks certain ones."""

    strength: int
    reasons: tuple[Message, ...] = ()
    weight: int = 0


_NO = Evidence(NONE)


def weigh(kind: str, ours: Identity, theirs: Identity, *, within_file: bool) -> Evidence:
    """The evidence that ``theirs`` is ``ours``. Within one file only certain evidence counts."""
    if kind == "personnel":
        return _person(ours, theirs, within_file)
    if kind == "agreements":
        return _agreement(ours, theirs)
    return _body(kind, ours, theirs)


def same_name(ours: Identity, theirs: Identity) -> bool:
    """Whether any name of the one is a name of the other."""
    return not set(ours.names).isdisjoint(theirs.names)


def differ(ours: str | None, theirs: str | None) -> bool:
    """Whether both are filled and not the same."""
    return ours is not None and theirs is not None and ours != theirs


def _person(ours: Identity, theirs: Identity, within_file: bool) -> Evidence:
    named = ours.shown == theirs.shown or same_name(ours, theirs)
    like = named or not ours.shown or not theirs.shown or compatible(ours.shown, theirs.shown)
    for own, other, reason in (
        (ours.number, theirs.number, _NUMBER["personnel"]),
        (ours.mail, theirs.mail, _MAIL),
    ):
        if own is not None and own == other:
            against = reason is _MAIL and differ(ours.number, theirs.number)
            if like and not against:
                return Evidence(CERTAIN, (reason, _NAME) if named else (reason,), 3)
            return Evidence(POSSIBLE, (reason, _OTHER_NAME))
    if differ(ours.number, theirs.number):
        return _NO
    if named:
        return _same_named_person(ours, theirs, within_file)
    return _like_named_person(ours, theirs)


def _like_named_person(ours: Identity, theirs: Identity) -> Evidence:
    """Names that one sound or transliteration makes the same: never certain."""
    if set(ours.loose).isdisjoint(theirs.loose) or differ(ours.mail, theirs.mail):
        return _NO
    if differ(ours.place, theirs.place) or differ(*_countries(ours, theirs)):
        return _NO
    return Evidence(
        POSSIBLE, (_LIKE_NAME, _PLACE) if ours.place and theirs.place else (_LIKE_NAME, _NO_PLACE)
    )


def _same_named_person(ours: Identity, theirs: Identity, within_file: bool) -> Evidence:
    same_place = ours.place is not None and ours.place == theirs.place
    if differ(ours.mail, theirs.mail):
        return Evidence(POSSIBLE, (_NAME, _PLACE, _OTHER_MAIL)) if same_place and not within_file else _NO
    if same_place:
        return Evidence(CERTAIN, (_NAME, _PLACE), 2)
    if within_file and ours.place is None and theirs.place is None and not differ(*_countries(ours, theirs)):
        return Evidence(CERTAIN, (_NAME,), 1)
    if differ(ours.place, theirs.place):
        known_mails = ours.mail is not None and theirs.mail is not None
        if known_mails or differ(*_countries(ours, theirs)):
            return _NO
        return Evidence(POSSIBLE, (_NAME, _OTHER_PLACE))
    return Evidence(POSSIBLE, (_NAME, _NO_PLACE))


def _countries(ours: Identity, theirs: Identity) -> tuple[str | None, str | None]:
    """Codes to compare: None where unknown, equal where they share one."""
    if ours.countries and theirs.countries and ours.countries.isdisjoint(theirs.countries):
        return min(ours.countries), min(theirs.countries)
    return None, None


def _body(kind: str, ours: Identity, theirs: Identity) -> Evidence:
    if ours.number is not None and ours.number == theirs.number:
        return Evidence(CERTAIN, (_NUMBER[kind],), 3)
    if differ(ours.number, theirs.number) or differ(*_countries(ours, theirs)):
        return _NO
    one_sided = bool(ours.countries) != bool(theirs.countries)
    if same_name(ours, theirs):
        if one_sided:
            return Evidence(POSSIBLE, (_NAME, _NO_COUNTRY))
        return Evidence(CERTAIN, (_NAME, _COUNTRY) if ours.countries else (_NAME,), 2)
    if not set(ours.loose).isdisjoint(theirs.loose) and not one_sided:
        return Evidence(POSSIBLE, (_LIKE_NAME,))
    return _NO


def _agreement(ours: Identity, theirs: Identity) -> Evidence:
    if ours.number is not None and ours.number == theirs.number:
        return _NO if differ(ours.place, theirs.place) else Evidence(CERTAIN, (_NUMBER["agreements"],), 3)
    if differ(ours.number, theirs.number):
        return _NO
    if same_name(ours, theirs):
        return Evidence(CERTAIN if ours.number is None and theirs.number is None else POSSIBLE, (_NAME,), 2)
    if not set(ours.loose).isdisjoint(theirs.loose) and not differ(ours.place, theirs.place):
        return Evidence(POSSIBLE, (_NAME,))
    return _NO
