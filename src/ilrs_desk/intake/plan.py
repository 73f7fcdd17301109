"""The import plan: what would be written, row by row, and why; the very object that is reviewed and committed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from ilrs_desk.domain.fields import Field, ValueType
from ilrs_desk.domain.memory import Told
from ilrs_desk.domain.problems import Problem
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message

#: (file number, table number, row as the sender sees it)
RowKey = tuple[int, int, int]


class Action(StrEnum):
    """What a row would do; only the first three are certain enough to happen without a person."""

    ADD = "add"
    UPDATE = "update"
    SAME = "same"
    POSSIBLE = "possible"
    CONFLICT = "conflict"
    REJECT = "reject"


CERTAIN = frozenset({Action.ADD, Action.UPDATE, Action.SAME})


class EmptyCells(StrEnum):
    """What an empty cell does to a value that the office holds."""

    KEEP = "keep"
    CLEAR = "clear"


class Overwrite(StrEnum):
    """When a value of the file takes the place of another one that the office holds."""

    NEWER = "newer"
    ALWAYS = "always"
    GAPS = "gaps"


class WhenMissing(StrEnum):
    """What happens to a record that a list held last time and does not hold now; it is never deleted."""

    KEEP = "keep"
    LEFT = "left"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of the office (or, with ``row``, an earlier row of the file) that the row may be, with the reasons."""

    id: int | None
    label: str
    reasons: tuple[Message, ...] = ()
    row: int | None = None


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """One column of a table: ``index`` from 0, ``column`` its letter; ``field`` None: left out.

    ``group`` is the header row above in a two-row header; ``reason`` says in words why this field was guessed;
    ``sensitive`` columns are left out by default.
    """

    index: int
    column: str
    header: str
    field: str | None
    confidence: float
    samples: tuple[str, ...] = ()
    reason: Message | None = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One row of a table and what it would do.

    ``record``: the values read, by field key. ``changes``: field → (ours, theirs) for an update, less what a person
    refused; ``left_alone``: likewise, what differs but is not written (refused, or the policy keeps ours).
    ``told``: field → who said the value that we hold, where another agency did. ``links``: link field → id of the
    record that is meant. ``apart``: ids of records that a person said this row is not.
    ``taken``: ticked for the import. ``id`` is filled after the commit for an added record.
    """

    sheet: str
    row: int
    action: Action
    record: Mapping[str, Value]
    matched: int | None = None
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    candidates: tuple[Candidate, ...] = ()
    problems: tuple[Problem, ...] = ()
    taken: bool = True
    id: int | None = None
    left_alone: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    told: Mapping[str, Told] = field(default_factory=dict)
    links: Mapping[str, int] = field(default_factory=dict)
    apart: frozenset[int] = frozenset()

    @property
    def writes(self) -> bool:
        """Whether the row would write anything as it stands."""
        return self.taken and self.action is not Action.SAME and bool(self.record)

    @property
    def takeable(self) -> bool:
        """A person may tick this row: it would write something, and what it is can be told."""
        return bool(self.record) and self.action is not Action.SAME and not self.blocked

    @property
    def blocked(self) -> bool:
        """A required value is missing: no tick can turn the row into a record."""
        return any(problem.code.startswith("required.") for problem in self.problems)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row under the header that is no record: a total, a note, a section title, a repeated header, a number row."""

    row: int
    reason: Message
    text: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A record that the sender's last list held and this one does not; never deleted for it.

    ``changes`` is what marking it as left would write: field → (ours, new), empty unless that was chosen.
    """

    id: int
    label: str
    then: WhenMissing = WhenMissing.KEEP
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A record that rows name and nobody knows, offered for creation in the same plan; made only if ``taken``.

    ``key`` names it in :class:`Decisions`. ``rows``: (file number, table number, row as the sender sees it).
    ``candidates``: known records that may be meant instead, ``means`` the one that a person said is; its
    ``changes`` are the names that it gains. A candidate with a negative id is one that the plan itself adds, in
    ``Candidate.row``; it may be meant, too.
    """

    key: str
    kind: str
    record: Mapping[str, Value]
    rows: tuple[tuple[int, int, int], ...]
    candidates: tuple[Candidate, ...] = ()
    taken: bool = False
    means: int | None = None
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Policies:
    """How a table is taken: as a person said now, else as for the sender's last list of these headers."""

    empty: EmptyCells = EmptyCells.KEEP
    overwrite: Overwrite = Overwrite.NEWER
    missing: WhenMissing = WhenMissing.KEEP


