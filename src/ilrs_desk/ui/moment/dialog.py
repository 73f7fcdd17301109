"""The question of which day: in force on it by the records' dates, or as it was known then, or both."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.ui.day_edit import DayEdit
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import tr

from .choices import Offer, Offers
from .words import moment_phrase, moment_title


class AsOfDialog(QDialog):
    """Two days, each today unless ticked; ``chosen(Moment)``."""

    chosen = Signal(object)

    def __init__(
        self, moment: Moment, lately: tuple[Moment, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("As of which day"))
        self._offers = Offers()
        self.offered = QComboBox()
        self.offered.setAccessibleName(tr("Days used lately, and meetings"))
        self.offered.addItem(tr("Days used lately, and meetings"), None)
        self._offer([Offer(one) for one in lately])
        self.offered.activated.connect(lambda _: self._take_offer())
        self.as_of_on = QCheckBox(tr("&In force on"))
        self.as_of = DayEdit(moment.as_of or moment.known_on or date.today())
        self.known_on_on = QCheckBox(tr("As &known on"))
        self.known_on = DayEdit(moment.known_on or moment.as_of or date.today())
        self.refusal = PlainLabel(role="bad", wrap=True)
        self.note = PlainLabel(role="muted", wrap=True)
        self.as_of_on.setChecked(moment.as_of is not None or moment.is_now)
        self.known_on_on.setChecked(moment.known_on is not None)
        self._lay_out(moment)
        for tick, edit in self._pairs():
            edit.setEnabled(tick.isChecked())
            tick.toggled.connect(edit.setEnabled)
            tick.toggled.connect(self._look)
            tick.clicked.connect(edit.begin)
            edit.changed.connect(self._look)
        self._look()
        (self.as_of if self.as_of_on.isChecked() else self.known_on).begin()

    def offer(self, offers: Offers) -> None:
        """Offer the meetings too, and know how old the office is."""
        self._offers = offers
        self._offer(list(offers.meetings))
        self._look()

    # Inside

    def _pairs(self) -> tuple[tuple[QCheckBox, DayEdit], ...]:
        return (self.as_of_on, self.as_of), (self.known_on_on, self.known_on)

    def _lay_out(self, moment: Moment) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.offered, 0, 0, 1, 2)
        meanings = (
            tr(
                "By the dates in the records, as known now. A person who began on 1 March is in force "
                "from 1 March on, even if a file told us so only in June."
            ),
            tr(
                "Only what had been entered by the end of that day (UTC). That person is not there before "
                "June, and what was corrected later stands as it stood."
            ),
        )
        for row, ((tick, edit), words) in enumerate(zip(self._pairs(), meanings, strict=True)):
            edit.line.setAccessibleName(tick.text().replace("&", ""))
            grid.addWidget(tick, 2 * row + 1, 0)
            grid.addWidget(edit, 2 * row + 1, 1)
            grid.addWidget(PlainLabel(words, role="muted", wrap=True), 2 * row + 2, 0, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(14)
        layout.addLayout(grid)
        layout.addLayout(self._note_in_its_room())
        layout.addWidget(self._buttons(moment))
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 72)

    def _note_in_its_room(self) -> QVBoxLayout:
        """Room for two lines, so that the dialog does not jump while a day is typed."""
        room = QVBoxLayout()
        for label in (self.refusal, self.note):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            room.addWidget(label)
        room.addStretch(1)
        room.addSpacing(self.fontMetrics().height())
        return room

    def _buttons(self, moment: Moment) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = QPushButton(tr("Show That Day"))
        self.accept_button.setProperty("role", "primary")
        self.accept_button.setDefault(True)
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.today_button = QPushButton(tr("Back to Today"))
        buttons.addButton(self.today_button, QDialogButtonBox.ButtonRole.ResetRole)
        self.today_button.setVisible(not moment.is_now)
        self.today_button.clicked.connect(lambda: self._choose(NOW))
        buttons.accepted.connect(lambda: self._choose(self._moment()))
        buttons.rejected.connect(self.reject)
        return buttons

    def _offer(self, offers: list[Offer]) -> None:
        for one in offers:
            words = moment_title(one.moment)
            if one.meeting:
                words = tr("{meeting}: {moment}", meeting=one.meeting, moment=moment_phrase(one.moment))
            self.offered.addItem(words, one.moment)
        self.offered.setVisible(self.offered.count() > 1)

    def _take_offer(self) -> None:
        moment = self.offered.currentData()
        if not isinstance(moment, Moment):
            return
        for (tick, edit), asked in zip(self._pairs(), (moment.as_of, moment.known_on), strict=True):
            tick.setChecked(asked is not None)
            if asked is not None:
                edit.show_day(asked)

    def _moment(self) -> Moment:
        asked = [edit.value() if tick.isChecked() else None for tick, edit in self._pairs()]
        return Moment(*asked)

    def _look(self) -> None:
        refused = self._refused()
        self.accept_button.setEnabled(not refused)
        self.refusal.setText(refused)
        self.refusal.setVisible(bool(refused))
        self.note.setText("" if refused else self._worth_knowing())
        self.note.setVisible(not refused)

    def _refused(self) -> str:
        """Why the office cannot be shown on that day; "" when it can."""
        for tick, edit in self._pairs():
            if tick.isChecked() and (why := edit.why()):
                return why
        known_on = self._moment().known_on
        if known_on is not None and known_on > date.today():
            return tr("{day} is still to come: nothing is known of it yet.", day=known_on)
        return ""

    def _worth_knowing(self) -> str:
        moment, begun = self._moment(), self._offers.begun
        if moment.is_now:
            return tr("Neither is ticked: the office is shown as of today.")
        if moment.known_on is not None and (begun is None or moment.known_on < begun):
            if begun is None:
                return tr("Nothing was ever entered into this office: it is empty on every day.")
            return tr("This office was begun on {day}: it is empty before.", day=begun)
        if moment.as_of is not None and moment.as_of > date.today():
            return tr("{day} is still to come: what the records say of it by now is shown.", day=moment.as_of)
        return ""

    def _choose(self, moment: Moment) -> None:
        self.chosen.emit(moment)
        self.accept()
