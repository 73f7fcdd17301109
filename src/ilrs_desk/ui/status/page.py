"""The Status page: figures, seats, trend, pipeline, how all of it splits up, and what needs attention."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QScrollArea, QWidget

from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.moment.words import moment_title
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.settled.targets_dialog import TargetsDialog
from ilrs_desk.ui.tasks import Job
from ilrs_desk.ui.text import tr

from .attention import AttentionPanel
from .behind import Behind
from .beside import Beside, read_beside
from .board import CARDS, Board
from .breakdown_panel import BreakdownPanel
from .card import FigureCard
from .coverage_panel import CoveragePanel
from .further_panel import FurtherPanel
from .keeping import Keeping
from .panel import ChartPanel, Panel, more_button
from .pipeline_panel import PipelinePanel
from .reading import Reading, read_status, seats_figure
from .seats_panel import SeatsPanel
from .since import since_told, since_words
from .trend_panel import TrendPanel
from .words import day_words, footnote_words


class StatusPage(Page):
    """Counted off the GUI thread; ``import_wanted`` when an empty office asks for its first return."""

    import_wanted = Signal()
    key = "status"

    def __init__(
        self, session: Session, parent: QWidget | None = None, chooser: FileChooser | None = None
    ) -> None:
        super().__init__(session, tr("Status"), parent)
        self.reading: Reading | None = None
        self._target = ""
        self._counting = self._stale = False
        self.beside: Beside | None = None
        self.behind = Behind(session, self)
        self.more = more_button()
        self.as_of_button = self.head.add_button(moment_title(session.moment), self.day_wanted.emit)
        self.head.add(self.more)
        self.import_button = self.head.add_button(tr("Import…"), self.import_wanted.emit, primary=True)
        self.import_button.setDisabled(session.read_only)
        set_tip(self.import_button, session.why_read_only())
        self.empty = _empty_panel(self.import_wanted.emit, can_import=not session.read_only)
        self.cards: dict[str, FigureCard] = {}
        self.further = FurtherPanel()
        self.seats = SeatsPanel(session.settings)
        self.trend = TrendPanel(session.settings)
        self.attention = AttentionPanel()
        self.pipeline = PipelinePanel()
        self.breakdown = BreakdownPanel(session.settings)
        self.coverage = CoveragePanel()
        self.panels: tuple[ChartPanel, ...] = (
            self.seats,
            self.trend,
            self.attention,
            self.pipeline,
            self.breakdown,
            self.coverage,
        )
        self.board = Board(self.empty, self.further, self.panels)
        self.keeping = Keeping(self, self.board, chooser or FileChooser(), session.office.path.stem)
        self._scroll_over(self.board)
        self._connect()

    # Counting

    def refresh(self) -> None:
        """Count anew; of what is asked while it is being counted only the last is done."""
        self._stale = True
        if not self._counting:
            self._count()

    def _count(self) -> None:
        moment = self.session.moment
        self._counting, self._stale = True, False

        office = self.session.office

        def read(job: Job[Reading]) -> Reading:
            try:
                return read_status(office, moment)
            finally:
                self._counting = False  # also after a fault, which nobody tells us of

        self.session.runner.run(read, self._counted, owner=self, aside=True)
        self.changed.emit()

    def _counted(self, reading: Reading) -> None:
        self._show(reading)
        self._look_beside(reading)
        if self._stale and not self._counting:
            self._count()

    def _look_beside(self, reading: Reading) -> None:
        """Read what is not waited for: it may take a while in a large office."""
        office, moment = self.session.office, reading.moment
        known = self.beside.since if self.beside else None
        self.session.runner.run(
            lambda job: read_beside(office, moment, reading.progress, known),
            lambda found: self._show_beside(reading, found),
            owner=self,
            aside=True,
        )

    def _show_beside(self, reading: Reading, found: Beside) -> None:
        if reading is not self.reading:
            return
        self.beside = found
        for figure in reading.progress.figures[:CARDS]:
            self._card(figure.target.key).show_moved(
                since_words(figure, found.since),
                since_told(figure, found.since),
                change=found.since.change(figure) if found.since else None,
            )
        day = day_words(reading.moment, reading.progress.as_of)
        self.coverage.show_coverage(found.coverage, day)

    def _show_moved(self, target: str) -> None:
        if self.beside is not None and self.beside.since is not None:
            self.behind.moved(target, self.beside.since)

    def _open_covering(self, kind: str, key: str) -> None:
        if (line := self.coverage.line(key)) is not None:
            self.behind.covering(line, kind, self.coverage.words_of(kind, key))

    # What the window asks

    def status(self) -> Sequence[str]:
        """The day asked about, and whether newer figures are on their way."""
        if self.reading is None:
            return ()
        words = day_words(self.reading.moment, self.reading.progress.as_of)
        return (words, tr("counting…")) if self._counting else (words,)

    def commands(self) -> Commands:
        """Copying, once there is something to copy."""
        return {"edit.copy": self.keeping.copy} if self.reading is not None else {}

    # What the user asks

    def choose_target(self, target: str) -> None:
        """Show the trend and the breakdown of ``target``."""
        if self.reading is None or (figure := self.reading.figure(target)) is None:
            return
        self._target = target
        found, labels = self.reading.progress, self.reading.labels
        footnote = footnote_words(figure, self.reading.moment, found.as_of)
        self.trend.show_trend(found.figures, figure, self.reading.artemis, found.as_of, footnote)
        self.breakdown.show_breakdown(figure, found.breakdowns, labels, footnote)

    def open_rules(self, target: str | None = None) -> TargetsDialog:
        """The targets and their counting rules; the dialog does not block."""
        dialog = TargetsDialog(self.session, self, target=target)
        dialog.open_record.connect(self.open_record)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Also called while the page is being made, before there is anything to arrange.
        if event.type() == QEvent.Type.FontChange and hasattr(self, "board"):
            self._arrange()

    # Inside

    def _arrange(self) -> None:
        self.board.arrange(self.width() / max(self.fontMetrics().averageCharWidth(), 1))

    def _scroll_over(self, inside: QWidget) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self.layout_.addWidget(scroll, 1)
        self._scroll = scroll
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keep_in_sight)

    def _keep_in_sight(self, before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to where the keyboard went."""
        if now is not None and self.board.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 20, 20)

    def _connect(self) -> None:
        self.more.clicked.connect(lambda: self.keeping.open_menu(self.more))
        self.behind.open_record.connect(self.open_record)
        self.behind.open_records.connect(self.open_records)
        self.behind.rule_wanted.connect(self.open_rules)
        self.seats.opened.connect(lambda number: self.open_record.emit("partners", number))
        self.trend.target_chosen.connect(self.choose_target)
        self.trend.opened.connect(lambda: self.behind.counted(self._target))
        self.breakdown.opened.connect(
            lambda dimension, value: self.behind.part(
                self._target, dimension, value, self.breakdown.words_of(value)
            )
        )
        self.pipeline.opened.connect(
            lambda target, stage: self.behind.part(target, "stage", stage, self.pipeline.title.text())
        )
        self.coverage.opened.connect(self._open_covering)
        self.attention.opened.connect(self.open_record)
        self.attention.several_opened.connect(
            lambda code, kind: self.behind.several(
                self.attention.matters(code, kind), self.attention.words_of(code, kind)
            )
        )
        self.further.why_wanted.connect(self.behind.why)
        self.further.counted_wanted.connect(self.behind.counted)
        for panel in (self.further, *self.panels):
            panel.save_wanted.connect(
                lambda panel=panel: self.keeping.save(panel.picture(), panel.title.text())
            )

    def _show(self, reading: Reading) -> None:
        self.reading = self.behind.reading = self.keeping.reading = reading
        found = reading.progress
        self.empty.setVisible(reading.empty)
        self._show_figures(reading)
        board = seats_figure(found)
        for panel in self.panels:
            panel.setVisible(bool(found.figures) and not reading.empty)
        self.seats.setVisible(board is not None and not reading.empty)
        if board is not None:
            footnote = footnote_words(board, reading.moment, found.as_of)
            self.seats.show_seats(reading.seats, board, footnote)
        day = day_words(reading.moment, found.as_of)
        self.attention.show_attention(found.attention, day)
        self.pipeline.show_pipeline(found, day)
        keys = [figure.target.key for figure in found.figures]
        if keys:
            self.choose_target(self._target if self._target in keys else keys[0])
        self.changed.emit()

    def _show_figures(self, reading: Reading) -> None:
        """The first targets as cards, the others in lines."""
        figures, as_of = reading.progress.figures, reading.progress.as_of
        first = [figure.target.key for figure in figures[:CARDS]]
        for figure in figures[:CARDS]:
            self._card(figure.target.key).show_figure(figure, reading.moment, as_of)
        for target, card in self.cards.items():
            card.setVisible(target in first)
        self.further.show_figures(figures[CARDS:], reading.moment, as_of)
        self.further.setVisible(len(figures) > CARDS)
        self.board.place_cards([self.cards[key] for key in first])

    def _card(self, target: str) -> FigureCard:
        if target not in self.cards:
            card = FigureCard(self.board)
            card.counted_wanted.connect(lambda: self.behind.counted(target))
            card.left_out_wanted.connect(lambda: self.behind.left_out(target))
            card.uncertain_wanted.connect(lambda: self.behind.uncertain(target))
            card.doubles_wanted.connect(lambda: self.behind.doubles(target))
            card.moved_wanted.connect(lambda: self._show_moved(target))
            card.why_wanted.connect(lambda: self.behind.why(target))
            card.rule_wanted.connect(lambda: self.open_rules(target))
            card.save_wanted.connect(lambda: self.keeping.save(card.picture(), card.title.text()))
            self.cards[target] = card
        return self.cards[target]


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
