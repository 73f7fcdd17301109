"""The list of what an officer should look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ilrs_desk.domain.counting import Attention
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.text import say, title_case, tr, unmarked

from .panel import Panel

_SHOWN = 8
_CHIPS = {
    "agreement.expires": ("ends soon", "warn"),
    "agreement.ended": ("ended", "bad"),
    "application.unanswered": ("no answer", "warn"),
    "signature.undated": ("no date", "new"),
}


class AttentionPanel(Panel):
    """One line a matter; ``opened(kind, id)`` when one is clicked."""

    opened = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Needs attention"), parent)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self.more = QPushButton()
        self.more.setProperty("role", "link")
        self.more.clicked.connect(self._show_all)
        self.body.addWidget(self.more)
        self.body.addStretch(1)
        self._found: Sequence[Attention] = ()

    def show_attention(self, found: Sequence[Attention]) -> None:
        """Show the first of ``found``."""
        self._found = found
        self._fill(_SHOWN)

    def lines(self) -> list[AttentionLine]:
        """The lines that are shown."""
        return self.findChildren(AttentionLine)

    def _show_all(self) -> None:
        self._fill(len(self._found))

    def _fill(self, most: int) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for one in self._found[:most]:
            self._lines.addWidget(self._line(one))
        if not self._found:
            self._lines.addWidget(PlainLabel(tr("Nothing at the moment."), role="muted"))
        rest = len(self._found) - most
        self.more.setText(tr("{n} more", n=rest))
        self.more.setVisible(rest > 0)

    def _line(self, one: Attention) -> QWidget:
        word, role = _CHIPS.get(one.code, ("look", "new"))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        chip = PlainLabel(tr(word), role=role)
        chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        chip.setMinimumWidth(
            max(self.fontMetrics().horizontalAdvance(tr(word)) for word, _ in _CHIPS.values()) + 14
        )
        row.addWidget(chip)
        button = AttentionLine(title_case(say(one.message)))
        button.clicked.connect(lambda: self.opened.emit(one.kind, one.id))
        row.addWidget(button, 1)
        return line


class AttentionLine(QPushButton):
    """A sentence that is clicked; its end gives way where it does not fit."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = text
        self.setProperty("role", "line")
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - 10)
        self.setText(unmarked(shown))
        set_tip(self, self._whole if shown != self._whole else "")
