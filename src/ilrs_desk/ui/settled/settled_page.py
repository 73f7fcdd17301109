"""What the pages of settled things share: a list at the left, what belongs to its line, and New, Edit, Remove."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import ChangeSet, RecordChange
from ilrs_desk.domain.fields import RecordKind
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.domain.records import Record
from ilrs_desk.store.office import Office
from ilrs_desk.ui.dialogs import ask, show_problem
from ilrs_desk.ui.frames import FilledOrNot
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import tr
from ilrs_desk.usecases.settle import remove_settled, settle

from .edit_dialog import EditDialog
from .form import SettledForm

T = TypeVar("T")


class SettledPage(Page):
    """A page of one kind of settled things; who derives from it says what the list and the part beside it show.

    ``kind`` is what New, Edit and Remove write. Buttons that write are off where nothing can be written, and say why.
    """

    kind: RecordKind

    def __init__(
        self,
        session: Session,
        title: str,
        headings: Sequence[tuple[str, int]],
        empty: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, title, parent)
        self._jobs: dict[str, Job] = {}
        self._wanted: object = None
        self.new_button = self.head.add_button(tr("New…"), self.ask_new)
        self.edit_button = self.head.add_button(tr("Edit…"), self.ask_edit)
        self.remove_button = self.head.add_button(tr("Remove…"), self.ask_remove)
        self.list = ListTable(headings)
        self.list.setAccessibleName(title)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(lambda _: self.ask_edit())
        self.setFocusProxy(self.list)
        self.name = PlainLabel(role="name", wrap=True)
        self.about = PlainLabel(role="muted", wrap=True)
        self.left = FilledOrNot(self.list, Placeholder(*empty))
        self.right = QWidget()
        self.beside = QVBoxLayout(self.right)
        self.beside.setContentsMargins(0, 0, 0, 0)
        self.beside.addWidget(self.name)
        self.beside.addWidget(self.about)
        self.splitter = QSplitter()
        self.splitter.setContentsMargins(14, 12, 14, 12)
        self.splitter.setHandleWidth(14)
        self.splitter.addWidget(self.left)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([360, 610])
        self.layout_.addWidget(self.splitter, 1)
        self.lock()

    # What who derives from it says

    def record(self) -> Record | None:
        """The record of the line under the cursor, None where that is not the office's own."""
        raise NotImplementedError

    def make_form(self, record: Record | None) -> SettledForm:
        """The form for a record, None for a new one."""
        raise NotImplementedError

    def form_note(self, record: Record | None) -> str:
        """What is said over the form."""
        return ""

    def removal_note(self, record: Record) -> str:
        """What a removal does, and that it can be taken back."""
        return tr("Undo brings it back.")

    def line_of(self, change: RecordChange) -> object:
        """What the line of a record stands for that was just written; None: the cursor stays where it is."""
        if "key" in self.kind.by_key:
            return (change.new or {}).get("key")
        return change.id

    def show_chosen(self, chosen: object) -> None:
        """Show what belongs to the line under the cursor."""

    def tables(self) -> Sequence[ListTable]:
        """The tables that can be copied from."""
        return (self.list,)

    # What the window asks

    def commands(self) -> Commands:
        found: dict[str, Callable[[], object]] = {
            "edit.copy": self._copy,
            "edit.select_all": self.list.selectAll,
        }
        if self.new_button.isEnabled():
            found["record.new"] = self.ask_new
        if self.remove_button.isEnabled():
            found["record.trash"] = self.ask_remove
        return found

    def lock(self) -> None:
        """Switch the buttons by what can be done now."""
        why, own = self.session.why_read_only(), self.record() is not None
        for button in (self.new_button, self.edit_button, self.remove_button):
            self.switch(button, why, on=own or button is self.new_button)

    @staticmethod
    def switch(button: QPushButton, why: str, *, on: bool = True) -> None:
        """Switch a button that writes; ``why`` nothing can be written, "" where it can."""
        button.setDisabled(bool(why) or not on)
        set_tip(button, why)

    # What the user does

    def ask_new(self) -> EditDialog:
        """Ask for a new one."""
        return self._edit(tr("New {kind}", kind=tr(self.kind.singular).lower()), None)

    def ask_edit(self) -> EditDialog | None:
        """Ask what is different about the chosen one."""
        record = self.record()
        if record is None or self.session.read_only:
            return None
        return self._edit(tr(self.kind.singular), record)

    def _edit(self, title: str, record: Record | None) -> EditDialog:
        number, kind = record.id if record else None, self.kind.key

        def write(office: Office, typed: Mapping[str, str]) -> ChangeSet | None:
            return settle(office, kind, typed, number)

        form, note = self.make_form(record), self.form_note(record)
        dialog = EditDialog(self.session, title, form, write, self, note=note, new=record is None)
        dialog.saved.connect(self._saved)
        dialog.open()
        return dialog

    def _saved(self, changeset: ChangeSet | None) -> None:
        changes = changeset.changes if changeset else ()
        made = [self.line_of(change) for change in changes if change.kind == self.kind.key]
        if made:
            self.want(made[-1])

    def ask_remove(self) -> None:
        """Ask whether the chosen one is to go."""
        record = self.record()
        if record is None or self.session.read_only:
            return
        ask(
            self,
            tr("Remove {what}?", what=record.label),
            self.removal_note(record),
            tr("Remove"),
            lambda: self.write(lambda office: remove_settled(office, self.kind.key, record.id)),
        )

    def write(self, act: Callable[[Office], object]) -> None:
        """Write something; a problem is told, a change shows itself."""
        self.session.work(act, owner=self, problem=lambda error: show_problem(self, error))

    # Showing

    def tell(self, lines: Sequence[Line]) -> None:
        """List ``lines``, the cursor on what was just written, else on what it was on."""
        self.left.show_filled(bool(lines))
        self.right.setVisible(bool(lines))
        self.list.tell(lines)
        if self._wanted is not None:
            self.list.go_to(self._wanted)
            self._wanted = None
        self.changed.emit()

    def want(self, stands_for: object) -> None:
        """Put the cursor on a line, now or once it was read."""
        if stands_for is not None and not self.list.go_to(stands_for):
            self._wanted = stands_for

    def read(
        self,
        what: str,
        act: Callable[[Office], T],
        done: Callable[[T], object],
        problem: Callable[[DeskError], object] | None = None,
    ) -> None:
        """Read aside what is shown; of several readings of one thing only the last is shown."""
        self.stop(what)
        office = self.session.office
        self._jobs[what] = self.session.runner.run(
            lambda job: act(office), done, problem=problem, owner=self, aside=True
        )

    def stop(self, what: str) -> None:
        """Give up what is being read."""
        if what in self._jobs:
            self._jobs.pop(what).cancel()

    def _chosen(self, chosen: object) -> None:
        self.lock()
        self.show_chosen(chosen)
        self.changed.emit()

    def _copy(self) -> None:
        table = next((each for each in self.tables() if each.hasFocus()), self.list)
        QGuiApplication.clipboard().setText(table.copied())
