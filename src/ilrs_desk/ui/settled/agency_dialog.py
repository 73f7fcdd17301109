"""What is expected of an agency: how often a return, whom to write to, and in which language."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.agencies import Agency
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.ui.editors import mark_unread
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.languages import LanguageBox
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import say, tr
from ilrs_desk.usecases.agency_desk import settle_agency


class AgencyDialog(QDialog):
    """``saved(name)`` once it is noted; without an ``agency`` a new one is listed. No record is touched."""

    saved = Signal(str)

    def __init__(self, session: Session, agency: Agency | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("What Is Expected") if agency else tr("New Agency"))
        self._session = session
        self.name = QLineEdit(agency.name if agency else "")
        self.name.setReadOnly(agency is not None)
        self.months = QLineEdit(str(agency.return_months or "") if agency else "")
        self.months.setPlaceholderText(tr("none is expected"))
        self.contact = QLineEdit((agency.contact or "") if agency else "")
        self.language = LanguageBox(unset=tr("As their returns are written"))
        self.language.choose((agency.language or "") if agency else "")
        self.problem = PlainLabel(role="bad", wrap=True)
        self.problem.hide()
        self.save_button = QPushButton(tr("&Save"))
        self._lay_out()
        (self.months if agency else self.name).setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setVerticalSpacing(6)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Agency"), self.name),
            (tr("A return every … months"), self.months),
            (tr("Whom to write to"), self.contact),
            (tr("In which language"), self.language),
        )
        for row, (words, widget) in enumerate(rows):
            label = PlainLabel(words, role="muted")
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setProperty("role", "primary")
        self.save_button.setDefault(True)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(10)
        note = tr("Once a return is older than that, the agency is named on the Status page.")
        layout.addWidget(PlainLabel(note, role="muted", wrap=True))
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 66)

    def save(self) -> None:
        """Note what was typed."""
        name, typed = self.name.text(), self.months.text().strip()
        if typed and not typed.isdecimal():
            self._refuse(tr("{typed} is not a whole number of months. Write one, or nothing.", typed=typed))
            return
        months, contact = (int(typed) if typed else None), self.contact.text()
        language = self.language.language()
        self._session.work(
            lambda office: settle_agency(
                office, name, return_months=months, contact=contact, language=language
            ),
            lambda _: self._done(name),
            problem=self._tell,
            owner=self,
        )

    def _done(self, name: str) -> None:
        self.saved.emit(name)
        self.accept()

    def _tell(self, error: DeskError) -> None:
        self._refuse(say(error.message))

    def _refuse(self, why: str) -> None:
        mark_unread(self.months, why)
        self.problem.setText(why)
        self.problem.show()
