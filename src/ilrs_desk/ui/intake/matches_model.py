"""The list of the Matches step: what a person has to say, what is certain, what is new, and names that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ilrs_desk.intake.plan import Action, Candidate, ImportPlan, RowKey, RowPlan
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.text import number, tr, visible

from .import_work import ImportWork
from .states import state_role, state_words
from .subjects import OPEN, Subject, is_asked, said_of, subject_of_offer, subject_of_row, words_of

_ROOT = QModelIndex()

ROW, WHO, STATE = range(3)
#: Role of the colour of the state.
ROLE = Qt.ItemDataRole.UserRole + 2

ASKED, CERTAIN, NEW, NAMED = "asked", "certain", "new", "named"


class MatchTableModel(QAbstractTableModel):
    """Subjects under one tab; only what is seen is put into words."""

    def __init__(self, work: ImportWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._plan: ImportPlan | None = None
        self._rows: Mapping[RowKey, RowPlan] = {}
        self._lists: dict[str, list[RowKey]] = {ASKED: [], CERTAIN: [], NEW: []}
        self._offers: list[Subject] = []
        self._known: dict[RowKey, tuple[Candidate, ...]] = {}
        self._open: dict[str, set[RowKey | str]] = {ASKED: set(), NAMED: set()}
        self.tab = ASKED

    def take_plan(self, plan: ImportPlan) -> None:
        """Sort the rows of a new plan; those that a person answered stay among the asked ones."""
        self.beginResetModel()
        # Its own hold on them: the view may ask once more before it hears of the next plan.
        self._plan, self._rows = plan, self._work.rows
        decisions = self._work.decisions
        answered = set(decisions.same_as) | {row for row, _ in decisions.apart}
        self._known = {key: self._known[key] for key in answered if key in self._known}
        self._lists = {ASKED: [], CERTAIN: [], NEW: []}
        for f, file in enumerate(plan.files):
            for t, table in enumerate(file.tables):
                for row in table.rows:
                    key = (f, t, row.row)
                    if is_asked(row):
                        if key not in answered or key not in self._known:
                            self._known[key] = row.candidates
                        self._lists[ASKED].append(key)
                    elif key in answered:
                        self._lists[ASKED].append(key)
                    elif row.matched is not None:
                        self._lists[CERTAIN].append(key)
                    elif row.action is Action.ADD:
                        self._lists[NEW].append(key)
        self._offers = [subject_of_offer(plan, offer) for offer in plan.offers]
        self._open = {
            tab: {
                self._subject(tab, place).key for place in range(self.count(tab)) if self._is_open(tab, place)
            }
            for tab in (ASKED, NAMED)
        }
        self.endResetModel()

    def show_tab(self, tab: str) -> None:
        """Show the subjects of one tab."""
        self.beginResetModel()
        self.tab = tab
        self.endResetModel()

    def count(self, tab: str) -> int:
        """How many subjects stand under a tab."""
        return len(self._offers) if tab == NAMED else len(self._lists[tab])

    def open_count(self, tab: str) -> int:
        """How many of the asked ones, or of the names, nobody has said anything of."""
        return len(self._open[tab])

    def subject(self, line: int) -> Subject:
        """The subject of a line."""
        return self._subject(self.tab, line)

    def line_of(self, key: RowKey | str) -> int:
        """The line of a row or an offer under this tab, -1 if it is not there."""
        keys: list[Any] = [one.key for one in self._offers] if self.tab == NAMED else self._lists[self.tab]
        return keys.index(key) if key in keys else -1

    def next_open(self, line: int) -> int:
        """The next line after ``line`` that is open, from the top when there is none below; else the next line."""
        places = (*range(line + 1, self.rowCount()), *range(min(line + 1, self.rowCount())))
        if self.tab in (ASKED, NAMED):
            for place in places:
                if self._is_open(self.tab, place):
                    return place
        return min(line + 1, self.rowCount() - 1)

    def answers_changed(self, lines: Iterable[int]) -> None:
        """To be called when something was said of these lines."""
        for line in lines:
            key = self.subject(line).key
            if self.tab in self._open:
                (self._open[self.tab].add if self._is_open(self.tab, line) else self._open[self.tab].discard)(
                    key
                )
            self.dataChanged.emit(self.index(line, 0), self.index(line, STATE))

    def rowCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() or self._plan is None else self.count(self.tab)

    def columnCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        rows = tr("Rows") if self.tab == NAMED else tr("Row")
        return (rows, tr("In the file"), tr("State"))[section]

    def data(self, index: QModelIndex | Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(index.row(), index.column()))
        if role == ROLE:
            return self._state(index.row())[1] if index.column() == STATE else "ink"
        return None

    def _text(self, line: int, column: int) -> str:
        subject = self.subject(line)
        if column == ROW:
            return number(len(subject.rows)) if self.tab == NAMED else str(subject.rows[0])
        return visible(subject.title) if column == WHO else self._state(line)[0]

    def _state(self, line: int) -> tuple[str, str]:
        subject = self.subject(line)
        said = words_of(said_of(subject, self._work))
        if said is not None:
            return said
        if subject.row is None:
            return tr("? unknown"), "warn"
        row = self._rows[subject.row]
        return state_words(row), state_role(row)

    def _is_open(self, tab: str, place: int) -> bool:
        if tab == NAMED:
            return said_of(self._offers[place], self._work) == OPEN
        return said_of(self._subject(tab, place), self._work) == OPEN

    def _subject(self, tab: str, place: int) -> Subject:
        if self._plan is None:
            raise LookupError("nothing was read yet")
        if tab == NAMED:
            return self._offers[place]
        key = self._lists[tab][place]
        return subject_of_row(self._plan, key, self._rows[key], self._known.get(key, ()))
