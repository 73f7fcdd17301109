"""Before a table leaves the house: for whom it is, what that keeps back, and whether it has a header."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.reports.audience import Audience
from ilrs_desk.store.office import Office
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import tr
from ilrs_desk.usecases.left_out import LeftOut

from .leaving import leaving_words
from .parts import ChoiceBox

_AUDIENCES = (("Partners", "partners"), ("Internal: the office itself", "internal"), ("The public", "public"))
_FORMATS = (("Workbook (xlsx)", ".xlsx"), ("Text table (csv)", ".csv"))
_KEY = "export"


@dataclass(frozen=True, slots=True)
class Leaving:
    """A table about to leave: so many ``rows`` and ``columns``, for which ``audiences`` it can be.

    ``count`` tells what of it is for the office alone, None where nothing is counted. ``of_people``: it lists persons.
    """

    rows: int
    columns: int
    audiences: tuple[Audience, ...] = tuple(Audience)
    count: Callable[[Office], LeftOut] | None = None
    of_people: bool = False


class ExportDialog(QDialog):
    """``wanted(audience, ending, header)``: go on to the name of the file."""

    wanted = Signal(str, str, bool)

    def __init__(self, session: Session, leaving: Leaving, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._of = session, leaving
        self._found: LeftOut | None = None
        self.setWindowTitle(tr("Export view"))
        offered = [(tr(words), key) for words, key in _AUDIENCES if key in leaving.audiences]
        self.audience = ChoiceBox(offered)
        self.leaving = PlainLabel(role="muted", wrap=True)
        self.format = ChoiceBox([(tr(words), ending) for words, ending in _FORMATS])
        self.header = QCheckBox(tr("With a &header row"))
        self.header.setChecked(session.settings.flag(f"{_KEY}/header", True))
        self.go = QPushButton(tr("Choose a File Name…"))
        self._lay_out(leaving.rows, leaving.columns)
        self.format.choose(session.settings.text(f"{_KEY}/ending"))
        self.audience.currentIndexChanged.connect(self._look)
        self.format.currentIndexChanged.connect(self._look)
        self._look()
        if leaving.count is not None:
            session.work(leaving.count, self._take, owner=self)

    def _lay_out(self, rows: int, columns: int) -> None:
        note = tr(
            "The {rows} rows shown, with the {columns} columns shown, in the order in which they are shown.",
            rows=rows,
            columns=columns,
        )
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(PlainLabel(note, wrap=True))
        for words, widget in ((tr("F&or"), self.audience), (tr("Fo&rmat"), self.format)):
            label = PlainLabel(words)
            label.setBuddy(widget)
            widget.setAccessibleName(words.replace("&", ""))
            form.addRow(label, widget)
            form.addRow(PlainLabel(), self.leaving if widget is self.audience else self.header)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 72)

    def chosen_audience(self) -> Audience:
        """For whom it is."""
        return Audience(self.audience.value())

    def accept(self) -> None:
        """Go on to the name of the file."""
        ending, header = str(self.format.value()), self.header.isChecked()
        self._session.settings.keep(f"{_KEY}/ending", ending)
        self._session.settings.keep(f"{_KEY}/header", header)
        super().accept()
        self.wanted.emit(str(self.audience.value()), ending, header or ending != ".csv")

    def _take(self, found: LeftOut) -> None:
        self._found = found
        self._look()

    def _look(self) -> None:
        audience = self.chosen_audience()
        # To publish a name needs that person's own consent, which no list of the office holds.
        refused = not audience.names_people and self._of.of_people
        words = tr("A list of people is not for the public. Choose partners, or a report for the public.")
        known = audience if audience is Audience.INTERNAL else Audience.PARTNERS
        self.leaving.setText(words if refused else leaving_words(known, self._found))
        self.leaving.take_role("bad" if refused else "muted")
        self.go.setEnabled(not refused)
        self.header.setEnabled(self.format.value() == ".csv")
