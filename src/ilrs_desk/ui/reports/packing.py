"""The meeting pack in one click: as it was made last, straight to a file beside the last one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.reports.audience import Audience
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.reports.style import PLAIN
from ilrs_desk.reports.style_file import read_style
from ilrs_desk.store.office import Office
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import tr
from ilrs_desk.ui.waiting import Waiting
from ilrs_desk.usecases.freeze_pack import free_path

from .done_bar import show_written
from .habits import Habit, folder_for, habit_of, keep_habit
from .leaving import warn_once
from .making import make_file, proposed_file
from .offers import read_offers


def make_pack(session: Session, view: QWidget, ending: str, told: Callable[[str], object]) -> None:
    """Make it as a file that ends so, without a question; ``told`` and a box say where it is."""
    habit = replace(habit_of(session.settings, ReportKind.PACK), ending=ending)
    warn_once(session.settings, Audience(habit.audience), view, lambda: _make(session, view, habit, told))


def _make(session: Session, view: QWidget, habit: Habit, told: Callable[[str], object]) -> None:
    office, moment, settings = session.office, session.moment, session.settings
    folder = folder_for(habit, office.path)
    waiting = Waiting(tr("Making the meeting pack…"), view, can_stop=True)

    def work(job: Job[Path]) -> Path:
        asked = _request(office, moment, habit)
        path = free_path(folder / proposed_file(office.path, asked, "", habit.ending))
        make_file(office, asked, path, None, job)
        return path

    def done(path: Path) -> None:
        waiting.finish()
        keep_habit(settings, ReportKind.PACK, replace(habit, folder=str(folder)))
        told(tr("Written: {file}", file=path.name))
        show_written(view, path)

    def problem(error: DeskError) -> None:
        waiting.finish()
        session.runner.problem_met.emit(error)

    job: Job[Any] = session.runner.run(
        work, done, problem=problem, stopped=waiting.finish, owner=view, long=True
    )
    waiting.stopped.connect(job.cancel)
    session.runner.fault_met.connect(waiting.finish)


def _request(office: Office, moment: Moment, habit: Habit) -> ReportRequest:
    """The pack of the coming meeting, for the audience and in the look of the last one."""
    return ReportRequest(
        ReportKind.PACK,
        moment,
        meeting=read_offers(office, moment.day).coming,
        audience=habit.audience,
        language=habit.language,
        paper=habit.paper,
        style=read_style(Path(habit.style)) if habit.style else PLAIN,
    )
