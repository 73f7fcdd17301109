"""The pane at the right of a table: the record the cursor is on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import Act, ChangeSet
from ilrs_desk.domain.fields import RecordKind
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.ui.forms.record_form import RecordForm
from ilrs_desk.ui.labels import ElidedLabel, PlainLabel
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tabs import Tabs
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import say, tr
from ilrs_desk.usecases.save_record import save_record

from .facts import Facts, gather
from .history import RecordHistory
from .linked import LinkedRecords

_PAUSE = 40  # ms: running through a table with the arrow keys must not ask for each record passed


class DetailsPane(QFrame):
    """Title, whether the record counts, and tabs with its form, its links and its history.

    A field is saved when it is left; ``refused(str)`` tells why one was not.
    """

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
        self._facts: Facts | None = None
        self._job: Job[Facts | None] | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.refresh)
        self._draw()
        self.show_record(0)

    def _draw(self) -> None:
        self.name = ElidedLabel(role="name")
        self.native = ElidedLabel(role="muted")
        # Beside the left edge also where the name is written from the right.
        self.native.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.line = PlainLabel(role="small", wrap=True)
        self.form = RecordForm(self._session, self._kind, quiet=True)
        self.form.left.connect(self._save)
        self.linked = LinkedRecords()
        self.linked.open_record.connect(self.open_record)
        self.linked.open_records.connect(self._open_linked)
        self.history = RecordHistory()
        self.history.open_changeset.connect(self.open_changeset)
        self.tabs = Tabs()
        for text, part in (
            (tr("Record"), self.form),
            (tr("Linked"), self.linked),
            (tr("History"), self.history),
        ):
            self.tabs.add(text, part)
        filled = QWidget()
        inside = QVBoxLayout(filled)
        inside.setContentsMargins(16, 14, 8, 8)
        inside.setSpacing(4)
        inside.addWidget(self.name)
        inside.addWidget(self.native)
        inside.addWidget(self.line)
        inside.addSpacing(6)
        inside.addWidget(self.tabs, 1)
        empty = QWidget()
        hint = QVBoxLayout(empty)
        hint.setContentsMargins(24, 40, 24, 24)
        hint.addWidget(PlainLabel(tr("Choose a row to see the record."), role="muted", wrap=True))
        hint.addStretch()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(filled)

    def show_record(self, record_id: int) -> None:
        """Show a record, 0 for none. What was typed into the form of the last one is saved first."""
        if record_id != self._id:
            self._save_typed()
        self._id = record_id
        if record_id:
            self._pause.start()
        else:
            self._pause.stop()
            self._facts = None
            self._stack.setCurrentIndex(0)

    def refresh(self) -> None:
        """Read the record anew."""
        if self._job is not None:
            self._job.cancel()
        if self._id and self.isVisible():
            kind, record_id = self._kind.key, self._id
            self._job = self._session.work(
                lambda office: gather(office, kind, record_id), self._tell, owner=self
            )

    def focus_form(self) -> None:
        """Begin to edit the record."""
        self.tabs.open(0)
        first = next((field.key for field in self._kind.fields if field.shown), self._kind.fields[0].key)
        self.form.editor(first).setFocus()

    def _tell(self, facts: Facts | None) -> None:
        if facts is None or facts.record.id != self._id:
            if facts is None:
                self._stack.setCurrentIndex(0)
            return
        anew = self._facts is None or self._facts.record.id != facts.record.id
        self._facts = facts
        self.name.setText(facts.record.label)
        native = facts.record.text("native_name") or ""
        self.native.setText(native)
        self.native.setVisible(bool(native) and native != facts.record.label)
        self.line.setText(_line(facts))
        self.form.offer(facts.record.values, anew=anew)
        self.form.set_read_only(self._session.read_only or facts.record.trashed)
        self.linked.tell(facts.linked)
        self.history.tell(facts.history)
        self.tabs.name(1, tr("Linked {count}", count=facts.linked_count))
        self.tabs.name(2, tr("History {count}", count=len(facts.history)))
        self._stack.setCurrentIndex(1)

    def _save(self, key: str) -> None:
        why = self.form.check(key)
        self.form.complain(key, say(why) if why else "")
        if why is None and self._facts is not None:
            self._write({key: self.form.editor(key).text_typed()})

    def _save_typed(self) -> None:
        if self._facts is None or self._session.read_only:
            return
        typed = self.form.typed()
        readable = {key: text for key, text in typed.items() if self.form.check(key) is None}
        lost = [self._kind.by_key[key].label for key in typed if key not in readable]
        if readable:
            self._write(readable)
        if lost:
            self.refused.emit(
                tr(
                    "{fields} of {record} was not understood and is not saved.",
                    fields=", ".join(lost),
                    record=self._facts.record.label,
                )
            )

    def _write(self, values: dict[str, str]) -> None:
        facts = self._facts
        if facts is None or self._session.read_only:
            return
        kind, record_id = self._kind.key, facts.record.id

        def done(changeset: ChangeSet | None) -> None:
            if changeset is None and self._id == record_id:
                self.refresh()

        def problem(error: DeskError) -> None:
            self.refused.emit(say(error.message))
            for key in values:
                if self._id == record_id:
                    self.form.complain(key, say(error.message))

        self._session.work(
            lambda office: save_record(office, kind, record_id, values, act=Act.FORM),
            done,
            problem=problem,
            owner=self,
        )

    def _open_linked(self, kind: str, ids: object) -> None:
        if self._facts is not None:
            self.open_records.emit(kind, ids, tr("Linked to {record}", record=self._facts.record.label))


def _line(facts: Facts) -> str:
    """For each target of the kind, whether the record counts and why."""
    parts = []
    for target, verdict in facts.verdicts:
        if verdict.counted:
            parts.append(tr("counted toward {number}", number=target.number))
            if verdict.uncertain:
                parts.append(say(verdict.why))
        else:
            parts.append(tr("not counted: {why}", why=verdict.why))
    if facts.record.trashed:
        parts.append(tr("in the trash"))
    return " · ".join(parts)
