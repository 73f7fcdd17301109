"""Pages of a report below each other as they are printed, drawn where they are seen only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ilrs_desk.reports.pdf import Sheets

from .text import tr

_GAP = 14.0
_STEP = 1.25
_LEAST, _MOST = 0.08, 6.0
#: Dots of a page on a point of the screen at full size: pages have 1440 to the inch, screens 96.
_FULL = 96 / 1440


class PagesView(QAbstractScrollArea):
    """The sheets on a quiet ground; ``moved()`` when another page is at the top or the size changed."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sheets | None = None
        self._tops: list[float] = []
        self._zoom: float | None = None
        self.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self.viewport().setAutoFillBackground(True)
        self.setAccessibleName(tr("Pages"))
        self.verticalScrollBar().valueChanged.connect(lambda _: self.moved.emit())

    def show_sheets(self, sheets: Sheets) -> None:
        """Show ``sheets`` from the first on."""
        self._sheets = sheets
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._tops)

    @property
    def page(self) -> int:
        """Number of the page in the middle of what is seen, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return max((number for number, top in enumerate(self._tops) if top <= middle), default=0)

    @property
    def zoom(self) -> float:
        """The size, 1 as on paper; a whole page wide where nobody chose one."""
        if self._zoom is not None or self._sheets is None:
            return self._zoom or 1.0
        widest = max((self._sheets.paper(number).width() for number in range(len(self._sheets))), default=1.0)
        return min(max((self.viewport().width() - 2 * _GAP) / widest / _FULL, _LEAST), _MOST)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by so many steps; the page that is seen stays."""
        page = self.page
        self._zoom = min(max(self.zoom * _STEP**steps, _LEAST), _MOST)
        self._lay_out()
        self.go_to(page)

    def zoom_to_width(self) -> None:
        """As wide as the window."""
        page = self.page
        self._zoom = None
        self._lay_out()
        self.go_to(page)

    def go_to(self, page: int) -> None:
        """Show the top of a page."""
        if self._tops:
            self.verticalScrollBar().setValue(round(self._tops[min(max(page, 0), self.count - 1)] - _GAP))

    def _lay_out(self) -> None:
        """Where each page begins, and how far can be scrolled."""
        if self._sheets is None:
            return
        scale, y, widest = self.zoom * _FULL, _GAP, 0.0
        self._tops = []
        for number in range(len(self._sheets)):
            paper = self._sheets.paper(number)
            self._tops.append(y)
            y += paper.height() * scale + _GAP
            widest = max(widest, paper.width() * scale + 2 * _GAP)
        seen = self.viewport().size()
        for bar, whole, room in (
            (self.verticalScrollBar(), y, seen.height()),
            (self.horizontalScrollBar(), widest, seen.width()),
        ):
            bar.setRange(0, max(0, round(whole - room)))
            bar.setPageStep(room)
            bar.setSingleStep(max(20, room // 20))
        self.viewport().update()
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheets is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        above, scale = self.verticalScrollBar().value(), self.zoom * _FULL
        for number, top in enumerate(self._tops):
            paper = self._sheets.paper(number)
            left = max(_GAP, (self.viewport().width() - paper.width() * scale) / 2)
            at = QPointF(left - self.horizontalScrollBar().value(), top - above)
            place = QRectF(at.x(), at.y(), paper.width() * scale, paper.height() * scale)
            if place.intersects(QRectF(event.rect())):
                self._draw(self._sheets, painter, number, place, scale)
        painter.end()

    def _draw(self, sheets: Sheets, painter: QPainter, number: int, place: QRectF, scale: float) -> None:
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.save()
        painter.translate(place.topLeft())
        painter.scale(scale, scale)
        painter.translate(sheets.place(number).topLeft())
        sheets.draw(number, painter)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self.go_to(self.page + 1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_Backspace:
                self.go_to(self.page - 1)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(self.count - 1)
            case _:
                super().keyPressEvent(event)
