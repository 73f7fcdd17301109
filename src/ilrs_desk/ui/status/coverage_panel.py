"""Who works on which workstream, and where nobody does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.coverage import Coverage, Line
from ilrs_desk.ui.charts.coverage import CoverageGrid, CoverageLine, Covered
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.text import isolate, number, tr, visible

from .buttons import word_button
from .panel import ChartPanel

_MOST = 7  # lines before they are unfolded
_NAMED = 4  # gaps that are named; the tip names all


class CoveragePanel(ChartPanel):
    """``opened(kind, workstream)`` for the records behind one number."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Workstreams, all records"), parent)
        self.grid = CoverageGrid()
        self.grid.setAccessibleName(tr("Workstreams and who works on them"))
        self.gaps = PlainLabel(role="small", wrap=True)
        self.all = word_button("link")
        self.all.clicked.connect(self._unfold)
        self.hold(self.grid, self.gaps)
        for widget in (self.grid, self.gaps, self.all):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._found = Coverage((), 0, ())
        self._unfolded = False
        self.grid.activated.connect(self._open)

    def show_coverage(self, found: Coverage, footnote: str) -> None:
        """Show ``found``: who is recorded as working on what, counted or not."""
        self._found = found
        self._tell_gaps()
        self._fill()
        self.note(footnote)

    def line(self, key: str) -> Line | None:
        """Who works on the workstream with this key."""
        return next((line for line in self._found.lines if line.key == key), None)

    def words_of(self, kind: str, key: str) -> str:
        """What the records behind one number are called."""
        line = self.line(key)
        what = tr("partners among its countries") if kind == "partners" else _headings()[kind]
        return f"{_label(line) if line else key}: {what}"

    def rows(self) -> Sequence[Sequence[str]]:
        lines = [_shown(line) for line in self._found.lines]
        return [
            ["", *_headings().values()],
            *([line.label, *(str(one.value) for one in line.numbers)] for line in lines),
        ]

    @property
    def _bare(self) -> bool:
        """Whether nobody is recorded as working on anything: a grid of gaps would say no more than that."""
        return all(line.is_gap for line in self._found.lines)

    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        self._fill()

    def _fill(self) -> None:
        """Of the known ones those with most people first; all, in the office's own order, once unfolded."""
        lines = list(self._found.lines)
        if not self._unfolded:
            lines = (
                [] if self._bare else sorted(lines, key=lambda line: (not line.known, -line.people))[:_MOST]
            )
        self.grid.set_lines(list(_headings().values()), [_shown(line) for line in lines], tr("none"))
        self.grid.setVisible(bool(lines))
        self.all.setVisible(self._bare or len(self._found.lines) > _MOST)
        self.all.setText(tr("Show fewer") if self._unfolded else tr("Show all {n}", n=len(self._found.lines)))

    def _tell_gaps(self) -> None:
        bare, known = [_label(line) for line in self._found.gaps], len(self._found.lines)
        known -= len(self._found.unknown)
        words = tr("Somebody works on each of them.")
        if self._bare:
            words = tr("No record names a workstream yet.")
        elif bare:
            named = [*bare[:_NAMED], *(["…"] if len(bare) > _NAMED else [])]
            words = tr("Nobody works on {n} of {known}: {names}", n=len(bare), known=known, names=named)
        if self._found.unknown:
            unknown = tr("Texts that name no workstream: {n}.", n=len(self._found.unknown))
            words = f"{words} · {unknown}"
        self.gaps.setText(words)
        set_tip(self.gaps, "\n".join(bare))
        self.gaps.setVisible(bool(known))

    def _open(self, index: int) -> None:
        key, covered = self.grid.covered(index)
        self.opened.emit(covered.column, key)


def _headings() -> dict[str, str]:
    return {"partners": tr("Countries"), "institutions": tr("Institutions"), "personnel": tr("People")}


def _label(line: Line) -> str:
    return isolate(visible(tr(line.label) if line.known else line.label))


def _shown(line: Line) -> CoverageLine:
    label = _label(line)
    values = {
        "partners": len(line.countries),
        "institutions": len(line.institutions) + len(line.through_people),
        "personnel": line.people,
    }
    told = {
        "partners": tr("countries of its institutions and people"),
        "institutions": tr(
            "{n} say so themselves, {m} through their people",
            n=len(line.institutions),
            m=len(line.through_people),
        ),
        "personnel": tr("{n} of them count toward the target", n=line.counted.get("personnel", 0)),
    }
    numbers = tuple(
        Covered(
            kind,
            value,
            number(value),
            f"{label}: {value} · {told[kind]}" if value else f"{label}: {tr('none')}",
        )
        for kind, value in values.items()
    )
    return CoverageLine(line.key, label, numbers)
