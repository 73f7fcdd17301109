"""The dialog in which one thing that the office settles is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.store.office import Office
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import say, tr

from .form import SettledForm

#: Writes what was typed, by field.
Write = Callable[[Office, Mapping[str, str]], ChangeSet | None]


class EditDialog(QDialog):
    """``saved(ChangeSet)`` once it is written (None: nothing changed); what was not understood is said here.

    ``new``: all that stands in the form is written, also what stood there from the beginning.
    """

    saved = Signal(object)

    def __init__(
        self,
        session: Session,
        title: str,
        form: SettledForm,
        write: Write,
        parent: QWidget,
        *,
        note: str = "",
        new: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._session, self._write, self._new = session, write, new
        self.form = form
        self.problem = PlainLabel(role="bad", wrap=True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(10)
        if note:
            layout.addWidget(PlainLabel(note, role="muted", wrap=True))
        layout.addWidget(form)
        layout.addStretch(1)
        layout.addWidget(self.problem)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 76)
        form.begin()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = QPushButton(tr("&Save"))
        self.save_button.setProperty("role", "primary")
        self.save_button.setDefault(True)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        return buttons

    def save(self) -> None:
        """Write what was typed."""
        typed, write = self.form.whole() if self._new else self.form.typed(), self._write
        self.save_button.setEnabled(False)
        self._session.work(lambda office: write(office, typed), self._done, problem=self._refused, owner=self)

    def _done(self, changeset: ChangeSet | None) -> None:
        self.saved.emit(changeset)
        self.accept()

    def _refused(self, error: DeskError) -> None:
        self.save_button.setEnabled(True)
        self.problem.setText(say(error.message))
        self.problem.show()
