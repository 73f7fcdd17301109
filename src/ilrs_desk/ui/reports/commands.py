"""What the Reports menu does: the report window for each kind, and the meeting pack in one click."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ilrs_desk.reports.request import ReportKind
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tables.page import RecordPage
from ilrs_desk.ui.text import tr

if TYPE_CHECKING:
    from ilrs_desk.ui.office_view import OfficeView
    from ilrs_desk.ui.settled.freeze_dialog import FreezeDialog

    from .window import ReportWindow

_KEYS = {
    "report.progress": ReportKind.PROGRESS,
    "report.change": ReportKind.CHANGE,
    "report.as_of": ReportKind.AS_OF,
    "report.pack": ReportKind.PACK,
    "report.dossier": ReportKind.DOSSIER,
    "report.directory": ReportKind.DIRECTORY,
    "report.requests": ReportKind.REQUESTS,
}
_PACKS = {"report.pack_pdf": ".pdf", "report.pack_xlsx": ".xlsx", "report.pack_pptx": ".pptx"}


class ReportCommands(QObject):
    """``told(str)`` for the status bar when a file was written. Windows are children of ``view``."""

    told = Signal(str)

    def __init__(self, session: Session, chooser: FileChooser, view: OfficeView) -> None:
        super().__init__(view)
        self._session = session
        self._chooser = chooser
        self._view = view

    def commands(self, page: Page) -> Commands:
        """What can be done while ``page`` is seen."""
        found: dict[str, Callable[[], object]] = {
            key: partial(self.ask, kind, _partner_of(page)) for key, kind in _KEYS.items()
        }
        found |= {key: partial(self.pack, ending) for key, ending in _PACKS.items()}
        if page.key == "status":  # on paper the figures are the one page of progress
            found |= dict.fromkeys(("file.preview", "file.print"), found["report.progress"])
        return found if self._session.read_only else {**found, "report.freeze": self.freeze}

    def ask(self, kind: ReportKind, partner: int | None = None) -> ReportWindow:
        """Open the report window for ``kind``; of ``partner`` if it is of one."""
        from .window import ReportWindow

        window = ReportWindow(self._session, self._chooser, kind, self._view, partner=partner)
        window.finished.connect(window.deleteLater)
        window.written.connect(lambda path: self.told.emit(tr("Written: {file}", file=path.name)))
        window.open()
        return window

    def pack(self, ending: str) -> None:
        """Make the meeting pack as it was made last, beside the last one."""
        from .packing import make_pack

        make_pack(self._session, self._view, ending, self.told.emit)

    def freeze(self) -> FreezeDialog | None:
        """Ask for which meeting the figures are to be sealed, and which files are made with them."""
        from ilrs_desk.ui.settled.meetings_page import MeetingsPage

        page = self._view.go_to("meetings")
        return page.ask_freeze() if isinstance(page, MeetingsPage) else None


def _partner_of(page: Page) -> int | None:
    """The partner on which the cursor is, if any."""
    if isinstance(page, RecordPage) and page.kind.key == "partners":
        return page.view.current_id() or None
    return None
