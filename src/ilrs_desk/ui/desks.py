"""The open office on the window's stack: its pages of today, and those of another day while that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.store.office import Office

from .files import FileChooser
from .moment.choices import keep_lately, lately, read_offers
from .moment.dialog import AsOfDialog
from .moment.frame import WindowFrame
from .moment.past import PastOffices
from .office_commands import OfficeCommands
from .office_view import OfficeView
from .reports.commands import ReportCommands
from .session import Session
from .settings import Settings
from .tasks import TaskRunner
from .text import say, title_case, tr


@dataclass(frozen=True, slots=True)
class Desk:
    """The pages of one session and what its menus do."""

    view: OfficeView
    commands: OfficeCommands
    reports: ReportCommands


class Desks(QObject):
    """``changed()`` when other pages are seen or what they offer did; ``told(str)`` and ``menu_wanted(QPoint)``."""

    changed = Signal()
    told = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        stack: QStackedWidget,
        runner: TaskRunner,
        settings: Settings,
        chooser: FileChooser,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._stack = stack
        self._runner = runner
        self._settings = settings
        self._chooser = chooser
        self._window = window
        self._today: Desk | None = None
        self._then: Desk | None = None
        self.past_offices = PastOffices(runner, window)
        self.frame = WindowFrame(window)

    @property
    def seen(self) -> Desk | None:
        """What is seen; None when no office is open."""
        return self._then or self._today

    @property
    def moment(self) -> Moment:
        """The day of all that is seen."""
        return self.seen.view.session.moment if self.seen else NOW

    # The office

    def open(self, office: Office, page: str) -> None:
        """Show an office that was just opened, at ``page``; the one before it must be closed."""
        self._today = self._lay(Session(office, self._runner, self._settings))
        self._today.view.session.office_changed.connect(self._tell_changed)
        self._today.view.go_to(page)
        self._show(self._today)

    def close(self) -> None:
        """Save what is being typed and close the office, if one is open."""
        if self._today is None:
            return
        self._today.commands.close_imports()
        self.leave_editor()
        today, then = self._today, self._then
        self._today = self._then = None
        self.past_offices.give_up()
        self.frame.hide()
        if then is not None:
            self._take_down(then)
        office = today.view.session.office
        # The office's own thread carries out what was typed last before it closes the file.
        self._runner.run(lambda job: office.close())
        self._take_down(today)

    # The day

    def ask_day(self) -> AsOfDialog | None:
        """Ask which day is to be shown."""
        if self._today is None:
            return None
        dialog = AsOfDialog(self.moment, lately(self._settings), self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.chosen.connect(self.turn_to)
        self._today.view.session.work(read_offers, dialog.offer, owner=dialog)
        dialog.open()
        return dialog

    def turn_to(self, moment: Moment) -> None:
        """Show the whole office at ``moment``, to be read only; now: as it is."""
        if self._today is None:
            return
        self.past_offices.give_up()
        self.leave_editor()
        if moment.is_now:
            self.back()
            return
        keep_lately(self._settings, moment)
        office = self._today.view.session.office
        if moment.known_on is None:
            self._turn(moment, office)
        else:
            self.past_offices.draw(office, moment.known_on, partial(self._turn, moment))

    def back(self) -> None:
        """Show the office as of today again, where it was left."""
        then, self._then = self._then, None
        if then is not None and self._today is not None:
            self.frame.hide()
            self._show(self._today)
            self._take_down(then)
            self._today.view.page.setFocus()

    def leave_editor(self) -> None:
        """Let what is being typed be saved."""
        focused = QApplication.focusWidget()
        if focused is not None and self._window.isAncestorOf(focused):
            focused.clearFocus()

    # Inside

    def _turn(self, moment: Moment, office: Office) -> None:
        if self._today is None or self.seen is None:
            self.past_offices.put_away(office)
            return
        place, before = self.seen.view.place(), self._then
        self.seen.view.close_windows()
        self._then = self._lay(self._today.view.session.at(moment, office))
        self._then.view.go_to_place(place)
        if not _founded(office):
            self._then.view.moment_bar.tell(tr("The office did not exist yet on that day: it is empty."))
        self._show(self._then)
        self.frame.show()
        self.frame.raise_()
        if before is not None:
            self._take_down(before)

    def _lay(self, session: Session) -> Desk:
        view = OfficeView(session, self._window, self._chooser)
        view.changed.connect(self.changed)
        view.told.connect(self.told)
        view.menu_wanted.connect(self.menu_wanted)
        view.day_wanted.connect(self.ask_day)
        view.today_wanted.connect(self.back)
        commands = OfficeCommands(session, self._chooser, self._window)
        commands.told.connect(self.told)
        commands.shown.connect(view.open_records)
        view.import_wanted.connect(commands.ask_import)
        self._stack.addWidget(view)
        reports = ReportCommands(session, self._chooser, view)
        reports.told.connect(self.told)
        return Desk(view, commands, reports)

    def _show(self, desk: Desk) -> None:
        self._stack.setCurrentWidget(desk.view)
        self.changed.emit()

    def _take_down(self, desk: Desk) -> None:
        session = desk.view.session
        desk.view.leave()
        self._stack.removeWidget(desk.view)
        desk.view.deleteLater()
        if session.moment.known_on is not None:
            self.past_offices.put_away(session.office)

    def _tell_changed(self, changeset: ChangeSet) -> None:
        if self._then is not None:
            act = title_case(say(changeset.title))
            follows = self.moment.known_on is None
            self._then.view.moment_bar.tell(
                tr("The office was changed meanwhile: {act}. What is in force that day follows.", act=act)
                if follows
                else tr("The office was changed meanwhile: {act}. What was known then stays.", act=act)
            )


def _founded(office: Office) -> bool:
    """Whether the office existed on the day of which it tells."""
    if office.known_on is None:
        return True
    from ilrs_desk.store.past import PastOffice

    return not isinstance(office, PastOffice) or office.founded
