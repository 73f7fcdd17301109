"""A run of pages: where the next thing goes, fonts and inks, header and footer of each page."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPagedPaintDevice, QPainter, QTextOption

from .document import Document
from .text import audience_words

#: Resolution of the pages: so many dots to a typographic point.
DOTS_A_POINT = 20
INK, MUTED, LINE, BAND = QColor("#1c2330"), QColor("#5b6575"), QColor("#ccd2da"), QColor("#f3f5f8")
_FOOTER_HEIGHT = 18


class Type(Enum):
    """How text is set: size in points, weight, ink."""

    TITLE = (18.0, QFont.Weight.DemiBold, INK)
    HEADING = (12.0, QFont.Weight.DemiBold, INK)
    BODY = (9.5, QFont.Weight.Normal, INK)
    QUIET = (9.0, QFont.Weight.Normal, MUTED)
    STRONG = (12.0, QFont.Weight.DemiBold, INK)
    LABEL = (8.5, QFont.Weight.DemiBold, MUTED)
    SMALL = (7.5, QFont.Weight.Normal, INK)
    SMALL_LABEL = (7.0, QFont.Weight.DemiBold, MUTED)

    @property
    def font(self) -> QFont:
        """The program's font in this size and weight."""
        made = QFont()
        made.setPointSizeF(self.value[0])
        made.setWeight(self.value[1])
        return made

    @property
    def ink(self) -> QColor:
        """The colour of the text."""
        return self.value[2]


class Flow:
    """The pages as they fill from top to bottom. All measures are in dots; ``y`` is where the next thing goes."""

    def __init__(
        self, writer: QPagedPaintDevice, painter: QPainter, document: Document, pages: int | None
    ) -> None:
        self.painter = painter
        self.page = 1
        self.y = 0.0
        self.width = float(writer.width())
        self.bottom = float(writer.height() - _FOOTER_HEIGHT * DOTS_A_POINT)
        self._writer = writer
        self._document = document
        self._pages = pages

    def new_page(self) -> None:
        """Close this page and begin the next."""
        self.finish()
        self._writer.newPage()
        self.page += 1
        self.y = 0.0

    def keep(self, points: float) -> None:
        """Begin a new page unless so much room is left on this one."""
        if self.y + points * DOTS_A_POINT > self.bottom:
            self.new_page()

    def gap(self, points: float) -> None:
        """Leave room, but not at the top of a page."""
        if self.y:
            self.y += points * DOTS_A_POINT

    def text(self, text: str, type_: Type, after: float = 0.0) -> None:
        """Set a paragraph over the whole width and leave ``after`` points below it."""
        height = self.height_of(text, type_, self.width)
        if self.y + height > self.bottom:
            self.new_page()
        self.put(text, type_, QRectF(0, self.y, self.width, height))
        self.y += height + after * DOTS_A_POINT

    def height_of(self, text: str, type_: Type, width: float) -> float:
        """Height that the text takes when it wraps at ``width``."""
        self.painter.setFont(type_.font)
        return self.painter.boundingRect(QRectF(0, 0, width, 1e7), text, _wrapped()).height()

    def width_of(self, text: str, type_: Type) -> float:
        """Width of the text on one line."""
        return QFontMetricsF(type_.font, self._writer).horizontalAdvance(text)

    def put(
        self, text: str, type_: Type, place: QRectF, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        """Draw the text into ``place``, wrapped."""
        self.painter.setFont(type_.font)
        self.painter.setPen(type_.ink)
        self.painter.drawText(place, text, _wrapped(align))

    def finish(self) -> None:
        """Write the foot of the page: what the figures are of, and the page's number."""
        height = _FOOTER_HEIGHT * DOTS_A_POINT
        place = QRectF(0, self.bottom + height * 0.4, self.width, height * 0.6)
        document = self._document
        as_of = f"as of {document.as_of}" if document.as_of else ""
        known = [document.office, as_of, audience_words(document.audience)]
        self.put(" · ".join(part for part in known if part), Type.SMALL_LABEL, place)
        number = f"page {self.page} of {self._pages}" if self._pages else f"page {self.page}"
        self.put(number, Type.SMALL_LABEL, place, Qt.AlignmentFlag.AlignRight)


def _wrapped(align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> QTextOption:
    """Wrap between words, and inside one only where it is wider than its place."""
    option = QTextOption(align | Qt.AlignmentFlag.AlignTop)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
