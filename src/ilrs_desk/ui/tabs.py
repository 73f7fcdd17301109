"""A row of quiet tabs over the parts they open."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from .status.flow import FlowLayout
from .text import unmarked


class Tabs(QWidget):
    """Parts of a pane, one of them seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._row = FlowLayout(4)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._row)
        layout.addWidget(self.stack)

    def add(self, text: str, part: QWidget) -> QPushButton:
        """A further tab that opens ``part``; the first one is open."""
        button = QPushButton(unmarked(text))
        button.setProperty("role", "tab")
        button.setCheckable(True)
        place = self.stack.addWidget(part)
        self._group.addButton(button, place)
        self._row.addWidget(button)
        button.setChecked(place == 0)
        button.toggled.connect(lambda on: self.stack.setCurrentIndex(place) if on else None)
        return button

    def name(self, place: int, text: str) -> None:
        """Write ``text`` on the tab at ``place``."""
        self._group.button(place).setText(unmarked(text))

    def open(self, place: int) -> None:
        """Show the part at ``place``."""
        self._group.button(place).setChecked(True)
