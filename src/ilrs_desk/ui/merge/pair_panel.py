"""One pair of the work queue: why they seem the same, both beside each other, and the three answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.matching import Pair
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import say, tr

from .choices import MergeChoices
from .grid_view import MergeGridView

SAME, APART, LATER = "same", "apart", "later"


class PairPanel(QFrame):
    """``answered(str)``: SAME, APART or LATER; ``open_record(kind, id)`` from a double click on a side."""

    answered = Signal(str)
    open_record = Signal(str, int)

    def __init__(self, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.sure = PlainLabel(role="ok")
        self.reasons = PlainLabel(wrap=True)
        self.grid = MergeGridView(compared_only=True)
        self.grid.grid.fold = False
        self.grid.doubleClicked.connect(lambda index: self._open(index.column()))
        self.answers = {
            SAME: QPushButton(tr("The Same… (Y)")),
            APART: QPushButton(tr("Not the Same… (N)")),
            LATER: QPushButton(tr("Later (L)")),
        }
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 6)
        head.setSpacing(10)
        head.addWidget(self.sure, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.reasons, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 10)
        foot.setSpacing(8)
        for said, button in self.answers.items():
            button.clicked.connect(partial(self.answered.emit, said))
            button.setVisible(writable or said == LATER)
            foot.addWidget(button)
        self.answers[SAME].setProperty("role", "primary")
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.grid, 1)
        layout.addLayout(foot)

    def tell(self, pair: Pair | None) -> None:
        """Show ``pair``; None shows nothing."""
        self.setVisible(pair is not None)
        if pair is None:
            self.grid.show_choices(None)
            return
        self.sure.setText(tr("Certain") if pair.certain else tr("Possible"))
        self.sure.take_role("ok" if pair.certain else "warn")
        self.reasons.setText(" · ".join(say(reason).rstrip(".") for reason in pair.reasons))
        self.grid.show_choices(MergeChoices((pair.one, pair.other), pair.one.id))

    def _open(self, column: int) -> None:
        record = self.grid.grid.record(column)
        if record is not None:
            self.open_record.emit(record.kind, record.id)
