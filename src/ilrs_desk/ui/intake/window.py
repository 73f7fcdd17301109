"""The import window: four steps from dropped files to one change set; nothing is written before Import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.changes import UndoResult
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.store.office import Office
from ilrs_desk.ui.dialogs import ask
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.ui.text import say, tr, visible
from ilrs_desk.usecases.commit_import import Committed

from .columns_page import ColumnsPage
from .delegates import SourceDelegate
from .done_page import DonePage
from .effect_bar import effect_words
from .foot import Foot
from .found_page import FoundPage
from .import_head import ImportHead
from .import_work import ImportWork
from .review_page import ReviewPage
from .sources import Source, SourceListModel, sources_of
from .steps_bar import StepsBar

FOUND, COLUMNS, REVIEW, DONE = range(4)


class ImportWindow(QDialog):
    """Leads from files to a reviewed plan and writes exactly that plan.

    ``committed(ChangeSet)`` after the import; ``open_records(kind, ids, title)`` asks to see what it touched.
    """

    committed = Signal(object)
    open_records = Signal(str, object, str)

    def __init__(
        self, office: Office, paths: Sequence[Path], runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.work = ImportWork(office, paths, runner, self)
        self._step = FOUND
        self.head = ImportHead(self.work)
        self.steps = StepsBar()
        self.sources = SourceListModel(self)
        self.source_list = QListView()
        self.found = FoundPage(self.work)
        self.columns = ColumnsPage(self.work)
        self.review = ReviewPage(self.work)
        self.outcome = DonePage()
        self.pages = QStackedWidget()
        self.foot = Foot()
        self._lay_out()
        self._connect()
        names = ", ".join(path.name for path in paths)
        self.setWindowTitle(tr("Import: {files}", files=visible(names)))
        self.resize(QSize(1080, 720).boundedTo(self.screen().availableSize() - QSize(40, 60)))
        self.go_to(FOUND)
        self.work.read()

    @property
    def step(self) -> int:
        """The step that is shown, 0 to 3."""
        return self._step

    def go_to(self, step: int) -> None:
        """Show ``step``."""
        self._step = step
        self.pages.setCurrentIndex(step)
        self.source_list.setVisible(step != DONE and self.sources.rowCount() > 1)
        self.head.lock(step == DONE)
        self._refresh_foot()
        page = (self.found.grid, self.columns.view, self.review.view, self.outcome)[step]
        page.setFocus()

    def next(self) -> None:
        """Go on: the next step, or the import itself."""
        self.foot.forget()
        if self._step == REVIEW:
            self.work.commit()
        elif self._step == DONE:
            self.accept()
        else:
            self.go_to(self._step + 1)

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

    def _leave(self) -> None:
        self.work.cancel()
        super().reject()

    def _lay_out(self) -> None:
        self.source_list.setModel(self.sources)
        self.source_list.setItemDelegate(SourceDelegate(self.source_list))
        self.source_list.setFixedWidth(230)
        self.source_list.setAccessibleName(tr("Sheets and files"))
        self.source_list.setProperty("role", "sources")
        for page in (self.found, self.columns, self.review, self.outcome):
            self.pages.addWidget(page)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.source_list)
        body.addWidget(self.pages, 1)
        inside = QVBoxLayout()
        inside.setContentsMargins(18, 10, 18, 10)
        inside.setSpacing(10)
        inside.addWidget(self.steps)
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
        self.source_list.selectionModel().currentChanged.connect(self._show_source)
        self.foot.back.clicked.connect(self.back)
        self.foot.next.clicked.connect(self.next)
        self.foot.close_button.clicked.connect(self.reject)
        self.foot.stop.clicked.connect(self.work.cancel)
        self.outcome.undo_wanted.connect(self.work.undo)
        self.outcome.show_records.connect(self.open_records)
        self.work.drawn.connect(self._show_plan)
        self.work.ticked.connect(self._refresh_foot)
        self.work.busy.connect(self._show_busy)
        self.work.progressed.connect(self.foot.show_progress)
        self.work.stopped.connect(self._stopped)
        self.work.problem_met.connect(self._meet)
        self.work.committed.connect(self._committed)
        self.work.undone.connect(self._undone)

    def _show_plan(self) -> None:
        plan = self.work.plan
        if plan is None:
            return
        current = self.source_list.currentIndex()
        place = self.sources.source(current.row()).place if current.isValid() else None
        self.sources.show(sources_of(plan))
        line = self.sources.row_of(place) if place else self.sources.first_table()
        self.source_list.setCurrentIndex(self.sources.index(line, 0))
        self.head.show_plan(plan)
        self.go_to(self._step)

    def _show_source(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        source: Source = self.sources.source(index.row())
        self.found.show_source(source)
        place = (source.file, source.table) if source.table is not None else None
        self.columns.show_table(place)
        self.review.show_table(place)

    def _show_busy(self, text: str) -> None:
        self.foot.show_busy(text)
        self.pages.setEnabled(not text)
        self.steps.setEnabled(not text)
        self._refresh_foot()

    def _refresh_foot(self) -> None:
        plan = self.work.plan
        readable = plan is not None and any(file.error is None for file in plan.files)
        tables = plan is not None and any(True for _ in plan.tables())
        reachable = {DONE} if self._step == DONE else ({FOUND, COLUMNS, REVIEW} if tables else {FOUND})
        self.steps.show_step(self._step, reachable)
        self.foot.show_step(
            self._step, tables and readable, self.work.rows_taken(), self.work.result is not None
        )

    def _stopped(self) -> None:
        self.foot.say(tr("Stopped. Nothing was written."))
        if self.work.preview is None:
            self._leave()

    def _meet(self, error: DeskError) -> None:
        self.foot.say(say(error.message), bad=True)
        if error.code == "plan.stale":
            self.work.redraw()

    def _committed(self, result: Committed) -> None:
        preview = self.work.preview
        self.outcome.show_result(result, effect_words(preview) if preview else "")
        self.go_to(DONE)
        if result.changeset is not None:
            self.committed.emit(result.changeset)

    def _undone(self, result: UndoResult) -> None:
        self.outcome.show_undone(undone_words(result))
        if self.work.result is not None:
            self.work.result = replace(self.work.result, changeset=None)


def undone_words(result: UndoResult) -> str:
    """What an undo took back and what it left alone."""
    if result.changeset is None:
        return tr("Nothing could be taken back: every record was changed since.")
    if result.kept:
        return tr(
            "Taken back, but {n} later edits were kept. They are listed in History.", n=len(result.kept)
        )
    return tr("The import was taken back. The office is as it was before.")
