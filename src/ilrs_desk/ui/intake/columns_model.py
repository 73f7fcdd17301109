"""The columns of one table: header, samples, the field each goes to, how sure that is and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.intake.plan import ColumnPlan, TablePlan
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.text import say, tr, visible
from ilrs_desk.ui.values import field_label

from .questions import ORDERS
from .todo import ASK_COLUMNS, UNSURE, unsure_columns

_ROOT = QModelIndex()

LETTER, HEADER, SAMPLES, FIELD, DATES, SURE, WHY = range(7)
_HEADINGS = ("Column", "Header", "For example", "Goes to", "Dates are written", "How sure", "Why")
_SURE = 0.9

#: Choices of an editable cell: list of (value, text).
CHOICES = Qt.ItemDataRole.UserRole + 1
#: Role of the colour that the cell is written in.
INK = Qt.ItemDataRole.UserRole + 2


class ColumnTableModel(QAbstractTableModel):
    """One line for each column.

    ``chosen(index, field key or None)`` asks for another field, ``order_chosen(index, order or None)`` for another
    order of day, month and year.
    """

    chosen = Signal(int, object)
    order_chosen = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: TablePlan | None = None
        self._columns: tuple[ColumnPlan, ...] = ()
        self._settled: frozenset[int] = frozenset()
        self._unsure: set[int] = set()
        self._orders: Mapping[int, str] = {}

    def show(self, table: TablePlan | None, settled: frozenset[int], orders: Mapping[int, str]) -> None:
        """Show the columns of ``table``; a person chose the fields of ``settled`` (indexes) and the date ``orders``."""
        self.beginResetModel()
        self._table, self._settled, self._orders = table, settled, orders
        self._columns = table.columns if table else ()
        self._unsure = {column.index for column in unsure_columns(table, settled)} if table else set()
        self.endResetModel()

    def column(self, row: int) -> ColumnPlan:
        """The column of line ``row``."""
        return self._columns[row]

    def choices(self, row: int, column: int) -> list[tuple[str | None, str]]:
        """What the cell may be set to: every field after "leave out", or the orders of dates; none elsewhere."""
        if self._table is None or column not in (FIELD, DATES):
            return []
        if column == DATES:
            return _orders() if is_date_column(self._table, self._columns[row]) else []
        fields = KINDS[self._table.kind].fields
        return [(None, tr("Leave out")), *((field.key, field_label(field)) for field in fields)]

    def first_open(self) -> int:
        """The first line that a person had better look at, -1 without one."""
        return next((n for n, one in enumerate(self._columns) if one.index in self._unsure), -1)

    def holds_dates(self) -> bool:
        """Whether some column goes to a field of days."""
        return self._table is not None and any(is_date_column(self._table, one) for one in self._columns)

    def rowCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else WHY + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return tr(_HEADINGS[section])

    def flags(self, index: QModelIndex | Any) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.choices(index.row(), index.column()) else flags

    def data(self, index: QModelIndex | Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(column, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(column, index.column()))
        if role == Qt.ItemDataRole.EditRole:
            return self._orders.get(column.index) if index.column() == DATES else column.field
        if role == CHOICES:
            return self.choices(index.row(), index.column())
        return self._ink(column, index.column()) if role == INK else None

    def setData(self, index: QModelIndex | Any, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self._columns[index.row()]
        confirmed = column.index in self._unsure and index.column() == FIELD
        if role != Qt.ItemDataRole.EditRole or (value == self.data(index, role) and not confirmed):
            return False
        (self.order_chosen if index.column() == DATES else self.chosen).emit(column.index, value)
        return True

    def _text(self, column: ColumnPlan, place: int) -> str:
        if place == LETTER:
            return column.column
        if place == HEADER:
            return visible(" ".join(column.header.split()))
        if place == SAMPLES:
            return visible(" · ".join(" ".join(sample.split()) for sample in column.samples[:3]))
        if place == FIELD:
            return self._field_text(column)
        if place == DATES:
            return self._order_text(column)
        return self._sure(column) if place == SURE else self._why(column)

    def _field_text(self, column: ColumnPlan) -> str:
        declared = KINDS[self._table.kind].by_key if self._table else {}
        if column.field is None:
            return tr("Leave out")
        return field_label(declared[column.field]) if column.field in declared else column.field

    def _order_text(self, column: ColumnPlan) -> str:
        if self._table is None or not is_date_column(self._table, column):
            return ""
        if column.index not in self._orders and self._asks_order(column):
            return tr("? please choose")
        return dict(_orders())[self._orders.get(column.index)]

    def _asks_order(self, column: ColumnPlan) -> bool:
        problems = self._table.problems if self._table else ()
        return any(one.code == "ask.date_order" and one.column == column.column for one in problems)

    def _sure(self, column: ColumnPlan) -> str:
        if column.index in self._settled:
            return tr("your choice")
        if column.field is None:
            return tr("please look") if column.index in self._unsure else ""
        if column.confidence >= _SURE:
            return tr("sure")
        return tr("likely") if column.confidence >= UNSURE else tr("a guess, please look")

    def _why(self, column: ColumnPlan) -> str:
        if column.index in self._unsure and (asked := self._asked(column)):
            return asked
        if column.sensitive and column.field is None:
            why = tr("! sensitive, left out unless you choose a field")
            return f"{why} · {say(column.reason)}" if column.reason else why
        return say(column.reason) if column.reason else ""

    def _asked(self, column: ColumnPlan) -> str:
        """The question about the column, if there is one."""
        problems = self._table.problems if self._table else ()
        found = (one for one in problems if one.code == ASK_COLUMNS and one.column == column.column)
        return next((say(one.message) for one in found), "")

    def _ink(self, column: ColumnPlan, place: int) -> str:
        if (place == WHY and column.sensitive) or (place == DATES and self._asks_order(column)):
            return "warn"
        if place in (SURE, WHY) and column.index in self._unsure:
            return "warn"
        if place in (SAMPLES, WHY, SURE, LETTER) or column.field is None:
            return "mute"
        return "ink"


def is_date_column(table: TablePlan, column: ColumnPlan) -> bool:
    """Whether the column goes to a field that holds days."""
    field = KINDS[table.kind].by_key.get(column.field or "")
    return field is not None and field.type is ValueType.DATE


def _orders() -> list[tuple[str | None, str]]:
    return [(None, tr("As found")), *((order.key, tr(order.label)) for order in ORDERS)]
