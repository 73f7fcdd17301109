"""How well the matcher tells the labelled pairs: each alone, and all together in one office."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ilrs_desk.domain.matching import Match, match_rows
from ilrs_desk.domain.records import Record

from .labelled import LabelledPair


@dataclass
class Measured:
    """What came of labelled pairs; ``wrong``: taken for sure and must not be; ``missed``: one, and not found."""

    certain: int = 0
    possible: int = 0
    missed: list[LabelledPair] = field(default_factory=list)
    wrong: list[LabelledPair] = field(default_factory=list)
    doubted: list[LabelledPair] = field(default_factory=list)
    ways: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def recall(self) -> float:
        """Share of the pairs that are one and not certain that is offered."""
        return self.possible / (self.possible + len(self.missed))

    @property
    def precision(self) -> float:
        """Share of the offered pairs that is one."""
        return self.possible / (self.possible + len(self.doubted))


def measure(pairs: Sequence[LabelledPair]) -> Measured:
    """Match the row of each pair against its record only."""
    found = Measured()
    for pair in pairs:
        (match,) = match_rows(pair.kind, [pair.theirs], [Record(pair.kind, 1, _filled(pair))])
        _count(found, pair, match, 1)
    return found


def measure_together(pairs: Sequence[LabelledPair]) -> Measured:
    """Match all rows against all records at once; the pairs are of one kind."""
    found = Measured()
    records = [Record(pair.kind, number, _filled(pair)) for number, pair in enumerate(pairs, 1)]
    matches = match_rows(pairs[0].kind, [pair.theirs for pair in pairs], records)
    for number, (pair, match) in enumerate(zip(pairs, matches, strict=True), 1):
        _count(found, pair, match, number)
    return found


def _filled(pair: LabelledPair) -> dict[str, str | int]:
    return {key: value for key, value in pair.ours.items() if value is not None}


def _count(found: Measured, pair: LabelledPair, match: Match, record: int) -> None:
    ids = {like.record.id for like in match.likes}
    certain = match.certain
    told = "certain" if certain else "possible" if record in ids else "none"
    found.ways[f"{pair.what}: {'same' if pair.same else 'other'}"][told] += 1
    if certain is not None and (certain.record.id != record or not pair.same or not pair.sure):
        found.wrong.append(pair)
    elif certain is not None:
        found.certain += 1
    elif record in ids and pair.same:
        found.possible += 1
    elif pair.same:
        found.missed.append(pair)
    elif record in ids:
        found.doubted.append(pair)
