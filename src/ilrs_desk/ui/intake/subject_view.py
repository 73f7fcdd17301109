"""The list at the left of the Matches step, answered by single keys."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ilrs_desk.ui.painting import row_height
from ilrs_desk.ui.text import tr

from .matches_model import MatchTableModel

ANSWERS = {
    Qt.Key.Key_Y: "same",
    Qt.Key.Key_N: "apart",
    Qt.Key.Key_L: "later",
    Qt.Key.Key_A: "create",
}


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
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if plain and key in ANSWERS:
            self.answer_wanted.emit(ANSWERS[key])
        elif plain and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.candidate_wanted.emit(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)
