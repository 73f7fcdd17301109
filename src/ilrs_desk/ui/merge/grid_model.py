"""The merge window's table: records as columns, fields as rows, and what the one that stays holds afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ilrs_desk.domain.fields import Field
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Record
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.marked_text import Marks, differing
from ilrs_desk.ui.text import day, tr, visible
from ilrs_desk.ui.values import field_label, shown_value

from .choices import LISTS, MergeChoices

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
STAYS, USE_ALL = "stays", "use all"


class Sign(StrEnum):
    """What is drawn before a cell's text."""

    NONE = ""
    ON = "on"
    OFF = "off"
    TICKED = "ticked"
    UNTICKED = "unticked"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell; ``ink`` is a role of the colours, ``marked`` the letters that differ from the record that stays.

    ``alike``: how many letters at the beginning are the same in all records.
    """

    text: str
    sign: Sign = Sign.NONE
    ink: str = "ink"
    marked: Marks = ()
    alike: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: the key of its field, or STAYS or USE_ALL; ``same``: all records hold the same."""

    key: str
    cells: tuple[GridCell, ...]
    same: bool = False


class MergeGridModel(QAbstractTableModel):
    """Rows of a merge. With ``compared_only`` the records are only shown beside each other."""

    def __init__(self, parent: QObject | None = None, *, compared_only: bool = False) -> None:
        super().__init__(parent)
        self.rows: list[GridRow] = []
        self.same = 0
        self.fold = True
        self._compared_only = compared_only
        self._headings: list[str] = []
        self._choices: MergeChoices | None = None

    def show(self, choices: MergeChoices | None) -> None:
        """Show what was chosen; the rows stay where they are while the records are the same."""
        self._choices = choices
        rows = _rows(choices, self._compared_only) if choices else []
        self.same = sum(row.same for row in rows)
        rows = [row for row in rows if not (row.same and self.fold)]
        headings = [""]
        if choices is not None:
            headings += [_heading(record) for record in choices.records]
            headings += [] if self._compared_only else [tr("Afterwards")]
        if [row.key for row in rows] == [row.key for row in self.rows] and headings == self._headings:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(headings) - 1))
            return
        self.beginResetModel()
        self.rows, self._headings = rows, headings
        self.endResetModel()

    def show_identical(self, on: bool) -> None:
        """Show the rows in which all records hold the same, or fold them away."""
        self.fold = not on
        self.show(self._choices)

    def record(self, column: int) -> Record | None:
        """The record of a column."""
        records = self._choices.records if self._choices else ()
        return records[column - 1] if 1 <= column <= len(records) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole and len(cell.text) > 24:
            return plain_tip(cell.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = {Sign.ON: tr("chosen"), Sign.TICKED: tr("ticked"), Sign.UNTICKED: tr("not ticked")}
            return ", ".join(part for part in (cell.text or tr("(empty)"), said.get(cell.sign, "")) if part)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._headings[section])
        return None


def _heading(record: Record) -> str:
    return visible(f"{record.id}  {record.label}")


def _rows(choices: MergeChoices, compared_only: bool) -> list[GridRow]:
    merged = {} if compared_only else choices.merged()
    found = [] if compared_only else [_stays(choices), _use_all(choices)]
    for field in KINDS[choices.kind].fields:
        filled = any(record.values.get(field.key) is not None for record in choices.records)
        if filled or merged.get(field.key) is not None or field.key in choices.dropped:
            texts = [shown_value(field, record.values.get(field.key)) for record in choices.records]
            if compared_only:
                found.append(_compared(field, texts, choices.records.index(choices.kept)))
            else:
                found.append(_field_row(field, texts, choices, shown_value(field, merged.get(field.key))))
    return found


def _stays(choices: MergeChoices) -> GridRow:
    cells = [GridCell(tr("Stays"), ink="mute")]
    oldest = min(record.id for record in choices.records)
    for record in choices.records:
        entered = tr("entered {day}", day=day(record.entered_on)) if record.entered_on else ""
        words = [entered, tr("oldest") if record.id == oldest else ""]
        sign = Sign.ON if record.id == choices.keep else Sign.OFF
        cells.append(GridCell(", ".join(word for word in words if word), sign))
    return GridRow(STAYS, (*cells, GridCell("")))


def _use_all(choices: MergeChoices) -> GridRow:
    cells = [GridCell(tr("Use all from this one"), ink="accent") for _ in choices.records]
    return GridRow(USE_ALL, (GridCell(""), *cells, GridCell("")))


def _field_row(field: Field, texts: Sequence[str], choices: MergeChoices, after: str) -> GridRow:
    key, same = field.key, len(set(texts)) == 1
    marked = _marks(texts, choices.records.index(choices.kept))
    if key in LISTS:
        sign = Sign.UNTICKED if key in choices.dropped else Sign.TICKED
        label = GridCell(field_label(field), ink="mute")
        plain = [GridCell(text) for text in texts]
        # What the others are called or reached by may be lost here, so this row is folded only if nothing is.
        folded = same and after == texts[0] and key not in choices.dropped
        return GridRow(key, (label, *plain, GridCell(after, sign)), folded)
    cells, alike = [], _alike(marked)
    for text, letters in zip(texts, marked, strict=True):
        on = text == after
        sign = Sign.NONE if same else Sign.ON if on else Sign.OFF
        cells.append(GridCell(text, sign, "ink" if on or same else "mute", letters, alike))
    return GridRow(key, (GridCell(field_label(field), ink="mute"), *cells, GridCell(after)), same)


def _compared(field: Field, texts: Sequence[str], kept: int) -> GridRow:
    letters = _marks(texts, kept)
    alike = _alike(letters)
    cells = [GridCell(text, marked=marked, alike=alike) for text, marked in zip(texts, letters, strict=True)]
    return GridRow(field.key, (GridCell(field_label(field), ink="mute"), *cells), len(set(texts)) == 1)


def _marks(texts: Sequence[str], kept: int) -> list[Marks]:
    """The letters of each text that differ from the one that stays, and in that one from the first other."""
    ours = texts[kept]
    found = [differing(ours, text)[1] if ours and text else () for text in texts]
    other = next((text for text in texts if text and text != ours), "")
    found[kept] = differing(ours, other)[0] if ours and other else ()
    return found


def _alike(marked: Sequence[Marks]) -> int:
    return min((spans[0][0] for spans in marked if spans), default=0)
