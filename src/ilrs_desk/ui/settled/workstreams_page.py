"""The Workstreams page: what each is called, who works on it, where nobody does, and texts that name none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.coverage import Coverage
from ilrs_desk.domain.coverage import Line as Covered
from ilrs_desk.domain.kinds import KINDS, TARGETS, WORKSTREAMS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.store.office import Office
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.status.beside import covering
from ilrs_desk.ui.status.buttons import word_button
from ilrs_desk.ui.text import isolate, number, tr, visible
from ilrs_desk.usecases.cover_workstreams import cover_workstreams
from ilrs_desk.usecases.settle import settle

from .edit_dialog import EditDialog
from .form import SettledForm
from .parts import ChoicePart
from .settled_page import SettledPage

_KEYS = ("label", "native_name", "aliases", "group", "source", "notes")
_FACTS = ("native_name", "aliases", "group", "source", "notes")


@dataclass(frozen=True, slots=True)
class Found:
    """Who works on what, and the office's own records of workstreams and targets."""

    coverage: Coverage
    snapshot: Snapshot


class WorkstreamsPage(SettledPage):
    """A text that names no workstream can be taken for another name of one: records stay as they were written."""

    key = "workstreams"
    kind = WORKSTREAMS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._found = Found(Coverage((), 0, ()), Snapshot(0))
        headings = [
            (tr("Workstream"), 26), (tr("Countries"), 9), (tr("Institutions"), 11), (tr("People"), 8),
        ]  # fmt: skip
        empty = (
            tr("No workstream yet"),
            tr("Enter a workstream, then records that name it are counted with it."),
        )
        super().__init__(session, tr("Workstreams"), headings, empty, parent)
        self.links = {kind: word_button("link") for kind in ("partners", "institutions", "personnel")}
        for kind, button in self.links.items():
            button.clicked.connect(partial(self._open, kind))
            self.beside.addWidget(button)
        self.counted = PlainLabel(role="small", wrap=True)
        self.beside.addWidget(self.counted)
        self.unknown = QWidget()
        self._offer_names()
        self.beside.addWidget(self.unknown)
        self.beside.addStretch(1)
        self.gaps = PlainLabel(role="muted", wrap=True)
        self.beside.addWidget(self.gaps)
        self.splitter.setSizes([560, 410])

    def _offer_names(self) -> None:
        """What can be done with a text that is no name of a workstream."""
        self.choice = ChoicePart((), None)
        self.choice.setAccessibleName(tr("Workstream that is meant"))
        self.take_button = QPushButton(tr("Take as Its Name"))
        self.take_button.clicked.connect(self.take_name)
        self.make_button = word_button("link", tr("Make a new workstream of it…"))
        self.make_button.clicked.connect(self.make_workstream)
        for button in (self.take_button, self.make_button):
            self.switch(button, self.session.why_read_only())
        row = QHBoxLayout()
        row.addWidget(self.choice, 1)
        row.addWidget(self.take_button)
        column = QVBoxLayout(self.unknown)
        column.setContentsMargins(0, 6, 0, 6)
        column.addLayout(row)
        column.addWidget(self.make_button)

    def line(self) -> Covered | None:
        """The workstream or text under the cursor."""
        chosen = self.list.current()
        return next((one for one in self._found.coverage.lines if one.key == chosen), None)

    def record(self) -> Record | None:
        chosen = self.list.current()
        own = self._found.snapshot.of(WORKSTREAMS.key)
        return next((one for one in own if one.text("key") == chosen), None)

    def make_form(self, record: Record | None) -> SettledForm:
        form = SettledForm(WORKSTREAMS, _KEYS, self.session)
        form.offer(record.values if record else {})
        return form

    def form_note(self, record: Record | None) -> str:
        return tr("Other names are parted by semicolons; a record that says one of them is counted with it.")

    def removal_note(self, record: Record) -> str:
        return tr("Records keep what they say; it then names no workstream. Undo brings it back.")

    def refresh(self) -> None:
        moment = self.session.moment
        self.read("coverage", lambda office: _read(office, moment), self._tell)

    def status(self) -> Sequence[str]:
        found = self._found.coverage
        known = len(found.lines) - len(found.unknown)
        told = [tr("{n} workstreams", n=known), tr("{n} without anybody", n=len(found.gaps))]
        if found.unknown:
            told.append(tr("texts that name none: {n}", n=len(found.unknown)))
        return told

    # What the user does

    def _open(self, kind: str) -> None:
        line, moment = self.line(), self.session.moment
        if line is None:
            return
        title = tr("{workstream}: {what}", workstream=line.label, what=tr(KINDS[kind].label))
        self.read(
            "open",
            lambda office: covering(office, moment, line, kind),
            lambda ids: self.open_records.emit(kind, list(ids), title),
        )

    def take_name(self) -> None:
        """Take the text under the cursor for another name of the workstream that is chosen."""
        line, key = self.line(), self.choice.text()
        own = self._found.snapshot.of(WORKSTREAMS.key)
        record = next((one for one in own if one.text("key") == key), None)
        if line is None or record is None:
            return
        names = "; ".join(part for part in (record.text("aliases"), line.key) if part)
        self._wanted = key
        self.write(lambda office: settle(office, WORKSTREAMS.key, {"aliases": names}, record.id))

    def make_workstream(self) -> EditDialog | None:
        """Ask for a new workstream that is called as the text under the cursor."""
        line = self.line()
        if line is None:
            return None
        dialog = self.ask_new()
        dialog.form.take({"label": line.key})
        return dialog

    # Showing

    def _tell(self, found: Found) -> None:
        self._found = found
        own = found.snapshot.of(WORKSTREAMS.key)
        self.choice.box.clear()
        for one in own:
            self.choice.box.addItem(tr(one.label), one.text("key"))
        self.tell([_line(one) for one in found.coverage.lines])
        self._tell_gaps(found.coverage)

    def _tell_gaps(self, found: Coverage) -> None:
        told = []
        if found.gaps:
            told.append(tr("Nobody works on: {names}", names=[tr(one.label) for one in found.gaps]))
        told.append(
            tr(
                "{n} institutions and {m} people name no workstream.",
                n=len(found.institutions_without),
                m=found.people_without,
            )
        )
        self.gaps.setText("\n".join(told))

    def show_chosen(self, chosen: object) -> None:
        line, record = self.line(), self.record()
        if line is None:
            return
        self.name.setText(_label(line))
        self.about.setText("\n".join(_facts(line, record)))
        numbers = {
            "partners": tr("{n} countries: their partners", n=len(line.countries)),
            "institutions": tr(
                "{n} institutions; {m} more through their people",
                n=len(line.institutions),
                m=len(line.through_people),
            ),
            "personnel": tr("{n} people", n=line.people),
        }
        filled = {
            "partners": bool(line.countries),
            "institutions": bool(line.institutions or line.through_people),
            "personnel": bool(line.people),
        }
        for kind, button in self.links.items():
            button.setText(numbers[kind])
            button.setEnabled(filled[kind])
        self.counted.setText(self._counted(line))
        self.unknown.setVisible(not line.known)

    def _counted(self, line: Covered) -> str:
        labels = {one.text("key"): one.label for one in self._found.snapshot.of(TARGETS.key)}
        told = [f"{tr(labels.get(key) or key)} {number(n)}" for key, n in line.counted.items() if n]
        return (
            tr("Of these count: {figures}", figures=told)
            if told
            else tr("None of these counts toward a target.")
        )


def _read(office: Office, moment: Moment) -> Found:
    return Found(cover_workstreams(office, moment), office.snapshot((WORKSTREAMS.key, TARGETS.key)))


def _label(line: Covered) -> str:
    return isolate(visible(tr(line.label) if line.known else line.label))


def _facts(line: Covered, record: Record | None) -> list[str]:
    if not line.known:
        return [tr("Records say this, but no workstream is called so.")]
    if record is None:
        return []
    told = [(WORKSTREAMS.by_key[key].label, record.text(key)) for key in _FACTS]
    return [f"{tr(label)}: {isolate(visible(text))}" for label, text in told if text]


def _line(line: Covered) -> Line:
    bodies = len(line.institutions) + len(line.through_people)
    ink = "mute" if line.is_gap else "ink" if line.known else "warn"
    label = _label(line) if line.known else tr("“{said}”?", said=line.label)
    return Line(
        (
            Cell(label, ink),
            Cell(number(len(line.countries)) if line.countries else ""),
            Cell(number(bodies) if bodies else ""),
            Cell(number(line.people) if line.people else tr("nobody") if line.is_gap else "", ink),
        ),
        line.key,
    )
