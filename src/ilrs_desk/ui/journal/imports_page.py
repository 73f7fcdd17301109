"""The register of imports: each file that came in, with its counts and its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.store.imports import ImportedRow
from ilrs_desk.store.office import Office
from ilrs_desk.store.register import ImportRecord
from ilrs_desk.ui.labels import ElidedLabel
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import moment, number, tr, visible

_ACTIONS = ("add", "update", "same", "possible", "conflict", "reject", "left_out")


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one import and what their records are called now."""

    import_id: int
    rows: Sequence[ImportedRow]
    labels: Mapping[tuple[str, int], str]


class ImportsPage(Page):
    """``undo_wanted(changeset)`` when an import is to be taken back; ``import_wanted()`` for a further file."""

    undo_wanted = Signal(int)
    import_wanted = Signal()
    key = "imports"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Imports"), parent)
        if not session.read_only:
            self.head.add_button(tr("Import File…"), self.import_wanted.emit, primary=True, tip="Ctrl+I")
        self._records: dict[int, ImportRecord] = {}
        self.list = ListTable(
            [(tr("File"), 34), (tr("When"), 19), (tr("Who"), 12), (tr("Agency"), 22), (tr("Result"), 40)]
        )
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._choose)
        self.rows = ListTable(
            [(tr("Sheet"), 18), (tr("Row"), 6), (tr("What"), 16), (tr("Kind"), 12), (tr("Record"), 40)]
        )
        self.rows.opened.connect(self._open_row)
        self.name = ElidedLabel(role="name")
        self.undo_button = QPushButton(tr("Undo This Import"))
        self.undo_button.clicked.connect(self._undo)
        self.open_button = QPushButton(tr("Open Records"))
        self.open_button.clicked.connect(self._open_all)
        self._shown: _Rows | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setContentsMargins(12, 12, 12, 12)
        splitter.setHandleWidth(12)
        splitter.addWidget(_panel(self.list))
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 6)
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        head.addWidget(self.open_button)
        head.addWidget(self.undo_button)
        self.detail = _panel(self.rows, head)
        splitter.addWidget(self.detail)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(splitter)
        self._stack.addWidget(
            Placeholder(
                tr("No imports yet"), tr("Drop a return onto this window, or choose Import File… (Ctrl+I).")
            )
        )
        self.layout_.addWidget(holder, 1)

    def refresh(self) -> None:
        self.session.work(lambda office: office.register.imports(), self._tell, owner=self)

    def commands(self) -> Commands:
        return {"edit.copy": self._copy, "edit.select_all": self.list.selectAll}

    def status(self) -> Sequence[str]:
        return (tr("{count} files imported", count=len(self._records)),)

    def _tell(self, imports: Sequence[ImportRecord]) -> None:
        newest = sorted(imports, key=lambda each: -each.id)
        self._records = {each.id: each for each in newest}
        self._stack.setCurrentIndex(0 if newest else 1)
        self.list.tell([_line(each) for each in newest])
        self.changed.emit()

    def _choose(self, import_id: int | None) -> None:
        record = self._records.get(import_id or 0)
        self.detail.setVisible(record is not None)
        if record is None:
            return
        self.name.setText(record.file)
        self.undo_button.setVisible(not self.session.read_only)
        self.undo_button.setEnabled(record.changeset is not None and not record.undone)
        self.session.work(lambda office: _read_rows(office, record.id), self._tell_rows, owner=self)

    def _tell_rows(self, found: _Rows) -> None:
        if found.import_id != self.list.current():
            return
        self._shown = found
        self.rows.tell([_row_line(row, found.labels) for row in found.rows])
        self.open_button.setEnabled(bool(found.labels))

    def _open_row(self, row: ImportedRow) -> None:
        if row.record_id is not None:
            self.open_record.emit(row.kind, row.record_id)

    def _open_all(self) -> None:
        if self._shown is None or not self._shown.labels:
            return
        kind = next(iter(self._shown.labels))[0]
        ids = list(dict.fromkeys(number for each, number in self._shown.labels if each == kind))
        self.open_records.emit(kind, ids, self._records[self._shown.import_id].file)

    def _undo(self) -> None:
        record = self._records.get(self.list.current() or 0)
        if record is not None and record.changeset is not None:
            self.undo_wanted.emit(record.changeset)

    def _copy(self) -> None:
        table = self.rows if self.rows.hasFocus() else self.list
        QGuiApplication.clipboard().setText(table.copied())


def _panel(table: ListTable, head: QHBoxLayout | None = None) -> QFrame:
    panel = QFrame()
    panel.setProperty("role", "panel")
    layout = QVBoxLayout(panel)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    if head is not None:
        layout.addLayout(head)
    layout.addWidget(table)
    return panel


def _read_rows(office: Office, import_id: int) -> _Rows:
    rows = office.register.rows(import_id)
    labels: dict[tuple[str, int], str] = {}
    for kind in KINDS:
        ids = [row.record_id for row in rows if row.kind == kind and row.record_id is not None]
        labels.update({(kind, record.id): record.label for record in office.records(kind, ids)})
    return _Rows(import_id, rows, labels)


def _line(record: ImportRecord) -> Line:
    result = tr("taken back") if record.undone else _counts(record.counts)
    cells = (
        Cell(visible(record.file), "mute" if record.undone else "ink", struck=record.undone),
        Cell(moment(record.at), "mute"),
        Cell(visible(record.who)),
        Cell(visible(record.agency or "")),
        Cell(result),
    )
    return Line(cells, record.id)


def _counts(counts: Mapping[str, int]) -> str:
    parts = [f"{number(counts[key])} {action_word(key)}" for key in _ACTIONS if counts.get(key)]
    return ", ".join(parts) or tr("nothing new")


def _row_line(row: ImportedRow, labels: Mapping[tuple[str, int], str]) -> Line:
    name = (
        labels.get((row.kind, row.record_id), tr("not there any more")) if row.record_id is not None else ""
    )
    ink = "ink" if row.taken or row.action == "same" else "mute"
    plain = ink == "ink" or row.action == "left_out"
    word = action_word(row.action) if plain else tr("{action}, left out", action=action_word(row.action))
    cells = (
        Cell(visible(row.sheet)),
        Cell(str(row.row)),
        Cell(word, ink),
        Cell(tr(KINDS[row.kind].singular)),
        Cell(visible(name), ink),
    )
    return Line(cells, row)


def action_word(action: str) -> str:
    """What a row did or would have done, in a word."""
    return {
        "add": tr("added"),
        "update": tr("changed"),
        "same": tr("unchanged"),
        "possible": tr("possibly known"),
        "conflict": tr("contradicting"),
        "reject": tr("not readable"),
        "left_out": tr("left out"),
    }.get(action, action)
