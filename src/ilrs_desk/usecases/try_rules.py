"""What other counting rules or targets would do to the figures, before they are saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilrs_desk.domain.kinds import JOURNALLED, RULES
from ilrs_desk.domain.progress import Progress
from ilrs_desk.domain.progress import progress as count_progress
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.rule_versions import newest_rule
from ilrs_desk.domain.settled_values import Books
from ilrs_desk.store.office import Office

from .settle import Settling, SettlingPlan, books_of


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """The office at one moment, counted on ``day``; nothing that is tried is written."""

    snapshot: Snapshot
    books: Books
    day: date

    def progress(self, items: Sequence[Settling] = ()) -> Progress:
        """The figures as they would be if ``items`` were settled; InputProblem for what could not be saved."""
        plan = SettlingPlan(self.books)
        for item in items:
            plan.take(item)
        records = {**self.snapshot.records, **plan.books.snapshot.records}
        return count_progress(replace(self.snapshot, records=records), self.day)

    def rule_of(self, target: str) -> Record | None:
        """The newest rule of the target; None where only the standard one applies."""
        return newest_rule(target, self.books.snapshot.of(RULES.key))


def try_rules(office: Office, day: date | None = None) -> RuleTrial:
    """The office, read once, to be counted by other settings on ``day`` (today if None)."""
    return RuleTrial(office.snapshot(tuple(JOURNALLED)), books_of(office), day or date.today())
