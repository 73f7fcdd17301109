"""From the sheets of a file to tables with their kind, columns and values read; nothing is matched yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.wording import Message

from ..columns import column_letter
from ..layout import RawTable, find_form, find_tables, shown, without_far_cells
from ..mapping import Choice, Column, column_questions, read_columns
from ..memory import Memory, Remembered, answers_of, header_keys, policies_of, recall
from ..own import find_own, is_figures
from ..plan import ColumnPlan, Decisions, LeftOut, Policies, SkippedSheet, table_key
from ..returned import ReturnedKey, take_keys
from ..sheets import Sheet, Workbook
from ..tags import Tags, find_tags, is_guide
from ..values import Settings, TableValues, check_rows, read_own, read_values
from .carrying import carry_down
from .context import cover_context, read_context, under_section
from .fields import column_index, map_fields, new_columns
from .judging import (
    INSTRUCTIONS,
    NO_NAMES,
    NO_TABLE,
    ask_bare,
    ask_header,
    holds_data,
    is_instructions,
    leave_hidden,
    no_records,
    outside,
    said_again,
    said_of_rows,
)
from .sorting import SortedRows, core_rows, sort_rows
from .tagged import sort_tagged

_SAMPLES = 3
_HIDDEN = Message("The sheet is hidden: it is read only if you choose it.")
_BY_YOU = Message("Left out by you.")
_GUIDE = Message("Our own notes on how to fill the template.")
_FIGURES = Message("The figures of our own report.")


@dataclass(slots=True)
class Draft:
    """A table that was read, before its rows are matched. ``own``: this program wrote it."""

    raw: RawTable
    kind: str
    columns: Sequence[Column]
    choices: list[Choice]
    rows: SortedRows
    values: TableValues
    context: Mapping[str, str]
    agency: str | None = None
    policies: Policies = field(default_factory=Policies)
    orders: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    keys: Mapping[int, ReturnedKey] = field(default_factory=dict)
    own: bool = False

    @property
    def dated(self) -> str | None:
        """The day that the lines above the table say it is of."""
        return self.context.get("as_of")

    def column_plans(self) -> tuple[ColumnPlan, ...]:
        """The columns as they stand in the plan."""
        plans = []
        for number, (column, choice) in enumerate(zip(self.columns, self.choices, strict=True)):
            index = column_index(self.raw, column, number)
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
    """All tables of a file, and the sheets that hold none. ``seen_on``: the day on which the same file came before."""

    drafts: list[Draft] = field(default_factory=list)
    skipped: list[SkippedSheet] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    cover: dict[str, str] = field(default_factory=dict)
    seen_on: str | None = None

    @property
    def dated(self) -> str | None:
        """The day that the file says it is of, by the first of its tables that does."""
        return next((draft.dated for draft in self.drafts if draft.dated), None)


def read_file(
    number: int, book: Workbook, decisions: Decisions, memory: Memory, look: Callable[[], None]
) -> FileDraft:
    """Read each sheet of file ``number``. ``look`` is called now and then and raises to stop."""
    found = FileDraft(seen_on=memory.seen_on.get(book.sha256))
    decisions = replace(decisions, agency=decisions.sender(number))
    for whole in book.sheets:
        look()
        sheet, far = without_far_cells(whole)
        found.warnings += far
        key = table_key(number, sheet.name)
        if key in decisions.skip_sheets:
            found.skipped.append(SkippedSheet(sheet.name, _BY_YOU))
        elif is_guide(sheet):
            found.skipped.append(SkippedSheet(sheet.name, _GUIDE))
        elif is_figures(book, sheet) and key not in decisions.take_sheets | decisions.header_rows.keys():
            found.skipped.append(SkippedSheet(sheet.name, _FIGURES))
        elif sheet.hidden and key not in decisions.take_sheets:
            _skip_hidden(sheet, found)
        else:
            _read_sheet(number, book, sheet, decisions, memory, found)
    _say_again(found)
    return found


def _say_again(found: FileDraft) -> None:
    for kind in {draft.kind for draft in found.drafts}:
        alike = [draft for draft in found.drafts if draft.kind == kind]
        lists = [(draft.raw.sheet.name, draft.values.records) for draft in alike]
        for number, problem in said_again(lists).items():
            alike[number].values.table.append(problem)


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
    sheet, keys = take_keys(sheet)
    tags = None if told else find_tags(sheet) or find_own(book, sheet)
    header = [row - 1 for row in told] if told else [tags.header] if tags else None
    tables = find_tables(sheet, header)
    insisted = bool(header) or key in decisions.take_sheets
    if not insisted and is_instructions(sheet, tables):
        found.skipped.append(SkippedSheet(sheet.name, INSTRUCTIONS))
        found.cover = {**cover_context(sheet), **found.cover}
        return
    if not header and (form := find_form(sheet, tables)):
        tables = [form]
    reason: Message | None = NO_TABLE
    taken: list[RawTable] = []
    for bare in tables:
        raw = _headed(bare, found)
        table = table_key(number, sheet.name, len(taken))
        chosen = insisted or table in decisions.kinds
        draft, reason = _draft(raw, table, book, decisions, memory, chosen, keys, found.cover)
        if draft is not None:
            found.drafts.append(draft)
            taken.append(raw)
    if not taken:
        found.skipped.append(SkippedSheet(sheet.name, reason or NO_TABLE))
        if not tables:
            found.cover = {**cover_context(sheet), **found.cover}
        if reason in (NO_TABLE, NO_NAMES) and holds_data(sheet, tables):
            found.warnings.append(ask_header(sheet))
    elif not taken[0].header_rows and taken[0].layout == "table":
        found.warnings.append(ask_bare(sheet))
    if all(raw.layout == "table" for raw in taken):
        found.warnings += outside(sheet, taken)


def _headed(raw: RawTable, found: FileDraft) -> RawTable:
    """A list without a header goes on with that of the list before, where it has the same columns."""
    if raw.header_rows or raw.layout != "table" or not found.drafts:
        return raw
    headers = found.drafts[-1].raw.headers
    same = [header.column for header in headers] == [header.column for header in raw.headers]
    return replace(raw, headers=headers) if same else raw


def _draft(
    raw: RawTable,
    key: str,
    book: Workbook,
    decisions: Decisions,
    memory: Memory,
    insisted: bool,
    keys: Mapping[int, ReturnedKey],
    cover: Mapping[str, str],
) -> tuple[Draft | None, Message | None]:
    core = core_rows(raw)
    cells = list(zip_longest(*core)) if any(core) else [() for _ in raw.headers]
    columns = read_columns(raw.headers, cells)
    context = {**cover, **read_context(raw)}
    agency = decisions.agency or context.get("agency")
    known = recall(memory, agency, [header.text for header in raw.headers])
    tags = _tags(raw, book)
    kind, choices = map_fields(raw, key, columns, decisions, known, tags)
    take_hidden = tags is not None or key in decisions.take_hidden | decisions.take_sheets
    hidden: list[Problem] = []
    if not take_hidden:
        choices, hidden = leave_hidden(raw, choices, decisions.fields.get(key, {}))
    rows = sort_tagged(raw, tags, keys) if tags else sort_rows(raw, choices, take_hidden=take_hidden)
    if not insisted and (reason := no_records(raw, columns, kind, choices, rows)):
        return None, reason
    carried: list[Problem] = []
    if tags is None:
        raw, carried = carry_down(raw, choices, rows)
    draft = Draft(raw, kind, columns, choices, rows, TableValues((), []), context)
    draft.agency, draft.policies, draft.keys = agency, _policies(decisions, known), keys
    if tags is not None and tags.own:
        draft.own = True
        _read_own(draft, key, book, decisions, memory)
        return draft, None
    _read(draft, key, book, decisions, memory, known)
    asked = column_questions(kind, columns, choices)
    draft.values.table += [*new_columns(columns, known), *hidden, *carried, *asked, *said_of_rows(rows)]
    return draft, None


def _tags(raw: RawTable, book: Workbook) -> Tags | None:
    """The tag row of our template, if it stands in this table, or the header of a table that we wrote."""
    if raw.layout != "table":
        return None
    if tags := find_tags(raw.sheet):
        return tags if raw.first <= tags.row <= raw.last else None
    return find_own(book, raw.sheet) if raw.header_rows == (0,) else None


def _read(
    draft: Draft, key: str, book: Workbook, decisions: Decisions, memory: Memory, known: Remembered
) -> None:
    """Read the values: where dates prove no order, by the order that was given for them before."""
    raw, kind, choices, rows = draft.raw, draft.kind, draft.choices, draft.rows
    said = decisions.date_orders.get(key, {})
    answers = _answers(draft, decisions, memory)
    settings = Settings(book.epoch1904, said, draft.context, _fills(rows), answers)
    draft.values = read_values(raw, kind, choices, rows.records, settings)
    before = _orders_before(draft, known)
    if before.keys() - said.keys():
        settings = replace(settings, orders={**before, **said})
        draft.values = read_values(raw, kind, choices, rows.records, settings)
    check_rows(draft.values, raw, kind, choices, answers.get("country", {}))
    draft.values.table += [_merged(column) for column in sorted(raw.filled)]
    draft.answers = _used(draft, decisions)
    draft.orders = {**known.choices.orders, **_by_header(draft, said)}


def _read_own(draft: Draft, key: str, book: Workbook, decisions: Decisions, memory: Memory) -> None:
    """Read the values of a table that we wrote ourselves."""
    said = decisions.date_orders.get(key, {})
    answers = _answers(draft, decisions, memory)
    settings = Settings(book.epoch1904, said, draft.context, {}, answers)
    guarded = book.format == "csv"
    draft.values = read_own(
        draft.raw, draft.kind, draft.choices, draft.rows.records, settings, guarded=guarded
    )
    draft.answers = _used(draft, decisions)


def _answers(draft: Draft, decisions: Decisions, memory: Memory) -> dict[str, Mapping[str, str | None]]:
    """What texts mean: as a person says now, else as was said of this sender's texts before."""
    answers: dict[str, Mapping[str, str | None]] = dict(answers_of(memory, draft.agency))
    for field_key, texts in decisions.answers.items():
        answers[field_key] = {**answers.get(field_key, {}), **texts}
    return answers


