"""The question of which day: as of when, and as the office knew it when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QWidget

from ilrs_desk.domain.moments import Moment
from ilrs_desk.ui.day_edit import DayEdit
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import day, tr


class AsOfDialog(QDialog):
    """Two days, each "today" unless ticked; ``chosen(Moment)``."""

    chosen = Signal(object)

    def __init__(self, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("As of which day"))
        self.as_of_on = QCheckBox(tr("&Figures as of"))
        self.as_of = DayEdit(moment.as_of or date.today())
        self.known_on_on = QCheckBox(tr("As the office &knew it on"))
        self.known_on = DayEdit(moment.known_on or date.today())
        words = PlainLabel(
            tr(
                "The first counts what was in force on that day by the dates in the records, as known now. "
                "The second takes only what had been entered by the end of that day."
            ),
            role="muted",
            wrap=True,
        )
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.accept_button = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(words)
        for tick, edit, value in (
            (self.as_of_on, self.as_of, moment.as_of),
            (self.known_on_on, self.known_on, moment.known_on),
        ):
            tick.toggled.connect(edit.setEnabled)
            tick.toggled.connect(self._look)
            tick.clicked.connect(edit.begin)
            edit.changed.connect(self._look)
            tick.setChecked(value is not None)
            edit.setEnabled(value is not None)
            form.addRow(tick, edit)
        form.addRow(buttons)
        self.resize(420, self.sizeHint().height())

    def _look(self) -> None:
        asked = [edit for edit in (self.as_of, self.known_on) if edit.isEnabled()]
        self.accept_button.setEnabled(all(edit.value() is not None for edit in asked))

    def _choose(self) -> None:
        as_of = self.as_of.value() if self.as_of_on.isChecked() else None
        known_on = self.known_on.value() if self.known_on_on.isChecked() else None
        self.chosen.emit(Moment(as_of, known_on))
        self.accept()


def moment_words(moment: Moment) -> str:
    """Which day is asked, for the button that changes it."""
    words = tr("As of today") if moment.as_of is None else tr("As of {day}", day=day(moment.as_of))
    if moment.known_on is None:
        return words
    return tr("{as_of}, as known on {day}", as_of=words, day=day(moment.known_on))
