"""The first rows of a sheet as the sender sees them: lettered columns, numbered rows, the header marked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ilrs_desk.intake.columns import column_letter
from ilrs_desk.intake.plan import TablePlan
from ilrs_desk.intake.sheets import Cell, CellError, Sheet
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.text import tr, visible

_ROOT = QModelIndex()

_ROWS = 300
_COLUMNS = 200


class RawGridModel(QAbstractTableModel):
    """At most the first 300 rows and 200 columns of one sheet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._width = 0
        self._header: frozenset[int] = frozenset()
        self._table: TablePlan | None = None
        self._apart: frozenset[int] = frozenset()

    def show(self, sheet: Sheet | None, table: TablePlan | None) -> None:
        """Show ``sheet`` with the header and the rows left out of ``table`` marked."""
        self.beginResetModel()
        self._sheet, self._table = sheet, table
        self._width = min(sheet.width, _COLUMNS) if sheet else 0
        self._header = frozenset(table.header_rows) if table else frozenset()
        self._apart = frozenset(left.row for left in table.left_out) if table else frozenset()
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() or self._sheet is None else min(self._sheet.total_rows, _ROWS)

    def columnCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else self._width

    def data(self, index: QModelIndex | Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if self._sheet is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_cell(self._sheet.cell(index.row(), index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(shown_cell(self._sheet.cell(index.row(), index.column())))
        return None

    def is_header(self, row: int) -> bool:
        """Whether line ``row`` (from 0) is part of the header."""
        return row + 1 in self._header

    def is_apart(self, row: int) -> bool:
        """Whether line ``row`` (from 0) lies outside the table or was left out of it."""
        return not self.is_header(row) and self._is_apart(row + 1)

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether the sender hid the line ``row`` or the ``column`` (both from 0)."""
        sheet = self._sheet
        return sheet is not None and (row in sheet.hidden_rows or column in sheet.hidden_columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            name = column_letter(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)
            return f"({name})" if self._is_hidden(section, orientation) else name
        if role == Qt.ItemDataRole.ToolTipRole and self._is_hidden(section, orientation):
            return tr("Hidden by the sender")
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Vertical:
            return tr("Header") if section + 1 in self._header else ""
        return None

    def _is_hidden(self, section: int, orientation: Qt.Orientation) -> bool:
        if self._sheet is None:
            return False
        across = orientation == Qt.Orientation.Horizontal
        return section in (self._sheet.hidden_columns if across else self._sheet.hidden_rows)

    def _is_apart(self, row: int) -> bool:
        """Whether the row lies outside the table or was left out of it."""
        table = self._table
        if table is None or row in self._header:
            return table is None
        return row in self._apart or not table.first_row <= row <= table.last_row


def shown_cell(cell: Cell) -> str:
    """A raw cell in one line."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return tr("yes") if cell else tr("no")
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}" if cell.hour or cell.minute else f"{cell:%Y-%m-%d}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, CellError):
        return cell.code
    return visible(" ".join(str(cell).split()))
