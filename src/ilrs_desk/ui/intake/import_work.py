"""What the import window decides about: files, decisions, ticks and the plan drawn from them; it holds no widget."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ilrs_desk.domain.problems import DeskError
from ilrs_desk.domain.records import Record
from ilrs_desk.intake.plan import Action, Decisions, ImportPlan, RowKey, RowPlan, TablePlan
from ilrs_desk.store.office import Office
from ilrs_desk.ui.tasks import Job, TaskRunner
from ilrs_desk.ui.text import tr
from ilrs_desk.usecases.commit_import import Committed, commit_import
from ilrs_desk.usecases.preview_import import Preview, ReadOptions, preview_import, recount, redraw
from ilrs_desk.usecases.undo import undo

from .keys import rows_without_file, without_file
from .todo import Todo, todo_of

T = TypeVar("T")

#: A plan drawn within this time (seconds) is drawn anew by itself when a person pauses between two answers.
_QUICK = 1.0
_PAUSE = 600


@dataclass(frozen=True, slots=True)
class Drawn:
    """A preview with what the window asks of it at once, gone through in the worker."""

    preview: Preview
    rows: dict[RowKey, RowPlan]
    todo: Todo


class ImportWork(QObject):
    """Reads, draws, counts and commits off the GUI thread; a newer decision overtakes an older one.

    ``drawn``: a new plan stands in ``preview``. ``answered``: a decision was taken that the plan does not show yet.
    ``counted``: the effect was counted anew after ticks changed. ``busy(text)``: what is being done, "" when nothing
    is. ``problem_met(DeskError)``: nothing was written.
    """

    drawn = Signal()
    answered = Signal()
    counted = Signal()
    ticked = Signal()
    busy = Signal(str)
    progressed = Signal(float)
    stopped = Signal()
    problem_met = Signal(object)
    committed = Signal(object)
    undone = Signal(object)

    def __init__(self, office: Office, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._runner = runner
        runner.fault_met.connect(self._fault)
        self._job: Job[Any] | None = None
        self._due = False
        self._drawing = False
        self._took = 0.0
        self._commit_next = False
        #: Every row of the plan as drawn; another mapping for every plan.
        self.rows: dict[RowKey, RowPlan] = {}
        self._taken = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._draw_quietly)
        self.paths: list[Path] = []
        #: Files that are being read, in the order in which they are.
        self.awaited: tuple[Path, ...] = ()
        self.options = ReadOptions()
        self.decisions = Decisions()
        self.ticks: dict[RowKey, bool] = {}
        #: Rows and offers that a person put off: asked, and left for another time.
        self.later: set[RowKey | str] = set()
        self.todo = Todo()
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

    def records(self, kind: str, ids: Sequence[int], then: Callable[[list[Record]], object]) -> None:
        """Ask the office for records and call ``then`` with them."""
        self._runner.run(lambda job: self.office.records(kind, ids), then, owner=self)

    # Files

    def add(self, paths: Sequence[Path]) -> None:
        """Read more files into the sitting; one that is there already is read anew."""
        # Those that were still being read are read again with them: this work overtakes theirs.
        asked = tuple(dict.fromkeys((*self.awaited, *paths)))
        options, decisions = self.options, self.decisions
        gone_through = self._looker()
        before = dict(zip(self.paths, self.preview.files, strict=True)) if self.preview else {}
        self.awaited = asked

        def work(job: Job[Drawn]) -> Drawn:
            return gone_through(read(job))

        def read(job: Job[Drawn]) -> Preview:
            told, stop = job.progress, job.cancelled
            if not before:
                return preview_import(self.office, asked, decisions, options, progress=told, cancelled=stop)
            fresh = preview_import(self.office, asked, options=options, progress=told, cancelled=stop)
            files = {**before, **dict(zip(asked, fresh.files, strict=True))}
            return redraw(self.office, replace(fresh, files=tuple(files.values())), decisions, cancelled=stop)

        def done(drawn: Drawn) -> None:
            self.paths = list(dict.fromkeys((*self.paths, *asked)))
            self.awaited = ()
            self._take(drawn)

        self._start(work, done, tr("Reading {files}…", files=", ".join(path.name for path in asked)))

    def remove(self, file: int) -> None:
        """Take a file out of the sitting; what was settled for the others stays."""
        if self.preview is None or len(self.paths) < 2:
            return
        files = self.preview.files[:file] + self.preview.files[file + 1 :]
        self.preview = replace(self.preview, files=files)
        del self.paths[file]
        self.decisions = without_file(self.decisions, file)
        self.ticks = rows_without_file(self.ticks, file)
        put_off = {one: None for one in self.later if not isinstance(one, str)}
        named = {one for one in self.later if isinstance(one, str)}
        self.later = named | set(rows_without_file(put_off, file))
        self.redraw()

    def open_with(self, path: Path, *, password: str | None = None, encoding: str | None = None) -> None:
        """Read one file again, with what a person said about it."""
        passwords, encodings = dict(self.options.passwords), dict(self.options.encodings)
        if password is not None:
            passwords[path] = password
        if encoding is not None:
            encodings[path] = encoding
        self.options = ReadOptions(passwords, encodings)
        self.add([path])

    # Decisions

    def decide(self, decisions: Decisions, forget_ticks_of: Iterable[tuple[int, int]] = ()) -> None:
        """Draw a new plan by ``decisions``; the ticks of tables whose rows mean something else now are dropped."""
        if decisions == self.decisions:
            return
        dropped = set(forget_ticks_of)
        self.ticks = {key: value for key, value in self.ticks.items() if key[:2] not in dropped}
        self.decisions = decisions
        self.redraw()

    def decide_soon(self, decisions: Decisions) -> None:
        """Keep ``decisions``; the plan is drawn when the person pauses or goes on, so that no key waits for it."""
        if decisions == self.decisions:
            return
        self.decisions = decisions
        self._due = True
        self.answered.emit()
        if self._took < _QUICK:
            self._pause.start()

    def draw_if_due(self) -> None:
        """Draw the plan anew if answers were given that it does not show yet."""
        if self._due:
            self.redraw()

    def redraw(self) -> None:
        """Draw the plan anew, on the office as it is now; the files are not read again."""
        self._redraw(tr("Drawing up the plan…"))

    def _draw_quietly(self) -> None:
        if self._due:
            self._redraw("")

    def _redraw(self, text: str) -> None:
        if self.awaited:
            self.add(())
            return
        if self.preview is None:
            return
        self._due, self._drawing = False, True
        self._pause.stop()
        preview, decisions, gone_through = self.preview, self.decisions, self._looker()

        def work(job: Job[Drawn]) -> Drawn:
            began = time.perf_counter()
            drawn = redraw(self.office, preview, decisions, progress=job.progress, cancelled=job.cancelled)
            self._took = time.perf_counter() - began
            return gone_through(drawn)

        self._start(work, self._take, text)

    # Ticks

    def taken(self, key: RowKey, as_drawn: bool) -> bool:
        """Whether the row is ticked."""
        return self.ticks.get(key, as_drawn)

    def tick(self, keys: Iterable[RowKey], on: bool) -> None:
        """Tick rows or untick them, and count the effect anew."""
        for key in keys:
            row = self.rows.get(key)
            if row is not None and row.action is not Action.SAME:
                self._taken += on - self.taken(key, row.taken)
            self.ticks[key] = on
        self.ticked.emit()
        self._count()

    def forget_tick(self, key: RowKey) -> None:
        """The row is ticked as the plan has it."""
        on, row = self.ticks.pop(key, None), self.rows.get(key)
        if on is not None and row is not None and row.action is not Action.SAME:
            self._taken += row.taken - on

    def rows_taken(self) -> int:
        """How many rows would be written."""
        return self._taken

    def besides(self) -> tuple[int, int]:
        """How many offered records would be made or get another name, and how many be marked as left."""
        plan = self.plan
        if plan is None:
            return 0, 0
        offers = sum(offer.taken or bool(offer.changes) for offer in plan.offers)
        return offers, sum(bool(missing.changes) for _, table in plan.tables() for missing in table.missing)

    # Writing

    def commit(self) -> None:
        """Write the plan with the ticks as they are; answers that it does not show yet are drawn into it before."""
        if self.preview is None:
            return
        if self._due or self._drawing:
            self._commit_next = True
            self.redraw()
            return
        plan, ticks = self.preview.plan, dict(self.ticks)
        self._start(
            lambda job: commit_import(self.office, plan.with_taken(ticks), cancelled=job.cancelled),
            self._done,
            tr("Importing…"),
            overtakes=False,
        )

    def undo(self) -> None:
        """Take the import back."""
        if self.result is None or self.result.changeset is None:
            return
        number = self.result.changeset.id
        self._start(lambda job: undo(self.office, number), self.undone.emit, tr("Taking the import back…"))

    def carry_out(self, work: Callable[[], T], done: Callable[[T], object], text: str) -> None:
        """Do something with the outcome off the GUI thread, such as writing the return files."""
        self._start(lambda job: work(), done, text)

    def cancel(self) -> None:
        """Stop what is under way; nothing of it stays."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()

    def _count(self) -> None:
        if self.preview is None or self._drawing:
            return
        preview, ticks = self.preview, dict(self.ticks)
        self._start(
            lambda job: recount(self.office, preview, preview.plan.with_taken(ticks)),
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
            problem=lambda error: self._deliver(job, self._meet, error),
            told=self.progressed.emit,
            stopped=lambda: self._deliver(job, self._stop),
            owner=self,
            long=True,
        )

    def _deliver(self, job: Job[T], then: Callable[..., object], *values: object) -> None:
        """Hand on how ``job`` ended, unless a newer one has overtaken it."""
        if job is self._job:
            self._job = None
            self.busy.emit("")
            then(*values)

    def _fault(self) -> None:
        """After a fault of ours, told elsewhere: whatever was under way here may never be heard of again."""
        if self._job is not None:
            self._job = None
            self.busy.emit("")
            self._stop()

    def _stop(self) -> None:
        self.awaited, self._commit_next, self._drawing = (), False, False
        self.stopped.emit()

    def _meet(self, error: DeskError) -> None:
        self.awaited, self._commit_next, self._drawing = (), False, False
        self.problem_met.emit(error)

    def _looker(self) -> Callable[[Preview], Drawn]:
        """What goes through a plan in the worker, by the answers as they are now."""
        decisions, ticks, later = self.decisions, dict(self.ticks), frozenset(self.later)

        def look(preview: Preview) -> Drawn:
            rows = {
                (f, t, row.row): row
                for f, file in enumerate(preview.plan.files)
                for t, table in enumerate(file.tables)
                for row in table.rows
            }
            return Drawn(preview, rows, todo_of(preview.plan, decisions, ticks, later))

        return look

    def _take(self, drawn: Drawn) -> None:
        preview = drawn.preview
        moved = self.preview is not None and preview.plan.generation != self.preview.plan.generation
        self.preview, self.rows, self.todo, self._drawing = preview, drawn.rows, drawn.todo, False
        self._taken = _rows_taken(self.rows, self.ticks)
        self.drawn.emit()
        goes_on, self._commit_next = self._commit_next, False
        # A plan that another change of the office moved must be seen before it is written.
        if goes_on and not moved:
            self.commit()
        elif self.ticks:
            self._count()

    def _take_count(self, preview: Preview) -> None:
        if self.preview is not None:
            # Ticks stay apart from the plan as drawn, so that taking one back needs no new plan.
            plan = replace(self.preview.plan, effect=preview.plan.effect)
            self.preview = replace(preview, plan=plan)
            self.counted.emit()

    def _done(self, result: Committed) -> None:
        self.result = result
        self.committed.emit(result)


def _rows_taken(rows: Mapping[RowKey, RowPlan], ticks: Mapping[RowKey, bool]) -> int:
    return sum(row.action is not Action.SAME and ticks.get(key, row.taken) for key, row in rows.items())
