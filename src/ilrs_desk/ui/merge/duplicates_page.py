"""The Duplicates page: records of the office that seem to be one, looked through pair by pair."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.kinds import DISTINCTIONS, KINDS
from ilrs_desk.domain.matching import Pair
from ilrs_desk.domain.naming import count_of
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tabs import Tabs
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import say, tr, visible
from ilrs_desk.usecases.find_duplicates import find_duplicates
from ilrs_desk.usecases.merge_records import merge_alike

from .apart_list import ApartList
from .looking import Looking
from .pair_panel import APART, LATER, SAME, PairPanel
from .queue import PairQueue, groups_without_difference, key_of, still_waiting

_AT_ONCE = 1000  # ms: what took no longer is looked for again after each change
_ANSWER_KEYS = {Qt.Key.Key_Y: SAME, Qt.Key.Key_N: APART, Qt.Key.Key_L: LATER}


class PairList(ListTable):
    """``answered(str)`` for Y, N and L; Enter opens the merge window as Y does."""

    answered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        said = _ANSWER_KEYS.get(Qt.Key(event.key()))
        if said is not None and not event.modifiers():
            self.answered.emit(said)
            return
        super().keyPressEvent(event)


class DuplicatesPage(Page):
    """``merge_wanted(records)``, ``apart_wanted(records)``; ``bulk_merged(ChangeSet, str)`` when many were at once."""

    merge_wanted = Signal(object)
    apart_wanted = Signal(object)
    bulk_merged = Signal(object, str)
    key = "duplicates"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Duplicates"), parent)
        self.queue = PairQueue("personnel")
        self._job: Job[list[Pair]] | None = None
        self._groups: list[list[int]] = []
        self._clock = QElapsedTimer()
        self._quick = False
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(tr("Kind"))
        for key, kind in KINDS.items():
            self.kinds.addItem(tr(kind.label), key)
        self.kinds.setCurrentIndex(list(KINDS).index(self.queue.kind))
        self.kinds.activated.connect(lambda _: self.look(self.kinds.currentData()))
        self.head.add(self.kinds)
        self.bulk_button = self.head.add_button("", self.ask_bulk)
        self.bulk_button.hide()
        self.again_button = self.head.add_button(tr("Look Again"), self.look)
        self.looking = Looking()
        self.looking.stopped.connect(self.stop)
        self.list = PairList([(tr("How sure"), 11), (tr("One"), 26), (tr("Other"), 26), (tr("Why"), 40)])
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self.answer(SAME))
        self.list.answered.connect(self.answer)
        self.panel = PairPanel(writable=not session.read_only)
        self.panel.answered.connect(self.answer)
        self.panel.open_record.connect(self.open_record)
        self.apart = ApartList(session)
        self.apart.counted.connect(self._name_apart)
        self.apart.open_records.connect(self.open_records)
        self._lay_out()
        self.setFocusProxy(self.list)

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(12)
        splitter.addWidget(self.looking.over(self.list))
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        self.tabs = Tabs()
        self.tabs.add(tr("Seem the same"), splitter)
        self.tabs.add(tr("Not the same"), self.apart)
        body = QVBoxLayout()
        body.setContentsMargins(12, 10, 12, 12)
        body.addWidget(self.tabs)
        self.layout_.addLayout(body, 1)

    # What the window asks

    def refresh(self) -> None:
        self.apart.refresh()
        self.look()

    def follow(self, changeset: ChangeSet) -> None:
        touched = {change.kind for change in changeset.changes}
        if DISTINCTIONS.key in touched:
            self.apart.refresh()
        if self._quick or self._job is not None:
            self.look()
        elif touched & {self.queue.kind, DISTINCTIONS.key}:
            kind, pairs = self.queue.kind, self.queue.pairs
            self.session.work(
                lambda office: still_waiting(office, kind, pairs),
                lambda left: self._tell(left) if kind == self.queue.kind else None,
                owner=self,
            )

    def commands(self) -> Commands:
        return {
            "edit.copy": lambda: QGuiApplication.clipboard().setText(self.list.copied()),
            "edit.select_all": self.list.selectAll,
        }

    def status(self) -> Sequence[str]:
        if self._job is not None:
            return ()
        certain = sum(pair.certain for pair in self.queue.pairs)
        return (
            tr("{count} pairs", count=len(self.queue.pairs)),
            tr("{count} certain", count=certain),
        )

    def leave(self) -> None:
        self.stop()

    # Looking

    def look(self, kind: str = "") -> None:
        """Look for duplicates, off the GUI thread; of another kind if one is given."""
        if kind and kind != self.queue.kind:
            self.queue = PairQueue(kind)
            self.kinds.setCurrentIndex(list(KINDS).index(kind))
            self._tell(())
        self.stop()
        wanted, office = self.queue.kind, self.session.office
        self._clock.start()
        self.looking.begin(tr("Looking for {kind} that are the same…", kind=tr(KINDS[wanted].label).lower()))
        self._job = self.session.runner.run(
            lambda job: find_duplicates(office, wanted, job.progress, job.cancelled),
            self._found,
            told=self.looking.tell,
            problem=self._not_found,
            owner=self,
            long=True,
        )

    def stop(self) -> None:
        """Stop looking; what was found before stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.looking.end(bool(self.queue.pairs))
        self.changed.emit()

    def _found(self, pairs: Sequence[Pair]) -> None:
        if self._job is None or self._job.cancelled():
            return
        self._job = None
        self._quick = self._clock.elapsed() < _AT_ONCE
        self._tell(tuple(pairs))
        self.looking.end(bool(pairs), found=True)

    def _not_found(self, error: object) -> None:
        self.stop()
        self.session.runner.problem_met.emit(error)

    def _tell(self, pairs: tuple[Pair, ...]) -> None:
        self.queue = PairQueue(self.queue.kind, pairs, self.queue.later)
        self._show()
        self._groups = groups_without_difference(pairs)
        self.bulk_button.setVisible(bool(self._groups) and not self.session.read_only)
        count = sum(len(group) - 1 for group in self._groups)
        self.bulk_button.setText(
            tr("Merge the Pair without Any Difference…")
            if count == 1
            else tr("Merge the {count} Pairs without Any Difference…", count=count)
        )
        self.tabs.name(0, tr("Seem the same {count}", count=len(pairs)))
        self.changed.emit()

    def _show(self) -> None:
        row, before = self.list.currentIndex().row(), self.list.current()
        self.list.tell([_line(pair, key_of(pair) in self.queue.later) for pair in self.queue.ordered])
        if before is not None and self.list.current() != before and row > 0:
            self._go_to_row(min(row, len(self.queue.pairs) - 1))

    def _go_to_row(self, row: int) -> None:
        self.list.setCurrentIndex(self.list.model_.index(row, 0))
        self.list.selectRow(row)

    def _choose(self, key: tuple[int, int] | None) -> None:
        self.panel.tell(self.queue.find(key) if key else None)

    def _name_apart(self, count: int) -> None:
        self.tabs.name(1, tr("Not the same {count}", count=count))

    # Answers

    def answer(self, said: str) -> None:
        """Y: open the merge window; N: ask why they are not the same; L: put the pair last."""
        key = self.list.current()
        pair = self.queue.find(key) if key else None
        if pair is None or (self.session.read_only and said != LATER):
            return
        if said == LATER:
            row = self.list.currentIndex().row()
            self.queue = self.queue.putting_off(key)
            self.list.tell([_line(each, key_of(each) in self.queue.later) for each in self.queue.ordered])
            self._go_to_row(min(row, len(self.queue.pairs) - 1))
        elif said == SAME:
            self.merge_wanted.emit((pair.one, pair.other))
        else:
            self.apart_wanted.emit((pair.one, pair.other))

    def ask_bulk(self) -> None:
        """Ask, with the counts, whether to merge all that need no choice."""
        from ilrs_desk.ui.dialogs import ask

        groups, kind = self._groups, self.queue.kind
        labels = {record.id: record.label for pair in self.queue.pairs for record in (pair.one, pair.other)}
        lines = [f"{visible(labels[group[0]])}: {', '.join(str(each) for each in group)}" for group in groups]
        every = sum(len(group) for group in groups)
        ask(
            self,
            tr("Merge {records} into {count}?", records=count_of(kind, every), count=len(groups)),
            tr(
                "They are certainly the same, and nothing that one of them says differs from the others. "
                "The oldest of each stays; what only another one holds goes over to it. "
                "All other pairs stay here. One Undo takes it back."
            ),
            tr("Merge"),
            lambda: self._merge_all(kind, groups),
            details="\n".join(lines),
        )

    def _merge_all(self, kind: str, groups: list[list[int]]) -> None:
        every = sum(len(group) for group in groups)
        text = tr("{records} merged into {count}", records=count_of(kind, every), count=len(groups))
        self.session.work(
            lambda office: merge_alike(office, kind, groups),
            lambda changeset: self.bulk_merged.emit(changeset, text),
            owner=self,
        )


def _line(pair: Pair, later: bool) -> Line:
    ink = "mute" if later else "ink"
    sure = tr("= certain") if pair.certain else tr("? possible")
    why = " · ".join(say(reason).rstrip(".") for reason in pair.reasons)
    cells = (
        Cell(tr("later") if later else sure, "mute" if later else "ok" if pair.certain else "warn"),
        Cell(visible(pair.one.label), ink),
        Cell(visible(pair.other.label), ink),
        Cell(why, "mute"),
    )
    return Line(cells, key_of(pair))
