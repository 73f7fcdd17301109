"""What stands beside a label of the report window: the two days, since when, the style file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.reports.style import PLAIN, Style
from ilrs_desk.reports.style_file import read_style
from ilrs_desk.ui.day_edit import DayEdit
from ilrs_desk.ui.labels import ElidedLabel, PlainLabel, set_tip
from ilrs_desk.ui.text import say, tr

_A_DAY = object()
_STYLES = "Style file (*.toml *.json)"


class ChoiceBox(QComboBox):
    """Words and what each stands for; gives up width rather than widen the window. Scrolling past changes nothing."""

    def __init__(self, offers: Sequence[tuple[str, Any]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.offer(offers)

    def offer(self, offers: Sequence[tuple[str, Any]]) -> None:
        """Offer these instead, keeping what is chosen where it is among them."""
        chosen = self.value()
        self.blockSignals(True)
        self.clear()
        for words, value in offers:
            self.addItem(words, value)
        self.choose(chosen)
        self.blockSignals(False)

    def value(self) -> Any:
        """What the chosen line stands for."""
        return self.currentData()

    def choose(self, value: Any) -> None:
        """Choose the line of ``value``; the first one if there is none."""
        places = [at for at in range(self.count()) if self.itemData(at) == value]
        self.setCurrentIndex(places[0] if places else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MomentPart(QWidget):
    """``changed()``. Both meanings of a past day, each today unless ticked."""

    changed = Signal()

    def __init__(self, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known_on = moment.known_on
        self.as_of_on = QCheckBox(tr("In &force on"))
        self.as_of = DayEdit(moment.as_of or moment.known_on or date.today())
        self.known_on_on = QCheckBox(tr("As &known on"))
        self.known_on = DayEdit(moment.known_on or date.today())
        self.as_of_on.setChecked(moment.as_of is not None)
        self.known_on_on.setChecked(moment.known_on is not None)
        set_tip(self.as_of_on, tr("By the dates in the records, as known now. Not ticked: today."))
        set_tip(
            self.known_on_on, tr("Only what had been entered by the end of that day (UTC). Not ticked: all.")
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (tick, edit, unset) in enumerate(
            zip((self.as_of_on, self.known_on_on), (self.as_of, self.known_on), _unset(), strict=True)
        ):
            grid.addWidget(tick, row, 0)
            grid.addWidget(edit, row, 1)
            grid.addWidget(unset, row, 1)
            give_room(edit)
            edit.line.setAccessibleName(tick.text().replace("&", ""))
            # What is not asked must not look as if it were.
            edit.setVisible(tick.isChecked())
            unset.setHidden(tick.isChecked())
            tick.toggled.connect(edit.setVisible)
            tick.toggled.connect(unset.setHidden)
            tick.clicked.connect(edit.begin)
            tick.toggled.connect(self.changed)
            edit.changed.connect(self.changed)
        if moment.known_on is not None:
            # The office that is shown is the one of then: nothing later is in it.
            self.known_on_on.setEnabled(False)
            self.known_on.setEnabled(False)
            set_tip(
                self.known_on_on,
                tr(
                    "The window shows what was known on {day}. Go back to today for another.",
                    day=moment.known_on,
                ),
            )

    def value(self) -> Moment:
        """The moment that is chosen."""
        known_on = self._known_on or (self.known_on.value() if self.known_on_on.isChecked() else None)
        return Moment(self.as_of.value() if self.as_of_on.isChecked() else None, known_on)

    def why(self) -> str:
        """Why no report can be made of that day, as a sentence; "" when one can."""
        for tick, edit in self._pairs():
            if tick.isChecked() and (why := edit.why()):
                return why
        known_on = self.value().known_on
        if known_on is not None and known_on > date.today():
            return tr("{day} is still to come: nothing is known of it yet.", day=known_on)
        return ""

    def _pairs(self) -> tuple[tuple[QCheckBox, DayEdit], ...]:
        return (self.as_of_on, self.as_of), (self.known_on_on, self.known_on)


def _unset() -> tuple[PlainLabel, PlainLabel]:
    """What is said in place of each day where none is asked."""
    return ElidedLabel(tr("today"), role="muted"), ElidedLabel(tr("all that is known by now"), role="muted")


class SincePart(QWidget):
    """``changed()``. Since when changes are told: a meeting, a day, or what ``first`` says stands for neither."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = ChoiceBox()
        self.day = DayEdit(date.today())
        give_room(self.day)
        self.day.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box, 2)
        row.addWidget(self.day, 1)
        self.setFocusProxy(self.box)
        self.day.line.setAccessibleName(tr("Since the day"))
        self.box.currentIndexChanged.connect(self._look)
        self.day.changed.connect(self.changed)

    def offer(self, first: str, meetings: Sequence[tuple[str, int]]) -> None:
        """Offer ``first`` for neither, each of the meetings, and a day."""
        self.box.offer([(first, None), *meetings, (tr("a day…"), _A_DAY)])
        self.day.setVisible(self.box.value() is _A_DAY)

    def meeting(self) -> int | None:
        """The meeting that is chosen, if any."""
        chosen = self.box.value()
        return chosen if isinstance(chosen, int) else None

    def since(self) -> Moment | None:
        """The day that is chosen, as it was known then, if any."""
        typed = self.day.value() if self.box.value() is _A_DAY else None
        return Moment(typed, typed) if typed else None

    def why(self, until: date) -> str:
        """Why nothing can be told since then, as a sentence; "" when it can."""
        if self.box.value() is not _A_DAY:
            return ""
        typed = self.day.value()
        if typed is not None and typed > until:
            return tr("Changes are told since {since}, which is after {until}.", since=typed, until=until)
        return self.day.why()

    def _look(self) -> None:
        is_day = self.box.value() is _A_DAY
        self.day.setVisible(is_day)
        if is_day:
            self.day.begin()
        self.changed.emit()


class StylePart(QWidget):
    """``changed()``. The office's style file; what is wrong in it is told, and no report is made with it."""

    changed = Signal()

    def __init__(
        self, path: str, ask: Callable[[QWidget, str, str], list[Path]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._ask = ask
        self.path = ""
        self.style_: Style = PLAIN
        self._why = ""
        self.name = ElidedLabel()
        self.choose_button = QPushButton(tr("C&hoose…"))
        self.choose_button.setAccessibleName(tr("Choose the style file"))
        self.none_button = QPushButton(tr("Plai&n"))
        self.none_button.setAccessibleName(tr("No style file"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.name, 1)
        for button in (self.choose_button, self.none_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.setFocusProxy(self.choose_button)
        self.choose_button.clicked.connect(self._choose)
        self.none_button.clicked.connect(lambda: self.take(""))
        self.take(path)

    def take(self, path: str) -> None:
        """Use the style file ``path``; "" for none."""
        self.path, self.style_, self._why = path, PLAIN, ""
        if path:
            try:
                self.style_ = read_style(Path(path))
            except InputProblem as problem:
                self._why = say(problem.message)
        self.name.setText(Path(path).name if path else tr("none: plain"))
        self.name.take_role("bad" if self._why else "" if path else "muted")
        self.none_button.setVisible(bool(path))
        self.changed.emit()

    def why(self) -> str:
        """What is wrong with the file; "" when nothing is."""
        return self._why

    def _choose(self) -> None:
        if paths := self._ask(self, tr("Style file of the office"), _STYLES):
            self.take(str(paths[0]))


def give_room(edit: DayEdit) -> None:
    """Let a whole day be read, however long the words beside it are."""
    edit.line.setMinimumWidth(edit.fontMetrics().horizontalAdvance("30 September 2026"))
