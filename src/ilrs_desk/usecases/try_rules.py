"""What other counting rules or targets would do to the figures, before they are saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ilrs_desk.domain.kinds import RULES
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.progress import Progress
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.rule_versions import newest_rule
from ilrs_desk.domain.settled_values import Books
from ilrs_desk.store.office import Office

from .progress import supposed_progress
from .settle import Settling, SettlingPlan, books_of


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """The office with what is settled in it as first read, counted at ``moment``; nothing that is tried is written."""

    office: Office
    books: Books
    moment: Moment

    def progress(self, items: Sequence[Settling] = ()) -> Progress:
        """The figures as they would be if ``items`` were settled; InputProblem for what could not be saved."""
        plan = SettlingPlan(self.books)
        for item in items:
            plan.take(item)
        return supposed_progress(self.office, plan.books.snapshot.records, self.moment)

    def rule_of(self, target: str) -> Record | None:
        """The newest rule of the target; None where only the standard one applies."""
        return newest_rule(target, self.books.snapshot.of(RULES.key))


def try_rules(office: Office, moment: Moment = NOW) -> RuleTrial:
    """The office, to be counted by other settings at ``moment``."""
    return RuleTrial(office, books_of(office), moment)
