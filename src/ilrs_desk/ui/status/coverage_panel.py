"""Who works on which workstream, and where nobody does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.ui.charts.coverage import CoverageGrid, CoverageLine, Covered
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import number, tr

from .panel import ChartPanel
from .words import part_word

Workstreams = Mapping[str, str]


class CoveragePanel(ChartPanel):
    """``opened(target, workstream)`` for the records behind one number."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Workstreams"), parent)
        self.grid = CoverageGrid()
        self.grid.setAccessibleName(tr("Workstreams and who works on them"))
        self.gaps = PlainLabel(role="small", wrap=True)
        self.hold(self.grid, self.gaps)
        self.body.addWidget(self.grid)
        self.body.addWidget(self.gaps)
        self.body.addStretch(1)
        self._lines: list[CoverageLine] = []
        self.grid.activated.connect(self._open)

    def show_coverage(self, found: Progress, workstreams: Workstreams, footnote: str) -> None:
        """Show how many of each target work on each of ``workstreams`` (key → name), counted ones only."""
        figures = _first_of_each_kind(found)
        parts = found.breakdowns.get("workstream", {})
        named = {key for figure in figures for key in parts.get(figure.target.key, {})}
        keys = [*workstreams, *sorted(named - workstreams.keys())]
        self._lines = [_line(key, figures, parts, workstreams) for key in keys]
        headings = [tr(figure.target.label) for figure in figures]
        self.grid.set_lines(headings, self._lines, tr("none"))
        self._tell_gaps(len(workstreams))
        self.note(footnote)

    def rows(self) -> Sequence[Sequence[str]]:
        return [[line.label, *(one.shown for one in line.numbers)] for line in self._lines]

    def _tell_gaps(self, known: int) -> None:
        bare = [line.label for line in self._lines[:known] if not any(one.value for one in line.numbers)]
        words = tr("Nobody works on: {names}", names=bare) if bare else tr("Somebody works on each of them.")
        self.gaps.setText(words if known else "")
        self.gaps.setVisible(bool(known))

    def _open(self, index: int) -> None:
        key, number_of = self.grid.covered(index)
        self.opened.emit(number_of.column, key)


def _first_of_each_kind(found: Progress) -> list[Figure]:
    """Of several targets on the same records the first stands for all."""
    firsts: dict[str, Figure] = {}
    for figure in found.figures:
        firsts.setdefault(figure.target.kind, figure)
    return [figure for figure in firsts.values() if figure.target.kind != "partners"]


def _line(
    key: str,
    figures: Sequence[Figure],
    parts: Mapping[str, Mapping[str, int]],
    workstreams: Workstreams,
) -> CoverageLine:
    word = part_word("workstream", key, workstreams)
    numbers = []
    for figure in figures:
        value = parts.get(figure.target.key, {}).get(key, 0)
        text = tr("{workstream}: {n} {what}", workstream=word, n=value, what=tr(figure.target.label))
        numbers.append(Covered(figure.target.key, value, number(value), text))
    return CoverageLine(key, word, tuple(numbers))
