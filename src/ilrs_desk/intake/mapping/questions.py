"""What is asked of a person about the columns of a table: meanings that neither words nor cells settle."""

from __future__ import annotations

from collections.abc import Sequence

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.wording import Message

from ..columns import column_letter
from .choice import Choice
from .columns import Column


def column_questions(kind: str, columns: Sequence[Column], choices: Sequence[Choice]) -> list[Problem]:
    """One ``ask.columns`` for each column of which a person should say what it is."""
    taken = {
        column.header.text.casefold(): (column, choice.field)
        for column, choice in zip(columns, choices, strict=True)
        if choice.field is not None
    }
    asked: list[Problem] = []
    for column, choice in zip(columns, choices, strict=True):
        twin = taken.get(column.header.text.casefold())
        if choice.asked:
            asked.append(_question(kind, column, choice))
        elif choice.field is None and twin and column.header.text and twin[0].content != column.content:
            asked.append(_twin_question(kind, column, *twin))
    return asked


def _twin_question(kind: str, column: Column, other: Column, field: str) -> Problem:
    """Two columns of one name, of which only one could be taken."""
    letter = column_letter(column.header.column)
    said = Message(
        'Column {column} is named "{header}" like column {other}, which is taken for: {field}. It is left out; '
        "say what it holds.",
        {
            "column": letter,
            "header": column.header.text,
            "other": column_letter(other.header.column),
            "field": KINDS[kind].by_key[field].label,
        },
    )
    return Problem("ask.columns", said, Severity.ASK, None, letter)


def _question(kind: str, column: Column, choice: Choice) -> Problem:
    letter = column_letter(column.header.column)
    told = {"column": letter, "header": column.header.text}
    if choice.field is None:
        said = Message(
            'Column {column}, "{header}", is left out: its cells do not hold what the header says. '
            "Say what it holds.",
            told,
        )
    else:
        label = KINDS[kind].by_key[choice.field].label
        said = Message(
            'Column {column}, "{header}", is taken for: {field}. It may be another; say what it holds.',
            {**told, "field": label},
        )
    return Problem("ask.columns", said, Severity.ASK, choice.field, letter)
