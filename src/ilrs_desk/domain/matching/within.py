"""Which rows of one file are the same record, whatever order they stand in."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import cache

from ..wording import Message
from .evidence import CERTAIN, Evidence, apart
from .identity import Identity
from .reading import Reading

_SAME_RECORD = Message("Both are the same record of the office.")
#: So many of those that stand next in order an identity is compared with, where a name or address is borne by more.
_NEXT = 16


class Groups:
    """Rows that are one record: joined by certain evidence, the surest first, never against an identifier.

    Rows that say the same of who they are stand for each other, so that the work grows with the rows only.
    """

    def __init__(self, reading: Reading, identities: Sequence[Identity]) -> None:
        self._reading, self._identities = reading, identities
        self._reasons: dict[int, tuple[Message, ...]] = {}
        self._parent = list(range(len(identities)))
        self._mails = [identity.mails for identity in identities]
        self._numbers = [frozenset({i.number} if i.number else ()) for i in identities]

    def join(self, rows: Sequence[int]) -> None:
        """Put rows that identifiers say to be one record into one group."""
        for row in rows[1:]:
            self._put(rows[0], row)
            self._reasons[row] = self._reasons[rows[0]] = (_SAME_RECORD,)

    def earlier(self) -> dict[int, tuple[int, tuple[Message, ...]]]:
        """Row → first row of the same record, with the reasons."""
        for one, other, evidence in (*self._repeated(), *self._edges()):
            if self._agree(one, other):
                self._put(one, other)
                self._reasons[other] = self._reasons[one] = evidence.reasons
        firsts: dict[int, int] = {}
        found = {}
        for row in range(len(self._identities)):
            first = firsts.setdefault(self.root(row), row)
            if first != row:
                found[row] = first, self._reasons.get(row, ())
        return found

    def root(self, row: int) -> int:
        """The row that stands for the group of ``row``."""
        while self._parent[row] != row:
            self._parent[row] = self._parent[self._parent[row]]
            row = self._parent[row]
        return row

    def _repeated(self) -> Iterator[tuple[int, int, Evidence]]:
        """Rows of one identity, each with the first of them, where that identity tells who they are."""
        firsts: dict[Hashable, int] = {}
        known: dict[int, Evidence] = {}
        for row, identity in enumerate(self._identities):
            first = firsts.setdefault(identity.key, row)
            if first == row:
                continue
            if first not in known:
                known[first] = self._reading.weigh(self._identities[first], identity, within_file=True)
            if known[first].strength == CERTAIN:
                yield first, row, known[first]

    def _edges(self) -> list[tuple[int, int, Evidence]]:
        """Pairs of rows of two identities that are one for sure, and why; the surest first."""
        said = cache(lambda row: repr(self._identities[row].key))
        pairs: set[tuple[int, int]] = set()
        for rows in self._buckets().values():
            if len(rows) > 1:
                rows.sort(key=said)
                pairs.update(
                    (one, other) for at, one in enumerate(rows) for other in rows[at + 1 : at + 1 + _NEXT]
                )
        found = []
        for one, other in pairs:
            ours, theirs = self._identities[one], self._identities[other]
            evidence = self._reading.weigh(ours, theirs, within_file=True)
            if evidence.strength == CERTAIN:
                found.append((-evidence.weight, said(one), said(other), one, other, evidence))
        found.sort(key=lambda edge: edge[:3])
        return [edge[3:] for edge in found]

    def _buckets(self) -> dict[Hashable, list[int]]:
        """The first row of each identity by its identifiers, and by its names with where they are borne."""
        firsts = {identity.key: row for row, identity in reversed(list(enumerate(self._identities)))}
        # Where each row has its own address, names need not be asked.
        names_tell = any(not self._identities[row].mails for row in firsts.values())
        found: dict[Hashable, list[int]] = {}
        for row in firsts.values():
            identity = self._identities[row]
            keys: list[Hashable] = [*identity.identifiers]
            if names_tell:
                keys += ((name, identity.bearing) for name in identity.names)
            for key in keys:
                found.setdefault(key, []).append(row)
        return found

    def _agree(self, one: int, other: int) -> bool:
        """Whether nothing in the groups of two rows has another identifier than something in the other."""
        one, other = self.root(one), self.root(other)
        return one != other and not any(
            apart(known[one], known[other]) for known in (self._mails, self._numbers)
        )

    def _put(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first
        for known in (self._mails, self._numbers):
            known[first] = known[first] | known[second]
