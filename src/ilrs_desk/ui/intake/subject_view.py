"""The list at the left of the Matches step, answered by single keys."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ilrs_desk.ui.painting import row_height
from ilrs_desk.ui.text import tr

from .matches_model import MatchTableModel
from .subjects import APART, CREATE, LATER, SAME

ANSWERS = {Qt.Key.Key_Y: SAME, Qt.Key.Key_N: APART, Qt.Key.Key_L: LATER, Qt.Key.Key_A: CREATE}


class SubjectView(QTableView):
    """``answer_wanted(str)``: same, apart, later or create; ``candidate_wanted(int)`` from 0."""

    answer_wanted = Signal(str)
    candidate_wanted = Signal(int)

    def __init__(self, model: MatchTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(tr("Rows and who they may be"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(self))
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        # A header asks of every row whether its column is selected: seconds, once 100,000 rows are.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))

    def selected_lines(self) -> list[int]:
        """Numbers of the selected lines, in order."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(i) for i in range(selection.count())]
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

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
