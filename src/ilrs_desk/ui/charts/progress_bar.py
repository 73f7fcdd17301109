"""The bar under a figure: how much of the target is documented, with a tick where a claim stands."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ilrs_desk.ui.theme import colours_of

_HEIGHT = 16
_BAR = 8
_TICK = 2


class TargetBar(QWidget):
    """``value`` of ``target`` as a filled bar; ``claimed`` as a tick across it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._value, self._target = 0, 1
        self._claimed: int | None = None

    def set_figure(self, value: int, target: int, claimed: int | None) -> None:
        """Show other numbers; a target of 0 shows an empty bar."""
        self._value, self._target, self._claimed = value, target, claimed
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        top = (self.height() - _BAR) / 2
        painter.setBrush(QColor(ink.line))
        painter.drawRoundedRect(QRectF(0, top, self.width(), _BAR), _BAR / 2, _BAR / 2)
        if self._value:
            painter.setBrush(QColor(ink.accent))
            filled = max(self._at(self._value), _BAR)
            painter.drawRoundedRect(QRectF(0, top, filled, _BAR), _BAR / 2, _BAR / 2)
        if self._claimed is not None:
            painter.setBrush(QColor(ink.warn))
            left = min(max(self._at(self._claimed) - _TICK / 2, 0), self.width() - _TICK)
            painter.drawRect(QRectF(left, top - 3, _TICK, _BAR + 6))

    def _at(self, number: int) -> float:
        share = number / self._target if self._target else 0
        return self.width() * min(max(share, 0.0), 1.0)
