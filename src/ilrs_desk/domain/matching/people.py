"""When two people are one: identifiers first, then their names with institution and country for and against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import permutations

from ..names import Alike, NameWord, Speller, SpeltName, alike
from ..records import Value
from ..text import clean, has_han, latin_key, words
from ..wording import Message
from .evidence import (
    CERTAIN,
    INITIALS,
    NEAR,
    NO_COUNTRY,
    NOTHING,
    OTHER_COUNTRY,
    OTHER_NAME,
    OTHER_NATIVE,
    OTHER_SPELLING,
    PARTS,
    POSSIBLE,
    SAME_COUNTRY,
    SAME_NAME,
    SOUNDS,
    SWAPPED,
    Evidence,
    apart,
    differ,
    same_name,
)
from .identity import Identity, text_of
from .places import Places, Relation, listed

_ORCID = Message("Same ORCID.")
_MAIL = Message("Same e-mail address.")
_OTHER_MAIL = Message("Another e-mail address.")
_OTHER_ORCID = Message("Another ORCID.")
_OTHER_DETAILS = Message("Other details do not agree.")
_PLACES = {
    Relation.SAME: Message("Same institution."),
    Relation.ALIKE: Message("Institutions of similar names."),
    Relation.OTHER: Message("Another institution."),
    Relation.UNKNOWN: Message("The institution is not known on both sides."),
}
_NAMES = {
    Alike.SAME: SAME_NAME,
    Alike.SPELLING: OTHER_SPELLING,
    Alike.INITIALS: INITIALS,
    Alike.PART: PARTS,
    Alike.SOUND: SOUNDS,
    Alike.NEAR: NEAR,
}
#: What tells two people of one name at one institution from each other, if much of it differs.
_DETAILS = ("department", "role", "discipline", "degree", "phone")
_MOST_OTHER_DETAILS = 1
_MOST_WORDS = 6
_AMBIGUOUS_SCRIPTS = re.compile("[\u0590-\u1cff\u2e80-\ud7ff\uf900-\ufdff]")


class PersonIdentity(Identity):
    """A person: by the words of all names that are known of it."""

    __slots__ = ("_speller", "_spelt")
    weighed = ("family_name", "given_name", "full_name", "native_name", "aliases", *_DETAILS)

    def __init__(self, values: Mapping[str, Value], speller: Speller) -> None:
        super().__init__(values)
        self._speller = speller
        self._spelt: tuple[SpeltName, ...] | None = None

    @property
    def land(self) -> str | None:
        """The country in which namesakes are sought: whose the person is."""
        return self.nationality

    @property
    def said(self) -> frozenset[tuple[str | None, str | None, str | None]]:
        """Its names as they are written: family name, given name, full name."""
        return frozenset(self._parts())

    @property
    def spelt(self) -> tuple[SpeltName, ...]:
        """Its names as words, the one it goes by first."""
        if self._spelt is None:
            names = [self._speller.spell(*parts) for parts in self._parts()]
            names += [name for parts in self._parts() if (name := self._cantonese(parts))]
            self._spelt = tuple(name for name in names if name.words)
        return self._spelt

    def read_names(self) -> tuple[str, ...]:
        """Keys of its names: see :func:`exact_name`."""
        return tuple(dict.fromkeys(key for parts in self._parts() if (key := exact_name(*parts))))

    def read_blocks(self) -> set[str]:
        """For each two words of a name: how the one sounds and how the other begins."""
        return {key for name in self.spelt for key in _pairs(name.words[:_MOST_WORDS])}

    def _parts(self) -> Iterator[tuple[str | None, str | None, str | None]]:
        values = self.values
        family, given, full = (text_of(values.get(key)) for key in ("family_name", "given_name", "full_name"))
        if family or given or full:
            yield family, given, full
        for other in (values.get("native_name"), *listed(values.get("aliases"))):
            if other:
                yield None, None, str(other)

    def _cantonese(self, parts: tuple[str | None, str | None, str | None]) -> SpeltName | None:
        return self._speller.cantonese(*parts) if has_han("".join(part for part in parts if part)) else None


def exact_name(family: str | None, given: str | None, full: str | None) -> str:
    """A person's name by which two are one for sure: only case, accents, marks and order of parts may differ.

    Cyrillic and Greek letters count as their Latin ones; scripts whose romanised forms join different people do not.
    """
    text = f"{family or ''} {given or ''}" if family or given else full or ""
    found = words(text) if _AMBIGUOUS_SCRIPTS.search(text) else latin_key(text).split()
    # Initials keep their order: I. P. and P. I. are father and son.
    initials = "".join(word for word in found if len(word) == 1)
    return " ".join([*sorted(word for word in found if len(word) > 1), *([initials] if initials else [])])


def weigh_people(
    ours: PersonIdentity, theirs: PersonIdentity, places: Places, *, within_file: bool
) -> Evidence:
    """The evidence that ``theirs`` is ``ours``. Within one file what would be asked anyway counts as certain."""
    if found := _by_identifier(ours, theirs):
        return found
    if differ(ours.number, theirs.number):
        return NOTHING
    relation = places.relation(ours.place, theirs.place)
    foreign = differ(ours.nationality, theirs.nationality) or differ(ours.country, theirs.country)
    other_mail = apart(ours.mails, theirs.mails)
    if same_name(ours, theirs):
        return _same_named(ours, theirs, relation, foreign, other_mail, within_file)
    if within_file or foreign or relation is Relation.OTHER or (other_mail and relation is not Relation.SAME):
        return NOTHING
    return _like_named(ours, theirs, relation, other_mail)


def _by_identifier(ours: PersonIdentity, theirs: PersonIdentity) -> Evidence | None:
    """One ORCID or address is one person if the names can be one; else somebody has to look."""
    orcid = ours.number is not None and ours.number == theirs.number
    if not orcid and ours.mails.isdisjoint(theirs.mails):
        return None
    likeness = _likeness(ours, theirs)
    reason = _ORCID if orcid else _MAIL
    if not orcid and differ(ours.number, theirs.number):
        return Evidence(POSSIBLE, (reason, _OTHER_ORCID), 9)
    if likeness is None:
        return Evidence(CERTAIN, (reason,), 3)
    if likeness is Alike.NOT:
        return Evidence(POSSIBLE, (reason, OTHER_NAME), 8)
    sure = likeness >= Alike.PART or orcid
    return Evidence(CERTAIN if sure else POSSIBLE, (reason, _NAMES[likeness]), 3 if sure else 9)


def _likeness(ours: PersonIdentity, theirs: PersonIdentity) -> Alike | None:
    """How alike the names are, None where one has none."""
    if ours.said and not ours.said.isdisjoint(theirs.said):
        return Alike.SAME
    if not ours.names or not theirs.names:
        return None
    if same_name(ours, theirs):
        return Alike.SAME
    found = max((alike(one, other) for one in ours.spelt for other in theirs.spelt), default=Alike.NOT)
    return min(found, Alike.SPELLING)


def _same_named(
    ours: PersonIdentity,
    theirs: PersonIdentity,
    relation: Relation,
    foreign: bool,
    other_mail: bool,
    within_file: bool,
) -> Evidence:
    known = bool(ours.country and theirs.country) or bool(ours.nationality and theirs.nationality)
    said = (SAME_NAME, _PLACES[relation], *((SAME_COUNTRY,) if known and not foreign else ()))
    if other_mail:
        asked = relation is Relation.SAME and not within_file and not foreign
        return Evidence(POSSIBLE, (*said, _OTHER_MAIL), 5, against=True) if asked else NOTHING
    if relation is Relation.SAME:
        against = _against(ours, theirs, foreign, within_file)
        if against:
            return Evidence(POSSIBLE, (*said, *against), 6, against=True)
        return Evidence(CERTAIN, said, 2)
    if foreign:
        return NOTHING
    if within_file:
        return Evidence(CERTAIN, said, 1) if ours.place is None and theirs.place is None else NOTHING
    if relation is Relation.OTHER and ours.mails and theirs.mails:
        return NOTHING
    return Evidence(POSSIBLE, said if known else (*said, NO_COUNTRY), 4 + relation)


def _against(
    ours: PersonIdentity, theirs: PersonIdentity, foreign: bool, within_file: bool
) -> tuple[Message, ...]:
    """What makes two of one name at one institution perhaps two people."""
    if foreign:
        return (OTHER_COUNTRY,)
    if _other_native(ours, theirs):
        return (OTHER_NATIVE,)
    if within_file:
        return ()
    if _swapped(ours.values, theirs.values):
        return (SWAPPED,)
    return (_OTHER_DETAILS,) if _other_details(ours.values, theirs.values) else ()


def _other_native(ours: Identity, theirs: Identity) -> bool:
    """Whether both have a name in a script that tells more than its Latin form, and not the same: 王伟, 王薇."""
    names = [text_of(each.values.get("native_name")) or "" for each in (ours, theirs)]
    told = all(_AMBIGUOUS_SCRIPTS.search(name) for name in names)
    return told and exact_name(None, None, names[0]) != exact_name(None, None, names[1])


def _swapped(ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> bool:
    """Whether both tell family from given name, and not alike: Wang Wei and Wei Wang may be two."""
    keys = ("family_name", "given_name")
    if not all(values.get(key) for values in (ours, theirs) for key in keys):
        return False
    return latin_key(str(ours["family_name"])) != latin_key(str(theirs["family_name"]))


def _other_details(ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> bool:
    """Whether of what is said of both more than one thing differs and nothing agrees."""
    both = [
        clean(str(ours[key])).casefold() == clean(str(theirs[key])).casefold()
        for key in _DETAILS
        if ours.get(key) and theirs.get(key)
    ]
    return len(both) > _MOST_OTHER_DETAILS and not any(both)


def _like_named(
    ours: PersonIdentity, theirs: PersonIdentity, relation: Relation, other_mail: bool
) -> Evidence:
    """Names that only sound or look alike: never certain, and with nothing against it."""
    found = _likeness(ours, theirs) or Alike.NOT
    known = bool(ours.country and theirs.country) or bool(ours.nationality and theirs.nationality)
    if found is Alike.NOT or (other_mail and found < Alike.SPELLING):
        return NOTHING
    if found in (Alike.INITIALS, Alike.PART) and relation is Relation.UNKNOWN and not known:
        return NOTHING
    said = (_NAMES[found], _PLACES[relation], SAME_COUNTRY if known else NO_COUNTRY)
    return Evidence(POSSIBLE, (*said, _OTHER_MAIL) if other_mail else said, relation - (found < Alike.PART))


def _pairs(spelt: tuple[NameWord, ...]) -> Iterator[str]:
    if len(spelt) == 1:
        for sound in _sounds(spelt[0]):
            yield f"{sound}|"
    for one, other in permutations(spelt, 2):
        if one.initial:
            continue
        for sound in _sounds(one):
            for end in other.ends:
                yield f"{sound}|{end}"


def _sounds(word: NameWord) -> Iterator[str]:
    yield from word.sounds
    for group in word.kin:
        yield f"={group}"
