"""The six steps at the top of the import window, each with what is open in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ilrs_desk.ui.labels import set_tip
from ilrs_desk.ui.text import number, tr

FOUND, COLUMNS, VALUES, MATCHES, REVIEW, DONE = range(6)


class StepsBar(QWidget):
    """Where the import is; a click goes to a step that can be reached."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = (
            tr("Sheet"), tr("Columns"), tr("Values"), tr("Matches"), tr("Review"), tr("Done"),
        )  # fmt: skip
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

    def show_step(self, current: int, reachable: set[int], open_: dict[int, int]) -> None:
        """Mark ``current``; only ``reachable`` steps can be clicked. ``open_``: step → how much is open in it."""
        for step, button in enumerate(self.buttons):
            left = open_.get(step)
            state = self._state(step, current, reachable, left)
            button.setText(f"{step + 1} {self._names[step]}{state}")
            button.setChecked(step == current)
            button.setEnabled(step in reachable or step == current)
            settled = "✓" in state and step != current
            if button.property("settled") != settled:
                button.setProperty("settled", settled)
                button.style().unpolish(button)
                button.style().polish(button)
            set_tip(button, _tip(left))

    def _state(self, step: int, current: int, reachable: set[int], left: int | None) -> str:
        if current == DONE:
            return " ✓"
        if left:
            return f" · {number(left)}"
        if step not in reachable:
            return ""
        return " ✓" if left == 0 or step < current else ""


def _tip(left: int | None) -> str:
    if left is None:
        return ""
    return tr("{n} to look at", n=left) if left else tr("✓ nothing to ask")
