"""What the office knows at one moment, as far as it is needed to say why one record counts and another does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ilrs_desk.domain.counting import CountingRule, Term, places_for, term_of
from ilrs_desk.domain.kinds import JOURNALLED, PERSONNEL, RULES, TARGETS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.progress import Figure
from ilrs_desk.domain.progress import progress as count_progress
from ilrs_desk.domain.records import Record, Snapshot, Value
from ilrs_desk.domain.rule_versions import rule_values
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.targets import targets_from
from ilrs_desk.store.office import Office

from .progress import counted_ids, progress


@dataclass(frozen=True)
class Knowledge:
    """The office of a moment (read-only if it is a past one) and the day by which the records' dates are judged."""

    office: Office
    day: date

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """By key of the target."""
        return {one.target.key: one for one in progress(self.office, Moment(self.day), listed=0).figures}

    @cached_property
    def generation(self) -> int:
        """The newest change set that is known."""
        return self.office.generation

    @cached_property
    def few(self) -> Snapshot:
        """All live records but the people: those are many."""
        return self.office.snapshot(kind for kind in JOURNALLED if kind != PERSONNEL.key)

    def ids(self, target: str) -> frozenset[int]:
        """The records that count toward the target."""
        return frozenset(counted_ids(self.office, Moment(self.day), target))

    def counted_by(
        self, target: str, rule: Mapping[str, Value], aimed: Mapping[str, Value]
    ) -> tuple[CountingRule, frozenset[int]]:
        """What the rule with these values counts toward a target with the values ``aimed``, whatever is in force."""
        figure = self.figures.get(target)
        supposed_target = Record(TARGETS.key, 1, aimed)
        (narrowed,) = targets_from([supposed_target])
        same = figure is not None and figure.target.scope == narrowed.scope
        if figure is not None and same and rule_values(figure.rule) == dict(rule):
            return figure.rule, self.ids(target)
        whole = self.office.snapshot(tuple(JOURNALLED))
        supposed = {
            TARGETS.key: (supposed_target,),
            RULES.key: (Record(RULES.key, 1, rule),),
        }
        (found,) = count_progress(replace(whole, records={**whole.records, **supposed}), self.day).figures
        return found.rule, frozenset(found.counted_ids)

    def terms(self, rule: CountingRule, records: Iterable[Record]) -> dict[int, Term]:
        """The days on which each of the records counts by ``rule``."""
        places = places_for(self.few, rule, self.day)
        return {record.id: term_of(rule, record, places) for record in records}

    def records(self, kind: str, ids: Iterable[int]) -> dict[int, Record]:
        """Those that are there, in the trash or not."""
        return {record.id: record for record in self.office.records(kind, sorted(ids))}

    def trash(self, kind: str) -> frozenset[int]:
        """The records of the kind that are in the trash."""
        return frozenset(self.office.ids(kind, Query(trashed=True)))

    def survivor(self, record: Record) -> Record:
        """What the record became a part of in the end; itself if of nothing."""
        while record.merged_into is not None:
            into = self.office.get(record.kind, record.merged_into)
            if into is None:
                break
            record = into
        return record
