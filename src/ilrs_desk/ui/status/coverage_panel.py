"""Who works on which workstream, and where nobody does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ilrs_desk.domain.progress import Figure, Progress
from ilrs_desk.ui.charts.coverage import CoverageGrid, CoverageLine, Covered
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.text import number, tr

from .panel import ChartPanel
from .words import part_word

Workstreams = Mapping[str, str]
_MOST = 9  # lines before they are unfolded
_NAMED = 4  # gaps that are named; the tip names all


class CoveragePanel(ChartPanel):
    """``opened(target, workstream)`` for the records behind one number."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Workstreams"), parent)
        self.grid = CoverageGrid()
        self.all = QPushButton()
        self.all.setProperty("role", "link")
        self.all.clicked.connect(self._unfold)
        self.grid.setAccessibleName(tr("Workstreams and who works on them"))
        self.gaps = PlainLabel(role="small", wrap=True)
        self.hold(self.grid, self.gaps)
        for widget in (self.grid, self.gaps, self.all):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._lines: list[CoverageLine] = []
        self._headings: list[str] = []
        self._known = 0
        self._unfolded = False
        self.grid.activated.connect(self._open)

    def show_coverage(self, found: Progress, workstreams: Workstreams, footnote: str) -> None:
        """Show how many of each target work on each of ``workstreams`` (key → name), counted ones only."""
        figures = _first_of_each_kind(found)
        parts = found.breakdowns.get("workstream", {})
        named = {key for figure in figures for key in parts.get(figure.target.key, {})}
        keys = [*workstreams, *sorted(named - workstreams.keys())]
        self._lines = [_line(key, figures, parts, workstreams) for key in keys]
        self._headings = [tr(figure.target.label) for figure in figures]
        self._known = len(workstreams)
        self._tell_gaps(self._known)
        self._fill()
        self.note(footnote)

    def rows(self) -> Sequence[Sequence[str]]:
        return [[line.label, *(one.shown for one in line.numbers)] for line in self._lines]

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._fill()

    def _fill(self) -> None:
        """The known ones with most first; all of them, in the office's own order, once unfolded."""
        lines = self._lines
        if not self._unfolded:
            ranked = sorted(enumerate(lines), key=lambda one: (one[0] >= self._known, -_total(one[1])))
            lines = [line for _, line in ranked[:_MOST]]
        self.grid.set_lines(self._headings, lines, tr("none"))
        self.all.setVisible(len(self._lines) > _MOST)
        self.all.setText(tr("Show fewer") if self._unfolded else tr("Show all {n}", n=len(self._lines)))

    def _tell_gaps(self, known: int) -> None:
        bare = [line.label for line in self._lines[:known] if not _total(line)]
        words = tr("Somebody works on each of them.")
        if bare:
            named = [*bare[:_NAMED], *(["…"] if len(bare) > _NAMED else [])]
            words = tr("Nobody works on {n} of {known}: {names}", n=len(bare), known=known, names=named)
        self.gaps.setText(words)
        set_tip(self.gaps, "\n".join(bare))
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


def _total(line: CoverageLine) -> int:
    return sum(one.value for one in line.numbers)
