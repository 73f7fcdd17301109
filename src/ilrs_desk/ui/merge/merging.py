"""Merging and telling apart as the whole window offers them, with the bar that takes the last of it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.records import Record
from ilrs_desk.ui.notice import ActionBar
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import tr

if TYPE_CHECKING:
    from .why_dialog import WhyDialog
    from .window import MergeWindow


class Merging(QObject):
    """``merged(kind, id)`` and ``apart()`` when that was done; ``undo_wanted(changeset)`` from the bar."""

    merged = Signal(str, int)
    apart = Signal()
    undo_wanted = Signal(int)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        self._window = window
        self._last = 0
        self.bar = ActionBar(tr("Undo"))
        self.bar.acted.connect(lambda: self.undo_wanted.emit(self._last))
        session.office_changed.connect(self._follow)

    def merge(self, kind: str, ids: Sequence[int]) -> None:
        """Open the merge window on records."""
        self._session.work(lambda office: office.records(kind, list(ids)), self.merge_these, owner=self)

    def merge_these(self, records: Sequence[Record]) -> MergeWindow | None:
        """Open the merge window on records that were read; None when fewer than two are left."""
        from .window import MergeWindow

        if len(records) < 2:
            return None
        window = MergeWindow(self._session, records, self._window)
        window.merged.connect(self.tell_merged)
        window.apart_wanted.connect(self.keep_apart)
        window.open()
        return window

    def ask_apart(self, kind: str, ids: Sequence[int]) -> None:
        """Ask why records are not the same, and remember it."""
        self._session.work(lambda office: office.records(kind, list(ids)), self.ask_apart_these, owner=self)

    def ask_apart_these(self, records: Sequence[Record]) -> WhyDialog:
        """The same for records that were read."""
        from .why_dialog import WhyDialog

        dialog = WhyDialog(records, self._window)
        dialog.wanted.connect(lambda why: self.keep_apart(records, why))
        dialog.open()
        return dialog

    def keep_apart(self, records: Sequence[Record], why: str) -> None:
        """Remember that records are not the same."""
        from ilrs_desk.usecases.distinctions import keep_apart

        ids = [record.id for record in records]

        def done(changeset: ChangeSet | None) -> None:
            if changeset is not None:
                self._tell(changeset, tr("Remembered: they are not the same"))
            self.apart.emit()

        self._session.work(lambda office: keep_apart(office, records[0].kind, ids, why), done, owner=self)

    def tell_merged(self, changeset: ChangeSet, kind: str, record_id: int, label: str) -> None:
        """Say what was merged, with its Undo."""
        self._tell(changeset, tr("Merged into {label}", label=label))
        self.merged.emit(kind, record_id)

    def tell_bulk(self, changeset: ChangeSet, text: str) -> None:
        """Say how many were merged at once, with their Undo."""
        self._tell(changeset, text)

    def _tell(self, changeset: ChangeSet, text: str) -> None:
        self._last = changeset.id
        self.bar.tell(text)

    def _follow(self, changeset: ChangeSet) -> None:
        if changeset.undoes == self._last:
            self.bar.tell("")
