"""The report window: what is asked at the left, the first page at the right, and the file, the printer or the pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.problems import DeskError
from ilrs_desk.reports.pdf import Sheets, lay_out
from ilrs_desk.reports.request import ReportKind
from ilrs_desk.store.office import Office
from ilrs_desk.ui.files import FileChooser, with_ending
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import say, tr
from ilrs_desk.usecases.left_out import LeftOut, left_out_of_report

from .done_bar import DoneBar
from .form import ReportForm
from .habits import folder_for, habit_of, keep_habit
from .leaving import leaving_words, warn_once
from .making import DRAWN, Drawn, drawn, make_file, proposed_file
from .offers import read_offers
from .preview import LONGEST, Preview
from .sheets import sheet_picture, sheets_to_show

T = TypeVar("T")
#: What was drawn, its sheets, whether they are all, and the first of them.
_Shown = tuple[Drawn, Sheets, bool, QImage]
_REST = 350  # ms after the last change before the page is drawn
_FILTERS = {
    ".pdf": "Pages (*.pdf)",
    ".xlsx": "Excel workbook (*.xlsx)",
    ".pptx": "Slides (*.pptx)",
}
_SIZE = "reports/window"


class ReportWindow(QDialog):
    """``written(Path)`` after each file. ``partner``: of whom a dossier is to be, where one was at hand."""

    written = Signal(object)

    def __init__(
        self,
        session: Session,
        chooser: FileChooser,
        kind: ReportKind,
        parent: QWidget,
        *,
        partner: int | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._chooser = session, chooser
        self._drawn: Drawn | None = None
        self._drawing: Job[Any] | None = None
        self._making: Job[Any] | None = None
        self._counting: Job[LeftOut] | None = None
        self.setWindowTitle(tr("Report"))
        self.form = ReportForm(session.moment, chooser)
        self.preview = Preview()
        self.problem = PlainLabel(role="bad", wrap=True)
        self.problem.hide()
        self.done_bar = DoneBar()
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.doing = PlainLabel(role="muted")
        self.pages_button = QPushButton(tr("Print Previe&w…"))
        self.print_button = QPushButton(tr("&Print…"))
        self.save_button = QPushButton(tr("Sa&ve As…"))
        self.close_button = QPushButton(tr("&Close"))
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._draw)
        self._lay_out()
        self._connect()
        self.form.begin(kind, habit_of(session.settings, kind), partner)
        self._tell_busy("")
        day = session.moment.day
        session.work(lambda office: read_offers(office, day), self._offer, owner=self)

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.form)
        needed = self.form.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width()
        scroll.setMinimumWidth(max(needed, self.fontMetrics().averageCharWidth() * 62))
        left = QVBoxLayout()
        left.addWidget(scroll, 1)
        left.addWidget(self.problem)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        middle.addLayout(left, 5)
        middle.addWidget(self.preview, 6)
        foot = QHBoxLayout()
        foot.addWidget(self.doing)
        foot.addWidget(self.progress, 1)
        foot.addStretch(1)
        for button in (self.pages_button, self.print_button, self.save_button, self.close_button):
            button.setAutoDefault(button is self.save_button)
            foot.addWidget(button)
        self.save_button.setProperty("role", "primary")
        self.save_button.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addWidget(self.done_bar)
        layout.addLayout(foot)
        character = self.fontMetrics().averageCharWidth()
        room = self.screen().availableSize() - QSize(40, 60)
        self.resize(QSize(character * 170, character * 100).boundedTo(room))
        self.restoreGeometry(self._session.settings.blob(_SIZE))

    def _connect(self) -> None:
        self.form.kind_changed.connect(self._take_habit)
        self.form.changed.connect(self._look)
        self._session.office_changed.connect(self._look)
        self.save_button.clicked.connect(self.ask_file)
        self.pages_button.clicked.connect(self.show_pages)
        self.print_button.clicked.connect(self.print_pages)
        self.close_button.clicked.connect(self.reject)

    # What is asked

    @property
    def page(self) -> QImage:
        """The first page as it is shown."""
        return self.preview.page

    def _offer(self, offers: Any) -> None:
        self.form.offer(offers)
        self._look()

    def _take_habit(self, kind: ReportKind) -> None:
        self.form.blockSignals(True)
        self.form.follow(habit_of(self._session.settings, kind))
        self.form.blockSignals(False)

    def _look(self) -> None:
        """Follow what was chosen: what it means for the audience, whether it can be made, and its first page."""
        self._count_leaving()
        why = self.form.why()
        self._refuse(why)
        self._allow(not why)
        if self._drawing is not None:
            self._drawing.cancel()
        if why:
            self._rest.stop()
            self.preview.tell(tr("No page yet"))
        else:
            self.preview.fade()
            self._rest.start()

    def _count_leaving(self) -> None:
        kind, audience = self.form.asked(), self.form.chosen_audience()
        self.form.leaving.setText(leaving_words(audience, None))
        if self._counting is not None:
            self._counting.cancel()

        def show(found: LeftOut) -> None:
            self.form.leaving.setText(leaving_words(audience, found))

        self._counting = self._session.runner.run(
            lambda job: left_out_of_report(self._session.office, kind, audience), show, owner=self, aside=True
        )

    def _draw(self) -> None:
        office, request, before = self._session.office, self.form.request(), self._drawn

        def work(job: Job[_Shown]) -> _Shown:
            found = drawn(office, request, before, job)
            sheets, whole = sheets_to_show(found.document)
            return found, sheets, whole, sheet_picture(sheets, 0, LONGEST)

        def show(found: _Shown) -> None:
            self._drawn = found[0]
            self.preview.show_sheets(*found[1:])

        def problem(error: DeskError) -> None:
            self.preview.tell(tr("No page yet"))
            self._refuse(say(error.message))
            self._allow(False)

        self._drawing = self._session.runner.run(work, show, problem=problem, owner=self, aside=True)

    # What is made

    def ask_file(self) -> None:
        """Ask for the file and write the report to it."""
        warn_once(self._session.settings, self.form.chosen_audience(), self, self._ask_file)

    def _ask_file(self) -> None:
        ending, request = self.form.ending(), self.form.request()
        habit = habit_of(self._session.settings, self.form.asked())
        office = self._session.office.path
        name = proposed_file(office, request, self.form.of_words(), ending)
        folder = folder_for(habit, office)
        path = self._chooser.to_save(self, tr("Save the report"), tr(_FILTERS[ending]), str(folder / name))
        if path is not None:
            self.save(with_ending(path, ending))

    def save(self, path: Path) -> None:
        """Write the report to ``path``, unless it is stopped."""
        request, before = self.form.request(), self._drawn
        keep_habit(self._session.settings, self.form.asked(), self.form.habit(str(path.parent)))

        def work(job: Job[Drawn], office: Office) -> Drawn:
            return make_file(office, request, path, before, job)

        def done(found: Drawn) -> None:
            self._drawn = found
            self.done_bar.tell(path)
            self.written.emit(path)

        self._make(work, done, tr("Writing {file}…", file=path.name))

    def show_pages(self) -> None:
        """Show all pages as they are printed."""
        from ilrs_desk.ui.printing import preview

        self._with_sheets(lambda sheets: preview(sheets, self))

    def print_pages(self) -> None:
        """Print the report."""
        from ilrs_desk.ui.printing import print_document

        def go() -> None:
            self._with_sheets(lambda sheets: print_document(sheets, self))

        warn_once(self._session.settings, self.form.chosen_audience(), self, go)

    def _with_sheets(self, act: Callable[[Sheets], object]) -> None:
        request, before = self.form.request(), self._drawn

        def work(job: Job[tuple[Drawn, Sheets]], office: Office) -> tuple[Drawn, Sheets]:
            found = drawn(office, request, before, job)
            job.progress(DRAWN)
            return found, lay_out(found.document)

        def done(found: tuple[Drawn, Sheets]) -> None:
            self._drawn = found[0]
            act(found[1])

        self._make(work, done, tr("Drawing the pages…"))

    def _make(
        self,
        work: Callable[[Job[T], Office], T],
        done: Callable[[T], object],
        writing: str,
    ) -> None:
        office = self._session.office
        self._refuse("")
        self.done_bar.hide()

        def finished(found: T) -> None:
            self._tell_busy("")
            done(found)

        def problem(error: DeskError) -> None:
            self._tell_busy("")
            self._refuse(say(error.message))

        def told(share: float) -> None:
            if share >= DRAWN:
                self.doing.setText(writing)

        self._tell_busy(tr("Reading the office…"))
        self._making = self._session.runner.run(
            lambda job: work(job, office),
            finished,
            problem=problem,
            told=told,
            stopped=lambda: self._tell_busy(""),
            owner=self,
            long=True,
        )

    def _tell_busy(self, words: str) -> None:
        """Say what is under way, "" for nothing: then something else can be chosen."""
        if not words:
            self._making = None
        self.doing.setText(words)
        self.doing.setVisible(bool(words))
        self.progress.setVisible(bool(words))
        self.form.setEnabled(not words)
        self.close_button.setText(tr("Sto&p") if words else tr("&Close"))
        self._allow(not words and not self.form.why())

    def _allow(self, allowed: bool) -> None:
        for button in (self.pages_button, self.print_button, self.save_button):
            button.setEnabled(allowed and self._making is None)

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.setVisible(bool(why))

    def reject(self) -> None:
        """Esc and Close stop what is being made, else close the window."""
        if self._making is not None:
            self._making.cancel()
            self.doing.setText(tr("Stopping…"))
            return
        self._session.settings.keep(_SIZE, self.saveGeometry())
        super().reject()
