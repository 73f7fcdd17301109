"""Labels and tooltips that show text as it is: Qt would guess rich text and open the files it names."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize
from PySide6.QtCore import Qt as QtCore_Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtGui import Qt as QtGui_Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from .text import visible


class PlainLabel(QLabel):
    """A label of plain text; ``role`` is one of the style sheet's (muted, small, title, name, section, ok, warn …)."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, role: str = "", wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(QtCore_Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text``, unseen characters written out."""
        super().setText(visible(text))

    def take_role(self, role: str) -> None:
        """Look like ``role`` from now on."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(PlainLabel):
    """A label of one line that gives up its end rather than widen the window; the whole text is its tooltip."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        shown = self.fontMetrics().elidedText(
            self.text(), QtCore_Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        painter.drawText(self.contentsRect(), int(self.alignment()), shown)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def _tip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        set_tip(self, self.text() if cut else "")


def plain_tip(text: str) -> str:
    """``text`` for a tooltip, written so that Qt cannot take it for rich text."""
    text = visible(text)
    return f"<qt>{html.escape(text)}</qt>" if QtGui_Qt.mightBeRichText(text) else text


def set_tip(widget: QWidget, text: str) -> None:
    """Give ``widget`` a tooltip of plain text."""
    widget.setToolTip(plain_tip(text))


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin horizontal line between two parts of a panel."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line
