"""A whole sheet of a kept file as the sender sees it, with the field of each column and what came of each row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ilrs_desk.intake.columns import column_letter
from ilrs_desk.intake.sheets import Sheet
from ilrs_desk.ui.intake.raw_grid import shown_cell
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.text import tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_COLUMNS = 2000


class SheetModel(QAbstractTableModel):
    """``fields``: column letter → name of the field it was taken for; ``outcomes``: row → what came of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.fields: Mapping[str, str] = {}
        self.outcomes: Mapping[int, str] = {}
        self._width = 0

    def show(self, sheet: Sheet | None, fields: Mapping[str, str], outcomes: Mapping[int, str]) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self.sheet, self.fields, self.outcomes = sheet, fields, outcomes
        self._width = min(sheet.width, _COLUMNS) if sheet else 0
        self.endResetModel()

    def whole(self, index: Index) -> str:
        """All that stands in a cell."""
        return shown_cell(self.sheet.cell(index.row(), index.column())) if self.sheet else ""

    def is_taken(self, index: Index) -> bool:
        """Whether the cell stands in a column and a row that were taken."""
        return index.row() + 1 in self.outcomes and column_letter(index.column()) in self.fields

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self.sheet is None else self.sheet.total_rows

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.whole(index)
        if role == Qt.ItemDataRole.ToolTipRole and len(self.whole(index)) > 20:
            return plain_tip(self.whole(index))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            if not across:
                return str(section + 1)
            letter = column_letter(section)
            return f"{letter}  {self.fields[letter]}" if letter in self.fields else letter
        if role == Qt.ItemDataRole.ToolTipRole:
            said = self.fields.get(column_letter(section)) if across else self.outcomes.get(section + 1)
            hidden = self.sheet is not None and section in (
                self.sheet.hidden_columns if across else self.sheet.hidden_rows
            )
            return plain_tip(" · ".join(part for part in (said, tr("Hidden by the sender") * hidden) if part))
        return None
