"""An imported file as it came: its sheets, what each column was taken for, and what came of each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.intake.columns import column_number
from ilrs_desk.intake.sheets import Sheet, Workbook
from ilrs_desk.store.imports import ImportedRow, ImportedTable
from ilrs_desk.store.office import Office
from ilrs_desk.store.register import ImportRecord
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.journal.rows import BESIDES, RowsOfImport, action_word, read_rows
from ilrs_desk.ui.labels import ElidedLabel, PlainLabel
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import moment, say, tr, visible
from ilrs_desk.ui.values import field_label
from ilrs_desk.usecases.kept_file import read_kept_file

from .open_answer import OpenAnswer
from .sheet_view import SheetView


@dataclass(frozen=True, slots=True)
class _Kept:
    """The file as it was read again, and what was noted of it."""

    workbook: Workbook
    tables: Sequence[ImportedTable]
    rows: RowsOfImport


class FileWindow(QDialog):
    """``save_wanted(import id, file name)``; ``open_record(kind, id)`` leads to what a row was taken for."""

    save_wanted = Signal(int, str)
    open_record = Signal(str, int)

    def __init__(self, session: Session, record: ImportRecord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(visible(record.file))
        self._session = session
        self.record = record
        self._kept: _Kept | None = None
        self._by_row: dict[int, ImportedRow] = {}
        self._goal: tuple[str | None, int, int] = (None, 0, 0)
        self._job: Job[_Kept] | None = None
        self.title = ElidedLabel(record.file, role="name")
        self.sheets = QComboBox()
        self.sheets.setAccessibleName(tr("Sheet"))
        self.sheets.currentIndexChanged.connect(self._show_sheet)
        self.words = PlainLabel(tr("Reading the file…"), role="muted", wrap=True)
        self.answer = OpenAnswer()
        self.answer.given.connect(self._read)
        self.view = SheetView()
        self.view.selectionModel().currentChanged.connect(lambda *_: self._tell_cell())
        self.cell = ElidedLabel()
        self.outcome = ElidedLabel(role="muted")
        self.open_button = QPushButton(tr("Open Record"))
        self.open_button.clicked.connect(self._open)
        self._lay_out()
        self.resize(960, 620)
        self._read()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title, 1)
        head.addWidget(self.sheets)
        save = QPushButton(tr("&Save the File…"))
        save.clicked.connect(lambda: self.save_wanted.emit(self.record.id, self.record.file))
        save.setAutoDefault(False)
        head.addWidget(save)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.cell)
        said.addWidget(self.outcome)
        foot = QHBoxLayout()
        foot.addLayout(said, 1)
        self.open_button.setAutoDefault(False)
        foot.addWidget(self.open_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        who = tr("imported {at} by {who}", at=moment(self.record.at), who=self.record.who)
        layout.addWidget(
            PlainLabel(f"{self.record.agency} · {who}" if self.record.agency else who, role="small")
        )
        layout.addWidget(self.words)
        layout.addWidget(self.answer)
        layout.addWidget(framed(self.view), 1)
        layout.addLayout(foot)

    def go_to(self, sheet: str | None, row: int | None, column: str | None) -> None:
        """Show the cell of a sheet (the first one if None), row and column letter as the sender has them."""
        self._goal = (sheet, (row or 1) - 1, column_number(column) if column else 0)
        if self._kept is not None:
            self._go_on()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
        super().reject()

    # Reading

    def _read(self, password: str = "", encoding: str = "") -> None:
        record, office = self.record, self._session.office
        self.words.setText(tr("Reading the file…"))
        self.words.show()

        def work(job: Job[_Kept]) -> _Kept:
            workbook = read_kept_file(
                office,
                record.id,
                password=password or None,
                encoding=encoding or None,
                cancelled=job.cancelled,
            )
            return _noted(office, record, workbook)

        self._job = self._session.runner.run(work, self._tell, problem=self._unread, owner=self, long=True)

    def _unread(self, error: DeskError) -> None:
        self.words.setText(say(error.message))
        self.answer.ask(error.code, error.message)

    def _tell(self, kept: _Kept) -> None:
        self._kept = kept
        self.words.hide()
        self.answer.hide()
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for sheet in kept.workbook.sheets:
            hidden = tr("{sheet} (hidden)", sheet=sheet.name) if sheet.hidden else visible(sheet.name)
            self.sheets.addItem(hidden)
        taken = {table.sheet for table in kept.tables}
        first = next((at for at, sheet in enumerate(kept.workbook.sheets) if sheet.name in taken), 0)
        self.sheets.setCurrentIndex(first)
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(kept.workbook.sheets) > 1)
        self._show_sheet()
        self._go_on()
        self.view.setFocus()

    # Showing

    def _sheet(self) -> Sheet | None:
        at = self.sheets.currentIndex()
        sheets = self._kept.workbook.sheets if self._kept else ()
        return sheets[at] if 0 <= at < len(sheets) else None

    def _show_sheet(self) -> None:
        sheet = self._sheet()
        if sheet is None or self._kept is None:
            return
        fields = {
            letter: field_label(KINDS[table.kind].by_key[key])
            for table in self._kept.tables
            if table.sheet == sheet.name
            for key, letter in table.columns.items()
            if key in KINDS[table.kind].by_key
        }
        rows = [row for row in self._kept.rows.rows if row.sheet == sheet.name and row.action not in BESIDES]
        # A row of two kinds is known by the one that became a record.
        self._by_row = {row.row: row for row in sorted(rows, key=lambda row: row.record_id is not None)}
        outcomes = {number: action_word(row.action) for number, row in self._by_row.items()}
        self.view.model_.show(sheet, fields, outcomes)
        self.view.go_to(min(outcomes, default=1) - 1, 0)
        self._tell_cell()

    def _go_on(self) -> None:
        sheet, row, column = self._goal
        if sheet is not None and self._kept is not None:
            names = [each.name for each in self._kept.workbook.sheets]
            self.sheets.setCurrentIndex(names.index(sheet) if sheet in names else 0)
        if (row, column) != (0, 0):
            self.view.go_to(row, column)

    def _row(self) -> ImportedRow | None:
        return self._by_row.get(self.view.currentIndex().row() + 1)

    def _tell_cell(self) -> None:
        index = self.view.currentIndex()
        address = self.view.address()
        self.cell.setText(f"{address}   {self.view.model_.whole(index)}" if address else "")
        row = self._row()
        self.open_button.setEnabled(row is not None and row.record_id is not None)
        if row is None or self._kept is None:
            self.outcome.setText(tr("No record came of this row.") if address else "")
            return
        name = self._kept.rows.label(row)
        said = tr("Row {row}: {what}", row=str(row.row), what=action_word(row.action))
        self.outcome.setText(f"{said} · {name}" if name else said)

    def _open(self) -> None:
        row = self._row()
        if row is not None and row.record_id is not None:
            self.open_record.emit(row.kind, row.record_id)


def _noted(office: Office, record: ImportRecord, workbook: Workbook) -> _Kept:
    return _Kept(workbook, office.register.tables(record.id), read_rows(office, record))
