"""Step 4 of the import window: who a row may be, both sides beside each other, and names that nobody knows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.intake.plan import RowKey
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import number, tr

from .delegates import ReviewDelegate
from .import_work import ImportWork
from .match_panel import MatchPanel
from .matches_model import ASKED, CERTAIN, NAMED, NEW, ROW, STATE, WHO, MatchTableModel
from .subject_view import SubjectView
from .subjects import APART, CREATE, say

_TABS = ((ASKED, "To settle"), (NAMED, "Unknown institutions"), (CERTAIN, "Certain"), (NEW, "New"))
_ROW_KEYS = "Y same · N not the same · L later · 1 to 9 another candidate · ↑ ↓ other rows"
_NAME_KEYS = "A add as new · Y it is this one · L leave it · 1 to 9 another candidate · ↑ ↓ other names"


class MatchesPage(QWidget):
    """``settled(int)``: how many subjects are still open after something was said."""

    settled = Signal(int)

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.model = MatchTableModel(work, self)
        self.view = SubjectView(self.model)
        self.panel = MatchPanel(work)
        self.tabs: dict[str, QPushButton] = {}
        self.create_all = QPushButton(tr("&Add All of Them"))
        self.hint = PlainLabel(role="muted", wrap=True)
        self.keys = PlainLabel(_ROW_KEYS, role="small", wrap=True)
        self._lay_out()
        self.view.selectionModel().currentRowChanged.connect(self._show_line)
        self.view.answer_wanted.connect(self.answer)
        self.view.candidate_wanted.connect(self.panel.choose)
        self.panel.answer_wanted.connect(self.answer)
        self.create_all.clicked.connect(self._create_all)

    def show_plan(self) -> None:
        """Show the plan as drawn; the cursor stays on what it was on."""
        plan = self._work.plan
        if plan is None:
            return
        line = self.view.currentIndex().row()
        key = self.model.subject(line).key if 0 <= line < self.model.rowCount() else None
        self.model.take_plan(plan)
        self.panel.forget()
        self._name_tabs()
        tab = self.model.tab
        if not self.model.count(tab) and (found := self._first_tab()):
            self.show_tab(found)
            return
        kept = self.model.line_of(key) if key is not None else -1
        self._go_to(kept if kept >= 0 else self.model.next_open(-1))

    def show_tab(self, tab: str) -> None:
        """Show the subjects of one tab."""
        self.model.show_tab(tab)
        self.tabs[tab].setChecked(True)
        self.create_all.setVisible(tab == NAMED and self.model.count(NAMED) > 1)
        self.hint.setText(self._hint())
        self.keys.setText(tr(_NAME_KEYS if tab == NAMED else _ROW_KEYS))
        self._go_to(self.model.next_open(-1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list hold wherever the focus is on this page."""
        if not self.view.take_answer(event):
            super().keyPressEvent(event)

    def show_row(self, key: RowKey) -> None:
        """Put the cursor on a row of the plan."""
        for tab in (ASKED, CERTAIN, NEW):
            self.show_tab(tab)
            line = self.model.line_of(key)
            if line >= 0:
                self._go_to(line)
                return

    def answer(self, said: str) -> None:
        """Say "same", "apart", "later" or "create" of the selected subjects, and go on to the next open one."""
        lines = self.view.selected_rows()
        if not lines:
            return
        subjects = [self.model.subject(line) for line in lines]
        say(said, [(one, self.panel.candidate_of(one)) for one in subjects], self._work)
        self.model.answers_changed(lines)
        self._tell_open()
        line = lines[-1]
        subject = self.model.subject(line)
        if said == APART and len(lines) == 1 and self.panel.next_candidate(subject):
            return
        self._go_to(self.model.next_open(line))

    def _create_all(self) -> None:
        lines = range(self.model.rowCount())
        say(CREATE, [(self.model.subject(line), None) for line in lines], self._work)
        self.model.answers_changed(lines)
        self._tell_open()
        self._show_line(self.view.currentIndex())

    def _tell_open(self) -> None:
        self._name_tabs()
        self.settled.emit(self.model.open_count(ASKED) + self.model.open_count(NAMED))

    def _go_to(self, line: int) -> None:
        if 0 <= line < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(line, WHO))
        self._show_line(self.view.currentIndex())

    def _show_line(self, index: QModelIndex) -> None:
        shown = index.isValid() and index.row() < self.model.rowCount()
        self.panel.show_subject(self.model.subject(index.row()) if shown else None)

    def _first_tab(self) -> str | None:
        return next((tab for tab, _ in _TABS if self.model.count(tab)), None)

    def _name_tabs(self) -> None:
        for tab, words in _TABS:
            count = self.model.count(tab)
            self.tabs[tab].setText(f"{tr(words)} {number(count)}")
            self.tabs[tab].setVisible(count > 0 or tab == ASKED)
        self.hint.setText(self._hint())

    def _hint(self) -> str:
        if self.model.tab == NAMED:
            return tr(
                "Rows name them, and no institution of the office answers to these names. "
                "What is left keeps the name as it is written."
            )
        open_ = self.model.open_count(ASKED)
        if not self.model.count(ASKED):
            return tr("✓ Nothing to ask: every row is certain or new.")
        if open_:
            return tr(
                "{n} to settle. A row of which nothing is said is not imported, and asked again next time.",
                n=open_,
            )
        return tr("✓ All is settled. What is “not the same” is remembered.")

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        group = QButtonGroup(self)
        for tab, _ in _TABS:
            button = QPushButton()
            button.setProperty("role", "tab")
            button.setCheckable(True)
            button.clicked.connect(partial(self.show_tab, tab))
            group.addButton(button)
            tabs.addWidget(button)
            self.tabs[tab] = button
        tabs.addStretch(1)
        tabs.addWidget(self.create_all)
        self.tabs[ASKED].setChecked(True)
        self.create_all.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(framed(self.view))
        split.addWidget(self.panel)
        split.setSizes([380, 560])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(tabs)
        layout.addWidget(self.hint)
        layout.addWidget(split, 1)
        layout.addWidget(self.keys)
        self.view.setItemDelegate(ReviewDelegate(self.view, chips=STATE))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.view.setColumnWidth(ROW, 64)
        self.view.setColumnWidth(WHO, 190)
