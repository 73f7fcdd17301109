"""Which columns of a kind are seen, in what order and how wide: remembered, chosen in a dialog, set back."""

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
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.text import tr
from ilrs_desk.ui.values import field_label

_BASE_DPI = 96


class Columns:
    """The columns of one kind in one header; what the user sets is kept under the kind's name."""

    def __init__(self, kind: RecordKind, header: QHeaderView, settings: Settings) -> None:
        self._kind = kind
        self._header = header
        self._settings = settings
        # A state kept for other fields would hide the wrong ones, so the fields are part of its name.
        self._key = f"columns/{kind.key}/{'-'.join(kind.by_key)}"

    def restore(self) -> None:
        """Set the header as it was left, or as declared."""
        self.apply_declared()
        state = self._settings.blob(self._key)
        if not state.isEmpty():
            self._header.restoreState(state)

    def keep(self) -> None:
        """Remember the header as it is."""
        self._settings.keep(self._key, self._header.saveState())

    def reset(self) -> None:
        """Back to the declared columns, and remember nothing."""
        self._settings.forget(self._key)
        self.apply_declared()

    def apply_declared(self) -> None:
        """Show the declared columns in the declared order and width."""
        scale = self._header.logicalDpiX() / _BASE_DPI
        for place, field in enumerate(self._kind.fields):
            self._header.moveSection(self._header.visualIndex(place), place)
            self._header.setSectionHidden(place, False)
            self._header.resizeSection(place, round(field.width * scale))
            self._header.setSectionHidden(place, not field.shown)

    def order(self) -> list[int]:
        """All columns from left to right."""
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def arrange(self, order: list[int], seen: set[int]) -> None:
        """Show the columns ``seen``, all of them in ``order``; at least one stays."""
        for place, column in enumerate(order):
            self._header.moveSection(self._header.visualIndex(column), place)
        for column in order:
            self._header.setSectionHidden(column, column not in seen)
        self.keep()


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