def _used(draft: Draft, decisions: Decisions) -> dict[str, dict[str, str | None]]:
    """Of what a person answered now, that which stands in this table."""
    if not decisions.answers:
        return {}
    texts = {shown(cell) for row in draft.raw.rows for cell in row if cell is not None}
    whole = "\n".join(texts)
    return {
        key: used
        for key, said in decisions.answers.items()
        if (used := {text: value for text, value in said.items() if text in texts or text in whole})
    }


def _orders_before(draft: Draft, known: Remembered) -> dict[int, str]:
    """The remembered order of each column whose dates can be read in two ways."""
    if not known.choices.orders:
        return {}
    asked = {problem.column for problem in draft.values.table if problem.code == "ask.date_order"}
    keys = header_keys(header.text for header in draft.raw.headers)
    return {
        header.column: known.choices.orders[key]
        for header, key in zip(draft.raw.headers, keys, strict=True)
        if key in known.choices.orders and column_letter(header.column) in asked
    }


def _by_header(draft: Draft, orders: Mapping[int, str]) -> dict[str, str]:
    keys = header_keys(header.text for header in draft.raw.headers)
    indexes = [column_index(draft.raw, column, number) for number, column in enumerate(draft.columns)]
    return {key: orders[index] for key, index in zip(keys, indexes, strict=True) if key and index in orders}


def _policies(decisions: Decisions, known: Remembered) -> Policies:
    usual = policies_of(known.choices)
    return Policies(
        decisions.empty or usual.empty,
        decisions.overwrite or usual.overwrite,
        decisions.missing or usual.missing,
    )


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


def _merged(column: int) -> Problem:
    letter = column_letter(column)
    message = Message(
        "Column {column}: cells merged over several rows are taken for each of them.", {"column": letter}
    )
    return Problem("cells.merged", message, Severity.WARNING, column=letter)


def _shown_field(kind: str, choice: Choice) -> str | None:
    if choice.part == "period":
        return {"personnel": "start_date", "agreements": "effective_on"}[kind]
    return choice.field


def _row_text(raw: RawTable, index: int) -> str:
    return " | ".join(text for cell in raw.rows[index] if (text := shown(cell)))[:200]