@dataclass(frozen=True, slots=True)
class Question:
    """One value that is not understood, asked once for all ``rows`` (as the sender numbers them) it stands in.

    ``text`` is the key under which :class:`Decisions` take the answer, below :func:`answer_key` of ``field``.
    """

    field: str
    text: str
    rows: tuple[int, ...]
    code: str
    message: Message
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TablePlan:
    """One table found on a sheet. Rows are numbered as the sender sees them; ``layout`` is "table" or "form".

    The rows add up: last_row - first_row + 1 == len(rows) + len(left_out) + blank (for layout "table").
    ``questions``: each value that is not understood, once; ``answers``: those of a person that the table needed.
    ``policies``: those in force for this table; ``orders``: the date order that was chosen, by header.
    """

    sheet: str
    kind: str
    layout: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[ColumnPlan, ...]
    context: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[RowPlan, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    blank: int = 0
    missing: tuple[Missing, ...] = ()
    problems: tuple[Problem, ...] = ()
    hidden: bool = False
    questions: tuple[Question, ...] = ()
    policies: Policies = field(default_factory=Policies)
    orders: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class SkippedSheet:
    """A sheet with nothing to import, and why."""

    sheet: str
    reason: Message


@dataclass(frozen=True, slots=True)
class FilePlan:
    """One file; ``error`` means that it could not be read and has no tables. ``dated``: the day it says it is of."""

    path: Path
    sha256: str
    size: int
    tables: tuple[TablePlan, ...] = ()
    skipped: tuple[SkippedSheet, ...] = ()
    warnings: tuple[Problem, ...] = ()
    error: Problem | None = None
    agency: str | None = None
    seen_before: str | None = None
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person settled; everything left empty is guessed.

    Sheets and tables are named by :func:`table_key`, also in ``skip_sheets``, ``take_sheets`` and
    ``take_hidden`` (tables whose hidden rows and columns are read); ``fields`` maps a
    column index to a field key, or to None for "leave out"; ``header_rows`` are the sender's row numbers.
    ``answers``: :func:`answer_key` of a field → text as it was written → the stored value that it means, None for
    "leave it empty". ``same_as``: row → id of the record that the row is; ``apart``: (row, id of a record that it is
    not); ``refused``: row → fields whose new value is not taken. A row is (file number, table number, row as the
    sender sees it). ``offers``: key of an :class:`Offer` → id of the record that is meant, None to create it.
    """

    kind: str | None = None
    agency: str | None = None
    complete_list: bool = False
    skip_sheets: frozenset[str] = frozenset()
    take_sheets: frozenset[str] = frozenset()
    take_hidden: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = field(default_factory=dict)
    header_rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    fields: Mapping[str, Mapping[int, str | None]] = field(default_factory=dict)
    date_orders: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str | None]] = field(default_factory=dict)
    same_as: Mapping[RowKey, int] = field(default_factory=dict)
    apart: frozenset[tuple[RowKey, int]] = frozenset()
    refused: Mapping[RowKey, frozenset[str]] = field(default_factory=dict)
    offers: Mapping[str, int | None] = field(default_factory=dict)
    empty: EmptyCells | None = None
    overwrite: Overwrite | None = None
    missing: WhenMissing | None = None
    create_offers: bool = False
    missing_each: Mapping[tuple[str, int], WhenMissing] = field(default_factory=dict)
    agencies: Mapping[int, str] = field(default_factory=dict)

    def sender(self, file: int) -> str | None:
        """Who sent file number ``file``, as far as a person said."""
        return self.agencies.get(file) or self.agency


def answer_key(declared: Field) -> str:
    """Under which key a person's answers to a field's texts are kept: one for all fields of countries."""
    return "country" if declared.type is ValueType.COUNTRY else declared.key


def table_key(file: int, sheet: str, ordinal: int = 0) -> str:
    """How :class:`Decisions` name a sheet of file number ``file`` (from 0), or a table: the ``ordinal``-th on it."""
    return f"{file}/{ordinal}/{sheet}"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that an import would do. ``key`` makes its commit happen once; ``generation`` is the journal it was drawn on.

    ``effect``: target key → how far the total would move. ``offers``: records that rows name and nobody knows.
    """

    key: str
    generation: int
    files: tuple[FilePlan, ...]
    decisions: Decisions = field(default_factory=Decisions)
    effect: Mapping[str, int] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()

    def tables(self) -> Iterator[tuple[FilePlan, TablePlan]]:
        """Every table of every file, in order."""
        for file in self.files:
            for table in file.tables:
                yield file, table

    def totals(self) -> dict[str, int]:
        """How many rows of each action, all six named."""
        found = Counter(row.action for _, table in self.tables() for row in table.rows)
        return {action.value: found[action] for action in Action}

    def writes(self) -> bool:
        """Whether a ticked row, an offer that is taken or a missing record would write anything."""
        return any(offer.taken or offer.changes for offer in self.offers) or any(
            any(row.writes for row in table.rows) or any(missing.changes for missing in table.missing)
            for _, table in self.tables()
        )

    def with_taken(self, ticks: Mapping[tuple[int, int, int], bool]) -> ImportPlan:
        """The same plan with other ticks; keys are (file number, table number, row number as the sender sees it)."""
        files = [
            replace(file, tables=tuple(_ticked(table, f, t, ticks) for t, table in enumerate(file.tables)))
            for f, file in enumerate(self.files)
        ]
        return replace(self, files=tuple(files))


def _ticked(table: TablePlan, f: int, t: int, ticks: Mapping[tuple[int, int, int], bool]) -> TablePlan:
    rows = tuple(
        replace(row, taken=ticks[(f, t, row.row)] and row.takeable) if (f, t, row.row) in ticks else row
        for row in table.rows
    )
    return replace(table, rows=rows)
