"""How a table cell is edited: no typed text is ever lost."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QWidget

from ilrs_desk.domain.fields import ValueType
from ilrs_desk.ui.editors import (
    BlockEditor,
    ChoiceEditor,
    Editor,
    LineEditor,
    make_editor,
    mark_unread,
)
from ilrs_desk.ui.painting import Cell, LineDelegate
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.text import say

from .model import Index, RecordTableModel

_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


class CellDelegate(LineDelegate):
    """Paints straight from the model. ``stepped(rows, columns)`` when Enter or Tab saved a cell; ``told(str)``."""

    stepped = Signal(int, int)
    told = Signal(str)

    def __init__(self, session: Session, view: QTableView) -> None:
        super().__init__(view)
        self._session = session

    def content(self, index: Index) -> Cell:
        return self._model(index).cell(index.row(), index.column())

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = make_editor(self._model(index).field(index.column()), self._session, parent)
        editor.setAutoFillBackground(True)
        if isinstance(editor, ChoiceEditor) and not editor.isEditable():
            editor.activated.connect(lambda: self._finish(editor, (0, 0)))
        if isinstance(editor, LineEditor):
            # An open list of offers hands Enter to the editor past the event filter; it must close first.
            editor.returnPressed.connect(
                lambda: self._finish(editor, (1, 0)), Qt.ConnectionType.QueuedConnection
            )
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        text = self._model(index).data(index, Qt.ItemDataRole.EditRole)
        cast(Editor, editor).offer_text(text)
        if isinstance(editor, ChoiceEditor) and not editor.isEditable() and not editor.view().isVisible():
            editor.showPopup()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        model.setData(index, cast(Editor, editor).text_typed(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        if self._model(index).field(index.column()).type is ValueType.LONG_TEXT:
            rect.setSize(QSize(max(rect.width(), 320), rect.height() * 5))
            bottom = self.table.viewport().height()
            if rect.bottom() > bottom:
                rect.moveBottom(max(bottom, rect.height()))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(editor, QWidget) and editor is not self.table:
            pressed = cast(QKeyEvent, event)
            step = _STEPS.get(Qt.Key(pressed.key()))
            if step == (1, 0) and pressed.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                if isinstance(editor, BlockEditor):
                    return False
                step = (-1, 0)
            if step is not None:
                self._finish(editor, step)
                return True
        return super().eventFilter(editor, event)

    def _finish(self, editor: QWidget, step: tuple[int, int]) -> None:
        index = self.table.currentIndex()
        why = self._model(index).check(index, cast(Editor, editor).text_typed())
        mark_unread(editor, say(why) if why else "")
        self.told.emit(say(why) if why else "")
        if why:
            return
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
        self.stepped.emit(*step)

    def _model(self, index: Index) -> RecordTableModel:
        return cast(RecordTableModel, index.model())
