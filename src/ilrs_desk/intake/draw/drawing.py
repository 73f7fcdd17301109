"""Draw the import plan: every sheet understood, every row matched, nothing written."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ilrs_desk.domain.matching import Places, match_rows
from ilrs_desk.domain.problems import InputProblem, Problem
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.domain.wording import Message

from ..memory import Memory, header_fingerprint
from ..plan import Decisions, FilePlan, ImportPlan, RowPlan, TablePlan
from ..sheets import Workbook
from .missing import find_missing
from .rows import Drawn, Source, draw_rows
from .tables import Draft, FileDraft, read_file


@dataclass(frozen=True, slots=True)
class FileError:
    """A file that could not be read, and why."""

    path: Path
    problem: Problem
    sha256: str = ""
    size: int = 0


def draw_plan(
    files: Sequence[Workbook | FileError],
    snapshot: Snapshot,
    decisions: Decisions,
    memory: Memory,
    *,
    key: str,
    today: date,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:
    """The plan of importing ``files`` into the office as it stands in ``snapshot``; the same input, the same plan.

    ``effect`` is left empty. Raises InputProblem ``cancelled`` when ``cancelled`` says so.
    """
    with _no_collection():
        return _draw(files, snapshot, decisions, memory, key, _look(cancelled), progress)


def _draw(
    files: Sequence[Workbook | FileError],
    snapshot: Snapshot,
    decisions: Decisions,
    memory: Memory,
    key: str,
    look: Callable[[], None],
    progress: Callable[[float], None] | None,
) -> ImportPlan:
    drafts: list[FileDraft] = []
    for number, file in enumerate(files):
        read = isinstance(file, Workbook)
        drafts.append(read_file(number, file, decisions, memory, look) if read else FileDraft())  # type: ignore[arg-type]
        _report(progress, 0.6 * (number + 1) / len(files))
    rows = _matched_rows(drafts, snapshot, decisions, look, progress)
    plans = tuple(
        _file_plan(number, file, drafts[number], rows, snapshot, decisions, memory)
        for number, file in enumerate(files)
    )
    return ImportPlan(key, snapshot.generation, plans, decisions)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of small lasting objects are made: to look through them for cycles over and over costs half the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _matched_rows(
    drafts: Sequence[FileDraft],
    snapshot: Snapshot,
    decisions: Decisions,
    look: Callable[[], None],
    progress: Callable[[float], None] | None,
) -> dict[tuple[int, int], list[RowPlan]]:
    """Rows of the plan by (file, table); all tables of one kind are matched together."""
    found: dict[tuple[int, int], list[RowPlan]] = {}
    kinds = dict.fromkeys(draft.kind for file in drafts for draft in file.drafts)
    for number, kind in enumerate(kinds):
        rows = _drawn(kind, drafts)
        records = snapshot.of(kind)
        linked = snapshot.of("institutions") + (snapshot.of("partners") if kind == "agreements" else ())
        places = Places(linked)
        matches = match_rows(kind, [row.record for row in rows], records, places, cancelled=look)
        by_id = {record.id: record for record in records}
        plans = draw_rows(kind, rows, matches, by_id, decisions.same_as, places)
        for row, plan in zip(rows, plans, strict=True):
            found.setdefault((row.source.file, row.source.table), []).append(plan)
        _report(progress, 0.6 + 0.4 * (number + 1) / len(kinds))
    return found


def _drawn(kind: str, drafts: Sequence[FileDraft]) -> list[Drawn]:
    rows: list[Drawn] = []
    for number, file in enumerate(drafts):
        for table, draft in enumerate(file.drafts):
            if draft.kind != kind:
                continue
            sheet, first, problems = draft.raw.sheet.name, draft.raw.first + 1, draft.values.problems
            for place, (index, record) in enumerate(
                zip(draft.values.rows, draft.values.records, strict=True)
            ):
                found = tuple(problems[place]) if place in problems else ()
                rows.append(Drawn(Source(number, table, sheet, first + index), record, found))
    return rows


def _file_plan(
    number: int,
    file: Workbook | FileError,
    read: FileDraft,
    rows: Mapping[tuple[int, int], list[RowPlan]],
    snapshot: Snapshot,
    decisions: Decisions,
    memory: Memory,
) -> FilePlan:
    if isinstance(file, FileError):
        return FilePlan(file.path, file.sha256, file.size, error=file.problem)
    agency = decisions.sender(number) or next(
        (d.context["agency"] for d in read.drafts if "agency" in d.context), None
    )
    plan = FilePlan(
        file.path, file.sha256, file.size,
        skipped=tuple(read.skipped),
        warnings=tuple(file.warnings) + tuple(read.warnings),
        agency=agency,
        seen_before=memory.seen.get(file.sha256),
    )  # fmt: skip
    tables = [_table_plan(draft, rows.get((number, place), [])) for place, draft in enumerate(read.drafts)]
    tables = [_with_missing(table, agency, snapshot, memory, decisions) for table in tables]
    return replace(plan, tables=tuple(tables))


def _table_plan(draft: Draft, rows: Sequence[RowPlan]) -> TablePlan:
    raw = draft.raw
    return TablePlan(
        sheet=raw.sheet.name,
        kind=draft.kind,
        layout=raw.layout,
        header_rows=tuple(row + 1 for row in raw.header_rows),
        first_row=raw.first + 1,
        last_row=raw.last + 1,
        columns=draft.column_plans(),
        context=dict(draft.context),
        rows=tuple(rows),
        left_out=draft.left_out(),
        blank=draft.rows.blank,
        problems=tuple(draft.values.table),
        hidden=raw.sheet.hidden,
    )


def _with_missing(
    table: TablePlan, agency: str | None, snapshot: Snapshot, memory: Memory, decisions: Decisions
) -> TablePlan:
    fingerprint = header_fingerprint(column.header for column in table.columns)
    records = snapshot.of(table.kind)
    missing = find_missing(table.kind, fingerprint, agency, table.rows, records, memory, decisions)
    return replace(table, missing=missing) if missing else table


def _look(cancelled: Callable[[], bool] | None) -> Callable[[], None]:
    def look() -> None:
        if cancelled is not None and cancelled():
            raise InputProblem("cancelled", Message("Stopped before anything was written."))

    return look


def _report(progress: Callable[[float], None] | None, share: float) -> None:
    if progress is not None:
        progress(share)
