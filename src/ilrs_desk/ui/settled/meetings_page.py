"""The Meetings page: what each meeting was told, what is known of it by now, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.kinds import MEETINGS
from ilrs_desk.domain.movement import Movement
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.sealing import Seal
from ilrs_desk.store.office import Office
from ilrs_desk.ui.dialogs import show_problem
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.page import Commands
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tabs import Tabs
from ilrs_desk.ui.text import isolate, say, tr, visible
from ilrs_desk.ui.values import shown_date
from ilrs_desk.usecases.freeze import note_file
from ilrs_desk.usecases.last_meeting import since_meeting
from ilrs_desk.usecases.movement import movement, reckon

from .form import SettledForm
from .freeze_dialog import FreezeDialog
from .seal_view import SealView
from .settled_page import SettledPage
from .since_view import SinceView

#: What a sealed meeting keeps.
_SEALED = ("title", "held_on", "place")


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting with its seals, the newest first."""

    meeting: Record
    seals: tuple[Seal, ...]


class MeetingsPage(SettledPage):
    """What was told is compared aside; what changed since only once it is looked at."""

    key = "meetings"
    kind = MEETINGS

    def __init__(
        self, session: Session, parent: QWidget | None = None, chooser: FileChooser | None = None
    ) -> None:
        self._chooser = chooser or FileChooser()
        self._held: dict[int, Held] = {}
        headings = [(tr("Day"), 13), (tr("Meeting"), 24), (tr("Frozen"), 7)]
        empty = (
            tr("No meeting yet"),
            tr("Enter a meeting to freeze its figures and to see what changed since."),
        )
        super().__init__(session, tr("Meetings"), headings, empty, parent)
        self.freeze_button = self.head.add_button(tr("Freeze Figures…"), self.ask_freeze, primary=True)
        self.seals = SealView()
        self.since = SinceView()
        self.seals.lock(session.why_read_only())
        self.seals.open_record.connect(self.open_record)
        self.seals.reckon_wanted.connect(self._reckon)
        self.seals.file_wanted.connect(self._ask_file)
        self.since.open_record.connect(self.open_record)
        self.since.open_records.connect(self.open_records)
        self.tabs = Tabs()
        self.tabs.add(tr("What it was told"), self.seals)
        self.tabs.add(tr("Change since"), self.since)
        self.tabs.stack.currentChanged.connect(lambda _: self._look_since())
        self.beside.addWidget(self.tabs, 1)
        self.switch(self.freeze_button, session.why_read_only())

    def record(self) -> Record | None:
        held = self._held.get(self.list.current() or 0)
        return held.meeting if held else None

    def make_form(self, record: Record | None) -> SettledForm:
        form = SettledForm(MEETINGS, tuple(MEETINGS.by_key), self.session)
        form.offer(record.values if record else {})
        for key in _SEALED if self._is_sealed(record) else ():
            form.parts[key].lock(locked=True)
        return form

    def form_note(self, record: Record | None) -> str:
        if self._is_sealed(record):
            return tr("Its figures are frozen, so its name, day and place stay as they are.")
        return tr("The day may be a month or a year where no more is known.")

    def removal_note(self, record: Record) -> str:
        return tr("No figure changes. Undo brings the meeting back.")

    def _is_sealed(self, record: Record | None) -> bool:
        return record is not None and bool(self._held[record.id].seals)

    # What the window asks

    def refresh(self) -> None:
        self.read("meetings", _read, self._tell)

    def commands(self) -> Commands:
        found = super().commands()
        return found if self.session.read_only else {**found, "report.freeze": self.ask_freeze}

    def status(self) -> Sequence[str]:
        count = len(self._held)
        return (tr("1 meeting") if count == 1 else tr("{count} meetings", count=count),)

    def tables(self) -> Sequence[ListTable]:
        return (self.seals.figures, self.seals.reasons, self.since.sums, self.since.moved, self.list)

    # What the user does

    def ask_freeze(self) -> FreezeDialog:
        """Ask which figures are to be sealed, and for which meeting."""
        meeting = self.record()
        dialog = FreezeDialog(self.session, self._chooser, self, meeting_id=meeting.id if meeting else None)
        dialog.frozen.connect(self._frozen)
        dialog.open()
        return dialog

    def _frozen(self, seal: Seal) -> None:
        self.want(seal.meeting_id)
        self.tabs.open(0)
        self.refresh()

    def _ask_file(self, seal: Seal) -> None:
        paths = self._chooser.to_open(self, tr("A file made of these figures"), "All files (*)")
        if paths:
            self.session.work(
                lambda office: note_file(office, seal.id, paths[0]),
                lambda _: self.refresh(),
                owner=self,
                problem=lambda error: show_problem(self, error),
            )

    # Showing

    def _tell(self, held: Sequence[Held]) -> None:
        self._held = {one.meeting.id: one for one in held}
        self.tell([_line(one) for one in held])

    def show_chosen(self, chosen: object) -> None:
        self.stop("since")
        meeting = self.record()
        if meeting is None:
            return
        self.name.setText(isolate(visible(meeting.label)))
        held_on = meeting.text("held_on")
        day = shown_date(held_on) if held_on else tr("The day is not known.")
        facts = (day, visible(meeting.text("place") or ""), visible(meeting.text("notes") or ""))
        self.about.setText(" · ".join(isolate(one) for one in facts if one))
        self.since.wait("", "")
        self.seals.show_seals(self._held[meeting.id].seals)
        self._look_since()

    def _reckon(self, seal: Seal) -> None:
        self.read(
            "reckon",
            lambda office: reckon(office, seal),
            lambda found: self.seals.show_reckoning(seal, found),
        )

    def _look_since(self) -> None:
        """Look for what changed only where that is seen: it may take a while in a large office."""
        meeting, until = self.record(), self.session.moment
        if meeting is None or self.tabs.stack.currentIndex() != 1:
            return
        self.since.wait(tr("Looking for what changed since {meeting}…", meeting=meeting.label), "")

        def act(office: Office) -> Movement | None:
            since = since_meeting(office, meeting)
            return (
                None
                if since is None or since.moment.day > until.day
                else movement(office, since.moment, until, upto=since.upto)
            )

        self.read("since", act, self._show_movement, self._not_compared)

    def _show_movement(self, found: Movement | None) -> None:
        if found is None:
            self.since.wait(tr("Nothing to compare"), tr("The meeting has no day, or it is yet to come."))
        else:
            self.since.show_movement(found)

    def _not_compared(self, error: DeskError) -> None:
        self.since.wait(tr("This could not be compared"), say(error.message))


def _read(office: Office) -> list[Held]:
    seals: dict[int, list[Seal]] = {}
    for seal in office.seals.all():
        seals.setdefault(seal.meeting_id, []).append(seal)
    meetings = office.snapshot((MEETINGS.key,)).of(MEETINGS.key)
    newest = sorted(meetings, key=lambda one: (one.text("held_on") or "", one.id), reverse=True)
    return [Held(one, tuple(seals.get(one.id, ()))) for one in newest]


def _line(one: Held) -> Line:
    held_on = one.meeting.text("held_on")
    cells = (
        Cell(shown_date(held_on) if held_on else tr("not known"), "ink" if held_on else "mute"),
        Cell(isolate(visible(one.meeting.label))),
        Cell(tr("yes") if one.seals else "", "ok"),
    )
    return Line(cells, one.meeting.id)
