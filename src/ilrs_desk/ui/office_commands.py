"""What the File, Reports and Tools menus do with an open office: long work, each with its dialog and its outcome."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.naming import count_of
from ilrs_desk.ui.tasks import Job

from .files import OFFICES, RETURNS, TABLES, WORKBOOKS, FileChooser, with_ending
from .moment.words import moment_file
from .page import Commands, Page
from .session import Session
from .tables.page import RecordPage
from .text import tr
from .waiting import Waiting

if TYPE_CHECKING:
    from ilrs_desk.reports.pdf import Sheets
    from ilrs_desk.store.checking import CheckResult

    from .intake.window import ImportWindow
    from .office_dialogs import TemplateDialog
    from .reports.export_dialog import ExportDialog, Leaving


class OfficeCommands(QObject):
    """``told(str)`` for the status bar when something was done; ``shown(kind, ids, title)`` leads to records."""

    told = Signal(str)
    shown = Signal(str, object, str)

    def __init__(self, session: Session, chooser: FileChooser, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._chooser = chooser
        self._window = window
        self._imports: list[ImportWindow] = []

    # Returns in

    def ask_import(self) -> None:
        """Ask for files and show what is in them."""
        paths = self._chooser.to_open(self._window, tr("Import files"), RETURNS)
        if paths:
            self.import_files(paths)

    def import_files(self, paths: list[Path]) -> ImportWindow:
        """Show what is in ``paths``, in the sitting that is open or a new one; nothing is written before Import."""
        window = self._sitting()
        window.add(paths)
        return window

    def import_clipboard(self) -> ImportWindow | None:
        """Show the table on the clipboard as an import; tell that there is none."""
        from .intake.clipboard import holds_table

        if not holds_table(QGuiApplication.clipboard().mimeData()):
            from .dialogs import show_note

            show_note(
                self._window,
                tr("There is no table on the clipboard"),
                tr("Copy the cells in the spreadsheet, with their header, then choose this again."),
            )
            return None
        window = self._sitting()
        window.paste()
        return window

    def _sitting(self) -> ImportWindow:
        """The import window that still takes files, else a new one."""
        from .intake.steps_bar import DONE
        from .intake.window import ImportWindow

        for window in reversed(self._imports):
            if isValid(window) and window.isVisible() and window.step != DONE:
                window.raise_()
                window.activateWindow()
                return window
        window = ImportWindow(self._session.office, [], self._session.runner, self._window, self._chooser)
        window.open_records.connect(self.shown)
        window.more_files.connect(self.import_files)
        self._imports.append(window)
        window.show()
        return window

    def close_imports(self) -> None:
        """Take away the import windows: the office that they would write to is about to be closed."""
        for window in self._imports:
            if isValid(window):
                window.hide()
                window.deleteLater()
        self._imports.clear()

    # Tables and reports out

    def table_commands(self, page: Page) -> Commands:
        """What can be done with the table that is seen on ``page``."""
        from .reports.lists_out import copy_list, list_seen

        paper = {
            "file.preview": partial(self.show_on_paper, page),
            "file.print": partial(self.show_on_paper, page, printed=True),
        }
        if isinstance(page, RecordPage):
            return {"file.export": partial(self.ask_export, page), **paper} if page.model.answered else {}
        if list_seen(page) is None:
            return {}
        return {
            **paper,
            "file.export": partial(self.ask_export_list, page),
            "edit.copy_headers": partial(copy_list, page),
        }

    def ask_export(self, page: RecordPage) -> ExportDialog:
        """Ask what may leave the house, then for the file, and write the table as shown."""
        from ilrs_desk.usecases.left_out import left_out_of_table

        from .reports.export_dialog import Leaving

        kind, query, columns = page.kind.key, page.model.query, seen_fields(page)
        leaving = Leaving(
            page.model.shown,
            len(columns),
            count=lambda office: left_out_of_table(office, kind, query, columns),
            of_people=kind == "personnel",
        )

        def write(path: Path, audience: str, header: bool) -> None:
            self.export(page, path, audience, header=header)

        return self._ask_table(leaving, tr(page.kind.label), write)

    def ask_export_list(self, page: Page) -> ExportDialog | None:
        """The same for the list of another page, which is for the office itself alone."""
        from ilrs_desk.reports.audience import Audience

        from .reports.export_dialog import Leaving
        from .reports.lists_out import list_seen, table_of

        shown = list_seen(page)
        if shown is None:
            return None
        table, moment = table_of(shown, page.head.title.text()), self._session.moment

        def write(path: Path, audience: str, header: bool) -> None:
            def work(job: Job[None]) -> None:
                from ilrs_desk.usecases.export_view import export_table

                export_table(table, path, moment=moment, header=header, stopped=job.cancelled)

            self._run(
                tr("Writing {file}…", file=path.name), work, lambda _: self._written(path), can_stop=True
            )

        leaving = Leaving(len(table.rows), len(table.columns), audiences=(Audience.INTERNAL,))
        return self._ask_table(leaving, table.name, write)

    def _ask_table(
        self, leaving: Leaving, name: str, write: Callable[[Path, str, bool], None]
    ) -> ExportDialog:
        from ilrs_desk.reports.audience import Audience

        from .reports.export_dialog import ExportDialog
        from .reports.leaving import warn_once

        def ask_file(audience: str, ending: str, header: bool) -> None:
            proposed = self._proposed(name.lower(), ending)
            path = self._chooser.to_save(self._window, tr("Export view"), tr(TABLES[ending]), proposed)
            if path is not None:
                write(with_ending(path, ending), audience, header)

        def go(audience: str, ending: str, header: bool) -> None:
            then = partial(ask_file, audience, ending, header)
            warn_once(self._session.settings, Audience(audience), self._window, then)

        dialog = ExportDialog(self._session, leaving, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.wanted.connect(go)
        dialog.open()
        return dialog

    def export(self, page: RecordPage, path: Path, audience: str, *, header: bool = True) -> None:
        """Write the table of ``page`` as shown to ``path``."""
        office, kind, query, columns = (
            self._session.office,
            page.kind.key,
            page.model.query,
            seen_fields(page),
        )

        def work(job: Job[int]) -> int:
            from ilrs_desk.usecases.export_view import export_view

            return export_view(
                office, kind, query, path,
                columns=columns, audience=audience, header=header, stopped=job.cancelled,
            )  # fmt: skip

        def done(count: int) -> None:
            self.told.emit(tr("{records} written to {file}", records=count_of(kind, count), file=path.name))

        self._run(tr("Writing {file}…", file=path.name), work, done, can_stop=True)

    def show_on_paper(self, page: Page, *, printed: bool = False) -> None:
        """Show the table of ``page`` as it would be printed, or ask for the printer."""
        from .print_table import pages_of

        def done(sheets: Sheets) -> None:
            from .printing import preview, print_document

            (print_document if printed else preview)(sheets, self._window)

        self._run(tr("Laying out the pages…"), pages_of(page, self._session), done)

    def ask_template(self, kind: str) -> TemplateDialog:
        """Ask for whom the blank template is, then for the file, and write it; ``kind`` is proposed."""
        from .office_dialogs import TemplateDialog

        dialog = TemplateDialog(kind, self._window)
        dialog.wanted.connect(self._template_to)
        dialog.open()
        return dialog

    def _template_to(self, kind: str, language: str, country: str) -> None:
        what = tr("{kind} template {language}", kind=tr(KINDS[kind].label).lower(), language=language)
        name = proposed_name(self._session.office.path, what, ".xlsx")
        path = self._chooser.to_save(self._window, tr("Save the template"), WORKBOOKS, name)
        if path is None:
            return
        whole = with_ending(path, ".xlsx")

        def work(job: Job[None]) -> None:
            from ilrs_desk.usecases.write_template import write_template

            write_template(kind, whole, language, country or None)

        self._run(tr("Writing {file}…", file=whole.name), work, lambda _: self._written(whole))

    # The office file

    def ask_copy(self) -> None:
        """Ask for a file name and write a checked copy of the office there."""
        name = self._proposed("" if self._session.moment.known_on else date.today().isoformat(), ".ilrs")
        path = self._chooser.to_save(self._window, tr("Save a copy"), OFFICES, name)
        if path is not None:
            self.copy_to(with_ending(path, ".ilrs"))

    def copy_to(self, path: Path) -> None:
        """Write a checked copy of the office to ``path``."""
        from ilrs_desk.usecases.open_office import backup_office

        office = self._session.office
        self._run(
            tr("Writing {file}…", file=path.name),
            lambda job: backup_office(office, path),
            lambda _: self._written(path),
        )

    def check(self) -> None:
        """Look through the whole office and tell what was found."""
        office = self._session.office
        self._run(tr("Looking through the office…"), lambda job: office.check(), self._tell_check)

    def _tell_check(self, result: CheckResult) -> None:
        from .dialogs import show_note

        if result.ok:
            counts = ", ".join(count_of(kind, count) for kind, count in result.records.items() if count)
            text = tr("Every page, link, journal entry and record agrees. It holds {counts}.")
            show_note(
                self._window, tr("The office is sound"), text.replace("{counts}", counts or tr("no records"))
            )
            return
        found = "\n".join(f"• {problem}" for problem in result.problems[:12])
        show_note(
            self._window,
            tr("The office has {count} problems", count=len(result.problems)),
            f"{found}\n\n"
            + tr("Save a copy of it now (Ctrl+Shift+S), and go back to the last backup that is sound."),
        )

    def _proposed(self, what: str, ending: str) -> str:
        """A file name to begin with, with the day of another moment in it."""
        words = " ".join(part for part in (what, moment_file(self._session.moment)) if part)
        return proposed_name(self._session.office.path, words, ending)

    def _written(self, path: Path) -> None:
        self.told.emit(tr("Written: {file}", file=str(path)))

    def _run(
        self,
        sentence: str,
        work: Callable[[Job[Any]], Any],
        done: Callable[[Any], object],
        *,
        can_stop: bool = False,
    ) -> None:
        waiting = Waiting(sentence, self._window, can_stop=can_stop)
        # What is shown may be taken away meanwhile: nobody would be told of the end any more.
        self.destroyed.connect(waiting.finish)

        def finished(result: Any) -> None:
            waiting.finish()
            done(result)

        def problem(error: Any) -> None:
            waiting.finish()
            self._session.runner.problem_met.emit(error)

        job = self._session.runner.run(
            work, finished, problem=problem, stopped=waiting.finish, owner=self, long=True
        )
        waiting.stopped.connect(job.cancel)
        self._session.runner.fault_met.connect(waiting.finish)


def seen_fields(page: RecordPage) -> list[str]:
    """Keys of the columns of a table as they are seen, from the first to the last."""
    return [page.model.field(column).key for column in page.view.seen_columns()]


def proposed_name(office: Path, what: str, ending: str) -> str:
    """A file name to begin with, beside the office."""
    return str(office.with_name(f"{office.stem} {what}{ending}"))
