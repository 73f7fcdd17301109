"""The head of the import window: which files, who sent them, and whether that is all the sender has."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit

from ilrs_desk.intake.plan import ImportPlan
from ilrs_desk.ui.labels import ElidedLabel, set_tip
from ilrs_desk.ui.text import tr, visible

from .import_work import ImportWork


class ImportHead(QFrame):
    """Files at the left; the sender and whether the list is complete at the right."""

    def __init__(self, work: ImportWork) -> None:
        super().__init__()
        self._work = work
        self.setProperty("role", "head")
        names = visible(", ".join(path.name for path in work.paths))
        few = len(work.paths) == 1
        self.title = ElidedLabel(names if few else tr("{n} files: ", n=len(work.paths)) + names, role="title")
        self.agency = QLineEdit()
        self.agency.setPlaceholderText(tr("Sender"))
        self.agency.setAccessibleName(tr("Sender"))
        self.agency.setMaximumWidth(260)
        set_tip(self.agency, tr("Who sent the files. Its columns are remembered for the next return."))
        self.complete = QCheckBox(tr("Complete list"))
        set_tip(
            self.complete,
            tr(
                "All that the sender has stands in these files: who is missing in them is listed. Nobody is deleted."
            ),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 9, 18, 9)
        row.setSpacing(10)
        row.addWidget(self.title, 1)
        row.addWidget(self.agency)
        row.addWidget(self.complete)
        self.agency.editingFinished.connect(self._decide)
        self.complete.clicked.connect(self._decide)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show the sender that the plan was drawn for."""
        if not self.agency.hasFocus():
            guessed = next((file.agency for file in plan.files if file.agency), "")
            self.agency.setText(visible(plan.decisions.agency or guessed or ""))

    def lock(self, locked: bool) -> None:
        """Take no more answers, as the import is done."""
        self.agency.setEnabled(not locked)
        self.complete.setEnabled(not locked)

    def _decide(self) -> None:
        if self._work.plan is None:
            return
        agency = self.agency.text().strip() or None
        if agency in {file.agency for file in self._work.plan.files}:
            agency = self._work.decisions.agency
        complete = self.complete.isChecked()
        self._work.decide(replace(self._work.decisions, agency=agency, complete_list=complete))
