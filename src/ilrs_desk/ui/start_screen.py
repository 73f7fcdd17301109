"""What the window shows while no office is open: make one, open one, or see the sample."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from .labels import ElidedLabel, PlainLabel, rule, set_tip
from .text import tr, unmarked

_LISTED = 6


class StartScreen(QWidget):
    """``new_wanted``, ``open_wanted``, ``sample_wanted``; ``recent_wanted(Path)``."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(PlainLabel("ILRS Desk", role="title"))
        column.addWidget(
            PlainLabel(
                tr(
                    "Partners, institutions and people for the lunar station: from the returns to trusted figures."
                ),
                role="muted",
                wrap=True,
            )
        )
        column.addSpacing(12)
        column.addLayout(self._buttons())
        column.addSpacing(16)
        column.addLayout(self._recent)
        narrow = QWidget()
        narrow.setLayout(column)
        narrow.setFixedWidth(max(440, self.fontMetrics().averageCharWidth() * 70))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        # Aligned instead of stretched, the column would not be given the height its wrapped line takes.
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(narrow)
        middle.addStretch()
        outer.addLayout(middle)
        outer.addStretch(3)

    def tell(self, recent: Sequence[Path]) -> None:
        """List the offices opened last; those that are not there now cannot be chosen."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
            elif (row := item.layout()) is not None:
                row.deleteLater()
        if recent:
            self._recent.addWidget(rule())
            self._recent.addWidget(PlainLabel(tr("Opened last"), role="section"))
        for path in recent[:_LISTED]:
            self._recent.addWidget(self._line(path))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        new = QPushButton(tr("New Office…"))
        new.setProperty("role", "primary")
        new.clicked.connect(self.new_wanted)
        other = QPushButton(tr("Open…"))
        other.clicked.connect(self.open_wanted)
        sample = QPushButton(tr("Look at a Sample Office"))
        sample.clicked.connect(self.sample_wanted)
        for button in (new, other, sample):
            row.addWidget(button)
        row.addStretch()
        return row

    def _line(self, path: Path) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        link = QPushButton(unmarked(path.stem))
        link.setProperty("role", "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setEnabled(path.exists())
        link.clicked.connect(lambda: self.recent_wanted.emit(path))
        set_tip(link, str(path))
        row.addWidget(link)
        row.addWidget(ElidedLabel(str(path.parent), role="small"), 1)
        return line
