"""Targets and their counting rules, with what each change would do to the figures before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.kinds import TARGETS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.domain.records import Record
from ilrs_desk.store.office import Office
from ilrs_desk.ui.dialogs import ask, show_problem
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.status.listing import Entry, ListingDialog
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import isolate, number, say, tr, visible
from ilrs_desk.usecases.rule_history import rule_history
from ilrs_desk.usecases.settle import remove_settled, settle_all
from ilrs_desk.usecases.try_rules import RuleTrial, Turned, try_rules

from .drafts import Drafts
from .edit_dialog import EditDialog
from .effect_bar import EffectBar
from .form import SettledForm
from .offers import scope_blanks, target_offers
from .target_form import TargetForm

_NEW_KEYS = ("label", "kind", "number", "deadline", "region", "grouping", "workstream", "year")
_PAUSE = 150  # ms: a word that is being typed is counted once


class TargetsDialog(QDialog):
    """Nothing changes before Save, which writes all as one step. ``saved()`` when it did.

    ``target``: key of the one to begin with, its rule open.
    """

    saved = Signal()
    open_record = Signal(str, int)

    def __init__(self, session: Session, parent: QWidget | None = None, *, target: str | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._target = target
        self._job: Job[Progress] | None = None
        self._before: dict[str, int] = {}
        self._figures: dict[str, Figure] = {}
        self.drafts: Drafts | None = None
        self.forms: dict[str, TargetForm] = {}
        self.setWindowTitle(tr("Targets and Counting Rules"))
        self.list = ListTable([(tr("Target"), 20), (tr("Now"), 6), (tr("Of"), 6), (tr("Rule"), 6)])
        self.list.setAccessibleName(tr("Targets"))
        self.list.chosen.connect(self._choose)
        self.stack = QStackedWidget()
        self.effect = EffectBar()
        self.effect.hide()
        self.effect.who_wanted.connect(self.who)
        self.add_button = QPushButton(tr("&Add…"))
        self.remove_button = QPushButton(tr("&Remove…"))
        self.save_button = QPushButton(tr("&Save"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._recount)
        self._lay_out()
        self._read()

    def _lay_out(self) -> None:
        locked = self._session.read_only
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(framed(self.list), 1)
        row = QHBoxLayout()
        for button, act in ((self.add_button, self.ask_new), (self.remove_button, self.ask_remove)):
            button.setAutoDefault(False)
            button.setDisabled(locked)
            button.clicked.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        splitter = QSplitter()
        splitter.setHandleWidth(14)
        splitter.addWidget(left)
        splitter.addWidget(self.stack)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([360, 600])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setProperty("role", "primary")
        self.save_button.setEnabled(False)
        for each in buttons.buttons():
            # Enter in a field must not save everything: it is often pressed to end a number.
            if isinstance(each, QPushButton):
                each.setAutoDefault(False)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        note = tr("Nothing moves before you save; everything that is saved is one step and can be undone.")
        self.note = PlainLabel(self._session.why_read_only() or note, role="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self.note)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.effect)
        layout.addWidget(buttons)
        self.resize(980, 640)

    # Reading

    def _read(self) -> None:
        self._session.runner.run(
            lambda job: _read(self._session.office, self._session.moment), self._fill, owner=self, aside=True
        )

    def _fill(self, read: tuple[RuleTrial, Progress]) -> None:
        trial, found = read
        self.drafts = self.drafts.over(trial) if self.drafts else Drafts(trial)
        self._before = {figure.target.key: figure.value for figure in found.figures}
        for form in self.forms.values():
            self.stack.removeWidget(form)
            form.deleteLater()
        self.forms = {}
        self._show(found)
        if self._target is not None and self._target in self.drafts.by_key:
            self.list.go_to(self._target)
            self.forms[self._target].tabs.open(1)
        self._target = None
        self.list.setFocus()
        if self.drafts.items():
            self._recount()

    def _show(self, found: Progress) -> None:
        self._figures = {figure.target.key: figure for figure in found.figures}
        drafts = self._known()
        self.list.tell([self._line(key, self._figures.get(key)) for key in drafts.by_key])
        for key, figure in self._figures.items():
            if key in self.forms:
                self.forms[key].show_figure(figure)
        self.remove_button.setDisabled(self._session.read_only or not drafts.by_key)

    def _line(self, key: str, figure: Figure | None) -> Line:
        draft = self._known().by_key[key]
        label = str(draft.typed.get("label") or self._known().target_values(key).get("label") or key)
        cells = (
            Cell(isolate(visible(tr(label))), "accent" if draft.changed else "ink"),
            Cell(number(figure.value) if figure else ""),
            Cell(number(figure.target.number) if figure else "", "mute"),
            Cell(visible(figure.rule.code) if figure else "", "mute"),
        )
        return Line(cells, key)

    def _choose(self, key: str | None) -> None:
        if key is None or self.drafts is None or key not in self.drafts.by_key:
            return
        form = self.forms.get(key)
        if form is None:
            form = self.forms[key] = TargetForm(self._session, self.drafts, key)
            form.lock(self._session.read_only)
            form.changed.connect(self._changed)
            self.stack.addWidget(form)
            self._session.work(lambda office: rule_history(office, key), form.show_versions, owner=form)
        if key in self._figures:
            form.show_figure(self._figures[key])
        self.stack.setCurrentWidget(form)

    # What is typed

    def _changed(self) -> None:
        self.save_button.setEnabled(False)
        self._pause.start()

    def _recount(self) -> None:
        """Count by what is typed now; of several such counts only the last is shown."""
        drafts = self._known()
        trial, items = drafts.trial, drafts.items()
        if self._job is not None:
            self._job.cancel()

        def show(found: Progress) -> None:
            self._show(found)
            self.effect.tell(self._before, found)
            self.save_button.setEnabled(bool(items))

        def refuse(error: DeskError) -> None:
            self.effect.tell({}, None, say(error.message))

        self._job = self._session.runner.run(
            lambda job: trial.progress(items), show, problem=refuse, owner=self, aside=True
        )

    def who(self, target: str) -> None:
        """Name who would count toward the target and who would no longer."""
        drafts = self._known()
        trial, items = drafts.trial, drafts.items()
        self._session.runner.run(
            lambda job: trial.turned(items, target),
            lambda found: self._list(target, found),
            owner=self,
            aside=True,
        )

    def _list(self, target: str, found: Sequence[Turned]) -> None:
        words = {True: tr("would count"), False: tr("would not count")}
        entries = [Entry(one.kind, one.id, one.label, one.why, words[one.counted]) for one in found]
        figure = self._figures[target]
        note = tr(
            "{what}: who counts now and would not, or the other way round.", what=tr(figure.target.label)
        )
        dialog = ListingDialog(tr(figure.target.label), note, entries, self, head=tr("By these changes"))
        dialog.open_all.hide()
        dialog.opened.connect(self._leave_for)
        dialog.open()

    def _leave_for(self, kind: str, record_id: int) -> None:
        """Open a record: what is typed here stays only if the person says so."""

        def leave() -> None:
            self.done(0)
            self.open_record.emit(kind, record_id)

        self._unless_changed(leave)

    def ask_new(self) -> EditDialog:
        """Ask for a new target; it comes with a standard rule, to be changed before all is saved."""
        drafts = self._known()
        offers = target_offers(drafts.trial.books.snapshot)
        form = SettledForm(TARGETS, _NEW_KEYS, self._session, offered=offers, blanks=scope_blanks())
        made: list[str] = []

        def add(_: Office, typed: Mapping[str, str]) -> ChangeSet | None:
            made.append(drafts.add(typed))
            return None

        note = tr("A target without a deadline is fine: none is ever made up.")
        dialog = EditDialog(self._session, tr("New target"), form, add, self, note=note, new=True)
        dialog.save_button.setText(tr("&Add"))
        dialog.saved.connect(lambda _: self._added(made[-1]))
        dialog.open()
        return dialog

    def _added(self, key: str) -> None:
        self.list.tell([self._line(each, self._figures.get(each)) for each in self._known().by_key])
        self.list.go_to(key)
        self._recount()

    def ask_remove(self) -> None:
        """Ask whether the chosen target is to go; one that is not saved yet goes at once."""
        key, drafts = self.list.current(), self._known()
        if key is None:
            return
        record = drafts.by_key[key].record
        if record is None:
            drafts.forget(key)
            self.stack.removeWidget(self.forms.pop(key))
            self._recount()
            return
        ask(
            self,
            tr("Remove the target {what}?", what=tr(record.label)),
            tr("No record changes, and what meetings were told stays. Undo brings the target back."),
            tr("Remove"),
            lambda: self._remove(record),
        )

    def _remove(self, record: Record) -> None:
        def done(_: object) -> None:
            self.saved.emit()
            self._read()

        self._session.work(
            lambda office: remove_settled(office, TARGETS.key, record.id),
            done,
            problem=lambda error: show_problem(self, error),
            owner=self,
        )

    def save(self) -> None:
        """Write every change as one step."""
        items = self._known().items()
        self.save_button.setEnabled(False)
        self._session.work(
            lambda office: settle_all(office, items),
            lambda _: self._saved(),
            problem=lambda error: show_problem(self, error),
            owner=self,
        )

    def _saved(self) -> None:
        self.saved.emit()
        self.accept()

    def reject(self) -> None:
        """Close; what was changed is given up only after a question."""
        self._unless_changed(super().reject)

    def _unless_changed(self, act: Callable[[], object]) -> None:
        if self.drafts is None or not self.drafts.items():
            act()
            return
        ask(
            self,
            tr("Give up what you changed?"),
            tr("Nothing of it was saved, and no figure has moved."),
            tr("Give Up"),
            act,
        )

    def _known(self) -> Drafts:
        if self.drafts is None:
            raise LookupError("the office was not read yet")
        return self.drafts


def _read(office: Office, moment: Moment) -> tuple[RuleTrial, Progress]:
    trial = try_rules(office, moment)
    return trial, trial.progress()
