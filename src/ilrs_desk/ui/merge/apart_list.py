"""The pairs that a person said are not the same, each with its why; what is forgotten may be found again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.store.office import Office
from ilrs_desk.ui.frames import FilledOrNot
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import day, tr, visible
from ilrs_desk.usecases.distinctions import Distinction, distinctions, forget_apart


class ApartList(QWidget):
    """``counted(int)`` when read; ``open_records(kind, ids, title)`` when a pair is opened."""

    counted = Signal(int)
    open_records = Signal(str, object, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.list = ListTable(
            [(tr("One"), 34), (tr("Other"), 34), (tr("Kind"), 12), (tr("Since"), 13), (tr("Why"), 40)]
        )
        self.list.opened.connect(self._open)
        self.list.selection_changed.connect(self._selected)
        self.forget_button = QPushButton(tr("Forget"))
        self.forget_button.clicked.connect(self.forget)
        note = PlainLabel(
            tr("What is forgotten may be found as a duplicate again. Undo brings it back."), role="muted"
        )
        foot = QHBoxLayout()
        foot.addWidget(note, 1)
        foot.addWidget(self.forget_button)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        foot.setContentsMargins(0, 0, 0, 0)
        self._foot.setVisible(not session.read_only)
        self._panel = FilledOrNot(
            self.list,
            Placeholder(
                tr("Nothing is noted here"),
                tr("Pairs that you say are not the same are listed here, and are not offered again."),
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._panel, 1)
        layout.addWidget(self._foot)

    def refresh(self) -> None:
        """Read them anew."""
        self._session.work(_read, self._tell, owner=self)

    def forget(self) -> None:
        """Forget the selected ones."""
        ids = [said.id for said in self.list.selected()]

        def work(office: Office) -> None:
            for number in ids:
                forget_apart(office, number)

        self._session.work(work, owner=self)

    def _tell(self, found: list[Distinction]) -> None:
        self._panel.show_filled(bool(found))
        self.list.tell([_line(each) for each in found])
        self._selected()
        self.counted.emit(len(found))

    def _selected(self) -> None:
        self.forget_button.setEnabled(bool(self.list.selected()))

    def _open(self, said: Distinction) -> None:
        self.open_records.emit(said.kind, [said.one.id, said.other.id], tr("Not the same"))


def _read(office: Office) -> list[Distinction]:
    return distinctions(office)


def _line(said: Distinction) -> Line:
    cells = (
        Cell(f"{said.one.id}  {visible(said.one.label)}"),
        Cell(f"{said.other.id}  {visible(said.other.label)}"),
        Cell(tr(KINDS[said.kind].singular), "mute"),
        Cell(day(said.since) if said.since else "", "mute"),
        Cell(visible(said.why or "")),
    )
    return Line(cells, said)
