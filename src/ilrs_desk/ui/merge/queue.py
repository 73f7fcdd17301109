"""The pairs that wait to be looked at: in which order, which were put off, and which can be merged without a choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from ilrs_desk.domain.kinds import DISTINCTIONS
from ilrs_desk.domain.matching import Pair
from ilrs_desk.domain.merging import MOST
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.distinctions import apart_pairs
from ilrs_desk.usecases.merge_records import alike


@dataclass(frozen=True, slots=True)
class PairQueue:
    """``pairs``, best first; those of ``later`` (see :func:`key_of`) come last."""

    kind: str
    pairs: tuple[Pair, ...] = ()
    later: frozenset[tuple[int, int]] = field(default=frozenset())

    @property
    def ordered(self) -> list[Pair]:
        """All pairs in the order of work."""
        return sorted(self.pairs, key=lambda pair: key_of(pair) in self.later)

    def find(self, key: tuple[int, int]) -> Pair | None:
        """The pair of two ids."""
        return next((pair for pair in self.pairs if key_of(pair) == key), None)

    def putting_off(self, key: tuple[int, int]) -> PairQueue:
        """The same with a pair put last; put off twice, it comes back to its place."""
        return replace(self, later=self.later ^ {key})


def key_of(pair: Pair) -> tuple[int, int]:
    """The ids of a pair, which name it."""
    return pair.one.id, pair.other.id


def groups_without_difference(pairs: Iterable[Pair]) -> list[list[int]]:
    """Groups of records, each of which is certainly each other one of its group and contradicts it nowhere."""
    sure: set[tuple[int, int]] = set()
    joined: dict[int, set[int]] = {}
    for pair in pairs:
        if pair.certain and alike((pair.one, pair.other)):
            sure.add(key_of(pair))
            group = joined.get(pair.one.id, {pair.one.id}) | joined.get(pair.other.id, {pair.other.id})
            joined.update(dict.fromkeys(group, group))
    groups = {min(group): sorted(group) for group in joined.values()}
    # Where the far ends of a chain differ, or were said to be two, a person must look at it.
    return [
        group
        for _, group in sorted(groups.items())
        if len(group) <= MOST and all(ends in sure for ends in combinations(group, 2))
    ]


def still_waiting(office: Office, kind: str, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The pairs whose records are both there and not said to be two, with the records as they are now."""
    ids = sorted({number for pair in pairs for number in key_of(pair)})
    live = {record.id: record for record in office.records(kind, ids) if not record.trashed}
    said = apart_pairs(office.snapshot((DISTINCTIONS.key,)), kind)
    return tuple(
        replace(pair, one=live[pair.one.id], other=live[pair.other.id])
        for pair in pairs
        if pair.one.id in live and pair.other.id in live and frozenset(key_of(pair)) not in said
    )
