"""An open office as the window holds it: the office, who works for it off the GUI thread, and word of each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.store.office import Office

from .settings import Settings
from .tasks import Job, TaskRunner

T = TypeVar("T")


class Session(QObject):
    """One open office. ``office_changed(ChangeSet)`` is sent in the GUI thread after every write, whoever made it."""

    office_changed = Signal(object)
    _written = Signal(object)

    def __init__(
        self, office: Office, runner: TaskRunner, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.office = office
        self.runner = runner
        self.settings = settings
        # The office tells its listeners in the writing thread; screens may only be touched in this one.
        self._written.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        office.on_changed(self._written.emit)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self.office.read_only

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
