"""Bars that tell something without stopping the user."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from .labels import PlainLabel
from .text import tr


class Notice(QFrame):
    """A bar across the window that stays: why nothing can be changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 18, 6)
        self.label = PlainLabel(wrap=True)
        row.addWidget(self.label, 1)
        self.hide()

    def tell(self, text: str) -> None:
        """Show ``text``; "" hides the bar."""
        self.label.setText(text)
        self.setVisible(bool(text))


class MessageBar(Notice):
    """The same below a table, about what was typed last; the user may close it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        close = QPushButton(tr("Close"))
        close.clicked.connect(lambda: self.tell(""))
        layout = self.layout()
        if layout is not None:
            layout.addWidget(close)


class ActionBar(Notice):
    """Tells what was just done, beside a button for what may follow; ``acted()`` when that is wanted."""

    acted = Signal()

    def __init__(self, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "done")
        self.button = QPushButton(verb)
        self.button.clicked.connect(self.acted)
        close = QPushButton(tr("Close"))
        close.clicked.connect(lambda: self.tell(""))
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.button)
            layout.addWidget(close)
