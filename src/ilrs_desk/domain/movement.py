"""What moved a figure between two moments: who joined, left, was promoted, corrected or merged, each by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .counting import CountingRule
from .moments import Moment
from .targets import Target
from .wording import Message


class Move(StrEnum):
    """How a record moved. ``RECOUNTED``: nothing about the record changed, the counting rule did."""

    JOINED = "joined"  # counts by a day within the time between
    LEFT = "left"  # its last day, or a way out, lies within the time between
    PROMOTED = "promoted"  # went up a stage; moves a figure only if it joined by that, and then stands there
    CORRECTED = "corrected"  # counts or not by what was learned about earlier days, or was put into the trash
    MERGED = "merged"  # became a part of another record, or was parted again: nobody came or went
    RECOUNTED = "recounted"


@dataclass(frozen=True, slots=True)
class Moved:
    """One record that moved. ``effect`` is what it does to the figure: +1, -1 or 0."""

    move: Move
    kind: str
    id: int
    label: str
    why: Message
    effect: int = 0
    changeset: int | None = None


@dataclass(frozen=True, slots=True)
class TargetMovement:
    """One target: ``before`` + the sum of the effects of ``moved`` = ``after``, always."""

    target: Target
    rule_before: CountingRule
    rule_after: CountingRule
    before: int
    after: int
    moved: tuple[Moved, ...]

    def by_move(self) -> Mapping[Move, tuple[Moved, ...]]:
        """What moved, apart by how, in the order of :class:`Move`; ways that nobody moved are left out."""
        return {
            move: found
            for move in Move
            if (found := tuple(moved for moved in self.moved if moved.move is move))
        }


@dataclass(frozen=True, slots=True)
class Movement:
    """All targets between two moments; ``since`` and ``until`` have their days filled in."""

    since: Moment
    until: Moment
    targets: tuple[TargetMovement, ...]
