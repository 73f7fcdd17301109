"""The bar over the pages of another day: which day that is, and the way back to today."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.moments import Moment
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.text import tr

from .words import moment_title


class MomentBar(QFrame):
    """``day_wanted()`` and ``today_wanted()`` from its buttons."""

    day_wanted = Signal()
    today_wanted = Signal()

    def __init__(self, moment: Moment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "past")
        self.label = PlainLabel(f"{moment_title(moment)} · {meaning(moment)}", wrap=True)
        self.note = PlainLabel(wrap=True)
        self.note.hide()
        self.another = QPushButton(tr("Another Day…"))
        self.another.clicked.connect(self.day_wanted)
        set_tip(self.another, "Ctrl+T")
        self.today = QPushButton(tr("Back to Today"))
        self.today.clicked.connect(self.today_wanted)
        set_tip(self.today, "Ctrl+Shift+T")
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self.label)
        texts.addWidget(self.note)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 14, 6)
        row.setSpacing(10)
        row.addLayout(texts, 1)
        row.addWidget(self.another)
        row.addWidget(self.today)

    def tell(self, text: str) -> None:
        """Say something more under the day; "" nothing."""
        self.note.setText(text)
        self.note.setVisible(bool(text))


def meaning(moment: Moment) -> str:
    """What is taken for that day, in plain words."""
    if moment.known_on is None:
        return tr("by the dates in the records, as known now; read-only")
    if moment.as_of is None:
        return tr("only what had been entered by the end of that day; read-only")
    return tr("by the dates in the records, as they had been entered by then; read-only")
