"""Offices as they were known on other days: drawn off the GUI thread, given up when not waited for, closed for sure."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.problems import DeskError, InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.ui.text import tr
from ilrs_desk.ui.waiting import Waiting


class PastOffices(QObject):
    """Draws one at a time. Each that was handed out is put away by whoever asked, at the latest by :meth:`close`."""

    def __init__(self, runner: TaskRunner, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._open: set[Office] = set()
        self._drawing: _Drawing | None = None

    def draw(self, office: Office, known_on: date, done: Callable[[Office], object]) -> None:
        """Call ``done`` with ``office`` as known on that day, unless it is given up before."""
        self.give_up()
        sentence = tr("Looking up what was known on {day}…", day=known_on)
        waiting = Waiting(sentence, self._window, can_stop=True)
        waiting.stopped.connect(self.give_up)
        self._runner.fault_met.connect(waiting.finish)
        self._drawing = drawing = _Drawing(office, known_on, waiting)

        def drawn(past: Office) -> None:
            if drawing is self._drawing:
                self._settle()
                self._open.add(past)
                done(past)

        def problem(error: DeskError) -> None:
            if drawing is self._drawing:
                self._settle()
                self._runner.problem_met.emit(error)

        self._runner.run(lambda job: drawing.carry_out(), drawn, problem=problem, owner=self, aside=True)

    def give_up(self) -> None:
        """Want no more what is being drawn."""
        drawing = self._drawing
        if drawing is not None:
            self._settle()
            drawing.give_up()

    def put_away(self, past: Office) -> None:
        """Close an office that is looked at no more, as soon as nobody reads from it."""
        self._runner.run(lambda job: self._close(past), aside=True)

    def close(self) -> None:
        """Close all that are still open; for when no worker is left to do it."""
        self.give_up()
        for past in tuple(self._open):
            self._close(past)

    def _close(self, past: Office) -> None:
        past.close()
        self._open.discard(past)

    def _settle(self) -> None:
        if self._drawing is not None:
            self._drawing.waiting.finish()
            self._drawing = None


class _Drawing:
    """One office being drawn; whichever comes last, the end of the drawing or the giving up, closes it."""

    def __init__(self, office: Office, known_on: date, waiting: Waiting) -> None:
        self.waiting = waiting
        self._office = office
        self._known_on = known_on
        self._turn = threading.Lock()
        self._given_up = threading.Event()
        self._past: Office | None = None

    def carry_out(self) -> Office:
        """Draw it (in the calling thread)."""
        if not self._given_up.is_set():
            past = self._office.as_known(self._known_on)
            with self._turn:
                if not self._given_up.is_set():
                    self._past = past
                    return past
            past.close()
        raise InputProblem("cancelled", Message("Stopped. Nothing was changed."))

    def give_up(self) -> None:
        """Close it, now or as soon as it is drawn."""
        with self._turn:
            self._given_up.set()
            past, self._past = self._past, None
        if past is not None:
            past.close()
