"""Draw the import plan: every sheet understood, every row matched, nothing written."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ilrs_desk.domain.problems import InputProblem, Problem
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.domain.wording import Message

from ..memory import Memory
from ..plan import Decisions, FilePlan, ImportPlan, RowPlan, TablePlan
from ..sheets import Workbook
from .missing import with_missing
from .questions import questions
from .returning import remarks_on
from .sitting import Sitting
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
        sitting = Sitting(snapshot, decisions, memory, today)
        return _draw(files, sitting, key, _look(cancelled), progress)


def _draw(
    files: Sequence[Workbook | FileError],
    sitting: Sitting,
    key: str,
    look: Callable[[], None],
    progress: Callable[[float], None] | None,
) -> ImportPlan:
    drafts: list[FileDraft] = []
    for number, file in enumerate(files):
        read = isinstance(file, Workbook)
        drafts.append(
            read_file(number, file, sitting.decisions, sitting.memory, look) if read else FileDraft()  # type: ignore[arg-type]
        )
        _report(progress, 0.6 * (number + 1) / len(files))
    rows, offers = sitting.matched(drafts, look)
    _report(progress, 1.0)
    plans = [_file_plan(number, file, drafts[number], rows, sitting) for number, file in enumerate(files)]
    return ImportPlan(
        key, sitting.snapshot.generation, _with_missing(plans, sitting), sitting.decisions, offers=offers
    )


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


def _file_plan(
    number: int,
    file: Workbook | FileError,
    read: FileDraft,
    rows: Mapping[tuple[int, int], list[RowPlan]],
    sitting: Sitting,
) -> FilePlan:
    if isinstance(file, FileError):
        return FilePlan(file.path, file.sha256, file.size, error=file.problem)
    return FilePlan(
        file.path, file.sha256, file.size,
        tables=tuple(
            _table_plan(draft, rows.get((number, place), []), read.dated) for place, draft in enumerate(read.drafts)
        ),
        skipped=tuple(read.skipped),
        warnings=(*remarks_on(file, read.drafts, sitting.memory), *read.warnings),
        agency=sitting.decisions.sender(number) or next((d.agency for d in read.drafts if d.agency), None),
        seen_before=sitting.memory.seen.get(file.sha256),
        dated=read.dated,
    )  # fmt: skip


def _table_plan(draft: Draft, rows: Sequence[RowPlan], dated: str | None) -> TablePlan:
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
        questions=questions(draft.kind, rows),
        policies=draft.policies,
        orders=dict(draft.orders),
        answers=draft.answers,
        dated=draft.dated or dated,
    )


def _with_missing(plans: Sequence[FilePlan], sitting: Sitting) -> tuple[FilePlan, ...]:
    tables = [(file.agency, table) for file in plans for table in file.tables]
    day = sitting.today.isoformat()
    found = iter(with_missing(tables, sitting.snapshot, sitting.memory, sitting.decisions, day))
    return tuple(replace(file, tables=tuple(next(found) for _ in file.tables)) for file in plans)


def _look(cancelled: Callable[[], bool] | None) -> Callable[[], None]:
    def look() -> None:
        if cancelled is not None and cancelled():
            raise InputProblem("cancelled", Message("Stopped before anything was written."))

    return look


def _report(progress: Callable[[float], None] | None, share: float) -> None:
    if progress is not None:
        progress(share)
