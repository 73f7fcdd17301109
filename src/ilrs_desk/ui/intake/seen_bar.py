"""What is said of a file that was imported before: when and by whom, and what can be done with it now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ilrs_desk.intake.plan import FilePlan
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import tr, visible


class SeenBar(QFrame):
    """``compare_wanted``: show what the file would change in the office as it is now."""

    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dismissed: set[str] = set()
        self._sha256 = ""
        self.setProperty("role", "effect")
        self.words = PlainLabel(wrap=True)
        self.compare = QPushButton(tr("&Compare with the Office"))
        self.again = QPushButton(tr("Import &Again"))
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.addWidget(self.words, 1)
        line.addWidget(self.compare)
        line.addWidget(self.again)
        self.hide()
        self.compare.clicked.connect(self.compare_wanted)
        self.compare.clicked.connect(self._dismiss)
        self.again.clicked.connect(self._dismiss)

    def show_file(self, file: FilePlan) -> None:
        """Tell that ``file`` was seen before; nothing for a new one, or once it was answered."""
        self._sha256 = file.sha256
        self.setVisible(bool(file.seen_before) and file.sha256 not in self._dismissed)
        if file.seen_before:
            self.words.setText(
                tr(
                    "{file} came in before: {when}. What is the same is not written twice.",
                    file=visible(file.path.name),
                    when=file.seen_before,
                )
            )

    def _dismiss(self) -> None:
        self._dismissed.add(self._sha256)
        self.hide()
