"""The bar over the work queue while duplicates are looked for, and what stands there when there are none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.text import tr


class Looking(QWidget):
    """``stopped()`` when the user does not want to wait."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = PlainLabel(role="muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.stop_button = QPushButton(tr("Stop"))
        self.stop_button.clicked.connect(self.stopped)
        self.none = Placeholder()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self.hide()

    def over(self, table: QWidget) -> QFrame:
        """The panel with this bar over ``table``, or a word in its place while it is empty."""
        panel = QFrame()
        panel.setProperty("role", "panel")
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(table)
        self._stack.addWidget(self.none)
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self)
        layout.addWidget(holder, 1)
        return panel

    def begin(self, words: str) -> None:
        """Say what is looked for."""
        self.words.setText(words)
        self.none.tell("", "")
        self.bar.setValue(0)
        self.show()

    def tell(self, share: float) -> None:
        """Say how far it is, 0 to 1."""
        self.bar.setValue(int(share * 1000))

    def end(self, some: bool, *, found: bool = False) -> None:
        """Go away; without ``some`` in the table say why: nothing was ``found``, or it was stopped."""
        self.hide()
        self._stack.setCurrentIndex(0 if some else 1)
        if found:
            self.none.tell(
                tr("No two records seem the same"),
                tr("Imports are matched as they come in; records typed by hand can be looked through here."),
            )
        else:
            self.none.tell(tr("Not looked through"), tr("Choose Look Again to look for duplicates."))
