"""What other counting rules or targets would do to the figures, before they are saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilrs_desk.domain.kinds import RULES, TARGETS
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.progress import Progress
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.rule_versions import newest_rule
from ilrs_desk.domain.settled_values import Books
from ilrs_desk.domain.targets import targets_from
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office

from .judge_record import suppose_judged
from .look_back import look_back
from .progress import counted_ids, supposed_ids, supposed_progress
from .settle import Settling, SettlingPlan, books_of

_SETTINGS = (TARGETS.key, RULES.key)


@dataclass(frozen=True, slots=True)
class Turned:
    """A record that would count and does not (``counted``), or the other way round, and why."""

    kind: str
    id: int
    label: str
    counted: bool
    why: Message


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """The office with what is settled in it as first read, counted at ``moment``; nothing that is tried is written."""

    office: Office
    books: Books
    moment: Moment

    def progress(self, items: Sequence[Settling] = ()) -> Progress:
        """The figures as they would be if ``items`` were settled; InputProblem for what could not be saved."""
        return supposed_progress(self.office, self.plan(items).books.snapshot.records, self.moment)

    def plan(self, items: Sequence[Settling]) -> SettlingPlan:
        """What settling ``items`` would write; InputProblem for what could not be saved."""
        plan = SettlingPlan(self.books)
        for item in items:
            plan.take(item)
        return plan

    def turned(self, items: Sequence[Settling], target: str, most: int = 500) -> tuple[Turned, ...]:
        """Who would count toward the target and does not now, then who would no longer; at most so many of each."""
        records = self.plan(items).books.snapshot.records
        supposed = {kind: records.get(kind, ()) for kind in _SETTINGS}
        known = target in self.books.targets()
        before = frozenset(counted_ids(self.office, self.moment, target) if known else ())
        after = frozenset(supposed_ids(self.office, supposed, self.moment, target))
        kind = next(one.kind for one in targets_from(supposed[TARGETS.key]) if one.key == target)
        found = []
        with look_back(self.office, self.moment.known_on) as desk:
            for counted, ids in ((True, sorted(after - before)), (False, sorted(before - after))):
                for record in desk.records(kind, ids[:most]):
                    verdict = suppose_judged(desk, record, target, supposed, self.moment.day)
                    if verdict is not None:
                        found.append(Turned(kind, record.id, record.label, counted, verdict.why))
        return tuple(found)

    def rule_of(self, target: str) -> Record | None:
        """The newest rule of the target; None where only the standard one applies."""
        return newest_rule(target, self.books.snapshot.of(RULES.key))


def try_rules(office: Office, moment: Moment = NOW) -> RuleTrial:
    """The office, to be counted by other settings at ``moment``."""
    return RuleTrial(office, books_of(office), moment)
