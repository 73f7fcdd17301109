"""From the sheets of a file to tables with their kind, columns and values read; nothing is matched yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.wording import Message

from ..columns import column_letter
from ..layout import RawTable, find_form, find_tables, shown
from ..lexicon import header_key, is_header_word
from ..mapping import Choice, Column, choose_fields, find_kind, names_its_records, read_columns
from ..memory import Memory, remembered
from ..plan import ColumnPlan, Decisions, LeftOut, SkippedSheet, table_key
from ..sheets import Sheet, Workbook
from ..values import Settings, TableValues, check_rows, read_values
from .context import read_context, titles, under_section
from .sorting import SortedRows, sort_rows

_SAMPLES = 3
_FEWEST_MAPPED = 2
_HIDDEN = Message("The sheet is hidden: it is read only if you choose it.")
_BY_YOU = Message("Left out by you.")
_NO_TABLE = Message("No table on it.")
_NO_ROWS = Message("A header without rows.")
_CHOICES = Message("A list of choices, not of records.")
_NO_NAMES = Message("No column of it names a record.")


@dataclass(slots=True)
class Draft:
    """A table that was read, before its rows are matched."""

    raw: RawTable
    kind: str
    columns: Sequence[Column]
    choices: list[Choice]
    rows: SortedRows
    values: TableValues
    context: Mapping[str, str]

    def column_plans(self) -> tuple[ColumnPlan, ...]:
        """The columns as they stand in the plan."""
        plans = []
        for number, (column, choice) in enumerate(zip(self.columns, self.choices, strict=True)):
            index = column.header.column if self.raw.layout == "table" else number
            samples = tuple(text[:80] for text in column.content.texts[:_SAMPLES])
            key = _shown_field(self.kind, choice)
            plans.append(
                ColumnPlan(
                    index, column_letter(column.header.column), column.header.text, key, round(choice.confidence, 2),
                    samples, choice.reason, choice.sensitive,
                )
            )  # fmt: skip
        return tuple(plans)

    def left_out(self) -> tuple[LeftOut, ...]:
        """The rows under the header that are no records."""
        return tuple(
            LeftOut(self.raw.first + index + 1, reason, _row_text(self.raw, index))
            for index, reason in sorted(self.rows.left_out.items())
        )


@dataclass(slots=True)
class FileDraft:
    """All tables of a file, and the sheets that hold none."""

    drafts: list[Draft] = field(default_factory=list)
    skipped: list[SkippedSheet] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_file(
    number: int, book: Workbook, decisions: Decisions, memory: Memory, look: Callable[[], None]
) -> FileDraft:
    """Read each sheet of file ``number``. ``look`` is called now and then and raises to stop."""
    found = FileDraft()
    decisions = replace(decisions, agency=decisions.sender(number))
    for sheet in book.sheets:
        look()
        key = table_key(number, sheet.name)
        if key in decisions.skip_sheets:
            found.skipped.append(SkippedSheet(sheet.name, _BY_YOU))
        elif sheet.hidden and key not in decisions.take_sheets:
            _skip_hidden(sheet, found)
        else:
            _read_sheet(number, book, sheet, decisions, memory, found)
    return found


def _skip_hidden(sheet: Sheet, found: FileDraft) -> None:
    found.skipped.append(SkippedSheet(sheet.name, _HIDDEN))
    if any(len(table.headers) >= 3 and table.rows for table in find_tables(sheet)):
        message = Message(
            'The hidden sheet "{sheet}" holds a table. It is not read unless you choose it.',
            {"sheet": sheet.name},
        )
        found.warnings.append(Problem("sheet.hidden", message, Severity.WARNING))


def _read_sheet(
    number: int, book: Workbook, sheet: Sheet, decisions: Decisions, memory: Memory, found: FileDraft
) -> None:
    key = table_key(number, sheet.name)
    told = decisions.header_rows.get(key)
    tables = find_tables(sheet, [row - 1 for row in told] if told else None)
    if not told and (form := find_form(sheet, tables)):
        tables = [form]
    insisted = bool(told) or key in decisions.take_sheets
    reason: Message | None = _NO_TABLE
    taken = 0
    for raw in tables:
        table = table_key(number, sheet.name, taken)
        draft, reason = _draft(raw, table, book, decisions, memory, insisted or table in decisions.kinds)
        if draft is not None:
            found.drafts.append(draft)
            taken += 1
    if not taken:
        found.skipped.append(SkippedSheet(sheet.name, reason or _NO_TABLE))
        if reason in (_NO_TABLE, _NO_NAMES) and _holds_data(sheet, tables):
            found.warnings.append(_ask_header(sheet))


def _draft(
    raw: RawTable, key: str, book: Workbook, decisions: Decisions, memory: Memory, insisted: bool
) -> tuple[Draft | None, Message | None]:
    cells = list(zip_longest(*raw.rows)) if any(raw.rows) else [() for _ in raw.headers]
    columns = read_columns(raw.headers, cells)
    context = read_context(raw)
    agency = decisions.agency or context.get("agency")
    kind, choices = _kind_and_fields(raw, key, columns, decisions, memory, agency)
    rows = sort_rows(raw, choices)
    if not insisted and (reason := _no_records(columns, kind, choices, rows)):
        return None, reason
    orders = decisions.date_orders.get(key, {})
    settings = Settings(book.epoch1904, orders, context, _fills(rows), decisions.answers)
    values = read_values(raw, kind, choices, rows.records, settings)
    check_rows(values, raw, kind, choices, decisions.answers.get("country", {}))
    values.table += [_merged(column) for column in sorted(raw.filled)]
    return Draft(raw, kind, columns, choices, rows, values, context), None


def _kind_and_fields(
    raw: RawTable,
    key: str,
    columns: Sequence[Column],
    decisions: Decisions,
    memory: Memory,
    agency: str | None,
) -> tuple[str, list[Choice]]:
    kind = decisions.kinds.get(key) or decisions.kind
    if kind in KINDS:
        choices = choose_fields(kind, columns)
    else:
        kind, choices, _ = find_kind(columns, raw.sheet.name, titles(raw))
    known = remembered(memory, agency, (header.text for header in raw.headers))
    answers = decisions.fields.get(key, {})
    for place, column in enumerate(columns):
        index = column.header.column if raw.layout == "table" else place
        if index in answers:
            choices[place] = _settled(choices[place], answers[index], kind, Message("Chosen by you."))
        elif (header := header_key(column.header.text)) in known:
            choices[place] = _settled(choices[place], known[header], kind, Message("As in the last import."))
    return kind, choices


def _settled(choice: Choice, key: str | None, kind: str, reason: Message) -> Choice:
    """The choice that a person made, now or before; a field of another kind is no answer."""
    if key is not None and key not in KINDS[kind].by_key:
        return choice
    if key == choice.field:
        return Choice(choice.field, 1.0, reason, choice.part, choice.sensitive, choice.concept)
    return Choice(key, 1.0 if key else 0.0, reason, sensitive=choice.sensitive, concept=choice.concept)


def _no_records(
    columns: Sequence[Column], kind: str, choices: Sequence[Choice], rows: SortedRows
) -> Message | None:
    """Why a table is not read: nothing in it, or only a list that fills a drop-down."""
    if not rows.records:
        return _NO_ROWS
    if len(columns) == 1:
        return _CHOICES
    if not names_its_records(kind, choices):
        return _NO_NAMES
    mapped = {choice.field for choice in choices if choice.field}
    return _CHOICES if len(mapped) < _FEWEST_MAPPED and len(columns) > 2 else None


def _fills(rows: SortedRows) -> dict[int, Mapping[str, str]]:
    """What the section titles say of each record; a title for a part of a section leaves the rest of it standing."""
    filled: dict[int, Mapping[str, str]] = {}
    run: tuple[str, ...] = ()
    state: Mapping[str, str] = {}
    for index, found in rows.sections.items():
        if found is not run:
            run = found
            for title in run:
                state = under_section(state, title)
        if state:
            filled[index] = state
    return filled


def _holds_data(sheet: Sheet, tables: Sequence[RawTable]) -> bool:
    """Whether the sheet looks like a list though no table of records was found on it."""
    if tables:
        return any(
            len(table.headers) >= 3
            and len(table.rows) >= 2
            and sum(is_header_word(header.own) for header in table.headers) < _FEWEST_MAPPED
            for table in tables
        )
    wide = sum(len(row) - row.count(None) >= 3 for row in sheet.rows)
    return wide >= 3


def _merged(column: int) -> Problem:
    letter = column_letter(column)
    message = Message(
        "Column {column}: cells merged over several rows are taken for each of them.", {"column": letter}
    )
    return Problem("cells.merged", message, Severity.WARNING, column=letter)


def _ask_header(sheet: Sheet) -> Problem:
    message = Message(
        'The sheet "{sheet}" seems to hold a list, but its header could not be told. Show its header row.',
        {"sheet": sheet.name},
    )
    return Problem("ask.header", message, Severity.ASK)


def _shown_field(kind: str, choice: Choice) -> str | None:
    if choice.part == "period":
        return {"personnel": "start_date", "agreements": "effective_on"}[kind]
    return choice.field


def _row_text(raw: RawTable, index: int) -> str:
    return " | ".join(text for cell in raw.rows[index] if (text := shown(cell)))[:200]
