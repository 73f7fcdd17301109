"""A thin frame around a table, as panels have it, and the word in its place while there is nothing in it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget


def framed(inside: QWidget) -> QFrame:
    """``inside`` on a panel of its own."""
    frame = QFrame()
    frame.setProperty("role", "panel")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 4, 1, 4)
    layout.addWidget(inside)
    return frame


class FilledOrNot(QFrame):
    """A panel that shows ``filled``, or ``empty`` while there is nothing in it."""

    def __init__(self, filled: QWidget, empty: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._stack.addWidget(filled)
        self._stack.addWidget(empty)

    def show_filled(self, filled: bool) -> None:
        """Which of the two is seen."""
        self._stack.setCurrentIndex(0 if filled else 1)
