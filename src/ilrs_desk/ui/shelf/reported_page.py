"""What is reported in public but unconfirmed: counts toward nothing until a person makes it a record."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.store.reported import Reported
from ilrs_desk.ui.frames import FilledOrNot
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable, line
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import tr, visible
from ilrs_desk.ui.values import shown_value
from ilrs_desk.usecases.fill_reference import take_reported


class ReportedPage(Page):
    """Each entry with its source and how sure it is; "Add to Records" makes a record of it."""

    key = "reported"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Reported, unconfirmed"), parent)
        self._entries: dict[int, Reported] = {}
        self.list = ListTable(
            [
                (tr("Name"), 30),
                (tr("Kind"), 12),
                (tr("Stage"), 11),
                (tr("Sure"), 11),
                (tr("Why not"), 44),
                (tr("Source"), 30),
            ]
        )
        self.setFocusProxy(self.list)
        self.list.selection_changed.connect(self._selected)
        self.list.chosen.connect(lambda _: self._selected())
        if not session.read_only:
            self.add_button = self.head.add_button(tr("Add to Records"), self.add, primary=True)
        self.note = PlainLabel(role="muted", wrap=True)
        self._panel = FilledOrNot(
            self.list,
            Placeholder(
                tr("Nothing is reported"),
                tr(
                    "An office made with the publicly known partners lists here what its sources do not make sure."
                ),
            ),
        )
        holder = QWidget()
        margin = QVBoxLayout(holder)
        margin.setContentsMargins(12, 10, 12, 12)
        margin.addWidget(self.note)
        margin.addWidget(self._panel, 1)
        self.layout_.addWidget(holder, 1)

    def refresh(self) -> None:
        self.session.work(lambda office: office.reported(), self._tell, owner=self)

    def commands(self) -> Commands:
        return {"edit.select_all": self.list.selectAll}

    def status(self) -> Sequence[str]:
        waiting = sum(1 for entry in self._entries.values() if entry.record_id is None)
        return (tr("{count} unconfirmed", count=waiting),)

    def add(self) -> None:
        """Make records of the selected entries."""
        for entry_id in self._waiting():
            self.session.work(partial(take_reported, reported_id=entry_id), self._added, owner=self)

    def _added(self, changeset: ChangeSet | None) -> None:
        self.refresh()

    def _waiting(self) -> list[int]:
        return [each for each in self.list.selected() if self._entries[each].record_id is None]

    def _tell(self, entries: Sequence[Reported]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._panel.show_filled(bool(entries))
        self.note.setText(
            tr("These count toward nothing until you add them to the records.") if entries else ""
        )
        self.list.tell([_line(entry) for entry in entries])
        self._selected()

    def _selected(self) -> None:
        if not self.session.read_only:
            self.add_button.setEnabled(bool(self._waiting()))
        self.changed.emit()


def _line(entry: Reported) -> Line:
    kind = KINDS[entry.kind]
    stage = kind.by_key.get("stage")
    return line(
        entry.id,
        visible(str(entry.values.get("name") or "")),
        tr(kind.singular),
        shown_value(stage, entry.values.get("stage")) if stage else "",
        tr("added") if entry.record_id is not None else tr(entry.confidence),
        visible(entry.why),
        visible(entry.source),
    )
