"""Which records of the office seem to be one and the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from ..records import Record
from ..wording import Message
from .evidence import CERTAIN, Evidence
from .office import OfficeRecords
from .places import Places

#: Records between two looks at whether the work is to stop.
_BETWEEN_LOOKS = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that seem one: ``one`` is the older; surely or possibly, and why."""

    one: Record
    other: Record
    certain: bool
    reasons: tuple[Message, ...]


def find_duplicates(
    kind: str,
    records: Sequence[Record],
    places: Places,
    *,
    apart: Collection[frozenset[int]] = (),
    cancelled: Callable[[], None] | None = None,
    progress: Callable[[float], None] | None = None,
) -> list[Pair]:
    """Pairs of ``records`` of ``kind`` that seem one, best first; not those of ``apart``, pairs of ids said to be two.

    ``cancelled`` raises to stop; ``progress`` hears the share that is done.
    """
    office = OfficeRecords(kind, records, places)
    said = {frozenset(pair) for pair in apart}
    found: list[tuple[Evidence, int, int]] = []
    for at, identity in enumerate(office.identities):
        if at % _BETWEEN_LOOKS == 0:
            _look(cancelled, progress, at / len(records))
        for other, evidence in office.found(identity, after=at):
            if frozenset((records[at].id, records[other].id)) not in said:
                found.append((evidence, at, other))
    found.sort(key=lambda each: (-each[0].strength, -each[0].weight, each[1], each[2]))
    return [_pair(records[one], records[other], evidence) for evidence, one, other in found]


def _pair(one: Record, other: Record, evidence: Evidence) -> Pair:
    older, newer = sorted((one, other), key=lambda record: record.id)
    return Pair(older, newer, evidence.strength == CERTAIN, evidence.reasons)


def _look(
    cancelled: Callable[[], None] | None, progress: Callable[[float], None] | None, share: float
) -> None:
    if cancelled is not None:
        cancelled()
    if progress is not None:
        progress(share)
