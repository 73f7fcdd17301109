"""Freezing a meeting's figures: what will be sealed is shown first, and the pack can be made with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.fields import Choice
from ilrs_desk.domain.kinds import MEETINGS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.sealing import Seal
from ilrs_desk.store.office import Office
from ilrs_desk.ui.day_edit import DayEdit
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import isolate, number, say, tr, visible
from ilrs_desk.ui.values import shown_date
from ilrs_desk.ui.waiting import Waiting
from ilrs_desk.usecases.freeze import frozen_on
from ilrs_desk.usecases.freeze_pack import freeze_with_pack
from ilrs_desk.usecases.progress import progress

from .parts import ChoicePart

_FILES = ((".pdf", "PDF"), (".pptx", "Slides (pptx)"), (".xlsx", "Workbook (xlsx)"))
_AUDIENCES = (
    Choice("partners", "For partners: no contact data"),
    Choice("internal", "Internal: everything"),
    Choice("public", "Public: no contact data, small numbers hidden"),
)


class FreezeDialog(QDialog):
    """``frozen(Seal)`` when the figures were sealed. ``meeting_id``: the meeting to begin with, the newest if None."""

    frozen = Signal(object)

    def __init__(
        self, session: Session, chooser: FileChooser, parent: QWidget, *, meeting_id: int | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._chooser, self._wanted = session, chooser, meeting_id
        self._job: Job[Progress] | None = None
        self.setWindowTitle(tr("Freeze Figures"))
        self.meeting = ChoicePart((), None)
        self.day = DayEdit(date.today())
        self.figures = ListTable(
            [(tr("Target"), 22), (tr("Figure"), 10), (tr("Of"), 10), (tr("Rule"), 10), (tr("Claimed"), 12)]
        )
        self.figures.setAccessibleName(tr("What will be sealed"))
        self.files = {ending: QCheckBox(tr(words)) for ending, words in _FILES}
        self.audience = QComboBox()
        for choice in _AUDIENCES:
            self.audience.addItem(tr(choice.label), choice.key)
        self.problem = PlainLabel(role="bad", wrap=True)
        self.problem.hide()
        self.freeze_button = QPushButton(tr("&Freeze"))
        self._lay_out()
        self.meeting.changed.connect(self._take_day)
        self.day.changed.connect(self._count)
        self._tell_files()
        session.work(_meetings, self._fill, owner=self)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (words, part) in enumerate(
            ((tr("Meeting"), self.meeting), (tr("Figures in force on"), self.day))
        ):
            label = PlainLabel(words, role="muted")
            label.setBuddy(part)
            part.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            grid.addWidget(part, row, 1)
        pack = QHBoxLayout()
        for tick in self.files.values():
            tick.toggled.connect(self._tell_files)
            pack.addWidget(tick)
        pack.addStretch(1)
        pack.addWidget(self.audience)
        self.audience.setAccessibleName(tr("Whom the pack is for"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.freeze_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.freeze_button.setProperty("role", "primary")
        self.freeze_button.setEnabled(False)
        buttons.accepted.connect(self.freeze)
        buttons.rejected.connect(self.reject)
        note = tr(
            "The figures are kept with their rules, the records that counted and a digest, and nothing can change "
            "them afterwards, not even Undo. The rules stay as they are from then on: other settings become a new "
            "version. The meeting keeps its name, day and place."
        )
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel(note, role="muted", wrap=True))
        layout.addLayout(grid)
        layout.addWidget(framed(self.figures), 1)
        layout.addWidget(
            PlainLabel(tr("Make the meeting pack of them, and note it in the seal"), role="section")
        )
        layout.addLayout(pack)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        self.resize(700, 560)

    def _tell_files(self) -> None:
        wanted = any(tick.isChecked() for tick in self.files.values())
        self.audience.setEnabled(wanted)
        self.freeze_button.setText(tr("&Freeze…") if wanted else tr("&Freeze"))

    def _fill(self, meetings: list[Record]) -> None:
        if not meetings:
            self._refuse(tr("There is no meeting yet. Enter the meeting first, then freeze its figures."))
            return
        box = self.meeting.box
        box.blockSignals(True)
        for one in meetings:
            held = shown_date(one.text("held_on") or "") if one.text("held_on") else tr("day not known")
            box.addItem(f"{isolate(visible(one.label))}, {held}", str(one.id))
        box.blockSignals(False)
        self.meeting.offer(str(self._wanted or meetings[0].id))
        self._take_day()

    def _take_day(self) -> None:
        """The day of the meeting, unless it is yet to come."""
        chosen = int(self.meeting.text())

        def show(found: date) -> None:
            if found == self.day.value():
                self._count()
            else:
                self.day.show_day(found)

        self._session.work(lambda office: frozen_on(office, chosen), show, owner=self)

    def _count(self) -> None:
        day = self.day.value()
        if self._job is not None:
            self._job.cancel()
        self.freeze_button.setEnabled(False)
        if day is None or day > date.today() or not self.meeting.text():
            self.figures.tell([])
            self._refuse("" if day is None else tr("That day is yet to come; no figure can be told of it."))
            return
        self._refuse("")
        office = self._session.office
        self._job = self._session.runner.run(
            lambda job: progress(office, Moment(as_of=day), listed=0), self._show, owner=self, aside=True
        )

    def _show(self, found: Progress) -> None:
        self.figures.tell([_line(figure) for figure in found.figures])
        self.freeze_button.setEnabled(not self._session.read_only)

    def freeze(self) -> None:
        """Seal the figures; the pack is made first where it is wanted."""
        endings = [ending for ending, tick in self.files.items() if tick.isChecked()]
        folder = None
        if endings:
            folder = self._chooser.to_folder(
                self, tr("Where the pack is to be"), str(self._session.office.path.parent)
            )
            if folder is None:
                return
        self._go(folder, endings)

    def _go(self, folder: Path | None, endings: list[str]) -> None:
        office, meeting, day = self._session.office, int(self.meeting.text()), self.day.value()
        if day is None:
            return
        audience = str(self.audience.currentData())
        self.freeze_button.setEnabled(False)
        waiting = Waiting(tr("Sealing the figures…"), self)

        def done(found: tuple[Seal, tuple[Path, ...]]) -> None:
            waiting.finish()
            self.frozen.emit(found[0])
            self._session.figures_sealed.emit()
            self.accept()

        def problem(error: DeskError) -> None:
            waiting.finish()
            self.freeze_button.setEnabled(True)
            self._refuse(say(error.message))

        self._session.runner.run(
            lambda job: freeze_with_pack(office, meeting, day, folder, endings, audience),
            done,
            problem=problem,
            owner=self,
            long=bool(endings),
        )

    def _refuse(self, why: str) -> None:
        self.problem.setText(why)
        self.problem.setVisible(bool(why))


def _meetings(office: Office) -> list[Record]:
    meetings = office.snapshot((MEETINGS.key,)).of(MEETINGS.key)
    return sorted(meetings, key=lambda one: (one.text("held_on") or "", one.id), reverse=True)


def _line(figure: Figure) -> Line:
    cells = (
        Cell(isolate(visible(tr(figure.target.label)))),
        Cell(number(figure.value)),
        Cell(number(figure.target.number), "mute"),
        Cell(visible(figure.rule.code), "mute"),
        Cell(isolate(visible(figure.claim.words)) if figure.claim else "", "mute"),
    )
    return Line(cells, figure.target.key)
