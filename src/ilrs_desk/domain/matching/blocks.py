"""Identities in blocks: by where they belong, by country, and by keys that spellings of one name share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from .identity import Identity
from .places import Places, Relation

#: Stands for all places together.
_ALL = "*"


class Blocks:
    """Finds identities that may be spelled like another; each part of the index is made when it is first asked."""

    def __init__(self, identities: Sequence[Identity], places: Places) -> None:
        self._identities, self._places = identities, places
        self._members: dict[str | None, dict[str | None, list[int]]] = {}
        for at, identity in enumerate(identities):
            self._members.setdefault(identity.place, {}).setdefault(identity.land, []).append(at)
        self._similar: dict[str, list[str]] = {}
        self._indexes: dict[tuple[str | None, str | None], Mapping[str, Sequence[int]]] = {}

    def around(self, identity: Identity) -> Iterator[Sequence[int]]:
        """Positions that share a key, a place and a country with ``identity``, or where one of the two is not known."""
        keys = sorted(identity.blocks)
        for place in self._around(identity.place):
            for land in self._lands(place, identity.land):
                index = self._index(place, land)
                yield from (index[key] for key in keys if key in index)

    def _around(self, place: str | None) -> list[str | None]:
        if place is None:
            return [_ALL]
        if place not in self._similar:
            near = {each for key in self._places.keys(place) for each in self._by_key.get(key, ())}
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
