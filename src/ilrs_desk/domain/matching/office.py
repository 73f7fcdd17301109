"""Records of one kind by all that they can be found by, so that each row meets only those that it may be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property

from ..records import Record
from .blocks import Blocks
from .evidence import NO, Evidence
from .identity import Identity
from .places import Places
from .reading import Reading

#: Of a block that is wider once country and place have narrowed it, nobody could be asked about.
_WIDEST = 400
#: Of a name or identifier that more records bear, only the closest are weighed, and so many of them.
_MANY, _CLOSEST = 100, 40

Bearers = Mapping[Hashable, Sequence[int]]


class KeyIndex:
    """Identities by each of their keys: positions in the list that they stand in."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        self._identities = identities
        self.mails = _by_key((at, identity.mails) for at, identity in enumerate(identities))
        self._numbers = _by_key((at, (i.number,)) for at, i in enumerate(identities) if i.number)
        self._closer: dict[Hashable, Bearers] = {}
        self._crowds: dict[str, frozenset[int]] = {}

    def identified(self, identity: Identity, after: int = -1) -> set[int]:
        """Positions behind ``after`` that share an identifier with ``identity``."""
        found: set[int] = set()
        for mail in identity.mails:
            found.update(self._bearers(mail, self.mails.get(mail, ()), identity, after, _names))
        if identity.number:
            bearers = self._numbers.get(identity.number, ())
            found.update(self._bearers(("number", identity.number), bearers, identity, after, _names))
        return found

    def named(self, identity: Identity, after: int = -1) -> set[int]:
        """Positions behind ``after`` that bear a name of ``identity``."""
        found: set[int] = set()
        for name in identity.names:
            found.update(self._bearers(("name", name), self._names.get(name, ()), identity, after, _bearing))
        return found

    def crowded(self, identity: Identity) -> frozenset[int]:
        """Positions that bear a name of ``identity`` which too many bear to weigh them all."""
        crowds = [name for name in identity.names if len(self._names.get(name, ())) > _MANY]
        for name in crowds:
            self._crowds.setdefault(name, frozenset(self._names[name]))
        return frozenset().union(*(self._crowds[name] for name in crowds)) if crowds else frozenset()

    def _bearers(
        self,
        key: Hashable,
        bearers: Sequence[int],
        identity: Identity,
        after: int,
        closer: Callable[[Identity], Iterable[Hashable]],
    ) -> Iterable[int]:
        """Those of ``bearers`` behind ``after``; of very many first those that say the same, then those ``closer``."""
        if len(bearers) <= _MANY:
            return bearers if after < 0 else bearers[bisect_right(bearers, after) :]
        if key not in self._closer:
            self._closer[key] = _by_key((at, closer(self._identities[at])) for at in bearers)
        near = (self._closer[key].get(each, ()) for each in closer(identity))
        found: dict[int, None] = {}
        for listed in (self._same.get(identity.key, ()), *near, bearers):
            start = bisect_right(listed, after)
            found.update(dict.fromkeys(listed[start : start + _CLOSEST - len(found)]))
        return found

    @cached_property
    def _names(self) -> dict[Hashable, list[int]]:
        return _by_key((at, identity.names) for at, identity in enumerate(self._identities))

    @cached_property
    def _same(self) -> dict[Hashable, list[int]]:
        return _by_key((at, (identity.key,)) for at, identity in enumerate(self._identities))


def _names(identity: Identity) -> Iterable[Hashable]:
    return identity.names


def _bearing(identity: Identity) -> Iterable[Hashable]:
    return (identity.bearing,)


def _by_key(keyed: Iterable[tuple[int, Iterable[Hashable]]]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for at, keys in keyed:
        for key in keys:
            found.setdefault(key, []).append(at)
    return found


class OfficeRecords:
    """The office's records of one kind, and which of them a row may be."""

    def __init__(self, kind: str, records: Sequence[Record], places: Places) -> None:
        self.kind, self.records, self.places = kind, records, places
        self.reading = Reading(kind, places)
        self.identities = [self.reading.identity(record.values) for record in records]
        self.index = KeyIndex(self.identities)
        self.blocks = Blocks(self.identities, places)

    def identified(self, identity: Identity) -> list[tuple[int, Evidence]]:
        """Evidence for the records that share an identifier with ``identity``, by their positions."""
        return self._weighed(identity, self.index.identified(identity))

    def named(self, identity: Identity) -> list[tuple[int, Evidence]]:
        """Evidence for those that share an identifier or a name with ``identity``: all that it can be for sure."""
        return self._weighed(identity, self._known(identity, -1))

    def found(self, identity: Identity, after: int = -1) -> list[tuple[int, Evidence]]:
        """Evidence for all records behind position ``after`` that ``identity`` may be, by their positions."""
        return self._weighed(identity, self._known(identity, after) | self._spelt_alike(identity, after))

    def _known(self, identity: Identity, after: int) -> set[int]:
        return self.index.identified(identity, after) | self.index.named(identity, after)

    def _spelt_alike(self, identity: Identity, after: int) -> set[int]:
        """Positions whose names may be spelled or slipped from the name of ``identity``, and nothing is against it."""
        found: set[int] = set()
        for block in self.blocks.around(identity, after):
            if len(block) <= _WIDEST:
                found.update(block if after < 0 else block[bisect_right(block, after) :])
        return found - self.index.crowded(identity)

    def _weighed(self, identity: Identity, places: Iterable[int]) -> list[tuple[int, Evidence]]:
        """Evidence, where there is any, for the records at ``places``, in their order."""
        evidence = ((at, self.reading.weigh(self.identities[at], identity)) for at in sorted(places))
        return [pair for pair in evidence if pair[1].strength != NO]
