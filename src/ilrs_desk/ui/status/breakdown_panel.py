"""One target split up by one of the dimensions, a bar for each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.counting import LATER, UNKNOWN
from ilrs_desk.domain.progress import Figure
from ilrs_desk.ui.charts.bars import Bar, BarList
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.text import number, tr

from .choosing import QuietList
from .panel import ChartPanel
from .seats_panel import ORDER
from .words import DIMENSIONS, dimension_word, part_word

_MOST_BARS = 9
#: Dimensions of which a record may stand in several parts, so that the parts do not add up to the figure.
_SEVERAL = ("grouping", "workstream")


class BreakdownPanel(ChartPanel):
    """The dimension is chosen at its head and remembered; ``opened(dimension, value)`` for one part."""

    opened = Signal(str, str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._settings = settings
        kept = settings.text("status.dimension", "region")
        self.dimension = kept if kept in DIMENSIONS else "region"
        self._parts: Mapping[str, Mapping[str, int]] = {}
        self._labels: Mapping[str, str] = {}
        self._whole = 0
        self._label = ""
        self._unfolded = ""
        self.choice = QuietList(tr("Split up by"))
        self.choice.chosen.connect(self.choose_dimension)
        self.bars = BarList()
        self.empty = PlainLabel(tr("Nothing to split up yet."), role="muted")
        self.several = PlainLabel(role="small", wrap=True)
        self.corner.addWidget(self.choice)
        self.hold(self.bars)
        for widget in (self.bars, self.empty, self.several):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.bars.activated.connect(lambda index: self._open(self.bars.bar(index)))

    def show_breakdown(
        self,
        figure: Figure,
        breakdowns: Mapping[str, Mapping[str, Mapping[str, int]]],
        labels: Mapping[str, str],
        footnote: str,
    ) -> None:
        """Show how ``figure`` splits up; ``labels``: names of groupings and workstreams by key."""
        key = figure.target.key
        if tr(figure.target.label) != self._label:
            self._unfolded = ""
        self._label, self._whole, self._labels = tr(figure.target.label), figure.value, labels
        self._parts = {one: breakdowns.get(one, {}).get(key, {}) for one in DIMENSIONS}
        self.note(footnote)
        self.show_dimension(self.dimension)

    def choose_dimension(self, dimension: str) -> None:
        """Split by ``dimension`` from now on."""
        self._settings.keep("status.dimension", dimension)
        self.show_dimension(dimension)

    def show_dimension(self, dimension: str) -> None:
        """Split by ``dimension``; one that tells nothing of this target is not offered."""
        offered = [one for one in DIMENSIONS if self._parts.get(one)] or [dimension]
        shown = dimension if dimension in offered else offered[0]
        self.dimension = dimension
        self.choice.offer([(one, dimension_word(one)) for one in offered], shown)
        self.title.setText(
            tr("{what} by {dimension}", what=self._label, dimension=dimension_word(shown).lower())
        )
        self.bars.setAccessibleName(self.title.text())
        self._fill()

    @property
    def shown(self) -> str:
        """The dimension that is seen: the one chosen, or the first that tells something of this target."""
        return self.choice.currentData() or self.dimension

    def words_of(self, value: str) -> str:
        """What the records behind one part are called, for the head of their list."""
        return f"{self._label}: {part_word(self.shown, value, self._labels)}"

    def rows(self) -> Sequence[Sequence[str]]:
        return [[self._word(key), number(value)] for key, value in self._ordered()]

    def _fill(self) -> None:
        parts = self._ordered()
        most = len(parts) if self._unfolded == self.shown else _MOST_BARS
        hidden = parts[most:] if len(parts) > most + 1 else []
        bars = [self._bar(key, value) for key, value in parts[: len(parts) - len(hidden)]]
        if hidden:
            total = sum(value for _, value in hidden)
            bars.append(Bar("", tr("{n} others: show all", n=len(hidden)), total, number(total)))
        self.bars.set_bars(bars)
        self.empty.setVisible(not parts)
        self._explain(parts)

    def _explain(self, parts: Sequence[tuple[str, int]]) -> None:
        """Say why the parts do not add up to the figure, where they do not."""
        words = ""
        if self.shown == "stage" and parts:
            words = tr("All that are on record, whether counted or not.")
        elif self.shown in _SEVERAL and sum(value for _, value in parts) != self._whole:
            words = tr("A record may stand in several of them, or in none.")
        self.several.setText(words)
        self.several.setVisible(bool(words))

    def _bar(self, key: str, value: int) -> Bar:
        word = self._word(key)
        text = tr("{part}: {n} of {whole} counted", part=word, n=value, whole=self._whole)
        if self.shown == "stage":
            return Bar(key, word, value, number(value), key)
        return Bar(key, word, value, number(value), text=text)

    def _word(self, key: str) -> str:
        return part_word(self.shown, key, self._labels)

    def _ordered(self) -> list[tuple[str, int]]:
        """The parts in the order of stages, of years, else most first; what is not known comes last."""
        parts = list(self._parts.get(self.shown, {}).items())
        if self.shown == "stage":
            return sorted(parts, key=lambda part: _place(part[0]))
        if self.shown == "year":
            return sorted(parts, key=lambda part: (part[0] in (UNKNOWN, LATER), part[0]))
        return sorted(parts, key=lambda part: part[0] == UNKNOWN)

    def _open(self, bar: Bar) -> None:
        if bar.key:
            self.opened.emit(self.shown, bar.key)
        else:
            self._unfolded = self.shown
            self._fill()


def _place(stage: str) -> int:
    return ORDER.index(stage) if stage in ORDER else len(ORDER)
