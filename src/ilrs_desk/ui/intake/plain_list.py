"""A read-only list of three texts a line: rows left out, records missing this time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ilrs_desk.ui.labels import plain_tip

_ROOT = QModelIndex()


class PlainListModel(QAbstractTableModel):
    """Lines of (number, text, text)."""

    _lines: Sequence[tuple[str, str, str]] = ()

    def show(self, lines: Sequence[tuple[str, str, str]]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: QModelIndex | Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        text = self._lines[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else None


def plain_table(model: PlainListModel) -> QTableView:
    """A view of ``model`` without headers."""
    view = QTableView()
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.horizontalHeader().hide()
    view.horizontalHeader().setStretchLastSection(True)
    view.setColumnWidth(0, 70)
    view.setColumnWidth(1, 340)
    return view
