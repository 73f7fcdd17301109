"""History of a cell: what stands in it, what stood there before, what others said, and the file each came from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.fields import Field
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.journal.wording import act_word
from ilrs_desk.ui.labels import ElidedLabel, PlainLabel, set_tip
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import moment, say, title_case, tr, visible
from ilrs_desk.ui.values import field_label, shown_date, shown_value, typed_value
from ilrs_desk.usecases.cell_history import CellHistory, CellPlace, Said, cell_history
from ilrs_desk.usecases.edit_cells import edit_cells


class CellDialog(QDialog):
    """``place_wanted(CellPlace)`` shows the file; ``told(str)`` when a value was put in force."""

    place_wanted = Signal(object)
    told = Signal(str)

    def __init__(
        self, session: Session, kind: str, record_id: int, key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._kind, self._id = kind, record_id
        self.field: Field = KINDS[kind].by_key[key]
        self.setWindowTitle(tr("History of {field}", field=field_label(self.field)))
        self.title = ElidedLabel(role="name")
        self.value = PlainLabel(wrap=True)
        self.list = ListTable(
            [
                (tr("Value"), 26), (tr("State"), 11), (tr("When"), 18), (tr("Who"), 10), (tr("From"), 36),
                (tr("Agency"), 16), (tr("Why"), 30),
            ]
        )  # fmt: skip
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _: self.show_file())
        self.note = PlainLabel(role="bad", wrap=True)
        self.note.hide()
        self.file_button = self._button(tr("&Show in the File"), self.show_file)
        self.force_button = self._button(tr("&Put in Force"), self.put_in_force)
        set_tip(self.force_button, tr("Write this value into the record, as an edit that can be undone"))
        self._lay_out()
        self.resize(1000, 420)
        session.office_changed.connect(self._follow)
        self.refresh()

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.file_button)
        foot.addWidget(self.force_button)
        foot.addStretch(1)
        foot.addWidget(self._button(tr("&Close"), self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        for widget in (self.title, self.value):
            layout.addWidget(widget)
        layout.addWidget(framed(self.list), 1)
        layout.addWidget(self.note)
        layout.addLayout(foot)
        self.list.setFocus()

    def refresh(self) -> None:
        """Ask the office anew."""
        kind, record_id, key = self._kind, self._id, self.field.key
        self._session.work(lambda office: cell_history(office, kind, record_id, key), self._tell, owner=self)

    def show_file(self) -> None:
        """Show the cell of the file from which the value under the cursor came."""
        said: Said | None = self.list.current()
        if said is not None and said.place is not None and said.place.kept:
            self.place_wanted.emit(said.place)

    def put_in_force(self) -> None:
        """Write the value under the cursor into the record."""
        said: Said | None = self.list.current()
        if said is None or said.in_force or self._session.read_only:
            return
        text = typed_value(self.field, said.value) or None
        cells = {self._id: {self.field.key: text}}
        self._session.work(
            lambda office: edit_cells(office, self._kind, cells),
            lambda _: self.told.emit(tr("In force: {value}", value=text or tr("(empty)"))),
            problem=self._refused,
            owner=self,
        )

    def _refused(self, error: DeskError) -> None:
        self.note.setText(say(error.message))
        self.note.show()

    def _follow(self, changeset: ChangeSet) -> None:
        self.refresh()

    def _tell(self, history: CellHistory | None) -> None:
        if history is None:
            self.reject()
            return
        record = history.record
        self.title.setText(tr("{field} of {record}", field=field_label(self.field), record=record.label))
        held = shown_value(self.field, record.values.get(self.field.key))
        self.value.setText(held or tr("(empty)"))
        lines = [_line(self.field, said, claim=False) for said in history.written]
        lines += [_line(self.field, said, claim=True) for said in history.claims]
        # What others claim concerns the person who looks more than what was corrected long ago.
        self.list.tell(sorted(lines, key=lambda line: _rank(line.stands_for)))
        self._choose(self.list.current())

    def _choose(self, said: Said | None) -> None:
        self.file_button.setEnabled(said is not None and said.place is not None and said.place.kept)
        self.force_button.setVisible(not self._session.read_only)
        self.force_button.setEnabled(said is not None and not said.in_force and said.value is not None)


def _rank(said: Said) -> int:
    return 0 if said.in_force else 1 if said.at is None else 2


def _line(field: Field, said: Said, *, claim: bool) -> Line:
    gone = said.undone
    state = (
        Cell(tr("in force"), "ok")
        if said.in_force
        else Cell(tr("also said"), "warn")
        if claim
        else Cell(tr("taken back") if gone else tr("before"), "mute")
    )
    why = title_case(say(said.why))
    if said.part is not None:
        why = tr("{why} (record {number}, merged into this one)", why=why, number=str(said.part))
    cells = (
        Cell(shown_value(field, said.value) or tr("(empty)"), "mute" if gone else "ink", struck=gone),
        state,
        Cell(moment(said.at) if said.at else tr("of {day}", day=shown_date(said.day)), "mute"),
        Cell(visible(said.who)),
        Cell(place_words(said.place)),
        Cell(visible(said.agency or "")),
        Cell(why if claim or said.place is None else act_word(said.act), "mute"),
    )
    return Line(cells, said)


def place_words(place: CellPlace | None) -> str:
    """Where in a file, with the cell as spreadsheets name it; "" for what was typed here."""
    if place is None:
        return ""
    cell = f"{place.column or ''}{place.row or ''}" if place.column else ""
    row = tr("row {row}", row=str(place.row)) if place.row and not cell else cell
    return ", ".join(visible(part) for part in (place.file, place.sheet, row) if part)
