"""The register of imports: each file that came in, with its counts and its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.store.imports import ImportedRow
from ilrs_desk.store.register import ImportRecord
from ilrs_desk.ui.labels import ElidedLabel
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import moment, number, tr, visible

from .rows import ACTIONS, RowsOfImport, action_word, read_rows, row_line


class ImportsPage(Page):
    """``undo_wanted(changeset)`` when an import is to be taken back; ``import_wanted()`` for a further file.

    ``file_wanted(ImportRecord, sheet, row)`` shows the kept file there; ``save_wanted(import id, name)`` writes it out.
    """

    undo_wanted = Signal(int)
    import_wanted = Signal()
    file_wanted = Signal(object, object, object)
    save_wanted = Signal(int, str)
    key = "imports"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Imports"), parent)
        if not session.read_only:
            self.head.add_button(tr("Import File…"), self.import_wanted.emit, primary=True, tip="Ctrl+I")
        self._records: dict[int, ImportRecord] = {}
        self.list = ListTable(
            [(tr("File"), 26), (tr("When"), 19), (tr("Who"), 10), (tr("Agency"), 15), (tr("Result"), 32)]
        )
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._choose)
        self.rows = ListTable(
            [(tr("Sheet"), 16), (tr("Row"), 6), (tr("What"), 24), (tr("Kind"), 12), (tr("Record"), 34)]
        )
        self.rows.opened.connect(self._open_row)
        self.outcomes = QComboBox()
        self.outcomes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.outcomes.setAccessibleName(tr("Rows by what came of them"))
        self.outcomes.activated.connect(lambda _: self._list_rows())
        self.name = ElidedLabel(role="name")
        self.details = ElidedLabel(role="small")
        self.file_button = QPushButton(tr("Show the File"))
        self.file_button.clicked.connect(self.show_file)
        self.save_button = QPushButton(tr("Save the File…"))
        self.save_button.clicked.connect(self._save)
        self.undo_button = QPushButton(tr("Undo This Import"))
        self.undo_button.clicked.connect(self._undo)
        self.open_button = QPushButton(tr("Open Records"))
        self.open_button.clicked.connect(self._open_all)
        self._shown: RowsOfImport | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setContentsMargins(12, 12, 12, 12)
        splitter.setHandleWidth(12)
        splitter.addWidget(_panel(self.list))
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 14, 6)
        head.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self.name)
        texts.addWidget(self.details)
        head.addLayout(texts, 1)
        for widget in (
            self.outcomes, self.file_button, self.save_button, self.open_button, self.undo_button
        ):  # fmt: skip
            head.addWidget(widget)
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
        count = len(self._records)
        return (tr("1 file imported") if count == 1 else tr("{count} files imported", count=count),)

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
        self.details.setText(_details(record))
        self.file_button.setEnabled(record.kept)
        self.save_button.setEnabled(record.kept)
        self.undo_button.setVisible(not self.session.read_only)
        self.undo_button.setEnabled(record.changeset is not None and not record.undone)
        self.session.work(lambda office: read_rows(office, record), self._tell_rows, owner=self)

    def _tell_rows(self, found: RowsOfImport) -> None:
        if found.import_id != self.list.current():
            return
        self._shown = found
        self._name_outcomes(found.rows)
        self._list_rows()
        self.open_button.setEnabled(bool(found.labels))

    def _list_rows(self) -> None:
        if self._shown is None:
            return
        wanted = self.outcomes.currentData()
        rows = [row for row in self._shown.rows if not wanted or row.action == wanted]
        self.rows.tell([row_line(row, self._shown) for row in rows])

    def _name_outcomes(self, rows: Sequence[ImportedRow]) -> None:
        before, counts = self.outcomes.currentData(), Counter(row.action for row in rows)
        self.outcomes.clear()
        self.outcomes.addItem(tr("All {count} rows", count=len(rows)) if len(rows) != 1 else tr("1 row"), "")
        for action in sorted(counts, key=lambda each: ACTIONS.index(each) if each in ACTIONS else 99):
            self.outcomes.addItem(f"{number(counts[action])} {action_word(action)}", action)
        self.outcomes.setCurrentIndex(max(0, self.outcomes.findData(before or "")))

    def show_file(self) -> None:
        """Show the file as it came, at the row of the cursor."""
        record, row = self._records.get(self.list.current() or 0), self.rows.current()
        if record is not None:
            self.file_wanted.emit(record, row.sheet if row else None, (row.row or None) if row else None)

    def _save(self) -> None:
        record = self._records.get(self.list.current() or 0)
        if record is not None:
            self.save_wanted.emit(record.id, record.file)

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
    parts = [f"{number(counts[key])} {action_word(key)}" for key in ACTIONS if counts.get(key)]
    return ", ".join(parts) or tr("nothing new")


def _details(record: ImportRecord) -> str:
    """What else is known of the file, beside its name."""
    parts = [
        visible(record.agency or ""),
        tr("of {day}", day=date.fromisoformat(record.dated)) if record.dated else "",
        tr("{count} kB", count=-(-record.size // 1000)),
        "" if record.kept else tr("the file itself was not kept"),
    ]
    return " · ".join(part for part in parts if part)
