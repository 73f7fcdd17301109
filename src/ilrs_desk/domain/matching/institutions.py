"""When two institutions or partners are one: identifiers, their names in all languages, acronyms, country and city."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..names import NameWord, name_word, word_link
from ..records import Value
from ..text import fold, latin_key
from ..wording import Message
from .bodies import BodyLikeness, BodyName, BodyReader, bodies_alike, body_keys, initials
from .evidence import (
    CERTAIN,
    NEAR,
    NO_COUNTRY,
    NOTHING,
    PARTS,
    POSSIBLE,
    SAME_COUNTRY,
    SAME_NAME,
    WORDS,
    Evidence,
    differ,
    same_name,
)
from .identity import Identity, text_of
from .places import ACRONYM_BEHIND, full_names, place_key, without_acronym

_NUMBER = {"institutions": Message("Same ROR."), "partners": Message("Same country.")}
_SHORT = Message("Same short name.")
_SITE = Message("Same website.")
_OTHER_CITY = Message("Another city.")
_NAMES = {BodyLikeness.WORDS: WORDS, BodyLikeness.NEAR: NEAR, BodyLikeness.PART: PARTS}
_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([^/\s:?#]+\.[^/\s:?#]+)", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-ZА-ЯЁÇĞİÖŞÜƏ0-9][\w&.-]{1,9}$")
_SHORTEST = 2
_ENDS = 4


class BodyIdentity(Identity):
    """An institution or organisation: by its names as words, its acronyms and its website."""

    __slots__ = ("_bodies", "_city", "_reader", "_shorts")
    weighed = ("name", "native_name", "aliases", "acronym", "city", "website")

    def __init__(self, values: Mapping[str, Value], reader: BodyReader) -> None:
        super().__init__(values)
        self._reader = reader
        self._bodies: tuple[BodyName, ...] | None = None
        self._shorts: frozenset[str] | None = None
        self._city: NameWord | None = None

    @property
    def bearing(self) -> str | None:
        """Its country: one name in two countries is two bodies."""
        return self.country

    @property
    def city(self) -> NameWord:
        """Its city as one word, empty if not known; it may be written in another language."""
        if self._city is None:
            self._city = name_word(latin_key(str(self.values.get("city") or "")).replace(" ", ""))
        return self._city

    @property
    def _full(self) -> list[str]:
        return full_names(self.values)

    @property
    def bodies(self) -> tuple[BodyName, ...]:
        """Its names as words."""
        if self._bodies is None:
            self._bodies = tuple(self._reader.read(without_acronym(name)) for name in self._full)
        return self._bodies

    @property
    def shorts(self) -> frozenset[str]:
        """Its acronyms, folded: as said, where a name is one, and as the first letters of its names."""
        if self._shorts is None:
            names = full_names(self.values)
            said = [
                place_key(name)
                for name in (text_of(self.values.get("acronym")), *names)
                if name and _short(name)
            ]
            made = [letters for name in names if len(letters := initials(name)) > _SHORTEST]
            self._shorts = frozenset(short for short in (*said, *made) if len(short) >= _SHORTEST)
        return self._shorts

    @property
    def short(self) -> bool:
        """Whether one of its acronyms is said, and not only made of its name."""
        known = bool(self.values.get("acronym")) or any(_short(name) for name in self._full)
        return known or any(ACRONYM_BEHIND.match(name) for name in self._full)

    @property
    def host(self) -> str | None:
        """The host of its website."""
        found = _HOST.match(str(self.values.get("website") or ""))
        return found[1].casefold() if found else None

    def read_names(self) -> tuple[str, ...]:
        """Its names in Latin letters, without an acronym behind them; its acronym is none of them."""
        return tuple(dict.fromkeys(key for name in self._full if (key := place_key(without_acronym(name)))))

    def read_blocks(self) -> set[str]:
        """Beginnings, ends and sounds of its proper names; what it is, where it has none; acronyms and website."""
        found = {key for body in self.bodies for key in body_keys(body)} | {
            f"={short}" for short in self.shorts
        }
        return found | {f"w{self.host}"} if self.host else found


def weigh_bodies(kind: str, ours: BodyIdentity, theirs: BodyIdentity) -> Evidence:
    """The evidence that ``theirs`` is ``ours``."""
    if ours.number is not None and ours.number == theirs.number:
        return Evidence(CERTAIN, (_NUMBER[kind],), 3)
    if differ(ours.number, theirs.number) or differ(ours.country, theirs.country):
        return NOTHING
    one_sided = bool(ours.country) != bool(theirs.country)
    country = (NO_COUNTRY,) if one_sided else (SAME_COUNTRY,) if ours.country else ()
    if same_name(ours, theirs):
        against = () if _same_city(ours.city, theirs.city) else (_OTHER_CITY,)
        sure = not against and not one_sided
        return Evidence(
            CERTAIN if sure else POSSIBLE, (SAME_NAME, *country, *against), 2 if sure else 6, bool(against)
        )
    return _like_bodies(ours, theirs, country, one_sided)


def _like_bodies(
    ours: BodyIdentity, theirs: BodyIdentity, country: tuple[Message, ...], one_sided: bool
) -> Evidence:
    likeness = max(
        (bodies_alike(one, other) for one in ours.bodies for other in theirs.bodies), default=BodyLikeness.NOT
    )
    if likeness >= BodyLikeness.NEAR or (likeness is BodyLikeness.PART and not one_sided):
        return Evidence(POSSIBLE, (_NAMES[likeness], *country), likeness)
    said = ours.short or theirs.short
    if said and not one_sided and not ours.shorts.isdisjoint(theirs.shorts):
        return Evidence(POSSIBLE, (_SHORT, *country), 1)
    if ours.host is not None and ours.host == theirs.host:
        return Evidence(POSSIBLE, (_SITE, *country), 1)
    return NOTHING


def _same_city(one: NameWord, other: NameWord) -> bool:
    """Whether nothing says that the two are in two cities."""
    return not one.latin or not other.latin or one.latin == other.latin or bool(word_link(one, other))


def _short(name: str) -> bool:
    return (bool(_ACRONYM.match(name)) and name.upper() == name) or (
        len(fold(name)) <= _ENDS and " " not in name
    )
