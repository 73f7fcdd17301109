"""Step 1 of the import window: what a sheet holds, where its header is, and what a file needs before it can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import Problem
from ilrs_desk.intake.plan import FilePlan, TablePlan
from ilrs_desk.intake.returned.keys import hidden_by_sender
from ilrs_desk.intake.sheets import Sheet, Workbook
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.painting import row_height
from ilrs_desk.ui.text import say, tr, visible
from ilrs_desk.ui.values import shown_date, shown_value

from .delegates import RawDelegate
from .import_work import ImportWork
from .keys import key_of_sheet, key_of_table
from .raw_grid import RawGridModel
from .sources import Source, reason_of
from .unread_panel import UnreadPanel

V = TypeVar("V")


class FoundPage(QWidget):
    """The sheet behind the chosen source, as the sender sees it, with what the program made of it."""

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._source: Source | None = None
        self.kind = QComboBox()
        self.kind.addItem(tr("Guess"), None)
        for kind in KINDS.values():
            self.kind.addItem(tr(kind.label), kind.key)
        self.take = QCheckBox(tr("&Take this sheet"))
        self.hidden = QCheckBox(tr("Take hidden ro&ws and columns"))
        self.use_header = QPushButton()
        self.header = PlainLabel(role="muted")
        self.notes = PlainLabel(role="muted", wrap=True)
        self.warnings = PlainLabel(role="warn", wrap=True)
        self.model = RawGridModel(self)
        self.grid = _grid(self.model)
        self.unread = UnreadPanel(work)
        self._stack = QStackedWidget()
        self._lay_out()
        self.kind.activated.connect(self._choose_kind)
        self.take.clicked.connect(self._choose_take)
        self.hidden.clicked.connect(self._choose_hidden)
        self.use_header.clicked.connect(self.use_selected_rows)
        self.grid.doubleClicked.connect(self.use_selected_rows)
        self.grid.selectionModel().selectionChanged.connect(self._offer_header)

    def show_source(self, source: Source | None) -> None:
        """Show what the plan says of ``source``."""
        self._source = source
        if source is None or self._work.preview is None:
            return
        file = self._work.preview.plan.files[source.file]
        if file.error is not None:
            self.unread.show_error(file.path, file.error)
            self._stack.setCurrentWidget(self.unread)
            return
        self._stack.setCurrentIndex(0)
        table = file.tables[source.table] if source.table is not None else None
        self.model.show(self._sheet(source), table)
        self._show_table(source, file, table)
        if table is not None and table.header_rows:
            self.grid.scrollTo(self.model.index(max(table.header_rows[0] - 3, 0), 0))
        self._offer_header()

    def use_selected_rows(self) -> None:
        """Make the selected one or two rows the header."""
        self.use_rows(self._selected_rows())

    def use_rows(self, rows: list[int]) -> None:
        """Make ``rows``, one or two as the sender numbers them, the header."""
        if not rows or self._source is None:
            return
        chosen = _set(self._work.decisions.header_rows, self._key(), tuple(rows))
        taken = self._work.decisions.take_sheets | {self._sheet_key()}
        changed = replace(self._work.decisions, header_rows=chosen, take_sheets=taken)
        self._work.decide(changed, self._ticks_dropped())

    def _lay_out(self) -> None:
        holds = PlainLabel(tr("Holds"))
        holds.setBuddy(self.kind)
        line = QHBoxLayout()
        for widget in (holds, self.kind, self.header, self.use_header):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.hidden)
        line.addWidget(self.take)
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(line)
        inside.addWidget(self.notes)
        inside.addWidget(self.warnings)
        inside.addWidget(framed(self.grid), 1)
        self._stack.addWidget(sheet)
        self._stack.addWidget(self.unread)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        for later in (self.header, self.use_header, self.hidden, self.take, self.notes, self.warnings):
            later.hide()

    def _show_table(self, source: Source, file: FilePlan, table: TablePlan | None) -> None:
        self.take.setChecked(table is not None)
        self.take.setVisible(source.sheet is not None)
        self.kind.setCurrentIndex(self.kind.findData(table.kind) if table else 0)
        self.kind.setEnabled(table is not None)
        taken = table is not None and self._key() in self._work.decisions.take_hidden
        self.hidden.setChecked(taken)
        self.hidden.setVisible(table is not None and (taken or _hides(self._sheet(source))))
        self.header.setText(_header_words(table))
        self.header.show()
        self.use_header.show()
        notes = _table_notes(table) if table else reason_of(file, source.sheet)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        warnings = _warnings(file, table)
        self.warnings.setText(warnings)
        self.warnings.setVisible(bool(warnings))

    def _sheet(self, source: Source) -> Sheet | None:
        workbook = self._work.preview.files[source.file] if self._work.preview else None
        if not isinstance(workbook, Workbook):
            return None
        return next((sheet for sheet in workbook.sheets if sheet.name == source.sheet), None)

    def _selected_rows(self) -> list[int]:
        rows = sorted({index.row() + 1 for index in self.grid.selectionModel().selectedRows()})
        return rows if rows and len(rows) <= 2 and rows[-1] - rows[0] == len(rows) - 1 else []

    def _offer_header(self) -> None:
        rows = self._selected_rows()
        self.use_header.setEnabled(bool(rows))
        if len(rows) == 2:
            self.use_header.setText(
                tr("Make rows {first} and {last} the &header", first=str(rows[0]), last=str(rows[1]))
            )
        elif rows:
            self.use_header.setText(tr("Make row {row} the &header", row=str(rows[0])))
        else:
            self.use_header.setText(tr("Select a row to make it the &header"))

    def _choose_kind(self) -> None:
        if self._source is None or self._source.table is None:
            return
        decisions = self._work.decisions
        kinds = {**decisions.kinds, self._key(): self.kind.currentData()}
        if self.kind.currentData() is None:
            kinds.pop(self._key())
        fields = {key: value for key, value in decisions.fields.items() if key != self._key()}
        self._work.decide(replace(decisions, kinds=kinds, fields=fields), self._ticks_dropped())

    def _choose_take(self) -> None:
        if self._source is None:
            return
        decisions, sheet = self._work.decisions, self._sheet_key()
        wanted = self.take.isChecked()
        take = decisions.take_sheets | {sheet} if wanted else decisions.take_sheets - {sheet}
        skip = decisions.skip_sheets - {sheet} if wanted else decisions.skip_sheets | {sheet}
        self._work.decide(replace(decisions, take_sheets=take, skip_sheets=skip), self._ticks_dropped())

    def _choose_hidden(self) -> None:
        decisions = self._work.decisions
        chosen = decisions.take_hidden ^ {self._key()}
        self._work.decide(replace(decisions, take_hidden=chosen), self._ticks_dropped())

    def _key(self) -> str:
        """The table's key; a sheet without a table is named like its first one."""
        if self._source is None:
            raise LookupError("no source is shown")
        if self._source.table is None:
            return self._sheet_key()
        return key_of_table(self._work.plan, self._source.file, self._source.table)

    def _sheet_key(self) -> str:
        if self._source is None:
            raise LookupError("no source is shown")
        return key_of_sheet(self._source.file, self._source.sheet or "")

    def _ticks_dropped(self) -> list[tuple[int, int]]:
        """Every table of the file: what changes on one sheet may renumber the others."""
        if self._source is None:
            return []
        return [key[:2] for key in self._work.ticks if key[0] == self._source.file]


