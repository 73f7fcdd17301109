"""What a person still has to settle before an import, by step and by file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ilrs_desk.intake.mapping import UNKNOWN_HEADER
from ilrs_desk.intake.plan import Action, ColumnPlan, Decisions, ImportPlan, RowKey, TablePlan

from .keys import key_of_table
from .questions import questions_of

#: A field guessed with less confidence than this is looked at by a person.
UNSURE = 0.65
_ASKED = frozenset({Action.POSSIBLE, Action.CONFLICT})


@dataclass(frozen=True, slots=True)
class Todo:
    """How many columns, values and matches are open; ``files``: how much of it lies in each file."""

    columns: int = 0
    values: int = 0
    matches: int = 0
    files: tuple[int, ...] = ()


def todo_of(
    plan: ImportPlan, decisions: Decisions, ticks: Mapping[RowKey, bool], later: Collection[RowKey | str]
) -> Todo:
    """What of ``plan`` nobody has settled; a row that was ticked, unticked or put off counts as settled."""
    columns = values = matches = 0
    files = []
    for f, file in enumerate(plan.files):
        own = 0
        for t, table in enumerate(file.tables):
            chosen = decisions.fields.get(key_of_table(plan, f, t), {})
            columns += sum(unsure(column) and column.index not in chosen for column in table.columns)
            own += _matches(table, f, t, ticks, later)
        matches += own
        asked = sum(question.is_open for question in questions_of(plan, decisions, only=f))
        values += asked
        files.append(own + asked)
    named = sum(not offer.taken and offer.means is None and offer.key not in later for offer in plan.offers)
    return Todo(columns, values, matches + named, tuple(files))


def unsure(column: ColumnPlan) -> bool:
    """Whether a person had better look where the column goes."""
    if column.field is not None:
        return column.confidence < UNSURE
    return not column.sensitive and bool(column.samples) and column.reason == UNKNOWN_HEADER


def _matches(
    table: TablePlan, f: int, t: int, ticks: Mapping[RowKey, bool], later: Collection[RowKey | str]
) -> int:
    return sum(
        row.action in _ASKED and (f, t, row.row) not in ticks and (f, t, row.row) not in later
        for row in table.rows
    )
