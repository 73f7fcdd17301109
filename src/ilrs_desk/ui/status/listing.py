"""A list of records beside a figure, each with the reason why it stands there; a click opens the record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ilrs_desk.domain.progress import Listed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.lists import ListTable, line
from ilrs_desk.ui.text import say, tr, visible


class ListingDialog(QDialog):
    """``opened(id)`` for one record, ``all_opened(ids)`` for all of them."""

    opened = Signal(int)
    all_opened = Signal(object)

    def __init__(
        self, title: str, note: str, listed: Sequence[Listed], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._ids = tuple(one.id for one in listed)
        self.view = ListTable([(tr("Record"), 30), (tr("Why"), 60)])
        self.view.tell([line(one.id, visible(one.label), say(one.why)) for one in listed])
        self.view.opened.connect(self._open)
        self.view.clicked.connect(lambda: self._open(self.view.current()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        open_all = buttons.addButton(tr("&Open All"), QDialogButtonBox.ButtonRole.ActionRole)
        open_all.clicked.connect(self._open_all)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel(note, role="muted", wrap=True))
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        self.resize(800, 420)

    def _open(self, number: int) -> None:
        self.opened.emit(number)
        self.accept()

    def _open_all(self) -> None:
        self.all_opened.emit(self._ids)
        self.accept()
