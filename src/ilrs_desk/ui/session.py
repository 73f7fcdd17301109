"""An open office as the window holds it, of today or of another day, and who works for it off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.store.office import Office

from .moment.words import moment_phrase
from .settings import Settings
from .tasks import Job, TaskRunner
from .text import tr

T = TypeVar("T")


class Session(QObject):
    """One open office. ``office_changed(ChangeSet)`` is sent in the GUI thread after every write, whoever made it.

    ``figures_sealed()`` is sent after figures were frozen, which is no change set.
    ``moment``: of which day all that is shown and written out is; it never changes, another day has another session.
    ``office`` is the one as known on that day, where the moment asks for it.
    """

    office_changed = Signal(object)
    figures_sealed = Signal()
    _written = Signal(object)

    def __init__(
        self,
        office: Office,
        runner: TaskRunner,
        settings: Settings,
        parent: QObject | None = None,
        *,
        moment: Moment = NOW,
    ) -> None:
        super().__init__(parent)
        self.office = office
        self.runner = runner
        self.settings = settings
        self.moment = moment
        # The office tells its listeners in the writing thread; screens may only be touched in this one.
        self._written.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        if moment.is_now:
            office.on_changed(self._written.emit)

    def at(self, moment: Moment, office: Office) -> Session:
        """Another session that shows ``office`` at ``moment``, to be read only; where it is this one, as it changes."""
        then = Session(office, self.runner, self.settings, moment=moment)
        if office is self.office:
            self.office_changed.connect(then._tell)
        return then

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self.office.read_only or not self.moment.is_now

    def why_read_only(self) -> str:
        """Why nothing can be changed here and what to do, as a sentence; "" where it can."""
        if not self.moment.is_now:
            return tr(
                "What is {moment} can only be read. Go back to today to change anything (Ctrl+T).",
                moment=moment_phrase(self.moment),
            )
        return tr("This office is open for reading only.") if self.office.read_only else ""

    def work(
        self,
        act: Callable[[Office], T],
        done: Callable[[T], object] | None = None,
        *,
        owner: QObject | None = None,
        problem: Callable[[DeskError], object] | None = None,
    ) -> Job[T]:
        """Call ``act(office)`` in the office's worker, then ``done`` with what it returned, here."""
        return self.runner.run(lambda job: act(self.office), done, owner=owner, problem=problem)

    def _tell(self, changeset: ChangeSet) -> None:
        self.office_changed.emit(changeset)
