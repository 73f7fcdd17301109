"""The right side of the Values step: one question, and every way to answer it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.countries import country_codes, country_name
from ilrs_desk.domain.entry import read_entry
from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import say, tr, unmarked, visible
from ilrs_desk.ui.values import shown_value

from .questions import Asked

_FIRST_ROWS = 8
_MOST = 9


class AnswerPanel(QScrollArea):
    """``answered(value or None)``: what the value means, None to leave it empty.

    ``taken_back``: ask it again; ``left``: back to the list.
    """

    answered = Signal(object)
    taken_back = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked: Asked | None = None
        self.choices: list[QPushButton] = []
        self.typed = TypedAnswer()
        self.said = PlainLabel(role="bad", wrap=True)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_question(self, asked: Asked | None) -> None:
        """Show ``asked``, or nothing; what is being written stays as long as the question does."""
        if asked is not None and asked == self._asked:
            return
        self._asked = asked
        self.choices = []
        inside = QWidget()
        inside.setProperty("role", "page")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 4, 4, 4)
        layout.setSpacing(6)
        if asked is not None:
            self._fill(layout, asked)
        layout.addStretch(1)
        # The answer comes from a button of the old page, which must outlive its own click.
        if (old := self.takeWidget()) is not None:
            old.hide()
            old.deleteLater()
        self.setWidget(inside)

    def choose(self, place: int) -> None:
        """Answer with one of the choices, counted from 0."""
        if self._asked is not None and place < len(self._asked.choices):
            self.answered.emit(self._asked.choices[place].key)

    def begin(self) -> None:
        """Put the cursor where an answer can be written, or on the first choice."""
        target = self.typed if self._asked and not self._asked.table else next(iter(self.choices), None)
        if target is not None:
            target.setFocus()

    def take_typed(self) -> None:
        """Answer with what was written, if it can be read."""
        if self._asked is None:
            return
        try:
            value = read_entry(self._asked.field, self.typed.text(), {})
        except InputProblem as problem:
            self.said.setText(say(problem.message))
            self.said.show()
            return
        self.answered.emit(str(value) if value is not None else None)

    def _fill(self, layout: QVBoxLayout, asked: Asked) -> None:
        layout.addWidget(PlainLabel(visible(asked.text), role="name", wrap=True))
        layout.addWidget(PlainLabel(_where(asked), role="muted", wrap=True))
        layout.addWidget(PlainLabel(say(asked.message), wrap=True))
        if not asked.is_open:
            layout.addWidget(PlainLabel("✓ " + answer_words(asked), role="ok"), 0, Qt.AlignmentFlag.AlignLeft)
        for place, choice in enumerate(asked.choices[:_MOST]):
            words = choice_words(asked, choice.key)
            button = QPushButton(unmarked(f"{place + 1}  {words}"))
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self.answered.emit, choice.key))
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.choices.append(button)
        if not asked.table:
            self._add_typed(layout, asked)
        if not asked.is_open:
            self._add(layout, tr("Ask Again (Del)"), self.taken_back.emit)

    def _add_typed(self, layout: QVBoxLayout, asked: Asked) -> None:
        self.typed = TypedAnswer()
        self.typed.setPlaceholderText(_placeholder(asked))
        self.typed.setAccessibleName(tr("What it means"))
        self.typed.offer(asked)
        self.typed.taken.connect(self.take_typed)
        self.typed.left.connect(self.left)
        take = QPushButton(tr("&Take It"))
        take.setAutoDefault(False)
        take.clicked.connect(self.take_typed)
        line = QHBoxLayout()
        line.addWidget(self.typed, 1)
        line.addWidget(take)
        layout.addLayout(line)
        self.said = PlainLabel(role="bad", wrap=True)
        self.said.hide()
        layout.addWidget(self.said)
        self._add(layout, tr("Leave It &Empty (E)"), partial(self.answered.emit, None))

    def _add(self, layout: QVBoxLayout, text: str, act: object) -> None:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())  # type: ignore[operator]
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class TypedAnswer(QLineEdit):
    """A line for an answer of one's own; Enter takes it instead of going on, Esc leaves it instead of closing."""

    taken = Signal()
    left = Signal()

    def offer(self, asked: Asked) -> None:
        """Complete what is typed from the choices or the countries."""
        if asked.field.type is ValueType.COUNTRY:
            words = [country_name(code) for code in country_codes()]
        elif asked.field.type is ValueType.CHOICE:
            words = [tr(choice.label) for choice in asked.field.choices]
        else:
            return
        completer = QCompleter(words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
            event.accept()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
            return
        super().keyPressEvent(event)


def choice_words(asked: Asked, key: str) -> str:
    """A choice as it stands on its button."""
    if asked.table:
        return next((tr(choice.label) for choice in asked.choices if choice.key == key), key)
    return shown_value(asked.field, key)


def answer_words(asked: Asked) -> str:
    """The answer that was given."""
    if asked.answer is None:
        return tr("left empty")
    return choice_words(asked, str(asked.answer))


def _where(asked: Asked) -> str:
    rows = ", ".join(map(str, asked.rows[:_FIRST_ROWS])) + ("…" if len(asked.rows) > _FIRST_ROWS else "")
    place = visible(asked.column) or tr(asked.field.label)
    if len(asked.rows) == 1:
        return tr(
            "Column {column} → {field}, row {rows}", column=place, field=tr(asked.field.label), rows=rows
        )
    return tr(
        "Column {column} → {field}, in {n} rows: {rows}",
        column=place, field=tr(asked.field.label), n=len(asked.rows), rows=rows,
    )  # fmt: skip


def _placeholder(asked: Asked) -> str:
    if asked.field.type is ValueType.DATE:
        return tr("2026-11-23, 2026-11 or 2026")
    return tr("Write what it means")
