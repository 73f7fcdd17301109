"""The card of one target: the documented number, what moved it, the claim, the course, and who is left out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.progress import Figure
from ilrs_desk.ui.charts.pictures import Picture
from ilrs_desk.ui.charts.progress_bar import TargetBar
from ilrs_desk.ui.labels import ElidedLabel, PlainLabel, set_tip
from ilrs_desk.ui.text import number, say, tr, visible

from .buttons import ElidedButton, word_button
from .flow import FlowLayout
from .panel import Panel
from .words import (
    claim_told,
    claim_words,
    doubles_words,
    footnote_words,
    forecast_told,
    forecast_words,
    pace_words,
    quote_words,
    share_words,
)


class FigureCard(Panel):
    """Every number on it opens what lies behind it.

    ``counted_wanted``, ``left_out_wanted``, ``uncertain_wanted`` and ``doubles_wanted`` ask for the records,
    ``moved_wanted`` for what moved the figure since the last meeting, ``why_wanted`` for how it comes about,
    ``rule_wanted`` for the settings of the rule, ``save_wanted`` for its picture in a file.
    """

    counted_wanted = Signal()
    left_out_wanted = Signal()
    uncertain_wanted = Signal()
    doubles_wanted = Signal()
    moved_wanted = Signal()
    why_wanted = Signal()
    rule_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.figure: Figure | None = None
        self._moment = NOW
        self.value = word_button("figure")
        self.target = ElidedLabel(role="target")
        self.share = PlainLabel(role="muted")
        self.moved = ElidedButton("chip")
        self.bar = TargetBar()
        self.claim = PlainLabel(role="muted", wrap=True)
        self.pace = ElidedLabel(role="small")
        self.forecast = PlainLabel(role="small", wrap=True)
        self.uncertain = word_button("link")
        self.left_out = word_button("link")
        self.doubles = word_button("link")
        self.why = word_button("link")
        self.rule = word_button("link")
        self.why.setText(tr("Why?"))
        self._lay_out()
        for button, wanted in (
            (self.value, self.counted_wanted),
            (self.left_out, self.left_out_wanted),
            (self.uncertain, self.uncertain_wanted),
            (self.doubles, self.doubles_wanted),
            (self.moved, self.moved_wanted),
            (self.why, self.why_wanted),
            (self.rule, self.rule_wanted),
        ):
            button.clicked.connect(wanted)

    def show_figure(self, figure: Figure, moment: Moment, as_of: date) -> None:
        """Show ``figure`` as counted at ``moment``, by the records' dates on ``as_of``."""
        self.figure, self._moment = figure, moment
        label, footnote = tr(figure.target.label), footnote_words(figure, moment, as_of)
        self.title.setText(label)
        self.value.setText(number(figure.value))
        self.value.setAccessibleName(f"{label}: {self.quote()}")
        opens = tr("Open the {n} records counted", n=figure.value)
        set_tip(self.value, f"{label}: {self.quote()}\n{say(figure.words)}\n{opens}")
        self.value.setEnabled(figure.value > 0)
        self.target.setText(tr("of {target}", target=figure.target.number))
        self.share.setText(share_words(figure))
        self.bar.set_figure(figure.value, figure.target.number, figure.claim.value if figure.claim else None)
        set_tip(self.bar, self._bar_words(figure))
        self.rule.setText(tr("Rule {code}", code=visible(figure.rule.code)))
        set_tip(self.rule, say(figure.words))
        self.rule.setAccessibleName(f"{label}: {self.rule.text()}")
        set_tip(self.why, tr("How this figure comes about, and why others are not counted"))
        self.why.setAccessibleName(tr("Why {n} {what}?", n=figure.value, what=label))
        set_tip(
            self.share, tr("{share} of the target, {footnote}", share=share_words(figure), footnote=footnote)
        )
        self._show_claim(figure)
        self._show_lists(figure, label)

    def show_moved(self, words: str, tip: str, *, change: int | None) -> None:
        """Tell how the figure moved since the last meeting; ``change`` None: there is none to compare with."""
        self.moved.tell(words)
        self.moved.setProperty("change", "none" if not change else "up" if change > 0 else "down")
        self.moved.style().polish(self.moved)
        self.moved.setEnabled(change is not None)
        set_tip(self.moved, tip)
        self.moved.setAccessibleName(f"{self.title.text()}: {words}")

    def quote(self) -> str:
        """The figure with its footnote."""
        return "" if self.figure is None else quote_words(self.figure, self._moment)

    def copy(self) -> None:
        """Put the figure with its footnote on the clipboard."""
        QGuiApplication.clipboard().setText(self.quote())

    def picture(self) -> Picture:
        """The card with its footnote."""
        return Picture((self,), "", self.quote())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(tr("Copy with Footnote"), self.copy)
        menu.addAction(
            tr("Copy as a Picture"), lambda: QGuiApplication.clipboard().setImage(self.picture().image())
        )
        menu.addAction(tr("Save as a Picture…"), self.save_wanted.emit)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _bar_words(self, figure: Figure) -> str:
        words = f"{self.quote()} ({share_words(figure)})"
        return f"{words}\n{claim_told(figure.claim)}" if figure.claim else words

    def _show_claim(self, figure: Figure) -> None:
        source = figure.claim.source if figure.claim else None
        self.claim.setText(f"{claim_words(figure)} · {visible(source)}" if source else claim_words(figure))
        self.pace.setText(pace_words(figure))
        self.pace.setVisible(bool(self.pace.text()))
        self.forecast.setText(forecast_words(figure))
        self.forecast.setVisible(bool(self.forecast.text()))
        set_tip(
            self.forecast, "\n".join(part for part in (self.forecast.text(), forecast_told(figure)) if part)
        )

    def _show_lists(self, figure: Figure, label: str) -> None:
        for button, words, count in (
            (self.left_out, tr("{n} not counted", n=figure.not_counted_total), figure.not_counted_total),
            (self.uncertain, tr("{n} uncertain", n=figure.uncertain_total), figure.uncertain_total),
            (self.doubles, doubles_words(figure), len(figure.doubles)),
        ):
            button.setText(words)
            button.setAccessibleName(f"{label}: {words}")
            button.setVisible(count > 0)
        reasons = [f"{number(count)}: {say(why)}" for why, count in figure.reasons[:6]]
        set_tip(self.left_out, "\n".join(reasons))
        set_tip(self.uncertain, tr("Their day or country is not fully known."))
        set_tip(self.doubles, tr("What might have counted twice, and how the rule takes it."))

    def _lay_out(self) -> None:
        self.corner.setSpacing(12)
        self.corner.addWidget(self.why)
        self.corner.addWidget(self.rule)
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.value, self.target):
            top.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        top.addStretch(1)
        top.addWidget(self.share, 0, Qt.AlignmentFlag.AlignBottom)
        moved = QHBoxLayout()
        moved.addWidget(self.moved)
        moved.addStretch(1)
        lists = FlowLayout()
        for button in (self.left_out, self.uncertain, self.doubles):
            lists.addWidget(button)
        self.body.setSpacing(4)
        self.body.addLayout(top)
        self.body.addWidget(self.bar)
        self.body.addLayout(moved)
        for line in (self.claim, self.pace, self.forecast):
            self.body.addWidget(line)
        self.body.addStretch(1)
        self.body.addLayout(lists)
