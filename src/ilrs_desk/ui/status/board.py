"""Where the cards and panels of the Status page stand, by how wide it is, and in which order the keyboard goes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from .card import FigureCard
from .panel import Panel

#: Widths of the page, in characters, from which on three or two panels stand beside each other.
_WIDE, _NARROW = 210, 98
#: How many targets have a card; the others stand in a line each.
CARDS = 3
#: By the number of columns, the place of each panel as (row, column).
_PLACES = {
    1: ((0, 0), (2, 0), (1, 0), (3, 0), (4, 0), (5, 0)),
    2: ((0, 0), (0, 1), (1, 0), (2, 0), (1, 1), (2, 1)),
    3: ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)),
}


class Board(QWidget):
    """``empty`` above the cards, ``further`` targets below these, then the panels."""

    def __init__(
        self, empty: QWidget, further: Panel, panels: Sequence[Panel], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._further, self._panels = further, tuple(panels)
        self._cards: list[FigureCard] = []
        self._columns = self._per_row = 0
        self._card_grid, self._panel_grid = QGridLayout(), QGridLayout()
        body = QVBoxLayout(self)
        body.setContentsMargins(18, 16, 18, 16)
        body.setSpacing(14)
        body.addWidget(empty)
        body.addLayout(self._card_grid)
        body.addWidget(further)
        body.addLayout(self._panel_grid)
        body.addStretch(1)
        for grid in (self._card_grid, self._panel_grid):
            grid.setSpacing(14)
        self.arrange(0)
        for panel in (further, *panels):
            panel.hide()

    def arrange(self, room: float) -> None:
        """Two panels beside each other, three on a wide page, one on a narrow one; ``room`` in characters."""
        columns = 3 if room >= _WIDE else 2 if room >= _NARROW else 1
        if columns == self._columns:
            return
        self._columns = columns
        for panel in self._panels:
            self._panel_grid.removeWidget(panel)
        for panel, (row, column) in zip(self._panels, _PLACES[columns], strict=True):
            self._panel_grid.addWidget(panel, row, column)
        _stretch(self._panel_grid, columns, 3)
        self.place_cards(self._cards)

    def place_cards(self, cards: Sequence[FigureCard]) -> None:
        """Show ``cards`` in a row, on a narrow page one below the other."""
        per_row = 1 if self._columns == 1 else CARDS
        if list(cards) == self._cards and per_row == self._per_row:
            return
        self._per_row = per_row
        for card in self._cards:
            self._card_grid.removeWidget(card)
        self._cards = list(cards)
        for place, card in enumerate(cards):
            self._card_grid.addWidget(card, place // per_row, place % per_row)
        _stretch(self._card_grid, min(per_row, len(cards)), CARDS)
        self._order_keys()

    def _order_keys(self) -> None:
        """Tab goes through the cards and then through the panels, though the cards were made later."""
        stops = [
            widget
            for part in (*self._cards, self._further, *self._panels)
            for widget in part.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.window() is self.window()
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def _stretch(grid: QGridLayout, columns: int, most: int) -> None:
    for column in range(most):
        grid.setColumnStretch(column, 1 if column < columns else 0)
