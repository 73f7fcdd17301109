"""The columns of one table: header, samples, the field each goes to, how sure that is and why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.intake.plan import ColumnPlan, TablePlan
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.text import say, tr, visible
from ilrs_desk.ui.theme import Colours
from ilrs_desk.ui.values import field_label

_ROOT = QModelIndex()

LETTER, HEADER, SAMPLES, FIELD, SURE, WHY = range(6)
_SURE, _LIKELY = 0.9, 0.6

#: Choices of an editable cell: list of (value, text).
CHOICES = Qt.ItemDataRole.UserRole + 1


class ColumnTableModel(QAbstractTableModel):
    """One line for each column; ``chosen(index, field key or None)`` asks for another field."""

    chosen = Signal(int, object)

    def __init__(self, colours: Colours, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: TablePlan | None = None
        self._columns: tuple[ColumnPlan, ...] = ()
        self._settled: frozenset[int] = frozenset()
        self._colours = colours

    def show(self, table: TablePlan | None, settled: frozenset[int], colours: Colours) -> None:
        """Show the columns of ``table``; a person chose the fields of ``settled`` (column indexes)."""
        self.beginResetModel()
        self._table, self._settled, self._colours = table, settled, colours
        self._columns = table.columns if table else ()
        self.endResetModel()

    def column(self, row: int) -> ColumnPlan:
        """The column of line ``row``."""
        return self._columns[row]

    def field_choices(self) -> list[tuple[str | None, str]]:
        """Every field of the table's kind, after "leave out"."""
        if self._table is None:
            return []
        fields = KINDS[self._table.kind].fields
        return [(None, tr("Leave out")), *((field.key, field_label(field)) for field in fields)]

    def rowCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def columnCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        return 0 if parent.isValid() else WHY + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (tr("Column"), tr("Header"), tr("For example"), tr("Goes to"), tr("How sure"), tr("Why"))[
            section
        ]

    def flags(self, index: QModelIndex | Any) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == FIELD else flags

    def data(self, index: QModelIndex | Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self._columns[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(column, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._text(column, index.column()))
        if role == Qt.ItemDataRole.EditRole and index.column() == FIELD:
            return column.field
        if role == CHOICES and index.column() == FIELD:
            return self.field_choices()
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colours.color(self._ink(column, index.column()))
        return None

    def setData(self, index: QModelIndex | Any, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        column = self._columns[index.row()]
        if role != Qt.ItemDataRole.EditRole or index.column() != FIELD or value == column.field:
            return False
        self.chosen.emit(column.index, value)
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
        return self._sure(column) if place == SURE else self._why(column)

    def _field_text(self, column: ColumnPlan) -> str:
        declared = KINDS[self._table.kind].by_key if self._table else {}
        if column.field is None:
            return tr("Leave out")
        return field_label(declared[column.field]) if column.field in declared else column.field

    def _sure(self, column: ColumnPlan) -> str:
        if column.index in self._settled:
            return tr("your choice")
        if column.field is None:
            return ""
        if column.confidence >= _SURE:
            return tr("sure")
        return tr("likely") if column.confidence >= _LIKELY else tr("a guess, please look")

    def _why(self, column: ColumnPlan) -> str:
        if column.sensitive and column.field is None:
            why = tr("! sensitive, left out unless you choose a field")
            return f"{why} · {say(column.reason)}" if column.reason else why
        return say(column.reason) if column.reason else ""

    def _ink(self, column: ColumnPlan, place: int) -> str:
        if place == WHY and column.sensitive:
            return "warn"
        if (
            place == SURE
            and column.field
            and column.confidence < _LIKELY
            and column.index not in self._settled
        ):
            return "warn"
        if place in (SAMPLES, WHY, SURE, LETTER) or column.field is None:
            return "mute"
        return "ink"


def is_date_column(table: TablePlan, column: ColumnPlan) -> bool:
    """Whether the column goes to a field that holds days."""
    field = KINDS[table.kind].by_key.get(column.field or "")
    return field is not None and field.type is ValueType.DATE
