"""Buttons that look like words: links, lines and chips; those that may be long give up their end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ilrs_desk.ui.text import unmarked, visible


def word_button(role: str, text: str = "") -> QPushButton:
    """A button that looks like ``role`` of the style sheet and never answers Enter for a dialog."""
    button = QPushButton(unmarked(text))
    _dress(button, role)
    return button


class ElidedButton(QPushButton):
    """A button of one line that gives up its end rather than widen the page."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        _dress(self, role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def tell(self, text: str) -> None:
        """Show ``text``, as much of it as there is room for."""
        self._whole = visible(text)
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        around = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        wanted = self.fontMetrics().horizontalAdvance(self._whole) + max(around, 0) + 2
        return QSize(wanted, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_whole"):
            self._fit()

    def _fit(self) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if unmarked(shown) != self.text():
            self.setText(unmarked(shown))


def _dress(button: QPushButton, role: str) -> None:
    button.setProperty("role", role)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(False)
