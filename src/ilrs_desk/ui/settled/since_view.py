"""What changed since a meeting: joined, left, promoted, corrected, merged, each apart, and how the sum comes about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ilrs_desk.domain.movement import Move, Moved, Movement, TargetMovement
from ilrs_desk.ui.frames import framed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import Line, ListTable
from ilrs_desk.ui.painting import Cell
from ilrs_desk.ui.placeholder import Placeholder
from ilrs_desk.ui.status.buttons import word_button
from ilrs_desk.ui.text import isolate, number, say, title_case, tr, visible

from .moved_words import effect_words, move_words

_LISTED = 500
_INKS = {Move.JOINED: "ok", Move.LEFT: "bad"}


class SinceView(QWidget):
    """``open_record(kind, id)`` and ``open_records(kind, ids, title)`` lead to who moved."""

    open_record = Signal(str, int)
    open_records = Signal(str, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Movement | None = None
        self.sums = ListTable(
            [(tr("Target"), 18), (tr("Then"), 8), (tr("What moved it"), 44), (tr("Now"), 8)]
        )
        self.sums.setAccessibleName(tr("How each figure came about"))
        self.sums.chosen.connect(self._list)
        self.note = PlainLabel(wrap=True)
        self.moved = ListTable([(tr("How"), 14), ("", 5), (tr("Record"), 26), (tr("Why"), 30)])
        self.moved.setAccessibleName(tr("Records that moved"))
        self.moved.opened.connect(lambda record: self.open_record.emit(*record))
        self.all = word_button("link", tr("Show all of them in the table"))
        self.all.clicked.connect(self._open_all)
        self.empty = Placeholder()
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(framed(self.sums), 2)
        column.addWidget(self.note)
        column.addWidget(framed(self.moved), 3)
        column.addWidget(self.all)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(filled)

    def wait(self, heading: str, text: str) -> None:
        """Say why there is nothing to show yet, or at all."""
        self._found = None
        self.empty.tell(heading, text)
        self._stack.setCurrentIndex(0)

    def show_movement(self, found: Movement) -> None:
        """Show what moved each figure."""
        self._found = found
        self._stack.setCurrentIndex(1)
        self.sums.tell([_sum(one) for one in found.targets])

    def _target(self) -> TargetMovement | None:
        key = self.sums.current()
        return (
            next((one for one in self._found.targets if one.target.key == key), None) if self._found else None
        )

    def _list(self, key: str | None) -> None:
        one = self._target()
        moved: Sequence[Moved] = [each for ones in one.by_move().values() for each in ones] if one else []
        self.moved.tell([_line(each) for each in moved[:_LISTED]])
        self.all.setVisible(len(moved) > 1)
        if one is None or self._found is None:
            self.note.setText("")
            return
        since, until = say(self._found.since.words()), say(self._found.until.words())
        note = tr("{what}: {before} {since}, {after} {until}.", what=tr(one.target.label), before=one.before,
                  since=since, after=one.after, until=until)  # fmt: skip
        note = f"{note} {title_case(sum_words(one))}."
        if len(moved) > _LISTED:
            note = f"{note} {tr('The first {n} of {total} are listed.', n=_LISTED, total=len(moved))}"
        self.note.setText(note)

    def _open_all(self) -> None:
        one = self._target()
        if one is not None and self._found is not None:
            ids = list(dict.fromkeys(each.id for each in one.moved))
            title = tr("{what} that moved since {day}", what=tr(one.target.label), day=self._found.since.day)
            self.open_records.emit(one.target.kind, ids, title)


def sum_words(one: TargetMovement) -> str:
    """What moved the figure, each way apart: "3 joined +3 · 1 left −1 · 2 merged"."""
    parts = []
    for move, ones in one.by_move().items():
        effect = effect_words(sum(each.effect for each in ones))
        parts.append(f"{move_words(move)} {number(len(ones))}" + (f" ({effect})" if effect else ""))
    return " · ".join(parts) or tr("nobody moved")


def _sum(one: TargetMovement) -> Line:
    cells = (
        Cell(isolate(visible(tr(one.target.label)))),
        Cell(number(one.before)),
        Cell(sum_words(one), "ink" if one.moved else "mute"),
        Cell(f"= {number(one.after)}"),
    )
    return Line(cells, one.target.key)


def _line(one: Moved) -> Line:
    cells = (
        Cell(move_words(one.move), _INKS.get(one.move, "ink")),
        Cell(effect_words(one.effect)),
        Cell(isolate(visible(one.label))),
        Cell(title_case(say(one.why)), "mute"),
    )
    return Line(cells, (one.kind, one.id))
