"""What becomes of the selected records that a list held last time and does not hold now."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ilrs_desk.intake.plan import Missing, TablePlan, WhenMissing
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, line
from ilrs_desk.ui.text import tr, visible

from .import_work import ImportWork

_WHAT = {
    WhenMissing.KEEP: ("&Keep", "In this sender's last list, not in this one. Nothing is deleted."),
    WhenMissing.LEFT: ("Mark as &Left", "In this sender's last list, not in this one. To be marked as left."),
    WhenMissing.ASK: (
        "As&k the Agency",
        "In this sender's last list, not in this one. The return file asks.",
    ),
}


class MissingBar(QWidget):
    """``wanted(WhenMissing)`` for the selected lines."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 8, 4)
        layout.addWidget(PlainLabel(tr("The selected records:"), role="muted"))
        self.buttons: dict[WhenMissing, QPushButton] = {}
        for then, (words, _) in _WHAT.items():
            button = QPushButton(tr(words))
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.wanted.emit, then))
            layout.addWidget(button)
            self.buttons[then] = button
        layout.addStretch(1)


def then_of(work: ImportWork, kind: str, missing: Missing) -> WhenMissing:
    """What becomes of one record, as drawn or as said since."""
    return work.decisions.missing_each.get((kind, missing.id), missing.then)


def missing_lines(work: ImportWork, table: TablePlan) -> list[Line]:
    """The records that are missing in ``table``, one line each."""
    return [
        line(missing, "", visible(missing.label), tr(_WHAT[then_of(work, table.kind, missing)][1]))
        for missing in table.missing
    ]
