"""Foreign files → import plan: read, understand, match, count the effect; nothing is written."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.problems import InputProblem, Problem
from ilrs_desk.domain.progress import Progress
from ilrs_desk.domain.progress import progress as count_progress
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.draw import FileError, draw_plan
from ilrs_desk.intake.plan import Decisions, ImportPlan
from ilrs_desk.intake.read import read_workbook
from ilrs_desk.intake.sheets import Workbook
from ilrs_desk.store.office import Office

from .effect import applied, effect_why
from .import_memory import import_memory


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person had to say before a file could be read, by its path."""

    passwords: Mapping[Path, str] = field(default_factory=dict)
    encodings: Mapping[Path, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """The files as read, the plan drawn from them, and the totals before and after it.

    ``why``: target key → why its figure moves no further.
    """

    files: tuple[Workbook | FileError, ...]
    plan: ImportPlan
    before: Progress
    after: Progress
    why: Mapping[str, tuple[Message, ...]] = field(default_factory=dict)


def preview_import(
    office: Office,
    paths: Sequence[Path],
    decisions: Decisions | None = None,
    options: ReadOptions | None = None,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """Read ``paths`` and draw the plan. A file that cannot be read stands in the plan with its error.

    ``progress`` gets 0…1; ``cancelled`` is asked now and then and stops with InputProblem ``cancelled``.
    """
    opened = options or ReadOptions()
    files: list[Workbook | FileError] = []
    for number, path in enumerate(paths):
        share = _share(progress, number, len(paths))
        files.append(_read(path, opened, share, cancelled))
    return _draw(office, tuple(files), decisions or Decisions(), cancelled)


def redraw(
    office: Office,
    preview: Preview,
    decisions: Decisions,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """The same files with other decisions: a new plan, on the office as it is now."""
    return _draw(office, preview.files, decisions, cancelled, progress)


def _read(
    path: Path,
    options: ReadOptions,
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Workbook | FileError:
    try:
        return read_workbook(
            path,
            password=options.passwords.get(path),
            encoding=options.encodings.get(path),
            progress=progress,
            cancelled=cancelled,
        )
    except InputProblem as problem:
        if problem.code in ("cancelled", "file.cancelled"):
            raise InputProblem("cancelled", problem.message) from None
        return FileError(path, Problem(problem.code, problem.message))


def _draw(
    office: Office,
    files: tuple[Workbook | FileError, ...],
    decisions: Decisions,
    cancelled: Callable[[], bool] | None,
    progress: Callable[[float], None] | None = None,
) -> Preview:
    snapshot = office.snapshot(tuple(JOURNALLED))
    today = date.today()
    plan = draw_plan(
        files,
        snapshot,
        decisions,
        import_memory(office),
        key=uuid.uuid4().hex,
        today=today,
        progress=progress,
        cancelled=cancelled,
    )
    return _counted(files, plan, count_progress(snapshot, today), snapshot)


def recount(office: Office, preview: Preview, plan: ImportPlan) -> Preview:
    """The preview with the ticks of ``plan``, its effect counted anew."""
    return _counted(preview.files, plan, preview.before, office.snapshot(tuple(JOURNALLED)))


def _counted(
    files: tuple[Workbook | FileError, ...], plan: ImportPlan, before: Progress, snapshot: Snapshot
) -> Preview:
    """The plan with the effect that it has on ``snapshot``, and why."""
    then, touched = applied(snapshot, plan)
    after = count_progress(then, before.as_of)
    counted = replace(plan, effect=_effect(before, after))
    return Preview(files, counted, before, after, effect_why(before, after, touched, plan))


def _effect(before: Progress, after: Progress) -> dict[str, int]:
    was = {figure.target.key: figure.value for figure in before.figures}
    return {figure.target.key: figure.value - was[figure.target.key] for figure in after.figures}


def _share(progress: Callable[[float], None] | None, number: int, of: int) -> Callable[[float], None] | None:
    if progress is None:
        return None
    return lambda done: progress((number + done) / of)
