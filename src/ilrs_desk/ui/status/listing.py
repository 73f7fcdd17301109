"""A list of records beside a figure, each with the reason why it stands there; a click opens the record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QDialogButtonBox, QTableView, QVBoxLayout, QWidget

from ilrs_desk.domain.progress import Listed
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import say, tr, visible

from .listing_model import ListingTableModel


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
        self.model = ListingTableModel([(visible(one.label), say(one.why)) for one in listed], self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setStretchLastSection(True)
        self.view.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.view.setColumnWidth(0, 240)
        self.view.activated.connect(self._open)
        self.view.clicked.connect(self._open)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        open_all = buttons.addButton(tr("&Open All"), QDialogButtonBox.ButtonRole.ActionRole)
        open_all.clicked.connect(self._open_all)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel(note, role="muted", wrap=True))
        layout.addWidget(self.view, 1)
        layout.addWidget(buttons)
        self.resize(620, 420)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self._ids[index.row()])
        self.accept()

    def _open_all(self) -> None:
        self.all_opened.emit(self._ids)
        self.accept()
