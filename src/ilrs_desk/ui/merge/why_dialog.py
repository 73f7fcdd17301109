"""Asks why records that look alike are not the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.records import Record
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import isolate, tr, visible

_LONGEST = 500


class WhyDialog(QDialog):
    """``wanted(str)``: remember it, with what was typed as the reason ("" for none)."""

    wanted = Signal(str)

    def __init__(self, records: Sequence[Record], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Not the same"))
        listed = "\n".join(f"• {isolate(visible(record.label))}  ({record.id})" for record in records)
        note = tr(
            "This is remembered: they are not offered as duplicates again, and no import takes one for the other. "
            "It is listed under Duplicates and can be forgotten there."
        )
        self.why = QLineEdit()
        self.why.setMaxLength(_LONGEST)
        self.why.setPlaceholderText(tr("Why? For example: father and son, two campuses"))
        self.why.setAccessibleName(tr("Why they are not the same"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(tr("Not the Same"))
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(PlainLabel(listed, wrap=True))
        layout.addWidget(PlainLabel(note, role="muted", wrap=True))
        layout.addWidget(self.why)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 66)
        self.why.setFocus()

    def _accept(self) -> None:
        self.wanted.emit(self.why.text().strip())
        self.accept()
