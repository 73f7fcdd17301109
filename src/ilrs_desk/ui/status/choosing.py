"""Choosing one of a few: quiet tabs as long as they are few, a drop-down list when they are many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ilrs_desk.ui.text import unmarked

_MOST_TABS, _MOST_LETTERS = 4, 45


class TabRow(QWidget):
    """A few quiet tabs in the corner of a panel, as a list where they are many or long; ``chosen(key)``."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name``: what is chosen here, for a screen reader."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        self.list = QuietList(name)
        self.list.chosen.connect(self.chosen)
        self.list.hide()
        self._row.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_tabs(self, tabs: Sequence[tuple[str, str]], current: str) -> None:
        """Offer ``tabs`` as (key, words), with ``current`` chosen; a single one needs no choosing."""
        many = len(tabs) > _MOST_TABS or sum(len(words) for _, words in tabs) > _MOST_LETTERS
        self.list.setVisible(many)
        self.list.offer(tabs, current)
        shown = [] if many or len(tabs) < 2 else list(tabs)
        for key in [key for key in self.buttons if key not in dict(shown)]:
            button = self.buttons.pop(key)
            self._group.removeButton(button)
            button.deleteLater()
        for key, words in shown:
            button = self.buttons.get(key) or self._add(key)
            button.setText(unmarked(words))
            button.setChecked(key == current)

    def _add(self, key: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "small-tab")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self._group.addButton(button)
        self._row.addWidget(button)
        self.buttons[key] = button
        return button


class QuietList(QComboBox):
    """A drop-down list that the wheel scrolls past; ``chosen(key)`` when the user took another entry."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "quiet")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda place: self.chosen.emit(self.itemData(place)))

    def offer(self, entries: Sequence[tuple[str, str]], current: str) -> None:
        """Offer ``entries`` as (key, words); the list is left alone where nothing in it changes."""
        if [(self.itemData(i), self.itemText(i)) for i in range(self.count())] != list(entries):
            self.clear()
            for key, words in entries:
                self.addItem(words, key)
        self.setCurrentIndex(max(self.findData(current), 0))

    def minimumSizeHint(self) -> QSize:
        """Long words must not widen the page; the list that drops down shows them whole."""
        return QSize(self.fontMetrics().averageCharWidth() * 14, super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling the page must not change what is shown on it.
        event.ignore()
