"""Tells that something takes long, only when it does."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from .labels import PlainLabel

_PATIENCE = 400  # ms


class Waiting(QDialog):
    """A sentence over a bar; shown a moment after it is made, unless :meth:`finish` was called by then.

    ``stopped()`` when the user wants no more of what ``can_stop``.
    """

    stopped = Signal()

    def __init__(self, sentence: str, parent: QWidget, *, can_stop: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle("ILRS Desk")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel(sentence))
        layout.addWidget(bar)
        self._can_stop = can_stop
        if can_stop:
            buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
            buttons.rejected.connect(self.reject)
            layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 50)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.open)
        self._patience.start()

    def finish(self) -> None:
        """It is done, one way or another."""
        self._patience.stop()
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        """Esc does not hide what is under way; it ends what can be stopped."""
        if self._can_stop:
            self.finish()
            self.stopped.emit()
