"""One target counted on one day: who counts, who does not and why, what is in doubt, who stands behind each part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from .counting import (
    UNKNOWN,
    Crowd,
    Double,
    Key,
    Places,
    Sort,
    Taken,
    Tally,
    Term,
    barred_term,
    country_of,
    doubt_of,
    group_doubles,
    in_pipeline,
    merged_doubles,
    nationalities,
    nationality_doubles,
    own_term,
    reason_of,
    stage_on,
    term_of,
    traits_of,
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

    def left_out(
        self, reason: Message | None = None, offset: int = 0, limit: int | None = None
    ) -> tuple[Listed, ...]:
        """A stretch of the records that do not count, by id, and why; only those out for ``reason``, if given."""
        raise NotImplementedError

    def uncertain(self, limit: int | None) -> tuple[Listed, ...]:
        """The first records of which something is not fully known, and what."""
        raise NotImplementedError

    def doubles(self, limit: int | None) -> tuple[Double, ...]:
        """What might have counted twice, and how it counts."""
        groups = self.ground.groups(self.rule.kind)
        day = self.ground.day
        found: Iterator[Double] = group_doubles(self.rule, groups, self._term, day)
        merged = merged_doubles(self.ground.merged(self.rule.kind, limit)[1], self._term, day)
        return (*islice(found, limit), *merged)

    def doubles_total(self, limit: int | None) -> int:
        """How many :meth:`doubles` there are, of which ``limit`` are listed."""
        return len(self.ground.groups(self.rule.kind)) + self.ground.merged(self.rule.kind, limit)[0]

    def _term(self, record: Record) -> Term:
        return term_of(self.rule, record, self.places)

    def _stands_under(self, record: Record, term: Term, dimension: str, value: str) -> bool:
        """Whether the breakdown holds a record of this term under the value."""
        if dimension == "stage":
            return in_pipeline(self.rule, record) and stage_on(record, self.ground.day) == value
        if not term.covers(self.ground.day):
            return False
        traits = traits_of(self.rule, record, term, self.places)
        return value in values_of(dimension, self.rule, traits, self.places)


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

    def left_out(
        self, reason: Message | None = None, offset: int = 0, limit: int | None = None
    ) -> tuple[Listed, ...]:
        """See :class:`Count`."""
        day = self.ground.day
        out = ((record, term) for record, term in self._terms if _is_out(term, day, reason))
        found = islice(out, offset, None if limit is None else offset + limit)
        return tuple(Listed(one.id, one.label, term.outside(day)) for one, term in found)

    def uncertain(self, limit: int | None) -> tuple[Listed, ...]:
        """See :class:`Count`."""
        doubted = ((one, term.doubt) for one, term in self._terms if term.doubt is not None)
        return tuple(Listed(one.id, one.label, doubt) for one, doubt in islice(doubted, limit))


class CrowdCount(Count):
    """People, judged sort by sort; only those that are one with others are judged by themselves.

    When they come and go and who brought them is told by :func:`add_days`.
    """

    def __init__(self, ground: Ground, target: Target, sorts: Sequence[Sort]) -> None:
        super().__init__(ground, target)
        self._sorts = [(sort, barred_term(self.rule, sort.record, self.places)) for sort in sorts]
        self.taken = Taken(set(), set(), set(), {})
        for sort, barred in self._sorts:
            doubt = None if barred else doubt_of(self.rule, sort.record, self.places)
            self.tally.take_sort(sort, barred, doubt, self.taken)
        self._apart: dict[int, Term] = {}
        self._give_way: set[int] = set()
        self._take_over: dict[int, tuple[Record, Term]] = {}
        self._joined: dict[int, int] = {}
        self._undoubted: set[int] = set()
        self._newly_doubted: set[int] = set()
        for group in ground.groups(self.rule.kind):
            for record in group.records:
                self._take_twin(record)

    def _take_twin(self, record: Record) -> None:
        own, term = own_term(self.rule, record, self.places), self._term(record)
        if term == own:
            return
        self.tally.take_instead(record, own, term)
        self._apart[record.id] = term
        was, counts = own.covers(self.ground.day), term.covers(self.ground.day)
        if was and not counts:
            self._give_way.add(record.id)
        if counts and not was:
            self._take_over[record.id] = record, term
        if counts and term.joined is not None:
            self._joined[record.id] = term.joined.year
        if own.doubt is not None and term.doubt is None:
            self._undoubted.add(record.id)
        if own.doubt is None and term.doubt is not None:
            self._newly_doubted.add(record.id)

    def set_agencies(self, brought: Counter[str]) -> None:
        """Split the counted people up by who ``brought`` those of the cells that count."""
        found = Counter(brought)
        found.subtract(self.ground.crowd.agencies_of(self._give_way))
        found.update(self.ground.crowd.agencies_of(self._take_over))
        self.tally.set_agencies(found)

    def ids(self) -> tuple[int, ...]:
        """See :class:`Count`."""
        found = self.ground.crowd.ids(self.taken.counted, without=self._give_way)
        return tuple(sorted((*found, *self._take_over)) if self._take_over else found)

    def members(self, dimension: str, value: str) -> tuple[int, ...]:
        """See :class:`Count`."""
        if dimension == "year":
            return self._of_year(int(value) if value.isdigit() else 0)
        if dimension == "agency":
            return self._of_agency("" if value == UNKNOWN else value)
        keys = set(self._keys_under(dimension, value))
        if dimension == "stage":
            return tuple(self.ground.crowd.ids(keys))
        over = [n for n, pair in self._take_over.items() if self._stands_under(*pair, dimension, value)]
        return tuple(sorted((*self.ground.crowd.ids(keys, without=self._give_way), *over)))

    def _keys_under(self, dimension: str, value: str) -> Iterator[Key]:
        for sort, barred in self._sorts:
            code = country_of(self.rule, sort.record, self.places)
            for span in sort.spans:
                if dimension == "stage":
                    yield from (cell.key for cell in span.cells if span.stage == value)
                elif barred is None:
                    for cell in span.cells:
                        traits = code, cell.workstream, None, None, None
                        if cell.key in self.taken.counted and value in values_of(
                            dimension, self.rule, traits, self.places
                        ):
                            yield cell.key

    def _of_year(self, year: int) -> tuple[int, ...]:
        apart = self._give_way | self._joined.keys()
        joined = [number for number, its in self._joined.items() if its == year]
        return tuple(sorted((*self.ground.crowd.ids(self.taken.counted, without=apart, year=year), *joined)))

    def _of_agency(self, agency: str) -> tuple[int, ...]:
        ids = self.ground.crowd.ids
        found = set(ids(self.taken.counted, without=self._give_way, agency=agency))
        if self._take_over:
            found |= self._take_over.keys() & set(ids(self._every(), agency=agency))
        return tuple(sorted(found))

    def _every(self) -> set[Key]:
        return {cell.key for sort, _ in self._sorts for span in sort.spans for cell in span.cells}

    def left_out(
        self, reason: Message | None = None, offset: int = 0, limit: int | None = None
    ) -> tuple[Listed, ...]:
        """See :class:`Count`."""
        if limit == 0:
            return ()
        day, until = self.ground.day, None if limit is None else offset + limit
        of_reason = self.taken.left_out
        wanted = of_reason.values() if reason is None else [of_reason.get(reason_of(reason), [])]
        keys = {key for keys in wanted for key in keys}
        apart = [number for number, term in self._apart.items() if _is_out(term, day, reason)]
        out = self.ground.crowd.ids(keys, without=self._apart, limit=until)
        return self._listed(sorted((*out, *apart))[offset:until], lambda term: term.outside(day))

    def uncertain(self, limit: int | None) -> tuple[Listed, ...]:
        """See :class:`Count`."""
        found = self.ground.crowd.ids(self.taken.doubted, without=self._undoubted, limit=limit)
        every = sorted((*found, *self._newly_doubted))[:limit]
        return self._listed(every, lambda term: term.doubt or term.reason())

    def doubles(self, limit: int | None) -> tuple[Double, ...]:
        """See :class:`Count`."""
        several = self.ground.crowd.of_several_nations(limit)
        nations = nationality_doubles(self.rule, several, self._term, self.ground.day)
        return (*super().doubles(limit), *nations)

    def doubles_total(self, limit: int | None) -> int:
        """See :class:`Count`."""
        several = sum(sort.number for sort, _ in self._sorts if len(nationalities(sort.record)) > 1)
        return super().doubles_total(limit) + several

    def _listed(self, ids: Sequence[int], why: Callable[[Term], Message]) -> tuple[Listed, ...]:
        records = self.ground.crowd.records(ids)
        return tuple(Listed(one.id, one.label, why(self._term(one))) for one in records)


def count_target(ground: Ground, target: Target, sorts: Sequence[Sort] | None = None) -> Count:
    """Count one target; ``sorts``: all people of the ground's crowd, if they are at hand."""
    if target.kind != "personnel":
        return ListedCount(ground, target)
    return CrowdCount(ground, target, ground.crowd.sorts() if sorts is None else sorts)


def _is_out(term: Term, day: date, reason: Message | None) -> bool:
    """Whether it does not count on the day, and for ``reason``, if given."""
    if term.covers(day):
        return False
    return reason is None or reason_of(term.sort_outside(day)) == reason_of(reason)


def add_days(crowd: Crowd, counts: Sequence[CrowdCount]) -> None:
    """Tell each of the counts of one ``crowd`` when its people come and go, and who brought those that count."""
    if not counts:
        return
    for count, steps in zip(counts, crowd.steps([one.taken.coming for one in counts]), strict=True):
        count.tally.add_steps(steps)
    for count, brought in zip(counts, crowd.agencies([one.taken.counted for one in counts]), strict=True):
        count.set_agencies(brought)
