"""The card of one target: the documented number, its share, the claim beside it, and who is not counted."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from ilrs_desk.domain.progress import Figure
from ilrs_desk.ui.charts.progress_bar import TargetBar
from ilrs_desk.ui.labels import ElidedLabel, PlainLabel, set_tip
from ilrs_desk.ui.text import number, say, tr, visible

from .panel import Panel
from .words import claim_words, quote_words, share_words


class FigureCard(Panel):
    """Every number on it opens what lies behind it.

    ``counted_wanted``, ``left_out_wanted`` and ``uncertain_wanted`` ask for the records, ``rule_wanted`` for the
    settings of the rule.
    """

    counted_wanted = Signal()
    left_out_wanted = Signal()
    uncertain_wanted = Signal()
    rule_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._figure: Figure | None = None
        self._as_of = date.today()
        self.value = _link("figure")
        self.target = PlainLabel(role="target")
        self.share = PlainLabel(role="muted")
        self.bar = TargetBar()
        self.claim = PlainLabel(role="muted", wrap=True)
        self.pace = ElidedLabel(role="small")
        self.uncertain = _link("link")
        self.left_out = _link("link")
        self.rule = _link("link")
        self.copy_action = QAction(tr("Copy Figure"), self)
        self._lay_out()
        self.value.clicked.connect(self.counted_wanted)
        self.left_out.clicked.connect(self.left_out_wanted)
        self.uncertain.clicked.connect(self.uncertain_wanted)
        self.rule.clicked.connect(self.rule_wanted)
        self.copy_action.triggered.connect(self.copy)

    def show_figure(self, figure: Figure, as_of: date) -> None:
        """Show ``figure`` as counted on ``as_of``."""
        self._figure, self._as_of = figure, as_of
        label = tr(figure.target.label)
        self.title.setText(label)
        self.value.setText(number(figure.value))
        self.value.setAccessibleName(f"{label}: {quote_words(figure, as_of)}")
        set_tip(self.value, tr("Open the {n} records counted", n=figure.value))
        self.value.setEnabled(figure.value > 0)
        self.target.setText(tr("of {target}", target=figure.target.number))
        self.share.setText(share_words(figure))
        self.bar.set_figure(figure.value, figure.target.number, figure.claim.value if figure.claim else None)
        self.rule.setText(tr("Rule {code}", code=visible(figure.rule.code)))
        set_tip(self.rule, say(figure.words))
        self._show_claim(figure)
        self._show_lists(figure)

    def copy(self) -> None:
        """Put the figure with its footnote on the clipboard."""
        if self._figure is not None:
            QGuiApplication.clipboard().setText(quote_words(self._figure, self._as_of))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(self.copy_action)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def _show_claim(self, figure: Figure) -> None:
        source = figure.claim.source if figure.claim else None
        self.claim.setText(f"{claim_words(figure)} · {visible(source)}" if source else claim_words(figure))
        pace = figure.needed_per_month
        self.pace.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.pace.setText("" if pace is None else tr("needs {pace} a month", pace=f"{pace:g}"))

    def _show_lists(self, figure: Figure) -> None:
        self.left_out.setText(tr("{n} not counted", n=len(figure.not_counted)))
        self.left_out.setVisible(bool(figure.not_counted))
        self.uncertain.setText(tr("{n} uncertain", n=len(figure.uncertain)))
        set_tip(self.uncertain, tr("Their day or country is not fully known."))
        self.uncertain.setVisible(bool(figure.uncertain))

    def _lay_out(self) -> None:
        self.corner.addWidget(self.rule)
        top = QHBoxLayout()
        top.setSpacing(8)
        for widget in (self.value, self.target):
            top.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        top.addStretch(1)
        top.addWidget(self.share, 0, Qt.AlignmentFlag.AlignBottom)
        lists = QHBoxLayout()
        lists.setSpacing(14)
        lists.addWidget(self.left_out)
        lists.addWidget(self.uncertain)
        lists.addWidget(self.pace, 1)
        self.body.setSpacing(5)
        self.body.addLayout(top)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.claim)
        self.body.addStretch(1)
        self.body.addLayout(lists)


def _link(role: str) -> QPushButton:
    button = QPushButton()
    button.setProperty("role", role)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(False)
    return button
