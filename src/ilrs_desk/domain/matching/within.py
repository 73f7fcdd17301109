"""Which rows of one file are the same record, whatever order they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..records import Value
from ..wording import Message
from .evidence import CERTAIN, Evidence, apart
from .identity import Identity
from .office import KeyIndex
from .reading import Reading

_SAME_RECORD = Message("Both are the same record of the office.")


class Groups:
    """Rows that are one record: joined by certain evidence, the surest first, never against an identifier."""

    def __init__(
        self,
        reading: Reading,
        rows: Sequence[Mapping[str, Value]],
        identities: Sequence[Identity],
        index: KeyIndex,
    ) -> None:
        self._reading, self._rows, self._identities, self._index = reading, rows, identities, index
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
        for _, _, one, other, evidence in sorted(self._edges(), key=lambda edge: edge[:2]):
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

    def _edges(self) -> list[tuple[int, tuple[str, str], int, int, Evidence]]:
        """Pairs of rows that are one for sure: how surely, a key of what they say, which rows, why."""
        found = []
        # Where each row has its own address and number, names need not be asked.
        names_tell = any(not identity.mails for identity in self._identities)
        for row, identity in enumerate(self._identities):
            near = self._index.identified(identity)
            if names_tell:
                near |= self._index.named(identity)
            for other in near:
                if other <= row:
                    continue
                evidence = self._reading.weigh(identity, self._identities[other], within_file=True)
                if evidence.strength == CERTAIN:
                    said = sorted((self._said(row), self._said(other)))
                    found.append((-evidence.weight, (said[0], said[1]), row, other, evidence))
        return found

    def _said(self, row: int) -> str:
        return repr(sorted((key, str(value)) for key, value in self._rows[row].items() if value))

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
