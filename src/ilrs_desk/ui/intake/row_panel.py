"""One row of the plan in full: what it would change, cell by cell, its problems in sentences, and who said what."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ilrs_desk.domain.fields import Field
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.memory import Told
from ilrs_desk.domain.problems import Problem
from ilrs_desk.domain.records import Value
from ilrs_desk.intake.plan import RowKey, RowPlan
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import isolate, say, tr, unmarked, visible
from ilrs_desk.ui.values import field_label, shown_date, shown_value

from .import_work import ImportWork
from .questions import ASK_ORDER
from .states import state_words

_NOTHING = "∅"


class RowPanel(QScrollArea):
    """Below the table; a row with nothing to say shows nothing.

    ``match_wanted(RowKey)`` leads to the Matches step, ``value_wanted(field, text)`` to a question of the Values step.
    """

    match_wanted = Signal(object)
    value_wanted = Signal(str, object)

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._key: RowKey | None = None
        self.cells: dict[str, QCheckBox] = {}
        self.setWidgetResizable(True)
        self.setMinimumHeight(0)

    def show_row(self, key: RowKey | None, row: RowPlan | None) -> None:
        """Show ``row``, or nothing."""
        focused = next((field for field, tick in self.cells.items() if tick.hasFocus()), "")
        self._key = key
        self.cells = {}
        worth = row is not None and bool(row.problems or row.candidates or row.changes or row.left_alone)
        self.setVisible(worth)
        if row is None or key is None or not worth:
            return
        inside = QWidget()
        inside.setProperty("role", "page")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(4)
        self._add_head(layout, key, row)
        asked = {(one.field, one.text) for one in self._work.table(*key[:2]).questions}
        for problem in row.problems:
            self._add_problem(layout, problem, asked)
        fields = KINDS[self._work.table(*key[:2]).kind].by_key
        both = {**row.changes, **row.left_alone}
        for name in fields:
            if name in both:
                self._add_change(layout, key, row, fields[name], both[name])
        layout.addStretch(1)
        # A tick of the old page may be what led here: it must outlive its own click.
        if (old := self.takeWidget()) is not None:
            old.hide()
            old.deleteLater()
        self.setWidget(inside)
        if focused in self.cells:
            self.cells[focused].setFocus()

    def toggle(self, field: str) -> None:
        """Take the new value of a cell, or refuse it."""
        if self._key is None:
            return
        decisions = self._work.decisions
        refused = decisions.refused.get(self._key, frozenset()) ^ {field}
        rows = {row: fields for row, fields in decisions.refused.items() if row != self._key}
        if refused:
            rows[self._key] = refused
        self._work.decide_soon(replace(decisions, refused=rows))

    def _add_head(self, layout: QVBoxLayout, key: RowKey, row: RowPlan) -> None:
        line = QHBoxLayout()
        line.addWidget(
            PlainLabel(tr("Row {row}: {state}", row=str(row.row), state=state_words(row)), role="section")
        )
        line.addStretch(1)
        if row.candidates or row.matched is not None:
            compare = QPushButton(tr("&Compare Both Sides"))
            compare.setProperty("role", "link")
            compare.clicked.connect(partial(self.match_wanted.emit, key))
            line.addWidget(compare)
        layout.addLayout(line)

    def _add_problem(self, layout: QVBoxLayout, problem: Problem, asked: Set[tuple[str, str]]) -> None:
        place = tr("Column {column}: ", column=problem.column) if problem.column else ""
        line = QHBoxLayout()
        line.addWidget(PlainLabel(place + say(problem.message), wrap=True), 1)
        if problem.field and (problem.code == ASK_ORDER or (problem.field, problem.value) in asked):
            answer = QPushButton(tr("Say What It Means"))
            answer.setProperty("role", "link")
            answer.clicked.connect(partial(self.value_wanted.emit, problem.field, problem.value))
            line.addWidget(answer)
        layout.addLayout(line)

    def _add_change(
        self, layout: QVBoxLayout, key: RowKey, row: RowPlan, field: Field, values: tuple[Value, Value]
    ) -> None:
        words = change_words(field, values, row.told.get(field.key))
        refused = field.key in self._work.decisions.refused.get(key, ())
        if field.key in row.left_alone and not refused:
            layout.addWidget(PlainLabel(tr("Left as it is: {change}", change=words), role="muted", wrap=True))
            return
        tick = QCheckBox(unmarked(words))
        tick.setChecked(not refused)
        tick.clicked.connect(partial(self.toggle, field.key))
        self.cells[field.key] = tick
        layout.addWidget(tick)


def change_words(field: Field, values: tuple[Value, Value], told: Told | None) -> str:
    """ "Role: Technician → Head of lab (ours was said by SUPARCO, 3 Oct 2026)"."""
    ours, theirs = (isolate(shown_value(field, value)) or _NOTHING for value in values)
    change = f"{field_label(field)}: {ours} → {theirs}"
    if told is None:
        return change
    who = told.agency or told.file or tr("a person")
    said = tr("ours was said by {who}, {day}", who=visible(who), day=shown_date(told.day[:10]))
    return f"{change} ({said})"
