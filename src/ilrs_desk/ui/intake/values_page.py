"""Step 3 of the import window: each value that is not understood, once, and what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.text import number, tr, visible

from .answer_panel import AnswerPanel, answer_words
from .import_work import ImportWork
from .questions import Asked, answered, questions_of, unanswered, with_answer


class ValuesPage(QWidget):
    """``settled(int)``: how many questions are still open after one was answered."""

    settled = Signal(int)

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        #: Every question that was asked, so that an answer can be seen and taken back after it came to be.
        self._asked: dict[tuple[str, str], Asked] = {}
        self.list = QuestionList()
        self.panel = AnswerPanel()
        self.hint = PlainLabel(role="muted", wrap=True)
        self._lay_out()
        self.list.chosen.connect(self._show_question)
        self.list.choice_wanted.connect(self.panel.choose)
        self.list.empty_wanted.connect(lambda: self.answer(None))
        self.list.open_wanted.connect(self.take_back)
        self.list.opened.connect(lambda _: self.panel.begin())
        self.panel.answered.connect(self.answer)
        self.panel.answered.connect(self.list.setFocus)
        self.panel.left.connect(self.list.setFocus)
        self.panel.taken_back.connect(self.take_back)

    def show_plan(self) -> None:
        """Show the questions of the plan as drawn, and those that were answered before."""
        plan, decisions = self._work.plan, self._work.decisions
        if plan is None:
            return
        now = {asked.key: asked for asked in questions_of(plan, decisions)}
        kept = {key: with_answer(asked, decisions) for key, asked in self._asked.items()}
        self._asked = {key: asked for key, asked in kept.items() if key in now or not asked.is_open} | now
        self._tell()

    def go_to_field(self, field: str, text: str | None) -> None:
        """Put the cursor on the question about ``text`` in ``field``, or about the field's column."""
        for key, asked in self._asked.items():
            if asked.field.key == field and (asked.text == text or asked.table):
                self.list.go_to(key)
                return

    def answer(self, value: str | None) -> None:
        """Answer the chosen question, None for "leave it empty", and go on to the next open one."""
        asked = self._current()
        if asked is None or (asked.table and value is None):
            return
        self._work.decide_soon(answered(self._work.decisions, asked, value))
        self._after(asked)
        self._next_open(asked.key)

    def take_back(self) -> None:
        """Forget the answer to the chosen question."""
        asked = self._current()
        if asked is not None:
            self._work.decide_soon(unanswered(self._work.decisions, asked))
            self._after(asked)

    def _after(self, asked: Asked) -> None:
        self._asked[asked.key] = with_answer(asked, self._work.decisions)
        self._tell()
        self.settled.emit(sum(one.is_open for one in self._asked.values()))

    def _next_open(self, key: tuple[str, str]) -> None:
        keys = list(self._asked)
        place = keys.index(key)
        for each in (*keys[place + 1 :], *keys[:place]):
            if self._asked[each].is_open:
                self.list.go_to(each)
                return

    def _current(self) -> Asked | None:
        key = self.list.current()
        return self._asked.get(key) if key is not None else None

    def _tell(self) -> None:
        self.list.tell([_line(asked) for asked in self._asked.values()])
        self.hint.setText(self._hint())

    def _hint(self) -> str:
        still = sum(asked.is_open for asked in self._asked.values())
        if not self._asked:
            return tr("✓ Nothing to ask: every value was understood.")
        remembered = tr(
            "Answers hold wherever the value stands, and are remembered for the next return of this sender."
        )
        if not still:
            return tr("✓ All is answered.") + " " + remembered
        return tr("{n} open. What stays open is not taken.", n=still) + " " + remembered

    def _show_question(self, key: object) -> None:
        asked = self._current() if key is not None else None
        self.list.settled = asked is None or not asked.is_open
        self.panel.show_question(asked)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(framed(self.list))
        split.addWidget(self.panel)
        split.setSizes([600, 400])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.hint)
        layout.addWidget(split, 1)
        keys = tr("1 to 9 choose · E leave empty · Enter write it · Del ask again · ↑ ↓ other questions")
        layout.addWidget(PlainLabel(keys, role="small", wrap=True))


class QuestionList(ListTable):
    """The questions; digits choose an answer (``choice_wanted`` from 0), E leaves the value empty, Del asks again."""

    choice_wanted = Signal(int)
    empty_wanted = Signal()
    open_wanted = Signal()

    def __init__(self) -> None:
        #: Whether Enter has nothing to do here and leads on to the next step.
        self.settled = True
        super().__init__([(tr("Value"), 26), (tr("Column"), 20), (tr("Rows"), 6), (tr("It means"), 18)])
        self.setSelectionMode(ListTable.SelectionMode.SingleSelection)
        self.setAccessibleName(tr("Values that are not understood"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.choice_wanted.emit(key - Qt.Key.Key_1)
        elif key == Qt.Key.Key_E:
            self.empty_wanted.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.open_wanted.emit()
        elif self.settled and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _line(asked: Asked) -> Line:
    means = tr("? open") if asked.is_open else "✓ " + answer_words(asked)
    return Line(
        (
            Cell(visible(" ".join(asked.text.split()))),
            Cell(visible(asked.column) or tr(asked.field.label), "mute"),
            Cell(number(len(asked.rows)), "mute"),
            Cell(means, "warn" if asked.is_open else "ok"),
        ),
        asked.key,
    )
