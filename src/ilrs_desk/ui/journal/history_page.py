"""The History page: every change set, newest first, and the one under the cursor in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPushButton, QSplitter, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import moment, number, tr, visible

from .changeset_view import ChangeSetView
from .wording import act_word, title_words

_STRETCH = 300


class HistoryPage(Page):
    """``undo_wanted(id)`` when the user wants a change set taken back."""

    undo_wanted = Signal(int)
    key = "history"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("History"), parent)
        self._goal = 0
        self.list = ListTable(
            [
                (tr("What"), 58),
                (tr("When"), 20),
                (tr("Who"), 16),
                (tr("How"), 10),
                (tr("Records"), 9),
                (tr("State"), 16),
            ]
        )
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._choose)
        self.detail = ChangeSetView(writable=not session.read_only)
        self.detail.undo_wanted.connect(self.undo_wanted)
        self.detail.open_record.connect(self.open_record)
        self.detail.open_records.connect(self.open_records)
        self.older = QPushButton(tr("Show Older"))
        self.older.clicked.connect(self._more)
        self.older.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        panel = QFrame()
        panel.setProperty("role", "panel")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        inside.addWidget(self.older, 0, Qt.AlignmentFlag.AlignCenter)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setContentsMargins(12, 12, 12, 12)
        splitter.setHandleWidth(12)
        splitter.addWidget(panel)
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        self.layout_.addWidget(splitter, 1)

    def refresh(self) -> None:
        self.session.work(lambda office: office.changesets(limit=_STRETCH), self._tell, owner=self)

    def commands(self) -> Commands:
        return {"edit.copy": self._copy, "edit.select_all": self.list.selectAll}

    def status(self) -> Sequence[str]:
        shown = len(self.list.model_.lines)
        return (tr("{count} changes shown", count=shown),)

    def show_changeset(self, changeset_id: int) -> None:
        """Put the cursor on a change set."""
        self._goal = 0 if self.list.go_to(changeset_id) else changeset_id

    def _tell(self, changesets: Sequence[ChangeSet]) -> None:
        self.list.tell([_line(changeset) for changeset in changesets])
        self.older.setVisible(len(changesets) == _STRETCH)
        if self._goal:
            self.list.go_to(self._goal)
            self._goal = 0
        self.changed.emit()

    def _more(self) -> None:
        last = self.list.model_.lines[-1].stands_for
        self.session.work(
            lambda office: office.changesets(limit=_STRETCH, before=last), self._tell_more, owner=self
        )

    def _tell_more(self, changesets: Sequence[ChangeSet]) -> None:
        self.list.model_.add([_line(changeset) for changeset in changesets])
        self.older.setVisible(len(changesets) == _STRETCH)
        self.changed.emit()

    def _choose(self, changeset_id: int | None) -> None:
        if changeset_id is None:
            self.detail.tell(None)
            return
        self.session.work(
            lambda office: office.changeset(changeset_id),
            lambda found: self.detail.tell(found) if self.list.current() == changeset_id else None,
            owner=self,
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.list.copied())


def _line(changeset: ChangeSet) -> Line:
    undone = changeset.undone_by is not None
    cells = (
        Cell(title_words(changeset), "mute" if undone else "ink", struck=undone),
        Cell(moment(changeset.at), "mute"),
        Cell(visible(changeset.who)),
        Cell(act_word(changeset.act)),
        Cell(number(changeset.size)),
        Cell(_state(changeset), "mute"),
    )
    return Line(cells, changeset.id)


def _state(changeset: ChangeSet) -> str:
    if changeset.undone_by is not None:
        return tr("taken back")
    if changeset.undoes is not None:
        return tr("takes back number {id}", id=str(changeset.undoes))
    return ""
