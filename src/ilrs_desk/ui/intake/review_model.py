"""The rows of one table of the plan as the review shows them: tick, sender's row number, state, values, problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ilrs_desk.domain.fields import Field
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.intake.plan import RowKey, RowPlan, TablePlan
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.text import say, tr, visible
from ilrs_desk.ui.values import field_label, shown_value

from .states import TABS, Tab, state_role, state_words

_ROOT = QModelIndex()

TICK, ROW, STATE, REMARKS = range(4)
_FIXED = 4

#: Old value of a changed cell (text), for the delegate.
OLD = Qt.ItemDataRole.UserRole + 1
#: Colour role of the cell's text or chip.
ROLE = Qt.ItemDataRole.UserRole + 2


#: Row → fields whose new value a person refused.
Refused = Callable[[], Mapping[RowKey, frozenset[str]]]


class ReviewTableModel(QAbstractTableModel):
    """Rows of one table under one tab. ``taken(key, as_drawn)`` says whether a row is ticked."""

    def __init__(
        self,
        taken: Callable[[RowKey, bool], bool],
        refused: Refused = dict,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._taken = taken
        self._refused = refused
        self._place = (0, 0)
        self._table: TablePlan | None = None
        self._sorted: dict[str, list[int]] = {}
        self._shown: list[int] = []
        self._fields: list[Field] = []

    def show(self, place: tuple[int, int], table: TablePlan | None, tab: Tab) -> None:
        """Show the rows of ``table``, which is (file number, table number) ``place``, that stand under ``tab``."""
        self.beginResetModel()
        self._place = place
        if table is not self._table or not self._sorted:
            self._table = table
            rows = table.rows if table else ()
            # All tabs at once: a click on one must not look through 100,000 rows.
            self._sorted = {
                one.key: [i for i, row in enumerate(rows) if one.rows is not None and one.rows(row)]
                for one in TABS
            }
            self._fields = _fields_of(table) if table else []
        self._shown = self._sorted[tab.key]
        self.endResetModel()

    def count(self, tab: Tab) -> int:
        """How many rows of the table stand under ``tab``."""
        return len(self._sorted.get(tab.key, ()))

    def row_plan(self, row: int) -> RowPlan:
        """The plan of line ``row``."""
        if self._table is None:
            raise LookupError("no table is shown")
        return self._table.rows[self._shown[row]]

    def line_of(self, row: int) -> int:
        """The line of a row as the sender numbers it, -1 if it is not shown."""
        rows = self._table.rows if self._table else ()
        return next((line for line, i in enumerate(self._shown) if rows[i].row == row), -1)

    def field_at(self, column: int) -> Field | None:
        """The field of a column, None for those that are no field."""
        place = column - _FIXED
        return self._fields[place] if 0 <= place < len(self._fields) else None

    def key(self, row: int) -> RowKey:
        """How the plan names line ``row``."""
        return (*self._place, self.row_plan(row).row)

    def ticks_of(self, rows: Iterable[int]) -> dict[RowKey, bool]:
        """Those lines that may be ticked, by key, and whether they are."""
        plans = self._table.rows if self._table else ()
        found = (plans[self._shown[row]] for row in rows)
        return {
            (key := (*self._place, plan.row)): self._taken(key, plan.taken) for plan in found if plan.takeable
        }

    def is_taken(self, row: int) -> bool:
        """Whether line ``row`` is ticked."""
        plan = self.row_plan(row)
        return plan.takeable and self._taken(self.key(row), plan.taken)

    def ticks_changed(self) -> None:
        """To be called when ticks changed."""
        if self._shown:
            self.dataChanged.emit(self.index(0, TICK), self.index(len(self._shown) - 1, TICK))

    def rowCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else _FIXED + len(self._fields)

    def flags(self, index: QModelIndex | Any) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TICK and self.row_plan(index.row()).takeable:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        if section < _FIXED:
            return ("", tr("Row"), tr("State"), tr("Remarks"))[section]
        return field_label(self._fields[section - _FIXED])

    def data(self, index: QModelIndex | Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row_plan(index.row()), index.column()
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._check_state(row, index.row()) if column == TICK else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(row, column))
        if role == OLD:
            return self._old(row, column)
        if role == ROLE:
            return self._role(row, column)
        return None

    def column_widths(self) -> list[int]:
        """Pixels of each column at 96 dpi, from the declarations; remarks take none where there are none."""
        rows = self._table.rows if self._table else ()
        remarked = any(rows[i].problems or rows[i].candidates for i in self._shown)
        return [30, 52, 104, 300 if remarked else 0, *(field.width + 10 for field in self._fields)]

    def _check_state(self, row: RowPlan, line: int) -> Any:
        if not row.takeable:
            return None
        return Qt.CheckState.Checked if self.is_taken(line) else Qt.CheckState.Unchecked

    def _text(self, row: RowPlan, column: int) -> str:
        if column < _FIXED:
            return ("", str(row.row), state_words(row), remarks(row))[column]
        field = self._fields[column - _FIXED]
        if (kept := self._kept(row, field)) is not None:
            return kept
        value = row.record.get(field.key)
        if value is None and field.key in row.changes:
            return tr("(cleared)")
        if value is None and (problem := _problem_of(row, field)):
            return visible(problem.value or "")
        return shown_value(field, value)

    def _old(self, row: RowPlan, column: int) -> str | None:
        field = self.field_at(column)
        if field is None or field.key not in row.changes or self._is_refused(row, field):
            return None
        return shown_value(field, row.changes[field.key][0])

    def _kept(self, row: RowPlan, field: Field) -> str | None:
        """Ours, where the new value is not taken: "ours (not theirs)"; None where there is no such value."""
        pair = row.left_alone.get(field.key)
        if pair is None and self._is_refused(row, field):
            pair = row.changes.get(field.key)
        if pair is None:
            return None
        ours, theirs = (shown_value(field, value) for value in pair)
        return (
            tr("{ours} (not {theirs})", ours=ours, theirs=theirs)
            if ours
            else tr("(not {theirs})", theirs=theirs)
        )

    def _is_refused(self, row: RowPlan, field: Field) -> bool:
        return field.key in self._refused().get((*self._place, row.row), ())

    def _role(self, row: RowPlan, column: int) -> str:
        if column == STATE:
            return state_role(row)
        field = self.field_at(column)
        if field is None or self._kept(row, field) is not None:
            return "muted" if field or column == REMARKS else "ink"
        problem = _problem_of(row, field)
        if problem is None:
            return "ink"
        return "warn" if problem.severity is Severity.WARNING else "bad"


def remarks(row: RowPlan) -> str:
    """Every problem of the row and every record that it may be, in one line."""
    parts = [_problem(problem.column, say(problem.message)) for problem in row.problems]
    for candidate in row.candidates:
        reasons = ", ".join(say(reason).rstrip(".") for reason in candidate.reasons)
        parts.append(tr("may be {name}: {reasons}", name=candidate.label, reasons=reasons))
    return " · ".join(parts)


def _problem(column: str | None, sentence: str) -> str:
    return f"{column}: {sentence}" if column else sentence


def _fields_of(table: TablePlan) -> list[Field]:
    """The fields that some row fills, or has a problem with, in declared order."""
    used = {key for row in table.rows for key in row.record}
    used |= {problem.field for row in table.rows for problem in row.problems if problem.field}
    used |= {key for row in table.rows for key in (*row.changes, *row.left_alone)}
    return [field for field in KINDS[table.kind].fields if field.key in used]


def _problem_of(row: RowPlan, field: Field) -> Problem | None:
    return next((problem for problem in row.problems if problem.field == field.key), None)
