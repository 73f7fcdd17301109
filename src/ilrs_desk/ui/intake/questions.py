"""The questions of the Values step: each text that is not understood, and the order of each column's unclear dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ilrs_desk.domain.fields import Choice, Field, ValueType
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import Problem
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.plan import ColumnPlan, Decisions, ImportPlan, TablePlan, answer_key

from .keys import key_of_table

#: Code of the problem that asks for the order of day and month, at the column and at each of its cells.
ASK_ORDER = "ask.date_order"

ORDERS = (
    Choice("dmy", "Day, month, year"),
    Choice("mdy", "Month, day, year"),
    Choice("ymd", "Year, month, day"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``table`` is set for the order of dates: key of the table, and ``index`` of the column.

    ``rows``: where it stands, as the sender numbers them (of every table); ``column`` names the first one.
    """

    field: Field
    text: str
    column: str
    rows: tuple[int, ...]
    message: Message
    suggestions: tuple[str, ...] = ()
    table: str = ""
    index: int = 0
    is_open: bool = True
    answer: Value = None

    @property
    def key(self) -> tuple[str, str]:
        """The same for one question in every plan."""
        return (self.table, str(self.index)) if self.table else (answer_key(self.field), self.text)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What it may be answered with by one key, the likeliest first; labels of countries are codes."""
        if self.table:
            return ORDERS
        if self.field.type is ValueType.CHOICE:
            likely = [one for one in self.field.choices if one.key in self.suggestions]
            return (*likely, *(one for one in self.field.choices if one not in likely))
        return tuple(Choice(one, one) for one in dict.fromkeys(self.suggestions))


def questions_of(plan: ImportPlan, decisions: Decisions, only: int | None = None) -> list[Asked]:
    """Every question of ``plan`` (of its file number ``only``), a text that stands in several tables once."""
    found: dict[tuple[str, str], Asked] = {}
    for f, file in enumerate(plan.files):
        if only is not None and f != only:
            continue
        for t, table in enumerate(file.tables):
            for asked in (*_orders(table, key_of_table(plan, f, t)), *_values(table)):
                known = found.get(asked.key)
                found[asked.key] = replace(known, rows=known.rows + asked.rows) if known else asked
    return [with_answer(asked, decisions) for asked in found.values()]


def with_answer(asked: Asked, decisions: Decisions) -> Asked:
    """The question as ``decisions`` answer it."""
    if asked.table:
        order = decisions.date_orders.get(asked.table, {}).get(asked.index)
        return replace(asked, is_open=order is None, answer=order)
    said = decisions.answers.get(answer_key(asked.field), {})
    return replace(asked, is_open=asked.text not in said, answer=said.get(asked.text))


def answered(decisions: Decisions, asked: Asked, value: str | None) -> Decisions:
    """``decisions`` with an answer; None leaves the value empty."""
    if asked.table:
        orders = {**decisions.date_orders.get(asked.table, {}), asked.index: value or ""}
        return replace(decisions, date_orders={**decisions.date_orders, asked.table: orders})
    key = answer_key(asked.field)
    said = {**decisions.answers.get(key, {}), asked.text: value}
    return replace(decisions, answers={**decisions.answers, key: said})


def unanswered(decisions: Decisions, asked: Asked) -> Decisions:
    """``decisions`` without the answer to ``asked``."""
    if asked.table:
        orders = {
            at: order for at, order in decisions.date_orders.get(asked.table, {}).items() if at != asked.index
        }
        return replace(decisions, date_orders={**decisions.date_orders, asked.table: orders})
    key = answer_key(asked.field)
    said = {text: value for text, value in decisions.answers.get(key, {}).items() if text != asked.text}
    return replace(decisions, answers={**decisions.answers, key: said})


def _orders(table: TablePlan, key: str) -> Iterator[Asked]:
    for problem in table.problems:
        if problem.code != ASK_ORDER:
            continue
        column = next((one for one in table.columns if one.column == problem.column), None)
        if column is not None and column.field in KINDS[table.kind].by_key:
            field = KINDS[table.kind].by_key[column.field]
            rows = tuple(row.row for row in table.rows if _asks_order(row.problems, problem.column))
            yield Asked(field, _first_text(table, problem.column), _named(column), rows, problem.message,
                        table=key, index=column.index)  # fmt: skip


def _values(table: TablePlan) -> Iterator[Asked]:
    fields = KINDS[table.kind].by_key
    columns = {column.field: column for column in table.columns}
    ordered = {
        column.field
        for column in table.columns
        if any(one.code == ASK_ORDER and one.column == column.column for one in table.problems)
    }
    for question in table.questions:
        if question.field not in fields or (question.code == ASK_ORDER and question.field in ordered):
            continue
        column = columns.get(question.field)
        yield Asked(
            fields[question.field], question.text, _named(column) if column else "", question.rows,
            question.message, question.suggestions,
        )  # fmt: skip


def _named(column: ColumnPlan) -> str:
    """ "D Country": the letter and the sender's header."""
    return " ".join((column.column, *column.header.split()))


def _asks_order(problems: tuple[Problem, ...], column: str | None) -> bool:
    return any(one.code == ASK_ORDER and one.column == column for one in problems)


def _first_text(table: TablePlan, column: str | None) -> str:
    """The first few dates that can be read in two ways."""
    found = [
        one.value
        for row in table.rows
        for one in row.problems
        if one.code == ASK_ORDER and one.column == column and one.value
    ]
    return ", ".join(list(dict.fromkeys(found))[:3])
