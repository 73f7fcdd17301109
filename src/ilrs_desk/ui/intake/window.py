"""The import window: six steps from dropped files to one change set; nothing is written before Import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTemporaryDir, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.changes import UndoResult
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.intake.plan import RowKey
from ilrs_desk.store.office import Office
from ilrs_desk.ui.dialogs import ask
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.ui.text import say, tr, visible
from ilrs_desk.usecases.commit_import import Committed

from .clipboard import write_table
from .columns_page import ColumnsPage
from .done_page import DonePage
from .effect_bar import effect_words
from .foot import Foot
from .found_page import FoundPage
from .import_head import ImportHead
from .import_work import ImportWork
from .matches_page import MatchesPage
from .review_page import ReviewPage
from .seen_bar import SeenBar
from .source_list import SourceList
from .sources import Source
from .steps_bar import COLUMNS, DONE, FOUND, MATCHES, REVIEW, VALUES, StepsBar
from .values_page import ValuesPage

#: Steps that show one sheet or file at a time, chosen in the list at the left.
_OF_ONE_SHEET = (FOUND, COLUMNS, REVIEW)


class ImportWindow(QDialog):
    """Leads from files to a reviewed plan and writes exactly that plan.

    ``committed(ChangeSet)`` after the import; ``open_records(kind, ids, title)`` asks to see what it touched;
    ``more_files(list of paths)`` when files come in after the import, for a sitting of their own.
    """

    committed = Signal(object)
    open_records = Signal(str, object, str)
    more_files = Signal(object)

    def __init__(
        self,
        office: Office,
        paths: Sequence[Path],
        runner: TaskRunner,
        parent: QWidget | None = None,
        chooser: FileChooser | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.work = ImportWork(office, runner, self)
        self._step = FOUND
        self.head = ImportHead(self.work)
        self.steps = StepsBar()
        self.seen = SeenBar()
        self.source_list = SourceList(self.work)
        self.found = FoundPage(self.work)
        self.columns = ColumnsPage(self.work)
        self.values = ValuesPage(self.work)
        self.matches = MatchesPage(self.work)
        self.review = ReviewPage(self.work)
        self.outcome = DonePage(self.work, chooser or FileChooser())
        self.pages = QStackedWidget()
        self.foot = Foot()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.resize(QSize(1120, 740).boundedTo(self.screen().availableSize() - QSize(40, 60)))
        self._pasted = QTemporaryDir()
        self.go_to(FOUND)
        runner.run(lambda job: _agencies(office), self.head.offer, owner=self)
        if paths:
            self.add(paths)

    @property
    def step(self) -> int:
        """The step that is shown, see :mod:`.steps_bar`."""
        return self._step

    def add(self, paths: Sequence[Path]) -> None:
        """Read more files into this sitting; once it is imported they make a sitting of their own."""
        if self._step == DONE:
            self.more_files.emit(list(paths))
            return
        self.work.add(paths)
        self._name_files([*self.work.paths, *paths])
        self.source_list.show_sitting()

    def paste(self) -> None:
        """Read the table on the clipboard into this sitting."""
        if self._step == DONE:
            return
        path = write_table(QGuiApplication.clipboard().mimeData(), Path(self._pasted.path()))
        if path is not None:
            self.add([path])

    def remove(self, file: int) -> None:
        """Take a file out of the sitting."""
        if self._step != DONE and self.work.preview is not None:
            self.work.remove(file)
            self._name_files(self.work.paths)

    def go_to(self, step: int) -> None:
        """Show ``step``."""
        if step != self._step:
            self.work.draw_if_due()
        self._show_step(step)
        if step == COLUMNS:
            self.source_list.go_to_unsure()
            self.columns.go_to_open()
        self._focus_page()

    def _show_step(self, step: int) -> None:
        self._step = step
        self.pages.setCurrentIndex(step)
        self.source_list.setVisible(step in _OF_ONE_SHEET and self.source_list.sources.rowCount() > 1)
        self.head.lock(step == DONE)
        self.head.show_sender(step in _OF_ONE_SHEET or len(self.work.paths) == 1)
        self._refresh_foot()

    def next(self) -> None:
        """Go on: the next step in which something is open, or the import itself."""
        self.foot.forget()
        if self._step == REVIEW:
            self.work.commit()
        elif self._step == DONE:
            self.accept()
        else:
            open_ = self._open()
            self.go_to(next(step for step in range(self._step + 1, DONE) if open_.get(step) != 0))

    def back(self) -> None:
        """Go one step back."""
        if 0 < self._step < DONE:
            self.go_to(self._step - 1)

    def reject(self) -> None:
        """Close, after asking if decisions would be lost."""
        if not self.work.decided:
            self._leave()
            return
        ask(
            self,
            tr("Close without importing?"),
            tr("Nothing has been written. What you settled for these files would be forgotten."),
            tr("&Close Without Importing"),
            self._leave,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.work.decided:
            event.ignore()
            self.reject()
            return
        self.work.cancel()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _leave(self) -> None:
        self.work.cancel()
        super().reject()

    def _lay_out(self) -> None:
        for page in (self.found, self.columns, self.values, self.matches, self.review, self.outcome):
            self.pages.addWidget(page)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.source_list)
        body.addWidget(self.pages, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(18, 10, 18, 10)
        inside.setSpacing(10)
        inside.addWidget(self.steps)
        inside.addWidget(self.seen)
        inside.addLayout(body, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addLayout(inside, 1)
        layout.addWidget(self.foot)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.foot.next.setDefault(True)

    def _connect(self) -> None:
        self.steps.wanted.connect(self.go_to)
        self.source_list.chosen.connect(self._show_source)
        self.source_list.removed.connect(self.remove)
        self.foot.back.clicked.connect(self.back)
        self.foot.next.clicked.connect(self.next)
        self.foot.close_button.clicked.connect(self.reject)
        self.foot.stop.clicked.connect(self.work.cancel)
        self.outcome.undo_wanted.connect(self.work.undo)
        self.outcome.show_records.connect(self._show_records)
        self.seen.compare_wanted.connect(lambda: self.go_to(REVIEW))
        self.values.settled.connect(partial(self._tell_open, VALUES))
        self.matches.settled.connect(partial(self._tell_open, MATCHES))
        self.review.row_panel.match_wanted.connect(self._show_match)
        self.review.row_panel.value_wanted.connect(self._show_value)
        shortcuts = (("Alt+Right", self._step_on), ("Alt+Left", self.back), ("Ctrl+V", self.paste))
        for keys, act in shortcuts:
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.work.drawn.connect(self._show_plan)
        self.work.answered.connect(self._refresh_foot)
        self.work.ticked.connect(self._refresh_foot)
        self.work.busy.connect(self._show_busy)
        self.work.progressed.connect(self.foot.show_progress)
        self.work.progressed.connect(self.source_list.show_reading)
        self.work.stopped.connect(self._stopped)
        self.work.problem_met.connect(self._meet)
        self.work.committed.connect(self._committed)
        self.work.undone.connect(self._undone)

    def _name_files(self, paths: Sequence[Path]) -> None:
        names = [path.name for path in dict.fromkeys(paths)]
        self.head.show_files(names)
        self.setWindowTitle(tr("Import: {files}", files=visible(", ".join(names))))

    def _step_on(self) -> None:
        """The next step, whether something is open in it or not; the import itself is never a shortcut away."""
        if self._step < REVIEW and self.foot.next.isEnabled():
            self.go_to(self._step + 1)

    def _open(self) -> dict[int, int]:
        todo = self.work.todo
        return {FOUND: todo.sheets, COLUMNS: todo.columns, VALUES: todo.values, MATCHES: todo.matches}

    def _tell_open(self, step: int, open_: int) -> None:
        todo = self.work.todo
        self.work.todo = replace(todo, values=open_) if step == VALUES else replace(todo, matches=open_)
        self._refresh_foot()

    def _show_plan(self) -> None:
        if self.work.plan is None:
            return
        self.source_list.show_sitting()
        self.values.show_plan()
        self.matches.show_plan()
        self._show_step(self._step)
        focus, page = self.focusWidget(), self.pages.currentWidget()
        # Whoever is writing an answer, or naming the sender, goes on while the plan is drawn anew behind it.
        if focus is None or page is None or not (page.isAncestorOf(focus) or self.head.isAncestorOf(focus)):
            self._focus_page()

    def _show_source(self, source: Source) -> None:
        plan = self.work.plan
        if plan is None or source.file >= len(plan.files):
            return
        self.head.show_file(source.file)
        self.seen.show_file(plan.files[source.file])
        self.found.show_source(source)
        place = (source.file, source.table) if source.table is not None else None
        self.columns.show_table(place)
        self.review.show_table(place)

    def _show_records(self, kind: str, ids: tuple[int, ...], title: str) -> None:
        # They stand in the office's own window, which this one would cover.
        self.open_records.emit(kind, ids, title)
        self.accept()

    def _show_match(self, key: RowKey) -> None:
        self.go_to(MATCHES)
        self.matches.show_row(key)

    def _show_value(self, field: str, text: str | None) -> None:
        self.go_to(VALUES)
        self.values.go_to_field(field, text)

    def _focus_page(self) -> None:
        pages = (
            self.found.grid, self.columns.view, self.values.list, self.matches.view, self.review.view,
            self.foot.next,
        )  # fmt: skip
        pages[self._step].setFocus()

    def _show_busy(self, text: str) -> None:
        self.foot.show_busy(text)
        if text and not self.head.isAncestorOf(self.focusWidget()):
            # Else Qt hands the focus of what is disabled on, and keys meant for a list end in the sender's name.
            self.setFocus()
        self.pages.setEnabled(not text)
        self.steps.setEnabled(not text)
        self._refresh_foot()

    def _refresh_foot(self) -> None:
        plan = self.work.plan
        readable = plan is not None and any(file.error is None for file in plan.files)
        tables = plan is not None and any(True for _ in plan.tables())
        reachable = {DONE} if self._step == DONE else set(range(DONE)) if tables else {FOUND}
        self.steps.show_step(self._step, reachable, self._open() if tables else {})
        self.foot.show_step(self._step, tables and readable, self.work.rows_taken(), self.work.besides())

    def _stopped(self) -> None:
        self.foot.say(tr("Stopped. Nothing was written."))
        if self.work.preview is None:
            self._leave()
            return
        self._name_files(self.work.paths)
        self.source_list.show_sitting()

    def _meet(self, error: DeskError) -> None:
        self.foot.say(say(error.message), bad=True)
        if error.code == "plan.stale":
            self.work.redraw()

    def _committed(self, result: Committed) -> None:
        preview = self.work.preview
        self.outcome.show_result(result, effect_words(preview) if preview else "")
        self.go_to(DONE)
        self.source_list.show_sitting()
        self.seen.hide()
        if result.changeset is not None:
            self.committed.emit(result.changeset)

    def _undone(self, result: UndoResult) -> None:
        self.outcome.show_undone(undone_words(result))
        if self.work.result is not None:
            self.work.result = replace(self.work.result, changeset=None)


def _agencies(office: Office) -> list[str]:
    """Who sent returns before."""
    return sorted({entry.name for entry in office.register.agencies() if entry.name}, key=str.casefold)


def undone_words(result: UndoResult) -> str:
    """What an undo took back and what it left alone."""
    if result.changeset is None:
        return tr("Nothing could be taken back: every record was changed since.")
    if result.kept:
        return tr(
            "Taken back, but {n} later edits were kept. They are listed in History.", n=len(result.kept)
        )
    return tr("The import was taken back. The office is as it was before.")
