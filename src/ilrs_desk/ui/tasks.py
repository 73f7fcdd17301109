"""Work off the GUI thread: one thread for the office's quick reads and writes, others for what takes longer."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from ilrs_desk.domain.problems import DeskError, InputProblem
from ilrs_desk.domain.wording import Message

T = TypeVar("T")
#: What ends work that nobody waits for any more: it was stopped, or the past that it read from was put away.
_NOT_WANTED = ("cancelled", "office.closed")


class Job(Generic[T]):
    """One piece of work; handed to the work itself (to ask and tell) and to who started it (to cancel)."""

    def __init__(
        self,
        runner: TaskRunner,
        work: Callable[[Job[T]], T],
        owner: QObject | None,
        *,
        long: bool,
        aside: bool = False,
    ) -> None:
        self._runner = runner
        self._work = work
        self._owner = owner
        self._stopped = threading.Event()
        self.long, self.aside = long, aside
        self.done: Callable[[T], object] | None = None
        self.problem: Callable[[DeskError], object] | None = None
        self.told: Callable[[float], object] | None = None
        self.stopped: Callable[[], object] | None = None

    def cancel(self) -> None:
        """Ask the work to stop; ``done`` is not called any more unless it had finished."""
        self._stopped.set()

    def cancelled(self) -> bool:
        """Whether the work was asked to stop (for the work to ask)."""
        return self._stopped.is_set()

    def progress(self, share: float) -> None:
        """Tell how far the work is, 0 to 1 (for the work to call)."""
        self._runner.reported.emit(self, "progress", share)

    def wanted(self) -> bool:
        """Whether whoever asked for the work is still there."""
        return self._owner is None or shiboken6.isValid(self._owner)

    def carry_out(self) -> None:
        """Do the work in the calling thread and report how it ended."""
        try:
            if self.cancelled():
                raise InputProblem("cancelled", Message("Stopped. Nothing was changed."))
            result = self._work(self)
        except DeskError as error:
            self._runner.reported.emit(self, "problem", error)
        except BaseException:  # noqa: BLE001 - calamine's panic is no Exception; the user must be told of any fault
            self._runner.reported.emit(self, "fault", traceback.format_exc())
        else:
            self._runner.reported.emit(self, "done", result)


class TaskRunner(QObject):
    """Carries out jobs and brings their results back to the GUI thread.

    ``problem_met`` (DeskError) and ``fault_met`` (traceback) tell what no job took care of itself.
    """

    reported = Signal(object, str, object)
    problem_met = Signal(object)
    fault_met = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quick: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._long: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._aside: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._running: set[Job[Any]] = set()
        self._closed = False
        self._threads = [
            self._thread("office", self._quick),
            self._thread("long work", self._long),
            self._thread("reading aside", self._aside),
        ]
        self.reported.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether some job has not ended yet."""
        return bool(self._running)

    @property
    def busy_long(self) -> bool:
        """Whether long work is under way, such as an import."""
        return any(job.long for job in self._running)

    def run(
        self,
        work: Callable[[Job[T]], T],
        done: Callable[[T], object] | None = None,
        *,
        problem: Callable[[DeskError], object] | None = None,
        told: Callable[[float], object] | None = None,
        stopped: Callable[[], object] | None = None,
        owner: QObject | None = None,
        long: bool = False,
        aside: bool = False,
    ) -> Job[T]:
        """Start ``work(job)`` in a worker; the rest is called in the GUI thread, while ``owner`` lives.

        ``done(result)``; ``problem(error)`` for a known error; ``told(share)`` for progress; ``stopped()`` after a
        cancel. ``long`` work has a thread of its own, so that tables stay quick beside it; so has what is only read
        ``aside``, such as figures over all records, which nobody must be asked about before it is given up.
        """
        job = Job(self, work, owner, long=long, aside=aside)
        job.done, job.problem, job.told, job.stopped = done, problem, told, stopped
        self._running.add(job)
        if len(self._running) == 1:
            self.busy_changed.emit(True)
        (self._long if long else self._aside if aside else self._quick).put(job)
        return job

    def close(self) -> None:
        """Stop long work, carry out what waits in the office's own thread, and end; nothing is delivered after that."""
        self._closed = True
        for job in self._running:
            if job.long or job.aside:
                job.cancel()
        for jobs in (self._quick, self._long, self._aside):
            jobs.put(None)
        for thread in self._threads:
            thread.join(timeout=30)
        self._running.clear()

    def _thread(self, name: str, jobs: SimpleQueue[Job[Any] | None]) -> threading.Thread:
        def serve() -> None:
            while (job := jobs.get()) is not None:
                job.carry_out()

        thread = threading.Thread(target=serve, name=f"ILRS Desk {name}", daemon=True)
        thread.start()
        return thread

    def _take(self, job: Job[Any], what: str, value: Any) -> None:
        if self._closed:
            return
        if what == "progress":
            if job.told and job.wanted() and not job.cancelled():
                job.told(value)
            return
        self._running.discard(job)
        if job.wanted():
            self._deliver(job, what, value)
        if not self._running:
            self.busy_changed.emit(False)

    def _deliver(self, job: Job[Any], what: str, value: Any) -> None:
        if what == "fault":
            self.fault_met.emit(value)
        elif what == "problem" and value.code in _NOT_WANTED:
            if job.stopped:
                job.stopped()
        elif what == "problem":
            (job.problem or self.problem_met.emit)(value)
        elif job.done and not (job.cancelled() and not job.long):
            job.done(value)
