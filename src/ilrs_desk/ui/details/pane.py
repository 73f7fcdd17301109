"""The pane at the right of a table: the record the cursor is on, drawn when there first is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from ilrs_desk.domain.fields import RecordKind
from ilrs_desk.domain.moments import Moment
from ilrs_desk.store.office import Office
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import tr

if TYPE_CHECKING:
    from .facts import Facts
    from .record_view import RecordView

_PAUSE = 40  # ms: running through a table with the arrow keys must not ask for each record passed


class DetailsPane(QFrame):
    """``refused(str)`` tells why something typed was not saved; the others lead elsewhere."""

    open_record = Signal(str, int)
    open_records = Signal(str, object, str)
    open_changeset = Signal(int)
    refused = Signal(str)

    def __init__(self, session: Session, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setMinimumWidth(280)
        self._session = session
        self._kind = kind
        self._id = 0
        self._view: RecordView | None = None
        self._job: Job[Facts | None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.refresh)
        empty = QWidget()
        hint = QVBoxLayout(empty)
        hint.setContentsMargins(24, 40, 24, 24)
        hint.addWidget(PlainLabel(tr("Choose a row to see the record."), role="muted", wrap=True))
        hint.addStretch()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)

    @property
    def view(self) -> RecordView:
        """The part that shows a record; made when first asked for, since it takes longer than the table to draw."""
        if self._view is None:
            from .record_view import RecordView

            self._view = view = RecordView(self._session, self._kind)
            view.open_record.connect(self.open_record)
            view.open_records.connect(self.open_records)
            view.open_changeset.connect(self.open_changeset)
            view.refused.connect(self.refused)
            view.unchanged.connect(self.refresh)
            self._stack.addWidget(view)
        return self._view

    def show_record(self, record_id: int) -> None:
        """Show a record, 0 for none. What was typed into the form of the last one is saved first."""
        if record_id != self._id and self._view is not None:
            self._view.leave()
        self._id = record_id
        if record_id:
            self._pause.start()
        else:
            self._pause.stop()
            self._stack.setCurrentIndex(0)

    def refresh(self) -> None:
        """Read the record anew."""
        if self._job is not None:
            self._job.cancel()
        if self._id and self.isVisible():
            kind, record_id, moment = self._kind.key, self._id, self._session.moment
            self._job = self._session.work(
                lambda office: _gather(office, kind, record_id, moment), self._tell, owner=self
            )

    def focus_form(self) -> None:
        """Begin to edit the record."""
        if self._id:
            self.view.focus_form()

    def focused_field(self) -> str:
        """The field of the form that has the focus; "" when none has."""
        return self._view.form.focused() if self._view is not None else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._id:
            self._pause.start()

    def _tell(self, facts: Facts | None) -> None:
        if facts is None:
            self._stack.setCurrentIndex(0)
        elif facts.record.id == self._id:
            self.view.tell(facts)
            self._stack.setCurrentIndex(1)


def _gather(office: Office, kind: str, record_id: int, moment: Moment) -> Facts | None:
    from .facts import gather

    return gather(office, kind, record_id, moment)
