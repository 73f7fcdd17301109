"""The table as the user moves in it: sorting by its heads, moving and editing by keys, copying, the menu of a cell."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from ilrs_desk.domain.tables import Order
from ilrs_desk.ui.painting import row_height
from ilrs_desk.ui.session import Session

from .delegate import CellDelegate
from .model import Index, RecordTableModel

_Edit = QAbstractItemView.EditTrigger
#: Record, column and selection of a cursor that is nowhere.
_NO_PLACE: tuple[int, int, list[int]] = (0, 0, [])


class RecordTableView(QTableView):
    """A table of records. ``opened(id)`` on Enter; ``current_changed(id or 0)``; ``told(str)`` about a typed text."""

    opened = Signal(int)
    current_changed = Signal(int)
    selection_changed = Signal()
    menu_wanted = Signal(QPoint)
    columns_menu_wanted = Signal(QPoint)
    told = Signal(str)

    def __init__(self, session: Session, model: RecordTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = _NO_PLACE
        self._records = model
        self._session = session
        self._set_up_behaviour()
        self._cells = CellDelegate(session, self)
        self.setItemDelegate(self._cells)
        self._cells.stepped.connect(self._step)
        self._cells.told.connect(self.told)
        self.setModel(model)
        # To paint a head Qt asks of every selected row whether it may be selected: half a minute for 100,000 of them.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._restore_place)
        model.completed.connect(self._restore_late)
        self._size_rows()

    def _set_up_behaviour(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_Edit.DoubleClicked | _Edit.EditKeyPressed | _Edit.AnyKeyPressed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        # A click on a head sorts; selecting its column as well would make the next Delete act on every record.
        header.sectionPressed.disconnect()
        header.sectionEntered.disconnect()
        header.sectionClicked.connect(self._sort_by)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda at: self.columns_menu_wanted.emit(header.mapToGlobal(at))
        )

    # Looks

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._size_rows()

    def _size_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(row_height(self))
        self.verticalHeader().setDefaultSectionSize(row_height(self))

    # Where the user is

    def current_id(self) -> int:
        """Number of the record the cursor is on, 0 when on none."""
        number = self.currentIndex().row()
        return self._records.ids[number] if 0 <= number < len(self._records.ids) else 0

    def _chosen_parts(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def selected_rows(self) -> list[int]:
        """Row numbers that have a selected cell, from the top."""
        found: set[int] = set()
        for part in self._chosen_parts():
            found.update(range(part.top(), part.bottom() + 1))
        return sorted(found)

    def selected_count(self) -> int:
        """How many rows have a selected cell."""
        parts = self._chosen_parts()
        return parts[0].height() if len(parts) == 1 else len(self.selected_rows())

    def selected_ids(self) -> list[int]:
        """Numbers of the selected records, in the order shown."""
        ids = self._records.ids
        return [ids[row] for row in self.selected_rows() if row < len(ids)]

    def go_to(self, record_id: int) -> bool:
        """Put the cursor on a record; False when it is not shown."""
        index = self._records.index_of(record_id, max(self.currentIndex().column(), self.first_column()))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        return index.isValid()

    def seen_columns(self) -> list[int]:
        """Model columns as they stand from left to right, hidden ones left out."""
        header = self.horizontalHeader()
        order = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in order if not header.isSectionHidden(column)]

    def first_column(self) -> int:
        """The leftmost column that is seen."""
        return next(iter(self.seen_columns()), 0)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()
            self.current_changed.emit(self.current_id())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def _keep_place(self) -> None:
        chosen = self.selected_ids()
        if self.current_id():
            self._kept = (
                self.current_id(),
                self.currentIndex().column(),
                chosen if len(chosen) <= 500 else [],
            )

    def _restore_place(self) -> None:
        record_id, column, chosen = self._kept
        index = self._records.index_of(record_id, max(column, 0)) if record_id else QModelIndex()
        if not index.isValid():
            self.current_changed.emit(0)
            return
        self._kept = _NO_PLACE
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if len(chosen) > 1:
            self._select([found for each in chosen if (found := self._records.index_of(each)).isValid()])
        self.current_changed.emit(record_id)

    def _restore_late(self) -> None:
        """The cursor's record was not among the first ones; now all are known."""
        if self._kept[0] and not self.currentIndex().isValid():
            self._restore_place()

    def _select(self, indexes: list[QModelIndex]) -> None:
        selection = QItemSelection()
        for index in indexes:
            selection.select(index, index.siblingAtColumn(self._records.columnCount() - 1))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.Select)

    # Keys and heads

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is not QAbstractItemView.State.EditingState:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                if self.current_id():
                    self.opened.emit(self.current_id())
                return
            if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not event.modifiers():
                # Qt would open an empty editor, and leaving it would wipe the cell.
                event.ignore()
                return
            if self._session.read_only and (event.key() == Qt.Key.Key_F2 or _is_typed(event)):
                self.told.emit(self._session.why_read_only())
                return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self._session.read_only and self.indexAt(event.position().toPoint()).isValid():
            self.told.emit(self._session.why_read_only())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def _step(self, rows: int, columns: int) -> None:
        index = self.currentIndex()
        seen = self.seen_columns()
        place = seen.index(index.column()) + columns if index.column() in seen else 0
        row = index.row() + rows
        if place >= len(seen):
            place, row = 0, row + 1
        elif place < 0:
            place, row = len(seen) - 1, row - 1
        following = self._records.index(row, seen[place])
        self.setFocus()
        if following.isValid():
            self.setCurrentIndex(following)

    def _sort_by(self, column: int) -> None:
        key = self._records.field(column).key
        add = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._records.sort_by(next_order(self._records.query.order, key, add))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.told.emit("")

    # What is selected

    def beside_selected(self) -> int:
        """Number of the record below the selected ones, else of the one above them; 0 when there is none."""
        rows, ids = self.selected_rows(), self._records.ids
        if not rows:
            return 0
        below = next((row for row in range(rows[0], len(ids)) if row not in set(rows)), rows[0] - 1)
        return ids[below] if below >= 0 else 0

    def selected_columns(self) -> list[int]:
        """The visible columns that have a selected cell, from left to right."""
        chosen: set[int] = set()
        for part in self._chosen_parts():
            chosen.update(range(part.left(), part.right() + 1))
        return [column for column in self.seen_columns() if column in chosen]

    def selected_cells(self) -> dict[int, list[str]]:
        """Keys of the selected, visible fields by record number."""
        keys = {column: self._records.field(column).key for column in self.selected_columns()}
        cells: dict[int, list[str]] = {}
        for part in self._chosen_parts():
            chosen = [key for column, key in keys.items() if part.left() <= column <= part.right()]
            for row in range(part.top(), part.bottom() + 1):
                cells.setdefault(self._records.ids[row], []).extend(chosen)
        return cells


def _is_typed(event: QKeyEvent) -> bool:
    """Whether the key writes something, as it would begin to edit a cell."""
    commanding = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return event.text().isprintable() and event.text().strip() != "" and not event.modifiers() & commanding


def next_order(order: tuple[Order, ...], key: str, add: bool) -> tuple[Order, ...]:
    """The order after a click on the head of ``key``: up, down, then none; with ``add`` as a further key."""
    current = next((part for part in order if part.column == key), None)
    others = tuple(part for part in order if part.column != key) if add else ()
    if current is None:
        return (*others, Order(key))
    if not current.descending:
        turned = Order(key, descending=True)
        return tuple(turned if part.column == key else part for part in order) if add else (turned,)
    return others
