"""The coloured frame around a window that shows another day than today."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QRegion, QShowEvent
from PySide6.QtWidgets import QWidget

from ilrs_desk.ui.theme import colours_of

_WIDTH = 4


class WindowFrame(QWidget):
    """Takes the edges of ``window`` while it is shown, and leaves everything inside them to it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self._fit(window.rect())
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self._fit(watched.rect())
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().setContentsMargins(_WIDTH, _WIDTH, _WIDTH, _WIDTH)
        self.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Also sent when the whole window is hidden, where the frame stays.
        if self.isHidden():
            self.window().setContentsMargins(0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours_of(self).color("warn"))
        painter.end()

    def _fit(self, whole: QRect) -> None:
        self.setGeometry(whole)
        inside = whole.adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH)
        # Only the edges are this widget's, so that what changes inside is not painted twice.
        self.setMask(QRegion(whole).subtracted(QRegion(inside)))
        self.raise_()
