"""What stands above and below on each sheet, and the room that it takes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from ilrs_desk.domain.wording import fill

from ..colours import LINE, QUIET, plain_hex
from ..document import Document
from ..logo import logo_png, logo_size
from ..running import feet, heads
from .canvas import Canvas, Side
from .fonts import DOTS, TINY
from .measure import Measure

_GAP = 6.0 * DOTS
_LOGO_HEIGHT, _LOGO_WIDTH = 18.0 * DOTS, 120.0 * DOTS
_NUMBER_ROOM = 0.2
_PAGE = "Page {page} of {pages}"


class Running:
    """Head and foot of a document's sheets."""

    def __init__(self, document: Document, measure: Measure) -> None:
        self._document = document
        self._measure = measure
        self._head, self._foot = " · ".join(heads(document)), " · ".join(feet(document))
        self._logo = _logo(document)
        self._accent = plain_hex(document.style.accent)

    def head(self, width: float) -> float:
        """Dots above what a sheet holds."""
        text = self._measure.height(self._head, TINY, self._head_room(width)) if self._head else 0.0
        logo = _LOGO_HEIGHT if self._logo else 0.0
        return max(text, logo) + 2 * _GAP if text or logo else 0.0

    def foot(self, width: float) -> float:
        """Dots below what a sheet holds."""
        room = width * (1 - _NUMBER_ROOM)
        return max(self._measure.height(self._foot, TINY, room), TINY.dots * 1.5) + 2 * _GAP

    def draw(self, canvas: Canvas, height: float, page: int, pages: int) -> None:
        """Draw both on a sheet of ``height`` dots, head and foot in it; the first ``page`` is 1."""
        measure, width = canvas.measure, canvas.width
        if top := self.head(width):
            room = self._head_room(width)
            canvas.lines(measure.lines(self._head, TINY, room), (0, 0), room, TINY, QUIET)
            canvas.line(QPointF(0, top - 1.4 * _GAP), QPointF(width, top - 1.4 * _GAP), self._accent, 0.8)
        if self._logo:
            wide, high = logo_size(self._logo.width(), self._logo.height(), _LOGO_WIDTH, _LOGO_HEIGHT)
            canvas.image(QRectF(width - wide, 0, wide, high), self._logo)
        start = height - self.foot(width) + _GAP
        canvas.line(QPointF(0, start), QPointF(width, start), LINE)
        place = start + _GAP * 0.5
        room = width * (1 - _NUMBER_ROOM)
        canvas.lines(measure.lines(self._foot, TINY, room), (0, place), room, TINY, QUIET)
        words = fill(self._page_words, {"page": page, "pages": pages})
        canvas.lines((words,), (room, place), width - room, TINY, QUIET, side=Side.END)

    @property
    def _page_words(self) -> str:
        return self._document.own_words.get(_PAGE, self._document.page_words)

    def _head_room(self, width: float) -> float:
        return width - (_LOGO_WIDTH + _GAP if self._logo else 0.0)


def _logo(document: Document) -> QImage | None:
    made = logo_png(document.style)
    image = QImage.fromData(made.getvalue()) if made else QImage()
    return None if image.isNull() else image
