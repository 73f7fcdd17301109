"""Identities in blocks: by where they belong, by country, and by keys that spellings of one name share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from .evidence import differ
from .identity import Identity
from .places import Places, Relation

#: Stands for all places together.
_ALL = "*"
#: A block of so few is weighed as it is.
_FEW = 16
#: What so many places share, such as a word of all laboratories, tells nothing.
_WIDEST = 100

_Part = tuple[str | None, str | None]
_Narrowed = tuple[_Part, str, bool, str | None, str | None, bool]


class Blocks:
    """Finds identities that may be spelled like another; each part of the index is made when it is first asked."""

    def __init__(self, identities: Sequence[Identity], places: Places) -> None:
        self._identities, self._places = identities, places
        self._members: dict[str | None, dict[str | None, list[int]]] = {}
        for at, identity in enumerate(identities):
            self._members.setdefault(identity.place, {}).setdefault(identity.land, []).append(at)
        self._similar: dict[str, list[str]] = {}
        self._indexes: dict[_Part, Mapping[str, Sequence[int]]] = {}
        self._narrowed: dict[_Narrowed, Sequence[int]] = {}

    def around(self, identity: Identity, after: int = -1) -> Iterator[Sequence[int]]:
        """Positions that share a key with ``identity``, block by block, and may be it though the name is another.

        They share place, country and nationality with it, or one of the two is not known. Blocks that end at position
        ``after`` or before it are left out.
        """
        keys = sorted(identity.blocks)
        for place in self._around(identity.place):
            for land in self._lands(place, identity.land):
                index = self._index(place, land)
                for key in keys:
                    block = index.get(key)
                    if block and block[-1] > after:
                        yield self._narrow((place, land), key, block, identity)

    def _narrow(self, part: _Part, key: str, block: Sequence[int], theirs: Identity) -> Sequence[int]:
        """Those of a block that nothing is against; rows that differ in none of this share the answer."""
        if len(block) <= _FEW:
            return self._possible(block, theirs)
        here = theirs.place == part[0]
        asked = (part, key, here, theirs.country, theirs.nationality, bool(theirs.mails))
        if asked not in self._narrowed:
            self._narrowed[asked] = self._possible(block, theirs)
        return self._narrowed[asked]

    def _possible(self, block: Sequence[int], theirs: Identity) -> Sequence[int]:
        return [at for at in block if self._may_be(self._identities[at], theirs)]

    def _may_be(self, ours: Identity, theirs: Identity) -> bool:
        """Whether two whose names are not the same may be one: one address is found without the names."""
        if differ(ours.country, theirs.country) or differ(ours.nationality, theirs.nationality):
            return False
        return ours.place == theirs.place or not (ours.mails and theirs.mails)

    def _around(self, place: str | None) -> list[str | None]:
        if place is None:
            return [_ALL]
        if place not in self._similar:
            shared = (self._by_key.get(key, ()) for key in self._places.keys(place))
            near = {each for places in shared if len(places) <= _WIDEST for each in places}
            self._similar[place] = sorted(
                each for each in near if self._places.relation(place, each) is Relation.ALIKE
            )
        return [place, None, *self._similar[place]]

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[str]]:
        """Places by the keys of their names."""
        found: dict[str, list[str]] = {}
        for place in self._members:
            if place is not None and place != _ALL:
                for key in self._places.keys(place):
                    found.setdefault(key, []).append(place)
        return found

    def _lands(self, place: str | None, land: str | None) -> list[str | None]:
        if place == _ALL and _ALL not in self._members:
            whole: dict[str | None, list[int]] = {}
            for lands in list(self._members.values()):
                for each, members in lands.items():
                    whole.setdefault(each, []).extend(members)
            for members in whole.values():
                members.sort()
            self._members[_ALL] = whole
        known = self._members.get(place, {})
        return [each for each in known if land is None or each is None or each == land]

    def _index(self, place: str | None, land: str | None) -> Mapping[str, Sequence[int]]:
        if (place, land) not in self._indexes:
            made: dict[str, list[int]] = {}
            for at in self._members[place][land]:
                for key in self._identities[at].blocks:
                    made.setdefault(key, []).append(at)
            self._indexes[place, land] = made
        return self._indexes[place, land]
