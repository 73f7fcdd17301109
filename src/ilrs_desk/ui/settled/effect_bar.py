"""What the changes that are not saved yet would do to each figure; a click names who it is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ilrs_desk.domain.progress import Progress
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.status.buttons import word_button
from ilrs_desk.ui.status.flow import FlowLayout
from ilrs_desk.ui.text import number, tr


class EffectBar(QFrame):
    """``who_wanted(target)`` when a figure that would change is clicked."""

    who_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "effect")
        self.note = PlainLabel(wrap=True)
        self._row = FlowLayout(18)
        self.figures: dict[str, str] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(2)
        layout.addWidget(self.note)
        layout.addLayout(self._row)

    def tell(self, before: Mapping[str, int], found: Progress | None, note: str = "") -> None:
        """Show each figure that would be another than ``before``; ``note`` in their place, if there is one."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.figures = {}
        for figure in found.figures if found else ():
            key, was = figure.target.key, before.get(figure.target.key)
            if was != figure.value:
                words = f"{number(was)} → {number(figure.value)}" if was is not None else number(figure.value)
                self.figures[key] = words
                button = word_button("link", f"{tr(figure.target.label)} {words}")
                button.setAccessibleName(
                    tr("{what}: who would count and who no longer", what=tr(figure.target.label))
                )
                button.clicked.connect(lambda _=False, target=key: self.who_wanted.emit(target))
                self._row.addWidget(button)
        self.note.setText(note or tr("Figures that would change; choose one to see whose records do it:"))
        self.note.setVisible(bool(note) or bool(self.figures))
        self._row.invalidate()
        self.setVisible(bool(note) or bool(self.figures))
