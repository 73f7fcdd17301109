"""The seats of the countries' target as a board of tiles, with codes or flags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.progress import Figure
from ilrs_desk.ui.charts.flags import can_draw_flags
from ilrs_desk.ui.charts.seats import Seat, SeatBoard, StageLegend
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.text import number, tr

from .choosing import TabRow
from .panel import ChartPanel
from .words import stage_word

ORDER = ("active", "signed", "applied", "talks", "contact", "declined", "withdrawn")


class SeatsPanel(ChartPanel):
    """``opened(id)`` for one partner. Flags are offered only where the machine's fonts can draw them."""

    opened = Signal(int)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._settings = settings
        self.board = SeatBoard()
        self.legend = StageLegend()
        self.signs = TabRow(tr("What is written on the tiles"))
        self.signs.chosen.connect(self.choose_signs)
        self.corner.addWidget(self.signs)
        self.hold(self.board, self.legend)
        self.body.addWidget(self.board)
        self.body.addWidget(self.legend)
        self.body.addStretch(1)
        self.board.activated.connect(lambda index: self.opened.emit(self.board.seat(index).id))
        self._flags = can_draw_flags(self.font())
        self.signs.setVisible(self._flags)
        self.choose_signs(settings.text("status.signs", "codes"))

    def choose_signs(self, signs: str) -> None:
        """Write "codes" or "flags" on the tiles from now on."""
        flags = signs == "flags" and self._flags
        self._settings.keep("status.signs", "flags" if flags else "codes")
        self.signs.show_tabs([("codes", tr("Codes")), ("flags", tr("Flags"))], "flags" if flags else "codes")
        self.board.show_flags(flags)

    def show_seats(self, seats: Sequence[Seat], figure: Figure, footnote: str) -> None:
        """Show ``seats`` on a board as large as the target of ``figure``."""
        taken = tr("{value} of {target} seats taken", value=figure.value, target=figure.target.number)
        self.title.setText(taken)
        self.board.setAccessibleName(taken)
        self.board.set_seats(seats, figure.target.number)
        stages = Counter(seat.stage or "" for seat in seats)
        order = [*ORDER, *sorted(stage for stage in stages if stage not in ORDER)]
        entries = [(one, f"{stage_word(one or None)} {number(stages[one])}") for one in order if stages[one]]
        self.legend.set_entries(entries)
        self.note(footnote)

    def rows(self) -> Sequence[Sequence[str]]:
        shown = (self.board.seat(index) for index in range(self.board.item_count()))
        return [[seat.code, *seat.text.split(" · ")] for seat in shown]
