"""The Agencies & Mappings page: who owes us a return, and what is remembered of their headers and answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.agencies import Agency, AgencyState
from ilrs_desk.store.office import Office
from ilrs_desk.store.register import AgencyEntry
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel, set_tip
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.settled.agency_dialog import AgencyDialog
from ilrs_desk.ui.tabs import Tabs
from ilrs_desk.ui.text import day as day_words
from ilrs_desk.ui.text import isolate, moment, number, tr, visible
from ilrs_desk.usecases.agency_desk import agency_desk

from .remembered import answer_lines, mapping_lines


class AgenciesPage(Page):
    """Nothing here touches a record: what is forgotten is only asked or guessed anew at the next import."""

    key = "agencies"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Agencies & Mappings"), parent)
        self._entries: dict[int, AgencyEntry] = {}
        self._states: dict[int, AgencyState] = {}
        self._wanted = ""
        self.list = ListTable(
            [
                (tr("Agency"), 30), (tr("Last return of"), 15), (tr("Age"), 11), (tr("Every"), 12),
                (tr("Next expected"), 15), (tr("Rows taken"), 10), (tr("To be answered"), 12),
            ]
        )  # fmt: skip
        self.list.opened.connect(lambda _: self.ask_expected())
        self.new_button = self.head.add_button(tr("New Agency…"), self.ask_new)
        self.expected_button = self.head.add_button(tr("What Is Expected…"), self.ask_expected)
        why = session.why_read_only()
        for button in (self.new_button, self.expected_button):
            button.setDisabled(bool(why))
            set_tip(button, why)
        self.setFocusProxy(self.list)
        self.list.chosen.connect(self._choose)
        self.mappings = ListTable([(tr("Header"), 44), (tr("Is taken for"), 28), (tr("How"), 40)])
        self.answers = ListTable([(tr("Field"), 24), (tr("As written"), 36), (tr("Means"), 40)])
        self.forget_buttons = (
            self._forget_button(tr("Forget This Header"), self.forget_mapping),
            self._forget_button(tr("Forget This Answer"), self.forget_answer),
        )
        self._lay_out()

    def _forget_button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setVisible(not self.session.read_only)
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        self.tabs = Tabs()
        self.tabs.add(
            tr("Headers"),
            _part(
                self.mappings,
                tr("The next file with this header is guessed anew; records stay as they are."),
                self.forget_buttons[0],
            ),
        )
        self.tabs.add(
            tr("Answers"),
            _part(
                self.answers,
                tr("The next file with this text asks again; records stay as they are."),
                self.forget_buttons[1],
            ),
        )
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setContentsMargins(12, 12, 12, 12)
        splitter.setHandleWidth(12)
        splitter.addWidget(framed(self.list))
        splitter.addWidget(self.tabs)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 2)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(splitter)
        self._stack.addWidget(
            Placeholder(
                tr("Nothing is remembered yet"),
                tr("How the columns of a return are read is remembered here once it was imported."),
            )
        )
        self.layout_.addWidget(holder, 1)

    # What the window asks

    def refresh(self) -> None:
        day = self.session.moment.day
        self.session.work(lambda office: _read(office, day), self._tell, owner=self)

    def commands(self) -> Commands:
        return {"edit.copy": self._copy, "edit.select_all": self.list.selectAll}

    def status(self) -> Sequence[str]:
        named = sum(1 for number in self._entries if number)
        due = sum(state.due for state in self._states.values())
        told = tr("1 agency") if named == 1 else tr("{count} agencies", count=named)
        return (told, tr("{count} owe us a return", count=due)) if due else (told,)

    # What the user does

    def ask_new(self) -> AgencyDialog:
        """Ask for an agency that sends returns from now on."""
        return self._ask(None)

    def ask_expected(self) -> AgencyDialog | None:
        """Ask what is expected of the agency under the cursor."""
        state = self._states.get(self.list.current() or 0)
        return None if state is None or self.session.read_only else self._ask(state.agency)

    def _ask(self, agency: Agency | None) -> AgencyDialog:
        dialog = AgencyDialog(self.session, agency, self)
        dialog.saved.connect(self._saved)
        dialog.open()
        return dialog

    def _saved(self, name: str) -> None:
        self._wanted = name
        self.refresh()

    def forget_mapping(self) -> None:
        """Forget how the header under the cursor is read."""
        agency, fingerprint = self.list.current(), self.mappings.current()
        if fingerprint is not None:
            self._forget(lambda office: office.register.forget_mapping(agency, fingerprint))

    def forget_answer(self) -> None:
        """Forget what the text under the cursor means."""
        agency, answer = self.list.current(), self.answers.current()
        if answer is not None:
            self._forget(lambda office: office.register.forget_answer(agency, answer[0], answer[1]))

    def _forget(self, act: Callable[[Office], object]) -> None:
        self.session.work(act, lambda _: self.refresh(), owner=self)

    def _tell(self, read: tuple[list[AgencyEntry], tuple[AgencyState, ...]]) -> None:
        entries, states = read
        self._entries = {entry.id: entry for entry in entries}
        self._states = {state.agency.id: state for state in states}
        nobody = [entry for entry in entries if entry.id not in self._states]
        self._stack.setCurrentIndex(0 if states or nobody else 1)
        self.list.tell([*(_state_line(state) for state in states), *(_line(entry) for entry in nobody)])
        wanted = next((one for one, state in self._states.items() if state.agency.name == self._wanted), None)
        if self._wanted and wanted is not None:
            self.list.go_to(wanted)
        self._wanted = ""
        self.changed.emit()

    def _choose(self, agency: int | None) -> None:
        entry = self._entries.get(-1 if agency is None else agency)
        mappings, answers = (entry.mappings, entry.answers) if entry else ((), ())
        self.mappings.tell(mapping_lines(mappings))
        self.answers.tell(answer_lines(answers))
        self.tabs.name(0, tr("Headers {count}", count=len(mappings)))
        self.tabs.name(1, tr("Answers {count}", count=len(answers)))
        self.expected_button.setEnabled(agency in self._states and not self.session.read_only)
        self.forget_buttons[0].setEnabled(bool(mappings))
        self.forget_buttons[1].setEnabled(bool(answers))

    def _copy(self) -> None:
        tables = (self.mappings, self.answers, self.list)
        table = next((each for each in tables if each.hasFocus()), self.list)
        QGuiApplication.clipboard().setText(table.copied())


def _read(office: Office, day: date) -> tuple[list[AgencyEntry], tuple[AgencyState, ...]]:
    return office.register.agencies(), agency_desk(office, day)


def _state_line(state: AgencyState) -> Line:
    agency, received = state.agency, state.received
    every = agency.return_months
    cells = (
        Cell(isolate(visible(agency.name)), "warn" if state.due else "ink"),
        Cell(day_words(received.day) if received else "", "mute"),
        Cell(_age(state.age)),
        Cell("" if every is None else tr("1 month") if every == 1 else tr("{n} months", n=every)),
        Cell(_expected(state), "warn" if state.due else "ink"),
        Cell("" if state.accepted is None else f"{number(round(100 * state.accepted))} %"),
        Cell(number(state.open) if state.open else "", "bad"),
    )
    return Line(cells, agency.id)


def _age(days: int | None) -> str:
    return "" if days is None else tr("1 day") if days == 1 else tr("{n} days", n=days)


def _expected(state: AgencyState) -> str:
    if state.expected is None:
        return ""
    return tr("overdue") if state.due else day_words(state.expected)


def _line(entry: AgencyEntry) -> Line:
    """Of whom nothing can be expected: returns that nobody is named with."""
    name = Cell(visible(entry.name) or tr("(nobody named)"), "ink" if entry.name else "mute")
    last = Cell(moment(entry.last_at) if entry.last_at else "", "mute")
    return Line((name, last, *(Cell("") for _ in range(5))), entry.id)


def _part(table: QWidget, note: str, button: QPushButton) -> QWidget:
    part = QWidget()
    foot = QHBoxLayout()
    foot.addWidget(PlainLabel(note, role="muted"), 1)
    foot.addWidget(button)
    layout = QVBoxLayout(part)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(framed(table), 1)
    layout.addLayout(foot)
    return part
