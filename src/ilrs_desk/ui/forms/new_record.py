"""The dialog in which a new record is typed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.fields import RecordKind
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.domain.records import Value
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.person_names import WHOLE, name_fields
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import say, tr
from ilrs_desk.usecases.save_record import save_record

from .record_form import RecordForm


class NewRecordDialog(QDialog):
    """A blank form; ``created(id)`` once the record is in the office. What cannot be read is said beside its field."""

    created = Signal(int)

    def __init__(
        self, session: Session, kind: RecordKind, start: Mapping[str, Value], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("New {kind}", kind=tr(kind.singular).lower()))
        self._session = session
        self._kind = kind
        self.form = RecordForm(session, kind, quiet=False)
        self.form.offer(start, anew=True)
        self._start = start
        self.note = PlainLabel(role="bad", wrap=True)
        self.note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 12, 14)
        layout.addWidget(self.form)
        layout.addWidget(self.note)
        layout.addWidget(self._buttons())
        self.resize(520, 620)
        self.form.begin()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.create_button = QPushButton(tr("Create"))
        self.create_button.setProperty("role", "primary")
        self.create_button.setDefault(True)
        buttons.addButton(self.create_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._create)
        buttons.rejected.connect(self.reject)
        return buttons

    def _create(self) -> None:
        if not self.form.check_all():
            return
        typed = self.form.typed()
        if typed.get(WHOLE) and not (typed.get("family_name") or typed.get("given_name")):
            typed = {**name_fields(typed[WHOLE], None), **{k: v for k, v in typed.items() if k != WHOLE}}
        values = {**{key: str(value) for key, value in self._start.items()}, **typed}
        self.create_button.setEnabled(False)
        self._session.work(
            lambda office: save_record(office, self._kind.key, None, values),
            self._created,
            problem=self._refused,
            owner=self,
        )

    def _created(self, changeset: ChangeSet | None) -> None:
        if changeset is not None and changeset.changes:
            self.created.emit(changeset.changes[0].id)
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.create_button.setEnabled(True)
        self.note.setText(say(error.message))
        self.note.show()
