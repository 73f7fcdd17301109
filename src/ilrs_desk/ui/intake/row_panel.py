"""One row of the plan in full: its problems in sentences, what it may be, and what shall become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.countries import country_name
from ilrs_desk.intake.plan import Action, Candidate, RowPlan
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import say, tr, unmarked

from .import_work import ImportWork, RowKey
from .states import state_words


class RowPanel(QScrollArea):
    """Below the table; empty rows show nothing."""

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._key: RowKey | None = None
        self._row: RowPlan | None = None
        self.choices: list[QRadioButton] = []
        self._group: QButtonGroup | None = None
        self.setWidgetResizable(True)
        self.setMinimumHeight(0)

    def show_row(self, key: RowKey | None, row: RowPlan | None) -> None:
        """Show ``row``, or nothing."""
        self._key, self._row = key, row
        self.choices = []
        worth = row is not None and bool(row.problems or row.candidates)
        self.setVisible(worth)
        if row is None or not worth:
            return
        inside = QWidget()
        inside.setProperty("role", "page")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        layout.addWidget(
            PlainLabel(tr("Row {row}: {state}", row=str(row.row), state=state_words(row)), role="section")
        )
        for problem in row.problems:
            place = tr("Column {column}: ", column=problem.column) if problem.column else ""
            layout.addWidget(PlainLabel(place + say(problem.message), wrap=True))
            if problem.code == "ask.country" and problem.value:
                self._add_countries(layout, problem.value, problem.suggestions)
        if row.candidates and row.takeable:
            self._add_choices(layout, row)
        layout.addStretch(1)
        self.setWidget(inside)

    def _add_countries(self, layout: QVBoxLayout, text: str, offered: tuple[str, ...]) -> None:
        """A button for each country that the text may mean; the answer holds for it wherever it stands."""
        line = QHBoxLayout()
        for code in offered:
            button = QPushButton(unmarked(tr("It means {country}", country=country_name(code))))
            button.clicked.connect(partial(self._means, text, code))
            line.addWidget(button)
        line.addStretch(1)
        layout.addLayout(line)

    def _means(self, text: str, code: str) -> None:
        answers = self._work.decisions.answers
        said = {**answers, "country": {**answers.get("country", {}), text: code}}
        self._work.decide(replace(self._work.decisions, answers=said))

    def _add_choices(self, layout: QVBoxLayout, row: RowPlan) -> None:
        self._group = QButtonGroup(self)
        taken = self._key is not None and self._work.taken(self._key, row.taken)
        same = self._work.decisions.same_as.get(self._key) if self._key else None
        self._choice(layout, tr("Leave it out"), not taken, self._leave_out)
        if row.action in (Action.POSSIBLE, Action.CONFLICT) or same is not None:
            self._choice(layout, tr("Add it as new"), taken and same is None, self._add_new)
        for candidate in row.candidates:
            if candidate.id is not None:
                self._choice(
                    layout, _same_words(candidate), same == candidate.id, partial(self._same, candidate)
                )

    def _choice(self, layout: QVBoxLayout, text: str, on: bool, act: Callable[[], object]) -> None:
        button = QRadioButton(unmarked(text))
        button.setChecked(on)
        button.clicked.connect(lambda: act())
        self.choices.append(button)
        if self._group:
            self._group.addButton(button)
        layout.addWidget(button)

    def _leave_out(self) -> None:
        self._settle(None)
        if self._key:
            self._work.tick([self._key], False)

    def _add_new(self) -> None:
        self._settle(None)
        if self._key:
            self._work.tick([self._key], True)

    def _same(self, candidate: Candidate) -> None:
        if self._key and candidate.id is not None:
            self._work.ticks[self._key] = True
            self._settle(candidate.id)

    def _settle(self, same: int | None) -> None:
        if self._key is None:
            return
        chosen = {key: value for key, value in self._work.decisions.same_as.items() if key != self._key}
        if same is not None:
            chosen[self._key] = same
        self._work.decide(replace(self._work.decisions, same_as=chosen))


def _same_words(candidate: Candidate) -> str:
    reasons = ", ".join(say(reason).rstrip(".") for reason in candidate.reasons)
    if not reasons:
        return tr("It is {name}", name=candidate.label)
    return tr("It is {name} ({reasons})", name=candidate.label, reasons=reasons)
