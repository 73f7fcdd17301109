"""The four steps at the top of the import window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ilrs_desk.ui.text import tr


class StepsBar(QWidget):
    """Where the import is; a click goes back to an earlier step or on to one already reached."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = (tr("Found"), tr("Columns"), tr("Review"), tr("Done"))
        self.buttons: list[QPushButton] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        group = QButtonGroup(self)
        for step in range(len(self._names)):
            button = QPushButton()
            button.setProperty("role", "tab")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, step=step: self.wanted.emit(step))
            group.addButton(button)
            layout.addWidget(button)
            self.buttons.append(button)
        layout.addStretch(1)

    def show_step(self, current: int, reachable: set[int]) -> None:
        """Mark ``current``; only ``reachable`` steps can be clicked."""
        for step, button in enumerate(self.buttons):
            done = " ✓" if step < current else ""
            button.setText(f"{step + 1} {self._names[step]}{done}")
            button.setChecked(step == current)
            button.setEnabled(step in reachable or step == current)
