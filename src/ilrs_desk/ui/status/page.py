"""The Status page: three figures, the seats, the trend, the breakdown and what needs attention."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.progress import Figure, Listed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.page import Page
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import tr, visible

from .as_of import AsOfDialog, moment_words
from .attention import AttentionPanel
from .card import FigureCard
from .listing import ListingDialog
from .panel import Panel
from .panels import BreakdownPanel, SeatsPanel, TrendPanel
from .reading import Reading, read_members, read_status, seats_figure
from .rules_dialog import RulesDialog

#: Widths of the page, in characters, from which on three or two panels stand beside each other.
_WIDE, _NARROW = 210, 98
_PLACES = {
    1: ((0, 0), (1, 0), (3, 0), (2, 0)),
    2: ((0, 0), (0, 1), (1, 0), (1, 1)),
    3: ((0, 0), (0, 1), (1, 0), (0, 2)),
}


class StatusPage(Page):
    """Counted off the GUI thread; ``import_wanted`` when an empty office asks for its first return."""

    import_wanted = Signal()
    key = "status"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Status"), parent)
        self.moment = Moment()
        self.reading: Reading | None = None
        self._target = ""
        self.as_of_button = self.head.add_button(moment_words(self.moment), self.ask_day)
        self.import_button = self.head.add_button(tr("Import…"), self.import_wanted.emit, primary=True)
        self.import_button.setDisabled(session.read_only)
        self.empty = _empty_panel(self.import_wanted.emit, can_import=not session.read_only)
        self.cards: dict[str, FigureCard] = {}
        self.seats = SeatsPanel()
        self.trend = TrendPanel()
        self.breakdown = BreakdownPanel()
        self.attention = AttentionPanel()
        self._cards = QHBoxLayout()
        self._cards.setSpacing(14)
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        self._columns = 0
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Count anew."""
        moment = self.moment
        self.session.work(lambda office: read_status(office, moment), self._show, owner=self)

    def status(self) -> Sequence[str]:
        """The day asked about."""
        if self.reading is None:
            return ()
        return (tr("as of {day}", day=self.reading.progress.as_of),)

    def ask_day(self) -> None:
        """Ask for another day."""
        dialog = AsOfDialog(self.moment, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.show_moment)
        dialog.open()

    def show_moment(self, moment: Moment) -> None:
        """Count as of ``moment`` from now on."""
        self.moment = moment
        self.as_of_button.setText(moment_words(moment))
        self.refresh()

    def choose_target(self, target: str) -> None:
        """Show the trend and the breakdown of ``target``."""
        if self.reading is None or (figure := self.reading.figure(target)) is None:
            return
        self._target = target
        found = self.reading.progress
        self.trend.show_trend(found.figures, figure, found.as_of)
        self.breakdown.show_breakdown(figure, found.breakdowns)

    def open_rules(self, target: str | None = None) -> RulesDialog:
        """The settings of the counting rules; the dialog does not block."""
        dialog = RulesDialog(self.session.office, self.session.runner, self, target=target)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Also called while the page is being made, before there is anything to arrange.
        if event.type() == QEvent.Type.FontChange and hasattr(self, "attention"):
            self._arrange()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "page")
        body = QVBoxLayout(inside)
        body.setContentsMargins(18, 16, 18, 16)
        body.setSpacing(14)
        body.addWidget(self.empty)
        body.addLayout(self._cards)
        body.addLayout(self._grid)
        body.addStretch(1)
        self._arrange()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self.layout_.addWidget(scroll, 1)
        for panel in (self.seats, self.trend, self.breakdown, self.attention):
            panel.hide()

    def _connect(self) -> None:
        self.seats.opened.connect(lambda number: self.open_record.emit("partners", number))
        self.trend.target_chosen.connect(self.choose_target)
        self.trend.opened.connect(lambda: self._open_counted(self._target))
        self.breakdown.opened.connect(self._open_part)
        self.attention.opened.connect(self.open_record)

    def _arrange(self) -> None:
        """Two panels beside each other, three on a wide screen, one on a narrow one."""
        room = self.width() / max(self.fontMetrics().averageCharWidth(), 1)
        columns = 3 if room >= _WIDE else 2 if room >= _NARROW else 1
        if columns == self._columns:
            return
        self._columns = columns
        direction = QBoxLayout.Direction.TopToBottom if columns == 1 else QBoxLayout.Direction.LeftToRight
        self._cards.setDirection(direction)
        panels: tuple[Panel, ...] = (self.seats, self.trend, self.attention, self.breakdown)
        for panel in panels:
            self._grid.removeWidget(panel)
        for panel, (row, column) in zip(panels, _PLACES[columns], strict=True):
            span = columns if (columns == 3 and row == 1) else 1
            self._grid.addWidget(panel, row, column, 1, span)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _show(self, reading: Reading) -> None:
        self.reading = reading
        found = reading.progress
        self.empty.setVisible(reading.empty)
        for target, card in self.cards.items():
            card.setVisible(reading.figure(target) is not None)
        for figure in found.figures:
            self._card(figure.target.key).show_figure(figure, found.as_of)
        for panel in (self.trend, self.breakdown, self.attention):
            panel.setVisible(bool(found.figures) and not reading.empty)
        board = seats_figure(found)
        self.seats.setVisible(board is not None and not reading.empty)
        if board is not None:
            self.seats.show_seats(reading.seats, board)
        self.attention.show_attention(found.attention)
        keys = [figure.target.key for figure in found.figures]
        if keys:
            self.choose_target(self._target if self._target in keys else keys[0])
        self.changed.emit()

    def _card(self, target: str) -> FigureCard:
        if target not in self.cards:
            card = FigureCard()
            card.counted_wanted.connect(lambda: self._open_counted(target))
            card.left_out_wanted.connect(lambda: self._list_left_out(target))
            card.uncertain_wanted.connect(lambda: self._list_uncertain(target))
            card.rule_wanted.connect(lambda: self.open_rules(target))
            self.cards[target] = card
            self._cards.addWidget(card, 1)
        return self.cards[target]

    def _figure(self, target: str) -> Figure:
        figure = self.reading.figure(target) if self.reading else None
        if figure is None:
            raise LookupError(f"no figure of {target}")
        return figure

    def _open_counted(self, target: str) -> None:
        figure = self._figure(target)
        title = tr("{what} counted", what=tr(figure.target.label))
        self.open_records.emit(figure.target.kind, figure.counted_ids, title)

    def _open_part(self, dimension: str, value: str) -> None:
        figure, moment = self._figure(self._target), self.moment
        target, title = self._target, self.breakdown.words_of(value)
        self.session.work(
            lambda office: read_members(office, moment, target, dimension, value),
            lambda ids: self.open_records.emit(figure.target.kind, ids, title),
            owner=self,
        )

    def _list_left_out(self, target: str) -> None:
        figure = self._figure(target)
        title = tr("{what} not counted", what=tr(figure.target.label))
        self._list(
            figure,
            title,
            tr("These records are in the office but do not count, by rule {code}."),
            figure.not_counted,
        )

    def _list_uncertain(self, target: str) -> None:
        figure = self._figure(target)
        title = tr("{what} with something uncertain", what=tr(figure.target.label))
        self._list(
            figure, title, tr("Something about these is not fully known, by rule {code}."), figure.uncertain
        )

    def _list(self, figure: Figure, title: str, note: str, listed: Sequence[Listed]) -> None:
        dialog = ListingDialog(title, note.format(code=visible(figure.rule.code)), listed, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind = figure.target.kind
        dialog.opened.connect(lambda number: self.open_record.emit(kind, number))
        dialog.all_opened.connect(lambda ids: self.open_records.emit(kind, ids, title))
        dialog.open()


def _empty_panel(act: Callable[[], object], *, can_import: bool) -> Panel:
    panel = Panel()
    panel.title.take_role("name")
    panel.title.setText(tr("This office holds no records yet"))
    words = tr(
        "Import a return: drop a spreadsheet on this window, or choose one. "
        "You see everything before it is written, and can take it back afterwards."
    )
    panel.body.addWidget(PlainLabel(words, role="muted", wrap=True))
    row = QHBoxLayout()
    button = QPushButton(tr("Import a File…"))
    button.clicked.connect(lambda: act())
    button.setEnabled(can_import)
    row.addWidget(button)
    row.addStretch(1)
    panel.body.addLayout(row)
    return panel
