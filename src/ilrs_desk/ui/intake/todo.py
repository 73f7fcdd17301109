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
#: Code of the problem of a column that only a person can tell.
ASK_COLUMNS = "ask.columns"
_ASKED = frozenset({Action.POSSIBLE, Action.CONFLICT})


@dataclass(frozen=True, slots=True)
class Todo:
    """How many sheets, columns, values and matches are open; ``files``: how much of it lies in each file."""

    sheets: int = 0
    columns: int = 0
    values: int = 0
    matches: int = 0
    files: tuple[int, ...] = ()


def todo_of(
    plan: ImportPlan, decisions: Decisions, ticks: Mapping[RowKey, bool], later: Collection[RowKey | str]
) -> Todo:
    """What of ``plan`` nobody has settled; a row that was ticked, unticked or put off counts as settled."""
    sheets = columns = values = matches = 0
    files = []
    for f, file in enumerate(plan.files):
        own = 0
        for t, table in enumerate(file.tables):
            columns += len(unsure_columns(table, decisions.fields.get(key_of_table(plan, f, t), {})))
            own += _matches(table, f, t, ticks, later)
        matches += own
        sheets += (file.error is not None) + any(one.code == "ask.header" for one in file.warnings)
        asked = sum(question.is_open for question in questions_of(plan, decisions, only=f))
        values += asked
        files.append(own + asked)
    named = sum(not offer.taken and offer.means is None and offer.key not in later for offer in plan.offers)
    return Todo(sheets, columns, values, matches + named, tuple(files))


def unsure_columns(table: TablePlan, chosen: Collection[int]) -> list[ColumnPlan]:
    """The columns of which a person had better say where they go; the indexes ``chosen`` are settled."""
    asked = {problem.column for problem in table.problems if problem.code == ASK_COLUMNS}
    return [
        column
        for column in table.columns
        if column.index not in chosen and (column.column in asked or _unsure(column))
    ]


def _unsure(column: ColumnPlan) -> bool:
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
