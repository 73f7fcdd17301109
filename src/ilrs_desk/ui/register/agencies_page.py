"""The Agencies & Mappings page: who sent returns, and what is remembered of their headers, choices and answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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

from ilrs_desk.store.office import Office
from ilrs_desk.store.register import AgencyEntry
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.page import Commands, Page
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.tabs import Tabs
from ilrs_desk.ui.text import moment, number, tr, visible

from .remembered import answer_lines, mapping_lines


class AgenciesPage(Page):
    """Nothing here touches a record: what is forgotten is only asked or guessed anew at the next import."""

    key = "agencies"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, tr("Agencies & Mappings"), parent)
        self._entries: dict[int, AgencyEntry] = {}
        self.list = ListTable(
            [
                (tr("Agency"), 40), (tr("Files"), 8), (tr("Last received"), 20), (tr("Headers"), 10),
                (tr("Answers"), 10),
            ]
        )  # fmt: skip
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
        self.session.work(_read, self._tell, owner=self)

    def commands(self) -> Commands:
        return {"edit.copy": self._copy, "edit.select_all": self.list.selectAll}

    def status(self) -> Sequence[str]:
        named = sum(1 for number in self._entries if number)
        return (tr("1 agency") if named == 1 else tr("{count} agencies", count=named),)

    # What the user does

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

    def _tell(self, entries: Sequence[AgencyEntry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._stack.setCurrentIndex(0 if entries else 1)
        self.list.tell([_line(entry) for entry in entries])
        self.changed.emit()

    def _choose(self, agency: int | None) -> None:
        entry = self._entries.get(-1 if agency is None else agency)
        mappings, answers = (entry.mappings, entry.answers) if entry else ((), ())
        self.mappings.tell(mapping_lines(mappings))
        self.answers.tell(answer_lines(answers))
        self.tabs.name(0, tr("Headers {count}", count=len(mappings)))
        self.tabs.name(1, tr("Answers {count}", count=len(answers)))
        self.forget_buttons[0].setEnabled(bool(mappings))
        self.forget_buttons[1].setEnabled(bool(answers))

    def _copy(self) -> None:
        tables = (self.mappings, self.answers, self.list)
        table = next((each for each in tables if each.hasFocus()), self.list)
        QGuiApplication.clipboard().setText(table.copied())


def _read(office: Office) -> list[AgencyEntry]:
    return office.register.agencies()


def _line(entry: AgencyEntry) -> Line:
    cells = (
        Cell(visible(entry.name) or tr("(nobody named)"), "ink" if entry.name else "mute"),
        Cell(number(entry.imports)),
        Cell(moment(entry.last_at) if entry.last_at else "", "mute"),
        Cell(number(len(entry.mappings))),
        Cell(number(len(entry.answers))),
    )
    return Line(cells, entry.id)


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