def _grid(model: RawGridModel) -> QTableView:
    view = QTableView()
    view.setModel(model)
    view.setItemDelegate(RawDelegate(view))
    view.setShowGrid(False)
    view.setFrameShape(QTableView.Shape.NoFrame)
    view.verticalHeader().setDefaultSectionSize(row_height(view))
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.horizontalHeader().setDefaultSectionSize(132)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    view.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    return view


def _hides(sheet: Sheet | None) -> bool:
    """Whether the sender hid rows or columns."""
    return sheet is not None and bool(sheet.hidden_rows or hidden_by_sender(sheet))


def _header_words(table: TablePlan | None) -> str:
    if table is None:
        return tr("no header found")
    if table.layout == "form":
        return tr("a form: labels beside values")
    if not table.header_rows:
        return tr("no header")
    if len(table.header_rows) == 1:
        return tr("header in row {row}", row=str(table.header_rows[0]))
    return tr(
        "header in rows {first} to {last}", first=str(table.header_rows[0]), last=str(table.header_rows[-1])
    )


def _table_notes(table: TablePlan) -> str:
    parts = [tr("rows {first} to {last}", first=str(table.first_row), last=str(table.last_row))]
    if table.left_out:
        parts.append(tr("{n} left out as no records", n=len(table.left_out)))
    if table.blank:
        parts.append(tr("{n} blank", n=table.blank))
    if table.hidden:
        parts.append(tr("hidden sheet"))
    parts += [_context_words(table, key, value) for key, value in table.context.items()]
    return " · ".join(parts)


def _context_words(table: TablePlan, key: str, value: str) -> str:
    """What stands above the table and holds for all its rows: "Institution: Hungarian Solar Physics Foundation"."""
    field = KINDS[table.kind].by_key.get(key)
    if field is not None:
        return f"{tr(field.label)}: {shown_value(field, value)}"
    if key == "as_of":
        return tr("List of {day}", day=shown_date(value))
    return tr("Sender: {name}", name=value) if key == "agency" else visible(value)


def _warnings(file: FilePlan, table: TablePlan | None) -> str:
    here = [one for one in file.warnings if _concerns(one, file, table)]
    lines = [say(problem.message) for problem in (*here, *(table.problems if table else ()))]
    if len(lines) > 4:
        lines = [*lines[:3], tr("… and {n} more remarks", n=len(lines) - 3)]
    return "\n".join(lines)


def _concerns(problem: Problem, file: FilePlan, table: TablePlan | None) -> bool:
    """Whether it is to be known where ``table`` is shown: what is said of a sheet left out is read at that sheet."""
    sheet = problem.message.params.get("sheet")
    return (
        table is None
        or sheet is None
        or problem.code == "file.hidden_sheet"
        or any(one.sheet == sheet for one in file.tables)
    )


def _set(old: Mapping[str, V], key: str, value: V) -> dict[str, V]:
    return {**old, key: value}
