"""What the import window decides about: files, decisions, ticks and the plan drawn from them; it holds no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from ilrs_desk.intake.plan import Action, Decisions, ImportPlan, TablePlan
from ilrs_desk.store.office import Office
from ilrs_desk.ui.tasks import Job, TaskRunner
from ilrs_desk.ui.text import tr
from ilrs_desk.usecases.commit_import import Committed, commit_import
from ilrs_desk.usecases.preview_import import Preview, ReadOptions, preview_import, recount, redraw
from ilrs_desk.usecases.undo import undo

T = TypeVar("T")

#: (file number, table number, row as the sender sees it)
RowKey = tuple[int, int, int]


class ImportWork(QObject):
    """Reads, draws, counts and commits off the GUI thread; a newer decision overtakes an older one.

    ``drawn``: a new plan stands in ``preview``. ``counted``: its effect was counted anew after ticks changed.
    ``busy(text)``: what is being done, "" when nothing is. ``problem_met(DeskError)``: nothing was written.
    """

    drawn = Signal()
    counted = Signal()
    ticked = Signal()
    busy = Signal(str)
    progressed = Signal(float)
    stopped = Signal()
    problem_met = Signal(object)
    committed = Signal(object)
    undone = Signal(object)

    def __init__(
        self, office: Office, paths: Sequence[Path], runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._runner = runner
        self._job: Job[Any] | None = None
        self.paths = list(paths)
        self.options = ReadOptions()
        self.decisions = Decisions()
        self.ticks: dict[RowKey, bool] = {}
        self.preview: Preview | None = None
        self.result: Committed | None = None

    @property
    def plan(self) -> ImportPlan | None:
        """The plan as drawn, without the ticks made since."""
        return self.preview.plan if self.preview else None

    @property
    def decided(self) -> bool:
        """Whether a person settled anything that closing the window would lose."""
        return self.result is None and (self.decisions != Decisions() or bool(self.ticks))

    def table(self, file: int, table: int) -> TablePlan:
        """One table of the plan, as drawn."""
        if self.preview is None:
            raise LookupError("nothing was read yet")
        return self.preview.plan.files[file].tables[table]

    def read(self) -> None:
        """Read the files and draw the first plan."""
        paths, decisions, options = tuple(self.paths), self.decisions, self.options

        def work(job: Job[Preview]) -> Preview:
            told, asked = job.progress, job.cancelled
            return preview_import(self._office, paths, decisions, options, progress=told, cancelled=asked)

        self._start(work, self._take, tr("Reading {files}…", files=", ".join(path.name for path in paths)))

    def open_with(self, path: Path, *, password: str | None = None, encoding: str | None = None) -> None:
        """Read again, with what a person said about the file at ``path``."""
        passwords, encodings = dict(self.options.passwords), dict(self.options.encodings)
        if password is not None:
            passwords[path] = password
        if encoding is not None:
            encodings[path] = encoding
        self.options = ReadOptions(passwords, encodings)
        self.read()

    def decide(self, decisions: Decisions, forget_ticks_of: Iterable[tuple[int, int]] = ()) -> None:
        """Draw a new plan by ``decisions``; the ticks of tables whose rows mean something else now are dropped."""
        if decisions == self.decisions:
            return
        dropped = set(forget_ticks_of)
        self.ticks = {key: value for key, value in self.ticks.items() if key[:2] not in dropped}
        self.decisions = decisions
        self.redraw()

    def redraw(self) -> None:
        """Draw the plan anew, on the office as it is now; the files are not read again."""
        if self.preview is None:
            self.read()
            return
        preview, decisions = self.preview, self.decisions
        self._start(
            lambda job: redraw(
                self._office, preview, decisions, progress=job.progress, cancelled=job.cancelled
            ),
            self._take,
            tr("Drawing up the plan…"),
        )

    def taken(self, key: RowKey, as_drawn: bool) -> bool:
        """Whether the row is ticked."""
        return self.ticks.get(key, as_drawn)

    def tick(self, keys: Iterable[RowKey], on: bool) -> None:
        """Tick rows or untick them, and count the effect anew."""
        for key in keys:
            self.ticks[key] = on
        self.ticked.emit()
        self._count()

    def rows_taken(self) -> int:
        """How many rows would be written."""
        if self.preview is None:
            return 0
        return sum(
            1
            for f, file in enumerate(self.preview.plan.files)
            for t, table in enumerate(file.tables)
            for row in table.rows
            if row.action is not Action.SAME and self.ticks.get((f, t, row.row), row.taken)
        )

    def commit(self) -> None:
        """Write the plan with the ticks as they are."""
        if self.preview is None:
            return
        plan = self.preview.plan.with_taken(self.ticks)
        self._start(
            lambda job: commit_import(self._office, plan, cancelled=job.cancelled),
            self._done,
            tr("Importing…"),
            overtakes=False,
        )

    def undo(self) -> None:
        """Take the import back."""
        if self.result is None or self.result.changeset is None:
            return
        number = self.result.changeset.id
        self._start(lambda job: undo(self._office, number), self.undone.emit, tr("Taking the import back…"))

    def cancel(self) -> None:
        """Stop what is under way; nothing of it stays."""
        if self._job is not None:
            self._job.cancel()

    def _count(self) -> None:
        if self.preview is None:
            return
        preview, ticks = self.preview, dict(self.ticks)
        self._start(
            lambda job: recount(self._office, preview, preview.plan.with_taken(ticks)),
            self._take_count,
            "",
        )

    def _start(
        self, work: Callable[[Job[T]], T], done: Callable[[T], object], text: str, *, overtakes: bool = True
    ) -> None:
        """Begin ``work``; an older job that it overtakes is stopped and its result not heard."""
        if self._job is not None and overtakes:
            self._job.cancel()
        if text:
            self.busy.emit(text)
        self._job = job = self._runner.run(
            work,
            lambda result: self._deliver(job, done, result),
            problem=lambda error: self._deliver(job, self.problem_met.emit, error),
            told=self.progressed.emit,
            stopped=lambda: self._deliver(job, self.stopped.emit),
            owner=self,
            long=True,
        )

    def _deliver(self, job: Job[T], then: Callable[..., object], *values: object) -> None:
        """Hand on how ``job`` ended, unless a newer one has overtaken it."""
        if job is self._job:
            self._job = None
            self.busy.emit("")
            then(*values)

    def _take(self, preview: Preview) -> None:
        self.preview = preview
        self.drawn.emit()

    def _take_count(self, preview: Preview) -> None:
        if self.preview is not None:
            # Ticks stay apart from the plan as drawn, so that taking one back needs no new plan.
            self.preview = replace(preview, plan=replace(self.preview.plan, effect=preview.plan.effect))
            self.counted.emit()

    def _done(self, result: Committed) -> None:
        self.result = result
        self.committed.emit(result)
