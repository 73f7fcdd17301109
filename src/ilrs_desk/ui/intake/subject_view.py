"""The list at the left of the Matches step, answered by single keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ilrs_desk.ui.text import tr

from .matches_model import MatchTableModel
from .rows_view import RowsView
from .subjects import APART, CREATE, LATER, SAME

ANSWERS = {Qt.Key.Key_Y: SAME, Qt.Key.Key_N: APART, Qt.Key.Key_L: LATER, Qt.Key.Key_A: CREATE}


class SubjectView(RowsView):
    """``answer_wanted(str)``: same, apart, later or create; ``candidate_wanted(int)`` from 0."""

    answer_wanted = Signal(str)
    candidate_wanted = Signal(int)

    def __init__(self, model: MatchTableModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setAccessibleName(tr("Rows and who they may be"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_answer(event):
            super().keyPressEvent(event)

    def take_answer(self, event: QKeyEvent) -> bool:
        """Whether the key is an answer, which is then given, or the number of a candidate."""
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        key = Qt.Key(event.key())
        if key in ANSWERS:
            self.answer_wanted.emit(ANSWERS[key])
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.candidate_wanted.emit(key - Qt.Key.Key_1)
        else:
            return False
        return True
