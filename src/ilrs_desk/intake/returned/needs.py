"""What we need from a sender: each cell to correct, each row that may be somebody we know, in their language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import Problem, Severity

from ..columns import column_letter
from ..plan import CERTAIN, FilePlan, RowPlan, TablePlan, WhenMissing
from ..texts import Texts, country_in, header_in

#: Warnings that only the sender can settle.
_WORTH_ASKING = frozenset({"phone.damaged", "phone.unreadable", "date.reversed"})
_NOTES = {
    "date.unreadable": "date",
    "date.impossible": "date",
    "date.ambiguous": "date.two",
    "ask.date_order": "date.two",
    "date.calendar": "date.calendar",
    "ask.date_calendar": "date.calendar",
    "date.reversed": "date.reversed",
    "ask.country": "country",
    "email.unreadable": "email",
    "phone.unreadable": "phone",
    "phone.damaged": "cut",
    "ask.choice": "choice",
    "ask.orcid": "identifier",
    "ask.ror": "identifier",
    "required.missing": "missing",
    "cell.error": "cell",
    "row.same_as": "again",
}


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to settle: on which sheet and row, in which column (None: the row as a whole), what and as written.

    ``same``: the question whether the row is a record that we have.
    """

    sheet: str
    row: int
    column: str | None
    written: str
    text: str
    same: bool = False


def needs_of(plan: FilePlan, said: Texts) -> list[Need]:
    """All that is needed from the sender of a file, by sheet and row."""
    return [need for table in plan.tables for row in table.rows for need in _of_row(table, row, said)]


def asked_after(plan: FilePlan) -> list[str]:
    """Those of the last list, missing in this one, after whom the sender is to be asked."""
    return [
        missing.label for table in plan.tables for missing in table.missing if missing.then is WhenMissing.ASK
    ]


def _of_row(table: TablePlan, row: RowPlan, said: Texts) -> Iterator[Need]:
    for problem in row.problems:
        if problem.severity is not Severity.WARNING or problem.code in _WORTH_ASKING:
            text = _note(table, row, problem, said)
            written = problem.value or ("" if problem.column else _named(row))
            yield Need(row.sheet, row.row, problem.column, written, text)
    if row.action in CERTAIN or row.matched is not None or row.taken:
        return
    for candidate in row.candidates:
        if candidate.id is not None:
            text = said.notes["same"].format(name=candidate.label)
            yield Need(row.sheet, row.row, None, _named(row), text, same=True)


def _note(table: TablePlan, row: RowPlan, problem: Problem, said: Texts) -> str:
    offered = _offered(table, problem, said)
    key = _NOTES.get(problem.code, "other")
    if f"{key}.offered" in said.notes and offered:
        key = f"{key}.offered"
    if key in ("date.two", "date.calendar", "choice") and not offered:
        key = "date" if key.startswith("date") else "other"
    params = problem.message.params
    return said.notes[key].format(
        value=_quoted(problem.value), offered=offered, field=_field(table, problem, said), row=row.row,
        start=params.get("start", ""), end=params.get("end", ""), other=params.get("row", ""),
    )  # fmt: skip


def _quoted(value: str | None) -> str:
    return f"“{value[:80]}”" if value else "…"


def _offered(table: TablePlan, problem: Problem, said: Texts) -> str:
    field = KINDS[table.kind].by_key.get(problem.field or "")
    if field is not None and field.type is ValueType.COUNTRY:
        return ", ".join(country_in(code, said.language) for code in problem.suggestions)
    known: Mapping[str, str] = said.choices if field is not None and field.choices else {}
    return ", ".join(known.get(each, each) for each in problem.suggestions)


def _field(table: TablePlan, problem: Problem, said: Texts) -> str:
    """What the sender calls the column, else what it is called in their language."""
    for column in table.columns:
        if column.header and column.column == problem.column:
            return column.header
    field = KINDS[table.kind].by_key.get(problem.field or "")
    return header_in(table.kind, field, said.language) if field is not None else ""


def _named(row: RowPlan) -> str:
    parts = [row.record.get(key) for key in ("full_name", "name", "title", "family_name", "given_name")]
    return " ".join(str(part) for part in parts if part)


def place_of(need: Need, table: TablePlan | None) -> str:
    """The letter of the column that a need is shown at: its own, else the first that holds something."""
    if need.column:
        return need.column
    if table is None or not table.columns:
        return "A"
    taken = [column.index for column in table.columns if column.field] or [0]
    return column_letter(min(taken)) if table.layout == "table" else table.columns[0].column
