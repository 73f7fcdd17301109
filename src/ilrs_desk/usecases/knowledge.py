"""What the office knows at one moment, as far as it is needed to say why one record counts and another does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ilrs_desk.domain.count import count_target
from ilrs_desk.domain.counting import CountingRule, Term, term_of
from ilrs_desk.domain.ground import Ground, asked_years
from ilrs_desk.domain.kinds import JOURNALLED, PERSONNEL, RULES, TARGETS
from ilrs_desk.domain.records import Record, Snapshot, Value
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.targets import targets_from
from ilrs_desk.store.office import Office


@dataclass(frozen=True)
class Knowledge:
    """The office of a moment (read-only if it is a past one) and the day by which the records' dates are judged."""

    office: Office
    day: date

    @cached_property
    def generation(self) -> int:
        """The newest change set that is known."""
        return self.office.generation

    @cached_property
    def few(self) -> Snapshot:
        """All live records but the people: those are many."""
        return self.office.snapshot(kind for kind in JOURNALLED if kind != PERSONNEL.key)

    @cached_property
    def ground(self) -> Ground:
        """What the counting needs of the office."""
        return self._ground(asked_years(targets_from(self.few.of(TARGETS.key))))

    @cached_property
    def _by_years(self) -> dict[frozenset[int], Ground]:
        return {}

    @cached_property
    def _other_days(self) -> dict[date, Ground]:
        return {}

    def ids(self, target: str) -> frozenset[int]:
        """The records that count toward the target."""
        return frozenset(count_target(self.ground, self.ground.target(target)).ids())

    def counted_by(
        self, rule: Mapping[str, Value], aimed: Mapping[str, Value]
    ) -> tuple[CountingRule, frozenset[int]]:
        """What the rule with these values counts toward a target with the values ``aimed``, whatever is in force."""
        supposed = {
            TARGETS.key: (Record(TARGETS.key, 1, aimed),),
            RULES.key: (Record(RULES.key, 1, rule),),
        }
        years = asked_years(targets_from(supposed[TARGETS.key]))
        ground = (self._ground(years) if years else self.ground).supposing(supposed)
        (target,) = ground.targets
        return ground.rules[target.key], frozenset(count_target(ground, target).ids())

    def terms(
        self, rule: CountingRule, records: Iterable[Record], day: date | None = None
    ) -> dict[int, Term]:
        """The days on which each of the records counts by ``rule``, judged on ``day`` if that is another one."""
        if day is not None and day not in self._other_days:
            self._other_days[day] = Ground(self.few, day, self.ground.crowd)
        ground = self.ground if day is None else self._other_days[day]
        places = ground.places(rule)
        return {record.id: term_of(rule, record, places) for record in records}

    def _ground(self, years: frozenset[int]) -> Ground:
        """The same, where rules may go by these years of joining."""
        if years not in self._by_years:
            crowd = self.office.tallies.crowd(self.day, years=years)
            self._by_years[years] = Ground(self.few, self.day, crowd)
        return self._by_years[years]

    def records(self, kind: str, ids: Iterable[int]) -> dict[int, Record]:
        """Those that are there, in the trash or not."""
        return {record.id: record for record in self.office.records(kind, sorted(ids))}

    def passing(self, kind: str, since: date) -> Sequence[Record]:
        """The live records that may have come after ``since`` and gone before the day: of people only those."""
        if kind != PERSONNEL.key:
            return self.few.of(kind)
        return self.ground.crowd.records(self.ground.crowd.passing(since)) if since < self.day else ()

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
