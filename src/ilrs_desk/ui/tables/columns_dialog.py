"""The dialog in which the columns of a table are chosen and moved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.fields import RecordKind
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import tr
from ilrs_desk.ui.values import field_label

from .columns import Columns


class ColumnsDialog(QDialog):
    """Tick the columns to be seen, drag them into their order."""

    def __init__(
        self, kind: RecordKind, columns: Columns, header: QHeaderView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Columns of {kind}", kind=tr(kind.label)))
        self._kind = kind
        self._columns = columns
        self.list = QListWidget()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._fill(header)
        layout = QVBoxLayout(self)
        layout.addWidget(
            PlainLabel(tr("Tick the columns to be seen; drag them, or use Alt+Up and Alt+Down."))
        )
        layout.addWidget(self.list)
        layout.addLayout(self._buttons(header))
        self.resize(360, 480)

    def _fill(self, header: QHeaderView) -> None:
        self.list.clear()
        for column in self._columns.order():
            item = QListWidgetItem(field_label(self._kind.fields[column]))
            item.setData(Qt.ItemDataRole.UserRole, column)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            hidden = header.isSectionHidden(column)
            item.setCheckState(Qt.CheckState.Unchecked if hidden else Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _buttons(self, header: QHeaderView) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, keys, step in ((tr("Move Up"), "Alt+Up", -1), (tr("Move Down"), "Alt+Down", 1)):
            button = QPushButton(text)
            button.setShortcut(keys)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, step=step: self._move(step))
            row.addWidget(button)
        reset = QPushButton(tr("Reset"))
        reset.setAutoDefault(False)
        reset.clicked.connect(lambda: self._reset(header))
        row.addWidget(reset)
        row.addStretch()
        answers = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        answers.accepted.connect(self.accept)
        answers.rejected.connect(self.reject)
        row.addWidget(answers)
        return row

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            self.list.insertItem(row + step, self.list.takeItem(row))
            self.list.setCurrentRow(row + step)

    def _reset(self, header: QHeaderView) -> None:
        self._columns.reset()
        self._fill(header)

    def accept(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        order = [int(item.data(Qt.ItemDataRole.UserRole)) for item in items]
        seen = {
            column
            for column, item in zip(order, items, strict=True)
            if item.checkState() is Qt.CheckState.Checked
        }
        self._columns.arrange(order, seen or {order[0]})
        super().accept()
