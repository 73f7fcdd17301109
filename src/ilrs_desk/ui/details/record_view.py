"""The filled details pane: the record's name, whether it counts, and tabs with its form, its links and its history."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilrs_desk.domain.changes import Act, ChangeSet
from ilrs_desk.domain.fields import RecordKind
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.ui.forms.record_form import RecordForm
from ilrs_desk.ui.labels import ElidedLabel, PlainLabel
from ilrs_desk.ui.person_names import WHOLE, name_fields
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.settled.record_why import ChecksView
from ilrs_desk.ui.tabs import Tabs
from ilrs_desk.ui.text import say, tr
from ilrs_desk.usecases.save_record import save_record

from .facts import Facts
from .history import RecordHistory
from .linked import LinkedRecords


class RecordView(QWidget):
    """A field is saved when it is left. ``refused(str)`` tells why one was not; ``unchanged()``: nothing was to do."""

    open_record = Signal(str, int)
    open_records = Signal(str, object, str)
    open_changeset = Signal(int)
    refused = Signal(str)
    unchanged = Signal()

    def __init__(self, session: Session, kind: RecordKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._facts: Facts | None = None
        self.name = ElidedLabel(role="name")
        self.native = ElidedLabel(role="muted")
        # Beside the left edge also where the name is written from the right.
        self.native.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.not_in_force = PlainLabel(role="warn", wrap=True)
        self.line = PlainLabel(role="small", wrap=True)
        self.form = RecordForm(session, kind, quiet=True)
        self.linked = LinkedRecords()
        self.history = RecordHistory()
        self.tests = ChecksView()
        self.tabs = Tabs()
        self.tabs.add(tr("Record"), self.form)
        self.tabs.add(tr("Linked"), self.linked)
        self.tabs.add(tr("History"), self.history)
        self.tabs.add(tr("Counted?"), self.tests)
        self._lay_out()
        self.form.left.connect(self._save)
        self.linked.open_record.connect(self.open_record)
        self.linked.open_records.connect(self._open_linked)
        self.history.open_changeset.connect(self.open_changeset)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.name)
        layout.addWidget(self.native)
        layout.addWidget(self.not_in_force)
        layout.addWidget(self.line)
        layout.addSpacing(6)
        layout.addWidget(self.tabs, 1)

    def tell(self, facts: Facts) -> None:
        """Show ``facts``. Text that is being typed stays where the record is the same one."""
        anew = self._facts is None or self._facts.record.id != facts.record.id
        self._facts = facts
        self.name.setText(facts.record.label)
        native = facts.record.text("native_name") or ""
        self.native.setText(native)
        self.native.setVisible(bool(native) and native != facts.record.label)
        outside = (facts.record.kind, facts.record.id) in facts.not_in_force
        self.not_in_force.setVisible(outside)
        if outside:
            self.not_in_force.setText(tr("Not in force on {day}", day=self._session.moment.day))
        self.line.setText(_line(facts))
        self.form.offer(facts.record.values, anew=anew)
        self.form.set_read_only(self._session.read_only or facts.record.trashed)
        self.linked.tell(facts.linked, facts.not_in_force)
        self.history.tell(facts.history)
        self.tests.tell(facts.record.kind, facts.tests)
        self.tabs.name(1, tr("Linked {count}", count=facts.linked_count))
        self.tabs.name(2, tr("History {count}", count=len(facts.history)))

    def focus_form(self) -> None:
        """Begin to edit the record."""
        self.tabs.open(0)
        self.form.begin()

    def leave(self) -> None:
        """Save what is typed, before another record is shown; what cannot be read is told."""
        facts, self._facts = self._facts, None
        if facts is None or self._session.read_only:
            return
        typed = self.form.typed()
        readable = {key: text for key, text in typed.items() if self.form.check(key) is None}
        lost = [tr(self._kind.by_key[key].label) for key in typed if key not in readable]
        if readable:
            self._write(facts, readable)
        if lost:
            self.refused.emit(
                tr(
                    "{fields} of {record} was not understood and is not saved.",
                    fields=", ".join(lost),
                    record=facts.record.label,
                )
            )

    def _save(self, key: str) -> None:
        why = self.form.check(key)
        self.form.complain(key, say(why) if why else "")
        if why is None and self._facts is not None and not self._session.read_only:
            text = self.form.editor(key).text_typed()
            whole = key == WHOLE and text.strip()
            nationality = self._facts.record.values.get("nationality")
            self._write(self._facts, name_fields(text, nationality) if whole else {key: text})

    def _write(self, facts: Facts, values: dict[str, str]) -> None:
        record = facts.record

        def done(changeset: ChangeSet | None) -> None:
            if changeset is None:
                self.unchanged.emit()

        def problem(error: DeskError) -> None:
            self.refused.emit(say(error.message))
            if self._facts is not None and self._facts.record.id == record.id:
                for key in values:
                    self.form.complain(key, say(error.message))

        self._session.work(
            lambda office: save_record(office, record.kind, record.id, values, act=Act.FORM),
            done,
            problem=problem,
            owner=self,
        )

    def _open_linked(self, kind: str, ids: object) -> None:
        if self._facts is not None:
            self.open_records.emit(kind, ids, tr("Linked to {record}", record=self._facts.record.label))


def _line(facts: Facts) -> str:
    """For each target of the kind, whether the record counts and why; a reason that several have is told once."""
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
    return " · ".join(dict.fromkeys(parts))
