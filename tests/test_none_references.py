"""PySide6 keeps the interpreter's references to None whole: a release that steals them kills the process."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

CALLS = 3000
# One stolen reference a call would be thousands; other threads and caches move it by a few.
TOLERATED = 200


class EmptyTableModel(QAbstractTableModel):
    """Fifty by ten cells without any text."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 50

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 10

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        return None


def lost(act: Any) -> int:
    """How many references to None are gone after `act` was called many times."""
    before = sys.getrefcount(None)
    for number in range(CALLS):
        act(number)
    return before - sys.getrefcount(None)


def test_setters_return_none_without_stealing_it(qtbot: QtBot) -> None:
    label, box, table = QLabel(), QComboBox(), QTableWidget(5, 5)
    item = QTableWidgetItem()
    for widget in (label, box, table):
        qtbot.addWidget(widget)
    assert lost(lambda number: label.setText(str(number))) < TOLERATED
    assert lost(lambda number: box.addItem(str(number))) < TOLERATED
    assert lost(lambda number: table.setItem(number % 5, 0, QTableWidgetItem("x"))) < TOLERATED
    assert lost(lambda number: item.setData(Qt.ItemDataRole.DisplayRole, number)) < TOLERATED


def test_a_model_may_answer_none(qapp: QApplication) -> None:
    model = EmptyTableModel()
    index = model.index(0, 0)
    # Asked through the index: the loss is on the way back from Python into C++.
    assert lost(lambda _: index.data()) < TOLERATED
