"""The pipeline: how many stand at which stage, a bar for each target."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ilrs_desk.domain.progress import Progress
from ilrs_desk.ui.charts.pipeline import Part, PipelineChart, PipelineRow
from ilrs_desk.ui.charts.seats import StageLegend
from ilrs_desk.ui.text import number, tr

from .panel import ChartPanel
from .words import stage_word

#: From what is reached to what has yet to come, then the ways out; of people likewise.
_ORDER = ("active", "signed", "applied", "talks", "contact", "planned", "later", "unknown", "left")


class PipelinePanel(ChartPanel):
    """``opened(target, stage)`` for the records of one part."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Pipeline by stage"), parent)
        self.chart = PipelineChart()
        self.chart.setAccessibleName(tr("Pipeline by stage"))
        self.legend = StageLegend()
        self.hold(self.chart, self.legend)
        self.body.addWidget(self.chart)
        self.body.addWidget(self.legend)
        self.body.addStretch(1)
        self._rows: list[PipelineRow] = []
        self.chart.activated.connect(self._open)

    def show_pipeline(self, found: Progress, footnote: str) -> None:
        """Show the stages of every target; of several on the same records the first stands for all."""
        stages = found.breakdowns.get("stage", {})
        kinds: set[str] = set()
        self._rows = []
        for figure in found.figures:
            if figure.target.kind not in kinds and stages.get(figure.target.key):
                kinds.add(figure.target.kind)
                label = tr(figure.target.label)
                self._rows.append(_row(figure.target.key, label, dict(stages[figure.target.key])))
        self.chart.set_rows(self._rows)
        seen = {part.stage for row in self._rows for part in row.parts}
        self.legend.set_entries([(stage, stage_word(stage)) for stage in sorted(seen, key=_place)])
        self.note(footnote)

    def rows(self) -> Sequence[Sequence[str]]:
        return [[row.label, stage_word(part.stage), part.shown] for row in self._rows for part in row.parts]

    def _open(self, index: int) -> None:
        target, part = self.chart.part(index)
        self.opened.emit(target, part.stage)


def _row(key: str, label: str, stages: dict[str, int]) -> PipelineRow:
    whole = sum(stages.values())
    parts = tuple(
        Part(
            stage,
            stages[stage],
            number(stages[stage]),
            tr(
                "{what}, {stage}: {n} of {whole}",
                what=label,
                stage=stage_word(stage),
                n=stages[stage],
                whole=whole,
            ),
        )
        for stage in sorted(stages, key=_place)
        if stages[stage]
    )
    return PipelineRow(key, f"{label} · {number(whole)}", parts)


def _place(stage: str) -> int:
    return _ORDER.index(stage) if stage in _ORDER else len(_ORDER)
