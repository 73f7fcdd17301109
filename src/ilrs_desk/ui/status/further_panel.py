"""The targets beside the first three, a line each; a click tells how the figure comes about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.progress import Figure
from ilrs_desk.ui.charts.progress_bar import TargetBar
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.text import say, tr

from .buttons import ElidedButton, word_button
from .panel import ChartPanel
from .words import day_words, quote_words, share_words


class FurtherPanel(ChartPanel):
    """``why_wanted(target)`` for how a figure comes about, ``counted_wanted(target)`` for the records it counts."""

    why_wanted = Signal(str)
    counted_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Further targets"), parent)
        self.corner.addWidget(self.more)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.lines: dict[str, FurtherLine] = {}
        self._quotes: list[list[str]] = []

    def show_figures(self, figures: Sequence[Figure], moment: Moment, as_of: date) -> None:
        """Show ``figures``, in their order; lines that are there already stay."""
        keys = [figure.target.key for figure in figures]
        if keys != list(self.lines):
            for line in self.lines.values():
                line.leave()
            self.lines = {key: FurtherLine(self, self._grid, row, key) for row, key in enumerate(keys)}
        for figure in figures:
            self.lines[figure.target.key].show_figure(figure, quote_words(figure, moment))
        self._quotes = [[tr(figure.target.label), quote_words(figure, moment)] for figure in figures]
        self.note(day_words(moment, as_of))

    def rows(self) -> Sequence[Sequence[str]]:
        return self._quotes


class FurtherLine:
    """One target: its name, its bar, its figure and its share."""

    def __init__(self, panel: FurtherPanel, grid: QGridLayout, row: int, key: str) -> None:
        self.name, self.figure = ElidedButton("line"), word_button("link")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.bar = TargetBar()
        self.share = PlainLabel(role="muted")
        self.share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._parts: tuple[QWidget, ...] = (self.name, self.bar, self.figure, self.share)
        for column, part in enumerate(self._parts):
            grid.addWidget(part, row, column)
        self.name.clicked.connect(lambda: panel.why_wanted.emit(key))
        self.figure.clicked.connect(lambda: panel.counted_wanted.emit(key))

    def show_figure(self, figure: Figure, quote: str) -> None:
        """Show ``figure``; ``quote`` is it with its footnote."""
        label = tr(figure.target.label)
        tip = f"{label}: {quote}\n{say(figure.words)}"
        self.name.tell(label)
        self.name.setAccessibleName(tr("Why {n} {what}?", n=figure.value, what=label))
        self.figure.setText(tr("{value} of {target}", value=figure.value, target=figure.target.number))
        self.figure.setAccessibleName(f"{label}: {quote}")
        self.figure.setEnabled(figure.value > 0)
        self.bar.set_figure(figure.value, figure.target.number, figure.claim.value if figure.claim else None)
        self.share.setText(share_words(figure))
        for part in self._parts:
            set_tip(part, tip)

    def leave(self) -> None:
        """The target is gone."""
        for part in self._parts:
            part.deleteLater()
