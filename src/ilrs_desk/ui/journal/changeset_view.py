"""One change set in full: what it was, and each record and field it changed, old beside new."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import Act, ChangeSet, RecordChange
from ilrs_desk.domain.kinds import JOURNALLED, KINDS
from ilrs_desk.ui.labels import ElidedLabel
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.text import moment, number, say, title_case, tr, visible
from ilrs_desk.ui.values import field_label, shown_value

from .wording import changed_fields, place_words

_SHOWN = 20_000


class ChangeSetView(QFrame):
    """``undo_wanted(id)``; ``open_record(kind, id)`` when a line is opened."""

    undo_wanted = Signal(int)
    open_record = Signal(str, int)
    open_records = Signal(str, object, str)

    def __init__(self, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._changeset: ChangeSet | None = None
        self._writable = writable
        self.title = ElidedLabel(role="name")
        self.line = ElidedLabel(role="small")
        self.undo_button = QPushButton(tr("Undo This"))
        self.undo_button.clicked.connect(self._ask_undo)
        self.open_button = QPushButton(tr("Open Records"))
        self.open_button.clicked.connect(self._open)
        self.changes = ListTable(
            [(tr("Record"), 26), (tr("Field"), 16), (tr("Old"), 22), (tr("New"), 44), (tr("From"), 24)]
        )
        self.changes.opened.connect(lambda change: self.open_record.emit(change.kind, change.id))
        texts = QVBoxLayout()
        texts.addWidget(self.title)
        texts.addWidget(self.line)
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 6)
        head.addLayout(texts, 1)
        head.setSpacing(8)
        head.addWidget(self.open_button)
        head.addWidget(self.undo_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.changes)
        self.tell(None)

    def tell(self, changeset: ChangeSet | None) -> None:
        """Show ``changeset`` with its changes; None shows nothing."""
        self._changeset = changeset
        self.setVisible(changeset is not None)
        if changeset is None:
            self.changes.tell([])
            return
        self.title.setText(title_case(say(changeset.title)))
        self.line.setText(_line(changeset))
        self.undo_button.setText(tr("Un-merge") if changeset.act is Act.MERGE else tr("Undo This"))
        self.undo_button.setVisible(self._writable)
        self.undo_button.setEnabled(changeset.undone_by is None)
        self.open_button.setEnabled(any(c.new is not None and c.kind in KINDS for c in changeset.changes))
        lines = [line for change in changeset.changes[:_SHOWN] for line in _lines(change)]
        self.changes.tell(lines)

    def _ask_undo(self) -> None:
        if self._changeset is not None:
            self.undo_wanted.emit(self._changeset.id)

    def _open(self) -> None:
        if self._changeset is None:
            return
        touched = [
            change for change in self._changeset.changes if change.new is not None and change.kind in KINDS
        ]
        kind = touched[0].kind
        ids = [change.id for change in touched if change.kind == kind]
        self.open_records.emit(kind, ids, title_case(say(self._changeset.title)))


def _line(changeset: ChangeSet) -> str:
    parts = [
        moment(changeset.at),
        visible(changeset.who),
        tr("{count} records", count=changeset.size) if changeset.size != 1 else tr("1 record"),
        tr("number {id}", id=str(changeset.id)),
    ]
    if changeset.undone_by is not None:
        parts.append(tr("taken back by number {id}", id=str(changeset.undone_by)))
    if len(changeset.changes) > _SHOWN:
        parts.append(tr("the first {count} are shown", count=number(_SHOWN)))
    return " · ".join(parts)


def _lines(change: RecordChange) -> Iterator[Line]:
    if change.old is None or change.new is None:
        yield _whole(change)
        return
    label, place = visible(change.label), Cell(place_words(change.place), "mute")
    name = Cell(f"~ {label}")
    for field, old, new in changed_fields(JOURNALLED[change.kind], change):
        cells = (
            name,
            Cell(field_label(field)),
            Cell(shown_value(field, old), "bad", struck=True),
            Cell(shown_value(field, new) or tr("(empty)"), "ok"),
            place,
        )
        yield Line(cells, change)
        name = Cell(f"   {label}", "mute")


def _whole(change: RecordChange) -> Line:
    """A record that came or went: its values in one cell."""
    created = change.old is None
    values = (change.new if created else change.old) or {}
    shown = [
        shown_value(field, values.get(field.key)) for field in JOURNALLED[change.kind].fields if field.shown
    ]
    summary = " · ".join(value for value in shown if value)
    cells = (
        Cell(f"{'+' if created else '−'} {visible(change.label)}"),
        Cell(tr("created") if created else tr("taken away again"), "mute"),
        Cell("" if created else summary, "bad"),
        Cell(summary if created else "", "ok"),
        Cell(place_words(change.place), "mute"),
    )
    return Line(cells, change)
