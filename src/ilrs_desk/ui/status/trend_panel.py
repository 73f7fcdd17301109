"""The trend of one target: documented day by day, claimed in public, and the Artemis Accords to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ilrs_desk.domain.counting import day_of
from ilrs_desk.domain.progress import Figure
from ilrs_desk.ui.charts.trend import TrendChart
from ilrs_desk.ui.charts.trend_plot import ClaimDot, Step
from ilrs_desk.ui.labels import set_tip
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.text import day, number, tr, visible

from .choosing import TabRow
from .panel import ChartPanel
from .words import claim_told, month_words, step_words

Signatories = Sequence[tuple[date, int]]


class TrendPanel(ChartPanel):
    """The target is chosen at its head; ``opened()`` for the records counted."""

    opened = Signal()
    target_chosen = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tr("Over time"), parent)
        self._settings = settings
        self._figure: Figure | None = None
        self._artemis: Signatories = ()
        self._as_of = date.today()
        self.chart = TrendChart()
        self.compare = QCheckBox(tr("Artemis Accords beside it"))
        set_tip(self.compare, tr("How many countries had signed the Artemis Accords on each day"))
        self.compare.setChecked(settings.flag("status.artemis", True))
        self.compare.toggled.connect(self._compare)
        self.tabs = TabRow(tr("Target"))
        self.tabs.chosen.connect(self.target_chosen)
        self.corner.addWidget(self.tabs)
        self.hold(self.chart)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self.compare)
        self.chart.activated.connect(lambda _: self.opened.emit())

    def show_trend(
        self, figures: Sequence[Figure], figure: Figure, artemis: Signatories, as_of: date, footnote: str
    ) -> None:
        """Show the trend of ``figure``, one of ``figures``; ``artemis`` only beside countries."""
        self._figure, self._as_of = figure, as_of
        self._artemis = artemis if figure.target.kind == "partners" else ()
        self.tabs.show_tabs([(one.target.key, tr(one.target.label)) for one in figures], figure.target.key)
        self.title.setText(tr("Over time") if len(figures) > 1 else tr(figure.target.label))
        self.chart.setAccessibleName(tr("{what} over time", what=tr(figure.target.label)))
        self.compare.setVisible(bool(self._artemis))
        self.chart.set_words(
            empty=tr("No record has a day of signing or starting yet."),
            documented=tr("documented"),
            month=month_words,
            target=tr("target {target}", target=figure.target.number),
        )
        self.note(footnote)
        self._draw()

    def rows(self) -> Sequence[Sequence[str]]:
        if self._figure is None:
            return ()
        steps = [[day(when), number(value)] for when, value in self._figure.trend]
        claims = [[visible(claim.claimed_on), claim_told(claim)] for claim in self._figure.claims]
        return [*steps, *claims]

    def _compare(self, wanted: bool) -> None:
        self._settings.keep("status.artemis", wanted)
        self._draw()

    def _draw(self) -> None:
        figure = self._figure
        if figure is None:
            return
        compared = self._artemis if self.compare.isChecked() else ()
        self.chart.set_series(
            [Step(when, value, step_words(figure, when, value)) for when, value in figure.trend],
            _dots(figure),
            self._as_of,
            target=figure.target.number,
            compared=[
                Step(when, value, tr("{day}: {n} had signed the Artemis Accords", day=when, n=value))
                for when, value in compared
                if when <= self._as_of
            ],
            compared_words=tr("Artemis Accords"),
        )


def _dots(figure: Figure) -> list[ClaimDot]:
    claims = figure.claims or ((figure.claim,) if figure.claim else ())
    days = [(day_of(claim.claimed_on), claim) for claim in claims]
    return [
        ClaimDot(when, claim.value, tr("claimed {claimed}", claimed=visible(claim.words)), claim_told(claim))
        for when, claim in days
        if when is not None
    ]
