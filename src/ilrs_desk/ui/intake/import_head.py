"""The head of the import window: which files, who sent the chosen one, and whether that is all the sender has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QFrame, QHBoxLayout, QLineEdit

from ilrs_desk.ui.labels import ElidedLabel, PlainLabel, set_tip
from ilrs_desk.ui.text import tr, unmarked, visible

from .import_work import ImportWork

_NAME_WIDTH = 170


class ImportHead(QFrame):
    """Files at the left; the sender and whether the list is complete at the right."""

    def __init__(self, work: ImportWork) -> None:
        super().__init__()
        self._work = work
        self._file = 0
        self.setProperty("role", "head")
        self.title = ElidedLabel(role="title")
        self.agency = QComboBox()
        self.agency.setEditable(True)
        self.agency.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.agency.setMinimumWidth(220)
        self.agency.setAccessibleName(tr("Sender"))
        # The box's own line: another one would wear the frame of a field inside the frame of the box.
        self.typed = cast(QLineEdit, self.agency.lineEdit())
        self.typed.setPlaceholderText(tr("Who sent it?"))
        completer = QCompleter(self.agency.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.typed.setCompleter(completer)
        set_tip(
            self.agency,
            tr("Who sent the file. Columns and answers are remembered for the sender's next return."),
        )
        self.named = PlainLabel(tr("Sen&der"), role="muted")
        self.named.setBuddy(self.agency)
        self.complete = QCheckBox(tr("Complete &list"))
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
        row.addWidget(self.named)
        row.addWidget(self.agency)
        row.addWidget(self.complete)
        # The head keeps its height where the sender is not shown.
        self.setMinimumHeight(self.agency.sizeHint().height() + 18)
        self.typed.editingFinished.connect(self._decide)
        self.agency.activated.connect(self._decide)
        self.complete.clicked.connect(self._decide_complete)

    def offer(self, agencies: Sequence[str]) -> None:
        """Offer the senders of earlier returns."""
        typed = self.agency.currentText()
        self.agency.clear()
        self.agency.addItems([visible(name) for name in agencies])
        self.agency.setEditText(typed)

    def show_files(self, names: Sequence[str]) -> None:
        """Name the files of the sitting."""
        joined = visible(", ".join(names))
        self.title.setText(joined if len(names) < 2 else tr("{n} files: ", n=len(names)) + joined)

    def show_file(self, file: int) -> None:
        """Show the sender that the plan was drawn for, of file number ``file``."""
        self._file = file
        plan = self._work.plan
        if plan is None or file >= len(plan.files):
            return
        self.agency.setEnabled(plan.files[file].error is None and self._work.result is None)
        self.named.setText(self._sender_of(plan.files[file].path.name, several=len(plan.files) > 1))
        if not self.typed.isModified():
            self.agency.setEditText(visible(plan.files[file].agency or ""))
            self.typed.setCursorPosition(0)

    def _sender_of(self, name: str, *, several: bool) -> str:
        """The words before the sender; one of several files is named, as the title names them all."""
        if not several:
            return tr("Sen&der")
        short = self.fontMetrics().elidedText(visible(name), Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        return tr("Sen&der of {file}", file=unmarked(short))

    def show_sender(self, shown: bool) -> None:
        """Whether it is seen to whom the sender belongs."""
        self.agency.setVisible(shown)
        self.named.setVisible(shown)

    def lock(self, locked: bool) -> None:
        """Take no more answers, as the import is done."""
        self.agency.setEnabled(not locked)
        self.complete.setEnabled(not locked)

    def _decide(self) -> None:
        plan = self._work.plan
        self.typed.setModified(False)
        agency = self._as_offered(self.agency.currentText().strip())
        if plan is None or self._file >= len(plan.files) or agency == (plan.files[self._file].agency or ""):
            return
        decisions = self._work.decisions
        agencies = {file: name for file, name in decisions.agencies.items() if file != self._file}
        if agency:
            agencies[self._file] = agency
        self._work.decide(replace(decisions, agencies=agencies))

    def _as_offered(self, typed: str) -> str:
        """The spelling of a known sender, however its name was typed."""
        known = self.agency.findText(typed, Qt.MatchFlag.MatchFixedString)
        return self.agency.itemText(known) if known >= 0 else typed

    def _decide_complete(self) -> None:
        self._work.decide(replace(self._work.decisions, complete_list=self.complete.isChecked()))
