"""Records of one kind by all that they can be found by, so that each row meets only those that it may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from ..records import Record
from .blocks import Blocks
from .evidence import NO, Evidence, apart, differ
from .identity import Identity
from .places import Places, Relation
from .reading import Reading

#: Of a block that is wider once country and place have narrowed it, nobody could be asked about.
_WIDEST = 400


class KeyIndex:
    """Identities by each of their keys: positions in the list that they stand in."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        self._identities = identities
        self.mails: dict[str, list[int]] = {}
        self.numbers: dict[str, list[int]] = {}
        for at, identity in enumerate(identities):
            for mail in identity.mails:
                self.mails.setdefault(mail, []).append(at)
            if identity.number:
                self.numbers.setdefault(identity.number, []).append(at)

    def identified(self, identity: Identity) -> set[int]:
        """Positions that share an identifier with ``identity``."""
        found = {at for mail in identity.mails for at in self.mails.get(mail, ())}
        return found | set(self.numbers.get(identity.number, ())) if identity.number else found

    def named(self, identity: Identity) -> set[int]:
        """Positions that bear a name of ``identity``."""
        return {at for name in identity.names for at in self._names.get(name, ())}

    @cached_property
    def _names(self) -> Mapping[str, list[int]]:
        return _by_key((at, identity.names) for at, identity in enumerate(self._identities))


def _by_key(keyed: Iterable[tuple[int, Iterable[str]]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
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
        return self.weighed(identity, self.index.identified(identity))

    def found(self, identity: Identity, after: int = -1) -> list[tuple[int, Evidence]]:
        """Evidence for all records behind position ``after`` that ``identity`` may be, by their positions."""
        named = self.index.identified(identity) | self.index.named(identity)
        found = {at for at in named if at > after} | self.candidates(identity, after)
        return self.weighed(identity, found)

    def candidates(self, identity: Identity, after: int = -1) -> set[int]:
        """Positions whose names may be spelled or slipped from the name of ``identity``, and nothing is against it."""
        found: set[int] = set()
        for block in self.blocks.around(identity):
            inside = [at for at in block if at > after and self._may_be(self.identities[at], identity)]
            if len(inside) <= _WIDEST:
                found.update(inside)
        return found

    def weighed(self, identity: Identity, places: Iterable[int]) -> list[tuple[int, Evidence]]:
        """Evidence, where there is any, for the records at ``places``, in their order."""
        evidence = ((at, self.reading.weigh(self.identities[at], identity)) for at in sorted(places))
        return [pair for pair in evidence if pair[1].strength != NO]

    def _may_be(self, ours: Identity, theirs: Identity) -> bool:
        """Whether two whose names are not the same may be one: not at another place or in another country."""
        if differ(ours.country, theirs.country) or differ(ours.nationality, theirs.nationality):
            return False
        if ours.place == theirs.place:
            return True
        if apart(ours.mails, theirs.mails):
            return False
        return self.places.relation(ours.place, theirs.place) is not Relation.OTHER
