"""Two records beside each other, field by field, the letters that differ marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Value, shown_name
from ilrs_desk.ui.labels import plain_tip
from ilrs_desk.ui.marked_text import Marks, differing, draw_marked, same_address
from ilrs_desk.ui.painting import MARGIN, Cell, LineDelegate, row_height
from ilrs_desk.ui.text import tr
from ilrs_desk.ui.values import field_label, shown_value

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

FIELD, SIGN, OURS, THEIRS = range(4)
_NAME = "full_name"
_SAME, _DIFFERENT, _ONLY_OURS, _ONLY_THEIRS = "=", "≠", "−", "+"
_TIPS = {
    _SAME: "The same on both sides",
    _DIFFERENT: "Different",
    _ONLY_OURS: "Only in the office",
    _ONLY_THEIRS: "Only in the file",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One field on both sides."""

    label: str
    ours: str
    theirs: str
    sign: str
    marked: tuple[Marks, Marks] = ((), ())


def compare(kind: str, ours: Mapping[str, Value] | None, theirs: Mapping[str, Value]) -> list[Compared]:
    """Every field that one of the two fills, in declared order; ``ours`` None: there is no other side.

    A name as written on one side stands beside the name that the parts of the other make.
    """
    found = []
    if kind == "personnel" and ours and bool(ours.get(_NAME)) is not bool(theirs.get(_NAME)):
        ours, theirs = ({**side, _NAME: shown_name(side)} for side in (ours, theirs))
    for field in KINDS[kind].fields:
        left = shown_value(field, (ours or {}).get(field.key))
        right = shown_value(field, theirs.get(field.key))
        if left or right:
            found.append(_compared(field_label(field), left, right, alone=ours is None))
    return found


def _compared(label: str, ours: str, theirs: str, *, alone: bool) -> Compared:
    if alone:
        return Compared(label, ours, theirs, "")
    if ours == theirs or same_address(ours, theirs):
        return Compared(label, ours, theirs, _SAME)
    if not ours or not theirs:
        return Compared(label, ours, theirs, _ONLY_OURS if ours else _ONLY_THEIRS)
    return Compared(label, ours, theirs, _DIFFERENT, differing(ours, theirs))


class ComparisonTableModel(QAbstractTableModel):
    """One line a field."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Compared] = []
        self._other = tr("In the office")

    def tell(self, lines: list[Compared], other: str = "") -> None:
        """Show other lines; ``other`` names the left side where it is not the office."""
        self.beginResetModel()
        self.lines, self._other = lines, other or tr("In the office")
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return ("", "", self._other, tr("In the file"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        text = (line.label, line.sign, line.ours, line.theirs)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(tr(_TIPS[text]) if index.column() == SIGN and text else text)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == SIGN:
            return tr(_TIPS[text]) if text else ""
        return None


class ComparisonDelegate(LineDelegate):
    """Marks the letters that differ on a ground of their own."""

    def content(self, index: Index) -> Cell:
        ink = "mute" if index.column() in (FIELD, SIGN) else "ink"
        return Cell(index.data() or "", ink)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = cast(ComparisonTableModel, index.model()).lines[index.row()]
        marked = line.marked[index.column() - OURS] if index.column() >= OURS else ()
        if not marked:
            super().paint(painter, option, index)
            return
        painter.setPen(self.colours.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setPen(self.colours.color("ink"))
        inside = option.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        text = self._fitted(index.data(), inside.width())
        ink, ground = ("bad", "bad_ground") if index.column() == OURS else ("ok", "ok_ground")
        colours = self.colours.color(ink), self.colours.color(ground)
        draw_marked(painter, inside, text, marked, option.font, *colours)


class ComparisonView(QTableView):
    """The table of a comparison; read, not edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = ComparisonTableModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(ComparisonDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAccessibleName(tr("Both sides, field by field"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height(self) - 4)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(24)
        for column in (OURS, THEIRS):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(FIELD, 15 * self.fontMetrics().averageCharWidth() + 2 * MARGIN)
        self.setColumnWidth(SIGN, 28)

    def show_two(
        self, kind: str, ours: Mapping[str, Value] | None, theirs: Mapping[str, Value], other: str = ""
    ) -> None:
        """Compare; without ``ours`` only the file's side is shown. ``other`` names a left side that is no record."""
        self.setColumnHidden(OURS, ours is None)
        self.setColumnHidden(SIGN, ours is None)
        self.model_.tell(compare(kind, ours, theirs), other)
