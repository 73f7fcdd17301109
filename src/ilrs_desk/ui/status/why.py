"""How a figure comes about: its rule in words, who is left out by which reason, the claims beside it, the course."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.claimed import Explanation
from ilrs_desk.domain.dates import last_day
from ilrs_desk.domain.progress import Figure
from ilrs_desk.domain.targets import Claim
from ilrs_desk.ui.copying import as_lines
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable, line
from ilrs_desk.ui.text import isolate, number, say, title_case, tr, visible
from ilrs_desk.ui.values import shown_date

from .buttons import word_button
from .flow import FlowLayout
from .words import doubles_words, forecast_told, forecast_words, pace_words

_LINES = 7  # lines of a list that are seen without scrolling it


class WhyDialog(QDialog):
    """``counted_wanted``, ``left_out_wanted``, ``uncertain_wanted``, ``doubles_wanted``, ``rule_wanted`` open more.

    ``reason_wanted(Message)`` asks for those who do not count for one reason.
    """

    counted_wanted = Signal()
    left_out_wanted = Signal()
    uncertain_wanted = Signal()
    doubles_wanted = Signal()
    rule_wanted = Signal()
    reason_wanted = Signal(object)

    def __init__(self, figure: Figure, quote: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure, self.quote = figure, quote
        self._explained: dict[Claim, str] = {}
        self.setWindowTitle(tr("Why {n} {what}?", n=figure.value, what=tr(figure.target.label)))
        inside = QWidget()
        inside.setProperty("role", "page")
        self._body = QVBoxLayout(inside)
        self._body.setSpacing(8)
        self._body.addWidget(PlainLabel(quote, role="name", wrap=True))
        self._body.addWidget(PlainLabel(title_case(say(figure.words)), wrap=True))
        self._links()
        self.reasons = self._list(
            tr("Why the others do not count"), (("", 8), (tr("Why"), 20)), self._reasons()
        )
        if self.reasons is not None:
            self.reasons.opened.connect(self.accept)
            self.reasons.opened.connect(self.reason_wanted)
        self.claims = self._list(
            tr("Claimed in public, and documented by our dates on that day"),
            (
                (tr("Day"), 16),
                (tr("Claimed"), 20),
                (tr("Documented"), 11),
                (tr("What makes the difference"), 20),
            ),
            self._claims(),
        )
        self.difference = PlainLabel(wrap=True)
        self._body.addWidget(self.difference)
        if self.claims is not None:
            self.claims.chosen.connect(self._tell_difference)
        self._course()
        self._body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._buttons())
        self.resize(780, 680)

    def copied(self) -> str:
        """All that is said here, as lines."""
        reasons = [[cell.text for cell in one.cells] for one in self._reasons()]
        claims = [[cell.text for cell in one.cells] for one in self._claims()]
        course = [[pace_words(self.figure)], [forecast_words(self.figure)]]
        return as_lines([[self.quote], [say(self.figure.words)], *reasons, *claims, *course])

    def _links(self) -> None:
        figure, row = self.figure, FlowLayout(14)
        for words, count, wanted in (
            (tr("{n} counted", n=figure.value), figure.value, self.counted_wanted),
            (
                tr("{n} not counted", n=figure.not_counted_total),
                figure.not_counted_total,
                self.left_out_wanted,
            ),
            (tr("{n} uncertain", n=figure.uncertain_total), figure.uncertain_total, self.uncertain_wanted),
            (doubles_words(figure), len(figure.doubles), self.doubles_wanted),
            (tr("Change the rule…"), 1, self.rule_wanted),
        ):
            if count:
                button = word_button("link", words)
                button.clicked.connect(self.accept)
                button.clicked.connect(wanted)
                row.addWidget(button)
        self._body.addLayout(row)

    def _list(
        self, title: str, headings: Sequence[tuple[str, int]], lines: Sequence[Line]
    ) -> ListTable | None:
        if not lines:
            return None
        table = ListTable(headings)
        table.setAccessibleName(title)
        table.tell(lines)
        rows = min(len(lines), _LINES) + 1
        table.setFixedHeight(rows * table.verticalHeader().defaultSectionSize() + 8)
        self._body.addWidget(PlainLabel(title, role="section"))
        self._body.addWidget(table)
        return table

    def _reasons(self) -> list[Line]:
        return [line(why, number(count), title_case(say(why))) for why, count in self.figure.reasons]

    def explain_claims(self, explained: Sequence[Explanation]) -> None:
        """Tell of each claim what makes the difference to the documented figure."""
        self._explained = {
            one.claim: ". ".join(title_case(say(each)) for each in one.words) for one in explained
        }
        if self.claims is not None:
            self.claims.tell(self._claims())

    def _tell_difference(self, claim: Claim | None) -> None:
        """Say of the claim under the cursor in full what a line has no room for."""
        told = [self._explained.get(claim, ""), isolate(visible(claim.source or ""))] if claim else []
        self.difference.setText("\n".join(part for part in told if part))

    def _claims(self) -> list[Line]:
        return [
            line(
                claim,
                shown_date(claim.claimed_on),
                isolate(visible(claim.words)),
                self._documented(last_day(claim.claimed_on)),
                self._explained.get(claim) or isolate(visible(claim.source or "")),
            )
            for claim in reversed(self.figure.claims)
        ]

    def _documented(self, day: date) -> str:
        values = [value for when, value in self.figure.trend if when <= day]
        return number(values[-1] if values else 0)

    def _course(self) -> None:
        told = [pace_words(self.figure), forecast_words(self.figure), forecast_told(self.figure)]
        if any(told):
            self._body.addWidget(PlainLabel(tr("Pace and forecast"), role="section"))
            self._body.addWidget(PlainLabel("\n".join(title_case(one) for one in told if one), wrap=True))

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("&Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.copied()))
        buttons.rejected.connect(self.reject)
        return buttons
