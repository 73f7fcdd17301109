"""Which records moved a figure between what is known at two moments, each with why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ilrs_desk.domain.counting import CountingRule, Term
from ilrs_desk.domain.kinds import INSTITUTIONS, JOURNALLED, PARTNERS, PERSONNEL, STAGES
from ilrs_desk.domain.learned import Learned, learned_from
from ilrs_desk.domain.movement import Moved
from ilrs_desk.domain.moving import Between, Case, came, in_order, passed, stayed, went, went_up
from ilrs_desk.domain.records import Record
from ilrs_desk.store.office import Office

from .knowledge import Knowledge

#: The days on which a record counts: by the rule, by the same on the first day, by the old rule.
_Judged = tuple[Term, Term, Term]


def moved_records(
    living: Office,
    then: Knowledge,
    now: Knowledge,
    rules: tuple[CountingRule, CountingRule],
    counted: tuple[frozenset[int], frozenset[int]],
    *,
    beside: bool = True,
) -> tuple[Moved, ...]:
    """Each record that counts at one of the two moments only and, with ``beside``, those that moved no figure.

    ``living``: the office whose journal holds all that happened; ``rules`` and ``counted`` (ids): of the two moments.
    The effects add up to the difference of the two counts.
    """
    between = Between(then.day, now.day, *rules, same_knowledge=then.generation == now.generation)
    return in_order(_Gathering(living, then, now, between, *counted).moved(beside=beside))


@dataclass(frozen=True)
class _Gathering:
    living: Office
    then: Knowledge
    now: Knowledge
    between: Between
    counted_before: frozenset[int]
    counted_after: frozenset[int]

    @property
    def kind(self) -> str:
        return self.between.rule_after.kind

    @cached_property
    def came(self) -> frozenset[int]:
        return self.counted_after - self.counted_before

    @cached_property
    def went(self) -> frozenset[int]:
        return self.counted_before - self.counted_after

    @cached_property
    def before(self) -> dict[int, Record]:
        return self.then.records(self.kind, self.came | self.went | self.merged.keys())

    @cached_property
    def after(self) -> dict[int, Record]:
        return self.now.records(self.kind, self.came | self.went) | self.merged

    @cached_property
    def merged(self) -> dict[int, Record]:
        """The records that became a part of another one since, by number."""
        return self._merged(self.now, self.then)

    @cached_property
    def parted(self) -> dict[int, Record]:
        """A record that was a part and is not any more, by the number of what it was a part of."""
        return {one.merged_into: one for one in self._merged(self.then, self.now).values() if one.merged_into}

    @cached_property
    def absorbed(self) -> dict[int, Record]:
        """A record that counted and became a part of one that counts since, by the number of the latter."""
        gone = [self.merged[number] for number in sorted(self.went & self.merged.keys())]
        found = {self.now.survivor(record).id: record for record in gone}
        return {number: record for number, record in found.items() if number in self.came}

    def _merged(self, there: Knowledge, not_there: Knowledge) -> dict[int, Record]:
        if self.between.same_knowledge:
            return {}
        binned = there.records(self.kind, there.trash(self.kind) - not_there.trash(self.kind))
        return {number: record for number, record in binned.items() if record.merged_into is not None}

    def moved(self, *, beside: bool) -> Iterator[Moved]:
        judged = self._judged()
        late = {
            number
            for number, (_, early, _) in judged.items()
            if number in self.came and not early.covers(self.between.since)
        }
        learned = self._learned((self.came | self.went) - late)
        for number in self.came:
            yield came(self._case(number, judged.get(number), learned), self.between)
        for number in self.went:
            yield went(self._case(number, judged.get(number), learned), self.between)
        if not beside:
            return
        passing = list(self._passed())
        yield from passing
        if not self.between.same_knowledge:
            there = {one.id for one in passing}
            yield from (one for one in self._beside() if one.id not in there)

    def _case(self, number: int, judged: _Judged | None, learned: Mapping[int, tuple[Learned, ...]]) -> Case:
        merged = self.merged.get(number)
        term, early, by_old_rule = judged or (None, None, None)
        return Case(
            number, self.kind, self.before.get(number), self.after.get(number), term, early, by_old_rule,
            self.absorbed.get(number), self.parted.get(number), self.now.survivor(merged) if merged else None,
            learned=learned.get(number, ()),
        )  # fmt: skip

    def _judged(self) -> dict[int, _Judged]:
        """Of each record that came or went its days as known now: by the rule, on the first day, by the old rule."""
        moved = self.came | self.went
        records = [record for number, record in self.after.items() if number in moved]
        rule, old = self.between.rule_after, self.between.rule_before
        terms = self.now.terms(rule, records)
        early = terms if self.then.day == self.now.day else self.now.terms(rule, records, self.then.day)
        by_old_rule = self.now.terms(old, records) if self.between.other_rule else terms
        return {number: (terms[number], early[number], by_old_rule[number]) for number in terms}

    def _passed(self) -> Iterator[Moved]:
        """Records that joined after the first day and left before the second, as known now."""
        since, until = self.between.since, self.between.until
        records = self.now.passing(self.kind, since)
        terms = self.now.terms(self.between.rule_after, records)
        for record in records:
            term = terms[record.id]
            if term.passed(since, until) and record.id not in self.counted_before:
                yield from passed(Case(record.id, self.kind, None, record, term), self.between)

    def _beside(self) -> Iterator[Moved]:
        """What moved no figure: records that were there and became a part of another one, and those that went up."""
        figures = self.came | self.went
        joined = {number for number in self.merged if number in self.before and number not in figures}
        risen = {one[1].id: one for one in self._risen() if one[1].id not in figures}
        rule = self.between.rule_after
        anything = replace(rule, stages=tuple(choice.key for choice in STAGES))
        able = self.now.terms(anything, (after for _, after in risen.values()))
        learned = self._learned(joined | risen.keys())
        for number in joined:
            yield from _if_any(stayed(self._case(number, None, learned)))
        for number, (before, after) in risen.items():
            case = Case(
                number,
                self.kind,
                before,
                after,
                able=able[number].since is not None,
                learned=learned.get(number, ()),
            )
            yield from _if_any(stayed(case))

    def _risen(self) -> Iterator[tuple[Record, Record]]:
        if self.kind not in (PARTNERS.key, INSTITUTIONS.key):
            return
        before = {record.id: record for record in self.then.few.of(self.kind)}
        for after in self.now.few.of(self.kind):
            if after.id in before and went_up(before[after.id], after):
                yield before[after.id], after

    def _learned(self, ids: Iterable[int]) -> dict[int, tuple[Learned, ...]]:
        """What the journal tells of the records, and of a person's institution where it tells nothing of the person."""
        ids = set(ids)
        found = self._told(self.kind, ids)
        if self.kind != PERSONNEL.key:
            return found
        silent = {
            number: linked
            for number in ids
            if not _counting(found.get(number, ()), self.kind)
            and (linked := self._institution(number)) is not None
        }
        told = self._told(INSTITUTIONS.key, set(silent.values()))
        labels = {
            number: record.label
            for number, record in self.now.records(INSTITUTIONS.key, set(silent.values())).items()
        }
        for number, linked in silent.items():
            own = tuple(replace(one, of=labels.get(linked)) for one in told.get(linked, ()))
            found[number] = found.get(number, ()) + own
        return found

    def _institution(self, number: int) -> int | None:
        record = self.after.get(number) or self.before.get(number)
        return None if record is None else record.link("institution")

    def _told(self, kind: str, ids: Iterable[int]) -> dict[int, tuple[Learned, ...]]:
        told: dict[int, list[Learned]] = defaultdict(list)
        if not self.between.same_knowledge:
            for changeset in self.living.changes_of(kind, ids, self.then.generation, self.now.generation):
                for change, learned in zip(changeset.changes, learned_from(changeset), strict=True):
                    told[change.id].append(learned)
        return {number: tuple(found) for number, found in told.items()}


def _counting(learned: Iterable[Learned], kind: str) -> bool:
    """Whether anything that counting looks at is among what was learned."""
    fields = JOURNALLED[kind].by_key
    return any(
        one.created or one.removed or any(key in fields and fields[key].counts for key in one.fields)
        for one in learned
    )


def _if_any(moved: Moved | None) -> Iterator[Moved]:
    if moved is not None:
        yield moved
