"""Step 2 of the import window: where each column goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.intake.plan import Decisions, TablePlan
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.painting import Cell, LineDelegate, row_height
from ilrs_desk.ui.text import tr

from .columns_model import CHOICES, DATES, FIELD, HEADER, INK, LETTER, SAMPLES, SURE, ColumnTableModel
from .import_work import ImportWork
from .keys import key_of_table

Index = QModelIndex | QPersistentModelIndex

_WIDTHS = {LETTER: 66, HEADER: 180, SAMPLES: 210, FIELD: 150, DATES: 150, SURE: 110}


class ChoiceDelegate(LineDelegate):
    """Cells that may be set open a list of what to, by a click or a key; a small angle says so."""

    def content(self, index: Index) -> Cell:
        return Cell(index.data() or "", index.data(INK))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(CHOICES):
            painter.setPen(QPen(self.colours.color("mute"), 1.5))
            right, middle = option.rect.right() - 10, option.rect.center().y()
            painter.drawPolyline(
                [QPoint(right - 8, middle - 2), QPoint(right - 4, middle + 2), QPoint(right, middle - 2)]
            )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QComboBox(parent)
        for value, text in index.data(CHOICES):
            editor.addItem(text, value)
        editor.activated.connect(lambda: self._finish(editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Any) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())

    def _finish(self, editor: QComboBox) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class ColumnsPage(QWidget):
    """One line a column of the chosen table; another field makes another plan."""

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._place: tuple[int, int] | None = None
        self._shown: TablePlan | None = None
        self.model = ColumnTableModel(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(ChoiceDelegate(self.view))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.view.setShowGrid(False)
        self.view.setFrameShape(QTableView.Shape.NoFrame)
        self.view.setTabKeyNavigation(False)
        self.view.setWordWrap(False)
        self.view.verticalHeader().setDefaultSectionSize(row_height(self.view))
        self.view.verticalHeader().hide()
        head = self.view.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            self.view.setColumnWidth(column, width)
        self.note = PlainLabel(role="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.note)
        layout.addWidget(framed(self.view), 1)
        self.view.clicked.connect(self._open_choices)
        self.model.chosen.connect(self.choose)
        self.model.order_chosen.connect(self.choose_order)

    def show_table(self, place: tuple[int, int] | None) -> None:
        """Show the columns of the table (file number, table number) ``place``."""
        self._place = place
        table = self._work.table(*place) if place else None
        same = (
            table is not None and self._shown is not None and len(self._shown.columns) == len(table.columns)
        )
        line = self.view.currentIndex().row() if same else -1
        self._shown = table
        settled = frozenset(self._decided()) if place else frozenset()
        self.model.show(table, settled, self._orders())
        self.view.setColumnHidden(DATES, not self.model.holds_dates())
        if line >= 0:
            self.view.selectRow(line)
        self.note.setText(self._note(table))

    def go_to_open(self) -> None:
        """Put the cursor on the first column that a person had better look at."""
        line = self.model.first_open()
        if line >= 0:
            self.view.setCurrentIndex(self.model.index(line, FIELD))

    def choose(self, index: int, field: str | None) -> None:
        """Send column ``index`` to ``field``; the column that had the field is left out."""
        if self._place is None or self._shown is None:
            return
        mine = dict(self._decided())
        for column in self._shown.columns:
            if field is not None and column.field == field and column.index != index:
                mine[column.index] = None
        mine[index] = field
        decisions = self._work.decisions
        key = key_of_table(self._work.plan, *self._place)
        self._work.decide(_with_fields(decisions, key, mine))

    def choose_order(self, index: int, order: str | None) -> None:
        """Read the dates of column ``index`` in ``order``; None: as the column itself shows."""
        if self._place is None:
            return
        mine = {**self._orders(), index: order}
        kept = {column: given for column, given in mine.items() if given is not None}
        key = key_of_table(self._work.plan, *self._place)
        decisions = self._work.decisions
        self._work.decide(replace(decisions, date_orders={**decisions.date_orders, key: kept}))

    def _open_choices(self, index: QModelIndex) -> None:
        if index.data(CHOICES):
            self.view.edit(index)

    def _orders(self) -> Mapping[int, str]:
        if self._place is None:
            return {}
        return self._work.decisions.date_orders.get(key_of_table(self._work.plan, *self._place), {})

    def _decided(self) -> Mapping[int, str | None]:
        if self._place is None:
            return {}
        return self._work.decisions.fields.get(key_of_table(self._work.plan, *self._place), {})

    def _note(self, table: TablePlan | None) -> str:
        if table is None:
            return tr("There is no table on this sheet to take columns from.")
        taken = sum(column.field is not None for column in table.columns)
        return tr(
            "{taken} of {all} columns are taken. Choose a field under “Goes to” to change it.",
            taken=taken,
            all=len(table.columns),
        )


def _with_fields(decisions: Decisions, key: str, fields: Mapping[int, str | None]) -> Decisions:
    return replace(decisions, fields={**decisions.fields, key: dict(fields)})
