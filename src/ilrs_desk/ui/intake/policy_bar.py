"""How the file is taken: what empty cells, other values and missing records do to what the office holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ilrs_desk.intake.plan import EmptyCells, Overwrite, TablePlan, WhenMissing
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.text import tr

from .import_work import ImportWork

EMPTY = ((EmptyCells.KEEP, "keep ours"), (EmptyCells.CLEAR, "clear ours"))
OVERWRITE = (
    (Overwrite.NEWER, "only if the file is newer"),
    (Overwrite.ALWAYS, "always"),
    (Overwrite.GAPS, "only fill gaps"),
)
MISSING = (
    (WhenMissing.KEEP, "keep"),
    (WhenMissing.LEFT, "mark as left"),
    (WhenMissing.ASK, "ask the agency"),
)


class PolicyBar(QWidget):
    """Three choices that hold for all files of the sitting; each of them draws another plan."""

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.empty = _choice(EMPTY)
        self.overwrite = _choice(OVERWRITE)
        self.missing = _choice(MISSING)
        set_tip(self.empty, tr("What an empty cell does to a value that the office holds."))
        set_tip(
            self.overwrite,
            tr("When a value of the file takes the place of another one that the office holds."),
        )
        set_tip(
            self.missing,
            tr(
                "What happens to records of the last list that this one does not name. Nobody is ever deleted."
            ),
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for words, combo in (
            (tr("&Empty cells"), self.empty),
            (tr("O&verwrite"), self.overwrite),
            (tr("&Missing this time"), self.missing),
        ):
            label = PlainLabel(words, role="muted")
            label.setBuddy(combo)
            combo.setAccessibleName(words.replace("&", ""))
            line.addWidget(label)
            line.addWidget(combo)
            line.addSpacing(8)
            combo.activated.connect(self._decide)
        line.addStretch(1)

    def show_table(self, table: TablePlan | None) -> None:
        """Show the policies in force for ``table``: those chosen now, else those of the sender's last list."""
        if table is None:
            return
        decisions, drawn = self._work.decisions, table.policies
        for combo, value in (
            (self.empty, decisions.empty or drawn.empty),
            (self.overwrite, decisions.overwrite or drawn.overwrite),
            (self.missing, decisions.missing or drawn.missing),
        ):
            combo.setCurrentIndex(combo.findData(value))

    def _decide(self) -> None:
        self._work.decide(
            replace(
                self._work.decisions,
                empty=EmptyCells(self.empty.currentData()),
                overwrite=Overwrite(self.overwrite.currentData()),
                missing=WhenMissing(self.missing.currentData()),
            )
        )


def _choice(choices: tuple[tuple[Any, str], ...]) -> QComboBox:
    combo = QComboBox()
    for value, words in choices:
        combo.addItem(tr(words), value)
    return combo
