"""The window: menus, the start screen or the open office, the status bar; opens, closes and takes what is dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from ilrs_desk import __version__
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.open_office import create_office, open_office, user_name

from .desks import Desks
from .files import OFFICES, FileChooser, with_ending
from .labels import PlainLabel
from .menus import Menus
from .moment.words import moment_phrase, moment_title
from .office_commands import OfficeCommands
from .office_view import OfficeView
from .page import Commands
from .session import Session
from .settings import Settings
from .start_screen import StartScreen
from .tables.page import RecordPage
from .tasks import TaskRunner
from .text import tr, unmarked
from .theme import Scheme, Theme
from .waiting import Waiting

if TYPE_CHECKING:
    from .office_dialogs import NewOfficeDialog, PreferencesDialog

# Dialogs are imported when first opened: the first painted rows are waited for, they are not.


class MainWindow(QMainWindow):
    """Shows one office at a time."""

    def __init__(self, settings: Settings, theme: Theme, chooser: FileChooser | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.theme = theme
        self.chooser = chooser or FileChooser()
        self.runner = TaskRunner(self)
        self.runner.problem_met.connect(self._tell_problem)
        self.runner.fault_met.connect(self._tell_fault)
        self.runner.busy_changed.connect(self._tell_busy)
        self.menus = Menus(self)
        self.menus.recent.aboutToShow.connect(self._list_recent)
        self.menus.check(f"scheme.{theme.scheme}")
        self.start_screen = StartScreen()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start_screen)
        self.setCentralWidget(self.stack)
        self.desks = Desks(self.stack, self.runner, settings, self.chooser, self)
        self.desks.changed.connect(self._tell)
        self.desks.told.connect(self.tell)
        self.desks.menu_wanted.connect(self._open_cell_menu)
        self._fill_status_bar()
        self._connect_start_screen()
        self.setAcceptDrops(True)
        self.resize(1180, 760)
        self.restoreGeometry(settings.blob("window") or QByteArray())
        self.show_start()

    def _fill_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self.page_text = PlainLabel()
        self.saved_text = PlainLabel()
        bar.addWidget(self.page_text, 1)
        bar.addPermanentWidget(self.saved_text)

    def _connect_start_screen(self) -> None:
        self.start_screen.new_wanted.connect(self.ask_new)
        self.start_screen.open_wanted.connect(self.ask_open)
        self.start_screen.sample_wanted.connect(self.open_sample)
        self.start_screen.recent_wanted.connect(self.open)

    # Opening and closing

    @property
    def view(self) -> OfficeView | None:
        """The pages that are seen, None on the start screen."""
        return self.desks.seen.view if self.desks.seen else None

    @property
    def commands_(self) -> OfficeCommands | None:
        """What the menus do with the open office, None on the start screen."""
        return self.desks.seen.commands if self.desks.seen else None

    @property
    def session(self) -> Session | None:
        """The open office at the day that is seen, None on the start screen."""
        return self.view.session if self.view else None

    def open(self, path: Path) -> None:
        """Open the office at ``path``, off the GUI thread; the one that is open stays until that has worked."""
        who = self.settings.text("name") or user_name()
        self.runner.run(
            lambda job: open_office(path, who=who, backups=self.settings.backups),
            self.show_office,
            problem=self._not_opened,
            owner=self,
        )

    def show_office(self, office: Office) -> None:
        """Show an office that was just opened, and close the one before it."""
        self.close_office()
        self.settings.add_recent(office.path)
        last = self.settings.text("page", "status")
        self.desks.open(office, last if f"page.{last}" in self.menus.actions else "status")

    def close_office(self) -> None:
        """Save what is being typed and close the office, if one is open."""
        self.desks.close()

    def show_start(self) -> None:
        """Show the start screen; the office that was open is closed."""
        self.close_office()
        self.start_screen.tell(self.settings.recent())
        self.stack.setCurrentWidget(self.start_screen)
        self._tell()

    def ask_new(self) -> NewOfficeDialog:
        """Ask what a new office is to hold, and where it is to be."""
        from .office_dialogs import NewOfficeDialog

        dialog = NewOfficeDialog(self)
        dialog.wanted.connect(self._new)
        dialog.open()
        return dialog

    def ask_open(self) -> None:
        """Ask for an office file and open it."""
        for path in self.chooser.to_open(self, tr("Open an office"), OFFICES)[:1]:
            self.open(path)

    def open_sample(self) -> None:
        """Make the sample office (once) and open it."""
        folder = self.settings.folder / "sample"
        waiting = Waiting(tr("Importing the sample returns…"), self)

        def work(_: object) -> Path:
            from ilrs_desk.usecases.sample_office import sample_office

            return sample_office(folder)

        def problem(error: DeskError) -> None:
            waiting.finish()
            self._tell_problem(error)

        def done(path: Path) -> None:
            waiting.finish()
            self._open_anew(path)

        self.runner.fault_met.connect(waiting.finish)
        self.runner.run(work, done, problem=problem, owner=self, long=True)

    def _new(self, reference: bool) -> None:
        chosen = self.chooser.to_save(self, tr("New office"), OFFICES, tr("office") + ".ilrs")
        if chosen is None:
            return
        path = with_ending(chosen, ".ilrs")
        who = self.settings.text("name") or user_name()
        self.runner.run(
            lambda job: create_office(path, reference=reference, who=who),
            lambda _: self._open_anew(path),
            problem=lambda error: self._tell_problem(error, tr("The office could not be made")),
            owner=self,
        )

    def _open_anew(self, path: Path) -> None:
        """Open an office that was just made, where every office begins."""
        self.settings.keep("page", "status")
        self.open(path)

    def _not_opened(self, error: DeskError) -> None:
        self._tell_problem(error, tr("The office could not be opened"))

    def _list_recent(self) -> None:
        menu = self.menus.recent
        menu.clear()
        for path in self.settings.recent():
            entry = menu.addAction(unmarked(str(path)))
            entry.setEnabled(path.exists())
            entry.triggered.connect(partial(self.open, path))
        menu.addSeparator()
        clear = menu.addAction(tr("&Clear This List"))
        clear.setEnabled(bool(self.settings.recent()))
        clear.triggered.connect(self.settings.clear_recent)

    # What the menus do

    def commands(self) -> Commands:
        """Everything that can be done now, by the key of its menu entry."""
        found: dict[str, Callable[[], object]] = {
            "file.new": self.ask_new,
            "file.open": self.ask_open,
            "file.quit": self.close,
            "edit.preferences": self.ask_preferences,
            "view.larger": lambda: self._zoom(self.theme.zoom + 1),
            "view.smaller": lambda: self._zoom(self.theme.zoom - 1),
            "view.usual": lambda: self._zoom(0),
            "view.full": lambda: self.showNormal() if self.isFullScreen() else self.showFullScreen(),
            "help.keys": self._list_shortcuts,
            "help.about": self._about,
            **{f"scheme.{scheme}": partial(self._choose_scheme, scheme) for scheme in Scheme},
        }
        return {**found, **self._office_commands()}

    def _office_commands(self) -> Commands:
        if self.view is None or self.commands_ is None:
            return {}
        office = self.commands_
        found: dict[str, Callable[[], object]] = {
            "file.close": self.show_start,
            "file.copy": office.ask_copy,
            "tools.check": office.check,
            "data.rules": self._open_rules,
            "data.template": self._ask_template,
            "view.as_of": self.desks.ask_day,
        }
        if not self.desks.moment.is_now:
            found["view.today"] = self.desks.back
        if not self.view.session.read_only:
            found["file.paste"] = office.import_clipboard
        reports = self.desks.seen.reports.commands(self.view.page) if self.desks.seen else {}
        tables = office.table_commands(self.view.page)
        return {**reports, **tables, **self.view.commands(), **found}

    def ask_preferences(self) -> PreferencesDialog:
        """Ask for the user's name in the history."""
        from .office_dialogs import PreferencesDialog

        dialog = PreferencesDialog(self.settings.text("name") or user_name(), self)
        dialog.wanted.connect(self._take_name)
        dialog.open()
        return dialog

    def _take_name(self, name: str) -> None:
        self.settings.keep("name", name)
        if self.session is not None:
            path = self.session.office.path
            self.show_start()
            self.open(path)

    def _ask_template(self) -> None:
        if self.view is not None and self.commands_ is not None:
            page = self.view.page
            self.commands_.ask_template(page.kind.key if isinstance(page, RecordPage) else "personnel")

    def _open_rules(self) -> None:
        from .status.page import StatusPage

        page = self.view.go_to("status") if self.view else None
        if isinstance(page, StatusPage):
            page.open_rules()

    def _choose_scheme(self, scheme: Scheme) -> None:
        self.theme.choose(scheme)
        self.settings.keep("scheme", scheme)

    def _zoom(self, zoom: int) -> None:
        self.theme.zoom_to(zoom)
        self.settings.keep("zoom", self.theme.zoom)

    def _open_cell_menu(self, at: QPoint) -> None:
        menu = self.menus.short_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _list_shortcuts(self) -> None:
        from .office_dialogs import ShortcutsDialog

        ShortcutsDialog(self.menus.shortcuts(), self).open()

    def _about(self) -> None:
        text = tr(
            "Version {version}. It works without a network and sends nothing anywhere.", version=__version__
        )
        self._note("ILRS Desk", text)

    def _note(self, heading: str, text: str) -> None:
        from .dialogs import show_note

        show_note(self, heading, text)

    def _tell_problem(self, error: DeskError, heading: str = "") -> None:
        from .dialogs import show_problem

        show_problem(self, error, heading)

    def _tell_fault(self, details: str) -> None:
        from .dialogs import show_fault

        show_fault(self, details)

    # What the window says

    def tell(self, text: str) -> None:
        """Say in the status bar what was just done."""
        self.statusBar().showMessage(text, 8000)

    def _tell(self) -> None:
        self.setWindowTitle(self._title())
        self.menus.tell(self.commands(), self.session.why_read_only() if self.session else "")
        self.menus.name("edit.undo", self.view.undo_text() if self.view else tr("&Undo"))
        self.menus.name("edit.redo", self.view.redo_text() if self.view else tr("&Redo"))
        self.page_text.setText("   ".join(self.view.page.status()) if self.view else "")
        self.statusBar().setVisible(self.view is not None)
        self._tell_busy(self.runner.busy)

    def _title(self) -> str:
        if self.session is None:
            return "ILRS Desk"
        office, moment = self.session.office.path.stem, self.session.moment
        if moment.is_now:
            return tr("{office} – ILRS Desk", office=office)
        return tr("{office}, {moment} – ILRS Desk", office=office, moment=moment_phrase(moment))

    def _tell_busy(self, busy: bool) -> None:
        if self.session is None or self.session.read_only:
            past = self.session is not None and not self.session.moment.is_now
            words = moment_title(self.desks.moment) if past else tr("Read-only")
            self.saved_text.setText(words if self.session else "")
        else:
            self.saved_text.setText(tr("Working…") if self.runner.busy_long else tr("All changes saved"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say why a command is off whose keys were pressed."""
        pressed = QKeySequence(event.keyCombination())
        for action in self.menus.actions.values():
            if not action.isEnabled() and action.statusTip() and pressed in action.shortcuts():
                self.tell(action.statusTip())
                return
        super().keyPressEvent(event)

    # What is dropped, and the end

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Open an office file, or show what is in returns."""
        offices = [path for path in paths if path.suffix.lower() == ".ilrs"]
        returns = [path for path in paths if path not in offices]
        if offices:
            self.open(offices[0])
        elif returns and self.commands_ is None:
            self._note(
                tr("No office is open"), tr("Open or make an office first, then drop the files again.")
            )
        elif returns and self.session is not None and self.session.read_only:
            self._note(tr("Nothing can be imported here"), self.session.why_read_only())
        elif returns and self.commands_ is not None:
            self.commands_.import_files(returns)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.runner.busy_long:
            from .dialogs import ask

            event.ignore()
            ask(
                self,
                tr("Stop what is under way?"),
                tr("Something is still being read or written. If you stop it, nothing of it is kept."),
                tr("Stop and Quit"),
                self._quit,
            )
            return
        self._quit()

    def _quit(self) -> None:
        self.settings.keep("window", self.saveGeometry())
        self.close_office()
        self.runner.close()
        self.desks.past_offices.close()
        QApplication.quit()
