"""The values of a table that are not understood, each asked once for all the rows it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import Problem, Severity

from ..plan import Question, RowPlan, answer_key

_ASKED_OF_COLUMNS = frozenset({"ask.date_order"})
_KEPT_AS_WRITTEN = frozenset({"phone.unreadable", "phone.damaged"})


def questions(kind: str, rows: Sequence[RowPlan]) -> tuple[Question, ...]:
    """One question for each text of each field that a person could answer, in the order of the rows.

    Countries are one field: an answer holds for all columns of countries. The order of a column's dates is asked of
    the column.
    """
    found: dict[tuple[str, str], tuple[Problem, list[int]]] = {}
    for row in rows:
        for problem in row.problems:
            if _answerable(kind, problem):
                declared = KINDS[kind].by_key[problem.field or ""]
                key = (answer_key(declared), problem.value or "")
                numbers = found.setdefault(key, (problem, []))[1]
                if not numbers or numbers[-1] != row.row:
                    numbers.append(row.row)
    return tuple(
        Question(first.field or "", text, tuple(numbers), first.code, first.message, first.suggestions)
        for (_, text), (first, numbers) in found.items()
    )


def _answerable(kind: str, problem: Problem) -> bool:
    """Whether the problem is of what one cell says, so that saying what is meant settles it."""
    if not problem.value or problem.field not in KINDS[kind].by_key or problem.code.startswith("required."):
        return False
    if problem.code in _ASKED_OF_COLUMNS:
        return False
    return problem.severity is not Severity.WARNING or problem.code in _KEPT_AS_WRITTEN
