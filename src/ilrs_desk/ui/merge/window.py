"""The merge window: two to six records beside each other, what is chosen of each, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.naming import count_of
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.domain.records import Record
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import ElidedLabel, PlainLabel, set_tip
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import say, tr
from ilrs_desk.usecases.merge_records import merge_records

from .choices import LISTS, MergeChoices
from .grid_model import STAYS, USE_ALL
from .grid_view import MergeGridView
from .outlook import Outlook, aliases_words, effect_words, look_ahead, moves_words
from .why_dialog import WhyDialog

_PAUSE = 120  # ms: what comes of it is asked for when a run of clicks has ended


class MergeWindow(QDialog):
    """``merged(ChangeSet, kind, id, label)`` once it is done; ``apart_wanted(records, why)``; Later only closes it."""

    merged = Signal(object, str, int, str)
    apart_wanted = Signal(object, str)

    def __init__(self, session: Session, records: Sequence[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        kind = records[0].kind
        self.setWindowTitle(tr("Merge {records}", records=count_of(kind, len(records))))
        self._session = session
        self._job: Job[Outlook] | None = None
        self.choices = MergeChoices(tuple(records), min(record.id for record in records))
        self.outlook: Outlook | None = None
        self.title = ElidedLabel(role="name")
        self.grid = MergeGridView()
        self.grid.picked.connect(self.pick)
        self.identical = QPushButton()
        self.moves = PlainLabel(wrap=True)
        self.moves.hide()
        self.effect = PlainLabel(tr("Counting what would change…"), wrap=True)
        self.note = PlainLabel(role="bad", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._look_ahead)
        self._lay_out()
        room = parent.window().width() - 40 if parent else 1240
        self.resize(min(room, max(880, 340 + 240 * len(records))), 600)
        self._show()
        self.grid.setCurrentIndex(self.grid.grid.index(0, 1))
        self.grid.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        self.swap = QPushButton(tr("&Swap"))
        self.swap.clicked.connect(self.swap_sides)
        set_tip(self.swap, tr("Let the other one stay"))
        self.swap.setVisible(len(self.choices.records) == 2)
        head.addWidget(self.swap)
        outcome = QFrame()
        outcome.setProperty("role", "effect")
        words = QVBoxLayout(outcome)
        words.setContentsMargins(12, 8, 12, 8)
        words.setSpacing(3)
        words.addWidget(self.moves)
        words.addWidget(self.effect)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(framed(self.grid), 1)
        layout.addWidget(outcome)
        layout.addWidget(self.note)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.identical.setProperty("role", "link")
        self.identical.setCheckable(True)
        self.identical.toggled.connect(self._show_identical)
        self.later = QPushButton(tr("&Later"))
        self.later.clicked.connect(self.reject)
        self.apart = QPushButton(tr("&Not the Same…"))
        self.apart.clicked.connect(self.ask_why)
        self.go = QPushButton(tr("&Merge"))
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self.merge)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.identical)
        foot.addStretch(1)
        for button in (self.later, self.apart, self.go):
            button.setAutoDefault(False)
            foot.addWidget(button)
        for button in (self.identical, self.swap):
            button.setAutoDefault(False)
        self.go.setDefault(True)
        return foot

    # What is chosen

    def pick(self, row: int, column: int) -> None:
        """Choose the cell: a value, which record stays, all of one record, or a list that is kept or not."""
        key, record = self.grid.grid.rows[row].key, self.grid.grid.record(column)
        if key == STAYS:
            self.choices = self.choices.staying(record.id) if record else self.choices
        elif key == USE_ALL:
            self.choices = self.choices.taking_all(record.id) if record else self.choices
        elif key in LISTS:
            self.choices = self.choices.turning(key)
        elif record is not None:
            again = self.choices.taken.get(key) == record.id
            self.choices = self.choices.leaving(key) if again else self.choices.taking(key, record.id)
        else:
            self.choices = self.choices.leaving(key)
        self._show()

    def swap_sides(self) -> None:
        """Let the other one of two stay."""
        self.choices = self.choices.staying(self.choices.others[0].id)
        self._show()

    def _show_identical(self, on: bool) -> None:
        self.grid.grid.show_identical(on)
        self.grid.show_choices(self.choices)
        self._name_identical()

    def _name_identical(self) -> None:
        count = self.grid.grid.same
        self.identical.setVisible(count > 0)
        words = tr("Hide {count} identical") if self.identical.isChecked() else tr("Show {count} identical")
        self.identical.setText(words.replace("{count}", str(count)))

    def _show(self) -> None:
        self.grid.show_choices(self.choices)
        self._name_identical()
        kept = self.choices.kept
        self.title.setText(
            tr("{label} stays", label=self.choices.label) + f"  ({tr(KINDS[kept.kind].singular)} {kept.id})"
        )
        self.note.setVisible(bool(self.note.text()))
        self._pause.start()

    # What comes of it

    def _look_ahead(self) -> None:
        if self._job is not None:
            self._job.cancel()
        choices, office = self.choices, self._session.office
        # Counting a large office takes seconds; in the office's own thread the merge itself would wait for it.
        self._job = self._session.runner.run(
            lambda job: look_ahead(office, choices),
            self._tell_outlook,
            problem=self._refused,
            owner=self,
            long=True,
        )

    def _tell_outlook(self, outlook: Outlook) -> None:
        if self._job is None or self._job.cancelled():
            return
        self.outlook = outlook
        dropped = "aliases" in self.choices.dropped
        said = (moves_words(outlook, self.choices.label), aliases_words(outlook, dropped))
        self.moves.setText(" ".join(words for words in said if words))
        self.moves.setVisible(bool(self.moves.text()))
        self.effect.setText(effect_words(outlook))

    def _refused(self, error: DeskError) -> None:
        self.note.setText(say(error.message))
        self.note.show()
        self.go.setEnabled(False)

    def done(self, result: int) -> None:
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    # What is done

    def merge(self) -> None:
        """Merge as chosen."""
        choices = self.choices
        others, values = [record.id for record in choices.others], choices.values()
        self.go.setEnabled(False)
        self._session.work(
            lambda office: merge_records(
                office, choices.kind, choices.keep, others, values, seen=choices.records
            ),
            partial(self._merged, choices),
            problem=self._refused,
            owner=self,
        )

    def _merged(self, choices: MergeChoices, changeset: ChangeSet) -> None:
        self.merged.emit(changeset, choices.kind, choices.keep, choices.label)
        self.accept()

    def ask_why(self) -> WhyDialog:
        """Ask why they are not the same."""
        dialog = WhyDialog(self.choices.records, self)
        dialog.wanted.connect(self._apart)
        dialog.open()
        return dialog

    def _apart(self, why: str) -> None:
        self.apart_wanted.emit(self.choices.records, why)
        self.reject()
