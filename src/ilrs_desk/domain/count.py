"""One target counted on one day: who counts, who does not and why, what is in doubt, who stands behind each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from .counting import (
    UNKNOWN,
    Cell,
    Double,
    Places,
    Tally,
    Term,
    group_doubles,
    in_pipeline,
    merged_doubles,
    nationality_doubles,
    own_term,
    stage_on,
    term_of,
    values_of,
)
from .ground import Ground
from .records import Record
from .targets import Target
from .wording import Message


@dataclass(frozen=True, slots=True)
class Listed:
    """A record named beside a figure, and why."""

    id: int
    label: str
    why: Message


class Count:
    """A target counted; ``tally`` holds the numbers, the methods name the records, at most ``limit`` of them."""

    def __init__(self, ground: Ground, target: Target) -> None:
        self.ground = ground
        self.target = target
        self.rule = ground.rules[target.key]
        self.places: Places = ground.places(self.rule)
        self.tally = Tally(self.rule, ground.day, self.places)

    def ids(self) -> tuple[int, ...]:
        """Ids of the records that count, in order."""
        raise NotImplementedError

    def members(self, dimension: str, value: str) -> tuple[int, ...]:
        """Ids of the records that the breakdown by ``dimension`` counts under ``value``, in order."""
        raise NotImplementedError

    def not_counted(self, limit: int | None) -> tuple[Listed, ...]:
        """The first records that do not count, and why."""
        raise NotImplementedError

    def uncertain(self, limit: int | None) -> tuple[Listed, ...]:
        """The first records of which something is not fully known, and what."""
        raise NotImplementedError

    def doubles(self, limit: int | None) -> tuple[Double, ...]:
        """What might have counted twice, and how it counts."""
        groups = self.ground.groups(self.rule.kind)
        day = self.ground.day
        found: Iterator[Double] = group_doubles(self.rule, groups, self._term, day)
        merged = merged_doubles(self.ground.merged(self.rule.kind, limit), self._term, day)
        return (*islice(found, limit), *merged)

    def _term(self, record: Record) -> Term:
        return term_of(self.rule, record, self.places)

    def _stands_under(self, record: Record, term: Term, dimension: str, value: str) -> bool:
        """Whether the breakdown holds a record of this term under the value."""
        if dimension == "stage":
            return in_pipeline(self.rule, record) and stage_on(record, self.ground.day) == value
        if not term.covers(self.ground.day):
            return False
        return value in values_of(dimension, self.rule, record, term, self.places)


class ListedCount(Count):
    """Records that are all at hand, judged one by one."""

    def __init__(self, ground: Ground, target: Target) -> None:
        super().__init__(ground, target)
        records = ground.snapshot.of(self.rule.kind)
        self._terms = [(record, self._term(record)) for record in records]
        for record, term in self._terms:
            self.tally.take_dated(record, term)

    def ids(self) -> tuple[int, ...]:
        """See :class:`Count`."""
        return tuple(record.id for record, term in self._terms if term.covers(self.ground.day))

    def members(self, dimension: str, value: str) -> tuple[int, ...]:
        """See :class:`Count`."""
        return tuple(one.id for one, term in self._terms if self._stands_under(one, term, dimension, value))

    def not_counted(self, limit: int | None) -> tuple[Listed, ...]:
        """See :class:`Count`."""
        day = self.ground.day
        out = ((record, term) for record, term in self._terms if not term.covers(day))
        return tuple(Listed(one.id, one.label, term.outside(day)) for one, term in islice(out, limit))

    def uncertain(self, limit: int | None) -> tuple[Listed, ...]:
        """See :class:`Count`."""
        doubted = ((one, term.doubt) for one, term in self._terms if term.doubt is not None)
        return tuple(Listed(one.id, one.label, doubt) for one, doubt in islice(doubted, limit))


class CrowdCount(Count):
    """People, judged group by group; only those that are one with others are judged by themselves."""

    def __init__(self, ground: Ground, target: Target, cells: Sequence[Cell]) -> None:
        super().__init__(ground, target)
        self._cells = [(cell, own_term(self.rule, cell.record, self.places)) for cell in cells]
        self._counted = {
            cell.key for cell, term in self._cells if self.tally.take(cell.record, term, cell.number)
        }
        whos = {cell.who for cell, term in self._cells if term.ever}
        self.tally.add_steps(ground.crowd.steps(whos))
        self._give_way: set[int] = set()
        self._undoubted: set[int] = set()
        for group in ground.groups(self.rule.kind):
            for record in group.records:
                self._take_twin(record)

    def _take_twin(self, record: Record) -> None:
        own, term = own_term(self.rule, record, self.places), self._term(record)
        if term is own:
            return
        self.tally.take_instead(record, own, term)
        if own.covers(self.ground.day) and not term.covers(self.ground.day):
            self._give_way.add(record.id)
        if own.doubt is not None and term.doubt is None:
            self._undoubted.add(record.id)

    def set_agencies(self) -> None:
        """Split the counted people up by the agencies whose returns brought them first."""
        self.tally.set_agencies(self.ground.crowd.agencies(self._counted, self._give_way))

    def ids(self) -> tuple[int, ...]:
        """See :class:`Count`."""
        return tuple(self.ground.crowd.ids(self._counted, without=self._give_way))

    def members(self, dimension: str, value: str) -> tuple[int, ...]:
        """See :class:`Count`."""
        ids = self.ground.crowd.ids
        if dimension == "year":
            year = int(value) if value.isdigit() else 0
            return tuple(ids(self._counted, without=self._give_way, year=year))
        if dimension == "agency":
            agency = "" if value == UNKNOWN else value
            return tuple(ids(self._counted, without=self._give_way, agency=agency))
        keys = {
            cell.key for cell, term in self._cells if self._stands_under(cell.record, term, dimension, value)
        }
        return tuple(ids(keys, without=() if dimension == "stage" else self._give_way))

    def not_counted(self, limit: int | None) -> tuple[Listed, ...]:
        """See :class:`Count`."""
        keys = {cell.key for cell, _ in self._cells} - self._counted
        found = sorted((*self.ground.crowd.ids(keys, limit=limit), *self._give_way))[:limit]
        return self._listed(found, lambda term: term.outside(self.ground.day))

    def uncertain(self, limit: int | None) -> tuple[Listed, ...]:
        """See :class:`Count`."""
        keys = {cell.key for cell, term in self._cells if term.doubt is not None}
        found = self.ground.crowd.ids(keys, without=self._undoubted, limit=limit)
        return self._listed(found, lambda term: term.doubt or term.reason())

    def doubles(self, limit: int | None) -> tuple[Double, ...]:
        """See :class:`Count`."""
        _, several = self.ground.crowd.of_several_nations(limit)
        nations = nationality_doubles(self.rule, several, self._term, self.ground.day)
        return (*super().doubles(limit), *nations)

    def _listed(self, ids: Sequence[int], why: Callable[[Term], Message]) -> tuple[Listed, ...]:
        records = self.ground.crowd.records(ids)
        return tuple(Listed(one.id, one.label, why(self._term(one))) for one in records)


def count_target(ground: Ground, target: Target, cells: Sequence[Cell] | None = None) -> Count:
    """Count one target; ``cells``: all people of the ground's crowd, if they are at hand."""
    if target.kind != "personnel":
        return ListedCount(ground, target)
    return CrowdCount(ground, target, ground.crowd.cells() if cells is None else cells)
