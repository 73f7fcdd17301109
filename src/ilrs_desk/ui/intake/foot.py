"""The foot of the import window: what has been written so far, what is under way, and the way on."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from ilrs_desk.ui.labels import ElidedLabel
from ilrs_desk.ui.text import tr

from .steps_bar import DONE, REVIEW


class Foot(QFrame):
    """Back, Next (or Import) and Close; a bar with Stop while something is under way."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._said: tuple[str, bool] | None = None
        self.words = ElidedLabel(role="muted")
        self.bar = QProgressBar()
        self.bar.setMaximumWidth(180)
        self.bar.setTextVisible(False)
        self.stop = QPushButton(tr("S&top"))
        self.close_button = QPushButton(tr("Cancel"))
        self.back = QPushButton(tr("&Back"))
        self.next = QPushButton(tr("&Next"))
        self.next.setProperty("role", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 9, 18, 9)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for widget in (self.bar, self.stop, self.close_button, self.back, self.next):
            row.addWidget(widget)
        self.show_busy("")

    def show_step(self, step: int, can_go_on: bool, rows: int, besides: tuple[int, int]) -> None:
        """Fit the buttons to the step; ``rows`` are ticked, ``besides`` come offers and records that left."""
        busy = self.bar.isVisibleTo(self)
        self.back.setVisible(step != DONE)
        self.back.setEnabled(step > 0 and not busy)
        self.close_button.setVisible(step != DONE)
        self.next.setEnabled(not busy and (can_go_on or step == DONE))
        self.next.setText(_next_words(step, rows, sum(besides)))
        if not busy:
            self._show_words("" if step == DONE else _yet(besides))

    def show_busy(self, text: str) -> None:
        """Say what is under way; "" when nothing is, which brings back what was said before it."""
        self.bar.setVisible(bool(text))
        self.stop.setVisible(bool(text))
        self.bar.setRange(0, 0)
        if text:
            self.words.take_role("muted")
            self.words.setText(text)

    def show_progress(self, share: float) -> None:
        """How far it is, 0 to 1."""
        self.bar.setRange(0, 100)
        self.bar.setValue(int(share * 100))

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell a sentence until :meth:`forget`."""
        self._said = (text, bad)
        self._show_words("")

    def forget(self) -> None:
        """What was told has been seen."""
        self._said = None

    def _show_words(self, otherwise: str) -> None:
        text, bad = self._said or (otherwise, False)
        self.words.take_role("bad" if bad else "muted")
        self.words.setText(text)


def _yet(besides: tuple[int, int]) -> str:
    """That nothing was written, and what would be beside the rows."""
    offers, left = besides
    parts = [tr("Nothing has been written yet")]
    if offers:
        parts.append(tr("institutions to be added: {n}", n=offers))
    if left:
        parts.append(tr("to be marked as left: {n}", n=left))
    return " · ".join(parts)


def _next_words(step: int, rows: int, besides: int) -> str:
    if step == DONE:
        return tr("&Close")
    if step != REVIEW:
        return tr("&Next")
    if rows == 0:
        return tr("&Import") if besides else tr("&Register Without Changes")
    return tr("&Import 1 Row") if rows == 1 else tr("&Import {rows} Rows", rows=rows)
