"""The Trash page: records that were moved there, of every kind, to be restored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QStackedLayout, QWidget

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.tables import Query
from ilrs_desk.store.office import Office
from ilrs_desk.ui.frames import FilledOrNot
from ilrs_desk.ui.lists import Line, ListTable, line
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import tr
from ilrs_desk.ui.values import shown_value
from ilrs_desk.usecases.trash_records import restore_records


class TrashPage(Page):
    """Nothing is ever deleted from here; what is restored is as it was, and no part of another record any more."""

    key = "trash"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Trash"), parent)
        self.list = ListTable([(tr("Record"), 40), (tr("Kind"), 14), (tr("Details"), 60)])
        self.setFocusProxy(self.list)
        self.list.selection_changed.connect(self._selected)
        if not session.read_only:
            self.restore_button = self.head.add_button(tr("Restore"), self.restore, primary=True)
        empty = Placeholder(tr("The trash is empty"), tr("Records that you move to the trash wait here."))
        self._panel = FilledOrNot(self.list, empty)
        holder = QWidget()
        margin = QStackedLayout(holder)
        margin.setContentsMargins(12, 12, 12, 12)
        margin.addWidget(self._panel)
        self.layout_.addWidget(holder, 1)

    def refresh(self) -> None:
        self.session.work(_trashed, self._tell, owner=self)

    def commands(self) -> Commands:
        found = {"edit.select_all": self.list.selectAll}
        if self.list.selected() and not self.session.read_only:
            found["record.restore"] = self.restore
        return found

    def status(self) -> Sequence[str]:
        return (tr("{count} in the trash", count=len(self.list.model_.lines)),)

    def restore(self) -> None:
        """Take the selected records out of the trash."""
        chosen: list[tuple[str, int]] = self.list.selected()
        for kind in KINDS:
            ids = [number for each, number in chosen if each == kind]
            if ids:
                self.session.work(partial(restore_records, kind=kind, ids=ids), owner=self)

    def _tell(self, trashed: Sequence[_Trashed]) -> None:
        self._panel.show_filled(bool(trashed))
        self.list.tell([_line(found) for found in trashed])
        self._selected()

    def _selected(self) -> None:
        if not self.session.read_only:
            self.restore_button.setEnabled(bool(self.list.selected()))
        self.changed.emit()


@dataclass(frozen=True, slots=True)
class _Trashed:
    """A record in the trash; ``merged_into``: what the record is called of which it became a part."""

    record: Record
    merged_into: str | None


def _trashed(office: Office) -> list[_Trashed]:
    found: list[_Trashed] = []
    for kind in KINDS:
        records = office.find(kind, Query(trashed=True))
        wanted = {record.merged_into for record in records if record.merged_into is not None}
        labels = {record.id: record.label for record in office.records(kind, sorted(wanted))}
        found += [_Trashed(record, labels.get(record.merged_into or 0)) for record in records]
    return found


def _line(trashed: _Trashed) -> Line:
    record = trashed.record
    kind = KINDS[record.kind]
    shown = [shown_value(field, record.values.get(field.key)) for field in kind.fields if field.shown]
    if trashed.merged_into is not None:
        shown.insert(0, tr("Merged into {label}", label=trashed.merged_into))
    details = " · ".join(text for text in shown if text and text != record.label)
    return line((record.kind, record.id), record.label, tr(kind.singular), details)
