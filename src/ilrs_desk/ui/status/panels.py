"""The panels under the cards: the seat board, the trend and the breakdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ilrs_desk.domain.counting import day_of
from ilrs_desk.domain.progress import Figure
from ilrs_desk.ui.charts.bars import Bar, BarList
from ilrs_desk.ui.charts.seats import Seat, SeatBoard, StageLegend
from ilrs_desk.ui.charts.trend import ClaimDot, Step, TrendChart
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import number, tr, unmarked, visible

from .panel import Panel
from .words import month_words, part_word, stage_word, step_words

_ORDER = ("active", "signed", "applied", "talks", "contact", "declined", "withdrawn")
_MOST_BARS = 9
DIMENSIONS = ("stage", "region", "subregion", "workstream")


class SeatsPanel(Panel):
    """The board of the countries' target; ``opened(id)`` for one partner."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.board = SeatBoard()
        self.legend = StageLegend()
        self.body.addWidget(self.board)
        self.body.addWidget(self.legend)
        self.body.addStretch(1)
        self.board.activated.connect(lambda index: self.opened.emit(self.board.seat(index).id))

    def show_seats(self, seats: Sequence[Seat], figure: Figure) -> None:
        """Show ``seats`` on a board as large as the target of ``figure``."""
        taken = tr("{value} of {target} seats taken", value=figure.value, target=figure.target.number)
        self.title.setText(taken)
        self.board.setAccessibleName(taken)
        self.board.set_seats(seats, figure.target.number)
        stages = Counter(seat.stage or "" for seat in seats)
        order = [*_ORDER, *sorted(stage for stage in stages if stage not in _ORDER)]
        entries = [(one, f"{stage_word(one or None)} {number(stages[one])}") for one in order if stages[one]]
        self.legend.set_entries(entries)


class TrendPanel(Panel):
    """The trend of one target, chosen at its head; ``opened()`` for the records counted."""

    opened = Signal()
    target_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.chart = TrendChart()
        self.chart.set_words(
            empty=tr("No record has a day of signing or starting yet."),
            documented=tr("documented"),
            month=month_words,
        )
        self.tabs = TabRow(self)
        self.tabs.chosen.connect(self.target_chosen)
        self.corner.addWidget(self.tabs)
        self.body.addWidget(self.chart, 1)
        self.chart.activated.connect(lambda _: self.opened.emit())

    def show_trend(self, figures: Sequence[Figure], figure: Figure, as_of: date) -> None:
        """Show the trend of ``figure``, one of ``figures``."""
        self.title.setText(tr("Over time"))
        self.tabs.show_tabs([(one.target.key, tr(one.target.label)) for one in figures], figure.target.key)
        self.chart.setAccessibleName(tr("{what} over time", what=tr(figure.target.label)))
        steps = [Step(when, value, step_words(figure, when, value)) for when, value in figure.trend]
        self.chart.set_series(steps, _dots(figure), as_of)


class BreakdownPanel(Panel):
    """One target split by stage, region or workstream; ``opened(dimension, value)`` for one part."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.dimension = DIMENSIONS[0]
        self._parts: Mapping[str, Mapping[str, int]] = {}
        self._label = ""
        self.tabs = TabRow(self)
        self.tabs.chosen.connect(self.show_dimension)
        self.bars = BarList()
        self.empty = PlainLabel(tr("Nothing to split up yet."), role="muted")
        self.corner.addWidget(self.tabs)
        self.body.addWidget(self.bars)
        self.body.addWidget(self.empty)
        self.body.addStretch(1)
        self.bars.activated.connect(lambda index: self._open(self.bars.bar(index)))

    def show_breakdown(
        self, figure: Figure, breakdowns: Mapping[str, Mapping[str, Mapping[str, int]]]
    ) -> None:
        """Show how ``figure`` splits up."""
        key = figure.target.key
        self._label = tr(figure.target.label)
        self._parts = {one: breakdowns.get(one, {}).get(key, {}) for one in DIMENSIONS}
        offered = [one for one in DIMENSIONS if one != "workstream" or figure.target.kind == "personnel"]
        if self.dimension not in offered:
            self.dimension = offered[0]
        self.tabs.show_tabs([(one, _dimension_word(one)) for one in offered], self.dimension)
        self.show_dimension(self.dimension)

    def show_dimension(self, dimension: str) -> None:
        """Split by ``dimension``."""
        self.dimension = dimension
        self.title.setText(
            tr("{what} by {dimension}", what=self._label, dimension=_dimension_word(dimension).lower())
        )
        parts = self._parts.get(dimension, {})
        self._fill(parts, _MOST_BARS)
        self.empty.setVisible(not parts)

    def words_of(self, value: str) -> str:
        """What the records behind one part are called, for the head of their list."""
        return f"{self._label}: {part_word(self.dimension, value)}"

    def _fill(self, parts: Mapping[str, int], most: int) -> None:
        shown = (
            sorted(parts.items(), key=lambda part: _place(part[0]))
            if self.dimension == "stage"
            else [*parts.items()]
        )
        hidden = shown[most:] if len(shown) > most + 1 else []
        bars = [
            Bar(
                key,
                part_word(self.dimension, key),
                value,
                number(value),
                key if self.dimension == "stage" else None,
            )
            for key, value in shown[: len(shown) - len(hidden)]
        ]
        if hidden:
            total = sum(value for _, value in hidden)
            bars.append(Bar("", tr("{n} others: show all", n=len(hidden)), total, number(total)))
        self.bars.set_bars(bars)

    def _open(self, bar: Bar) -> None:
        if bar.key:
            self.opened.emit(self.dimension, bar.key)
        else:
            self._fill(self._parts.get(self.dimension, {}), len(self._parts[self.dimension]))


class TabRow(QWidget):
    """A few quiet tabs in the corner of a panel; ``chosen(key)``."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_tabs(self, tabs: Sequence[tuple[str, str]], current: str) -> None:
        """Offer ``tabs`` as (key, words), with ``current`` chosen."""
        for key in [key for key in self.buttons if key not in dict(tabs)]:
            button = self.buttons.pop(key)
            self._group.removeButton(button)
            button.deleteLater()
        for key, words in tabs:
            button = self.buttons.get(key) or self._add(key)
            button.setText(unmarked(words))
            button.setChecked(key == current)

    def _add(self, key: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "small-tab")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(button)
        self._row.addWidget(button)
        self.buttons[key] = button
        return button


def _place(stage: str) -> int:
    return _ORDER.index(stage) if stage in _ORDER else len(_ORDER)


def _dots(figure: Figure) -> list[ClaimDot]:
    claim = figure.claim
    when = day_of(claim.claimed_on) if claim else None
    if claim is None or when is None:
        return []
    return [ClaimDot(when, claim.value, tr("claimed {claimed}", claimed=visible(claim.words)))]


def _dimension_word(dimension: str) -> str:
    return {
        "stage": tr("Stage"),
        "region": tr("Region"),
        "subregion": tr("Subregion"),
        "workstream": tr("Workstream"),
    }[dimension]
