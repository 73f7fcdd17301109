"""The running count toward one target on one day: who counts, why others do not, what is in doubt, by which traits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..records import Record
from ..wording import Message
from .breakdowns import DIMENSIONS, in_pipeline, ordered, split, stage_on, trait_at, traits_of
from .crowd import Cell, Key, Sort, Span, Steps, add_term
from .gates import country_of
from .judging import of_the_year, off_workstream
from .places import Places
from .rule import CountingRule
from .terms import Term

Reason = tuple[str, tuple[tuple[str, str], ...]]


class Taken(NamedTuple):
    """Of people who were counted sort by sort the keys of the cells that count, that are in doubt, that ever count.

    ``left_out``: those that do not count, by why.
    """

    counted: set[Key]
    doubted: set[Key]
    coming: set[Key]
    left_out: dict[Reason, list[Key]]


class Tally:
    """Takes records (or groups of records that are judged alike) one after the other."""

    def __init__(self, rule: CountingRule, day: date, places: Places) -> None:
        self.rule = rule
        self.day = day
        self.places = places
        self.value = 0
        self.left_out = 0
        self.uncertain = 0
        self.undated = 0
        self.steps = Steps()
        self._reasons: Counter[Reason] = Counter()
        self._said: dict[Reason, Message] = {}
        self._stages: Counter[str] = Counter()
        self._traits: tuple[Counter[object], ...] = tuple(Counter() for _ in range(5))

    def take(self, record: Record, term: Term, number: int = 1) -> bool:
        """Count ``number`` records that are judged like ``record``; whether they count on the day."""
        counts = term.covers(self.day)
        if counts:
            self.value += number
            self.undated += number if term.start is None else 0
            for counter, trait in zip(
                self._traits, traits_of(self.rule, record, term, self.places), strict=True
            ):
                counter[trait] += number
        else:
            self.left_out += number
            self._take_reason(term.sort_outside(self.day), number)
        if term.doubt is not None:
            self.uncertain += number
        if in_pipeline(self.rule, record):
            self._stages[stage_on(record, self.day)] += number
        return counts

    def take_sort(self, sort: Sort, barred: Term | None, doubt: Message | None, taken: Taken) -> None:
        """Count people of one sort, who are ``barred`` or in whose terms there is a ``doubt``, or neither."""
        code = country_of(self.rule, sort.record, self.places)
        for span in sort.spans:
            self._stages[span.stage] += span.number
            for term, cells, number in self._narrowed(span, barred):
                keys = [cell.key for cell in cells]
                if term.doubt is not None or (doubt is not None and term is span.term):
                    self.uncertain += number
                    taken.doubted.update(keys)
                if term.ever:
                    taken.coming.update(keys)
                if not term.covers(self.day):
                    self.left_out += number
                    reason = self._take_reason(term.sort_outside(self.day), number)
                    taken.left_out.setdefault(reason, []).extend(keys)
                    continue
                self.value += number
                self.undated += number if term.start is None else 0
                self._traits[0][code] += number
                taken.counted.update(keys)
                for cell in cells:
                    self._traits[1][cell.workstream] += cell.number

    def _narrowed(self, span: Span, barred: Term | None) -> Iterator[tuple[Term, Sequence[Cell], int]]:
        """The cells of a span with the term that they have where the rule goes by workstream or year, too."""
        scope, term = self.rule.scope, barred or span.term
        if barred is not None or (scope.workstream is None and scope.year is None):
            yield term, span.cells, span.number
            return
        within = [cell for cell in span.cells if self.places.is_of(cell.workstream, scope.workstream)]
        outside = [cell for cell in span.cells if not self.places.is_of(cell.workstream, scope.workstream)]
        if outside:
            yield off_workstream(self.rule, self.places), outside, sum(cell.number for cell in outside)
        if within:
            yield of_the_year(self.rule, term), within, sum(cell.number for cell in within)

    def take_dated(self, record: Record, term: Term) -> bool:
        """Count one record, with the days on which it comes and goes."""
        add_term(self.steps, term, self.day)
        return self.take(record, term)

    def take_instead(self, record: Record, own: Term, term: Term) -> None:
        """Count ``term`` for a record that was taken with ``own``, which leaves aside what it is one with."""
        for taken, number in ((own, -1), (term, 1)):
            add_term(self.steps, taken, self.day, number)
            self.take(record, taken, number)

    def add_steps(self, steps: Steps) -> None:
        """Add when people come and go."""
        for name in ("joined", "left", "undated_joined", "undated_left", "present"):
            getattr(self.steps, name).update(getattr(steps, name))

    def set_agencies(self, agencies: Mapping[str, int]) -> None:
        """Of how many counted people the returns of each agency brought first; "": of none."""
        self._traits[trait_at("agency")].clear()
        self._traits[trait_at("agency")].update(agencies)

    @property
    def reasons(self) -> tuple[tuple[Message, int], ...]:
        """Why records do not count, with how many, most first."""
        found = [(self._said[key], number) for key, number in self._reasons.items() if number]
        return tuple(sorted(found, key=lambda one: (-one[1], str(one[0]))))

    def breakdown(self, dimension: str) -> dict[str, int]:
        """Value → number, most first."""
        if dimension == DIMENSIONS[0]:
            return ordered(self._stages)
        traits: Mapping[object, int] = self._traits[trait_at(dimension)]
        if dimension == "year" and self.rule.kind == "personnel":
            traits = {
                year if year > date.min.year else None: number
                for year, number in self.steps.present.items()
                if number
            }
        return split(dimension, self.rule, traits, self.places)

    def _take_reason(self, message: Message, number: int) -> Reason:
        reason = reason_of(message)
        self._reasons[reason] += number
        self._said.setdefault(reason, message)
        return reason


def reason_of(message: Message) -> Reason:
    """What tells a reason from others."""
    return message.template, tuple((name, str(value)) for name, value in message.params.items())
