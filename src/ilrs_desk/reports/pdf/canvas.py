"""Drawing on a page in dots, from left to right or mirrored; the same marks on paper, on screen and in a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from .fonts import DOTS, Face
from .measure import Measure, plain

#: Where a file tells that what follows is a spoken line: far off any page, and taken out before the file is done.
MARK_X, MARK_Y, MARK_END = -200_001, -200_002, 99_999
_MARK_BASE = 10_000
#: From the middle of a line down to its baseline, in sizes of its face.
BASELINE = 0.36


class Side(Enum):
    """Where text stands in its place; on a mirrored page START is the right."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(slots=True)
class Spoken:
    """What the glyphs of a file say, for who reads its text.

    ``signs`` that were drawn one by one; ``lines`` of joined letters with what each glyph says; ``pages`` with such.
    """

    signs: set[str] = field(default_factory=set)
    lines: list[tuple[str, ...]] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    page: int = 0


class Canvas:
    """One page of ``width`` dots. Measures are from its start; mirrored where the page runs from right to left."""

    def __init__(self, painter: QPainter, width: float, measure: Measure, spoken: Spoken | None) -> None:
        self.painter = painter
        self.width = width
        self.measure = measure
        self._mirrored = measure.backwards
        self._spoken = spoken
        self._set: tuple[Face, str] | None = None

    def text(
        self,
        line: str,
        place: tuple[float, float],
        room: float,
        face: Face,
        ink: str,
        side: Side = Side.START,
    ) -> None:
        """One line; ``place`` is the start of its ``room`` and its baseline."""
        if not line:
            return
        x = place[0]
        if self._mirrored or side is not Side.START:
            x = self._text_x(line, x, room, face, side)
        if (face, ink) != self._set:
            self.painter.setFont(self.measure.fonts.plain(face))
            self.painter.setPen(QColor(f"#{ink}"))
            self._set = (face, ink)
        if line.isascii() or plain(line):
            if self._spoken is not None:
                self._spoken.signs.update(line)
            self.painter.drawText(QPointF(x, place[1]), line)
        else:
            self._spell(line, QPointF(x, place[1]), face)

    def lines(
        self,
        lines: Sequence[str],
        place: tuple[float, float],
        room: float,
        face: Face,
        ink: str,
        *,
        pitch: float = 0.0,
        side: Side = Side.START,
    ) -> None:
        """Lines below each other; ``place`` is where the first begins at its top."""
        pitch = pitch or self.measure.pitch("".join(lines), face)
        base = place[1] + pitch / 2 + face.dots * BASELINE
        for number, line in enumerate(lines):
            self.text(line, (place[0], base + number * pitch), room, face, ink, side)

    def fill(self, place: QRectF, colour: str) -> None:
        """A surface without edge."""
        self.painter.fillRect(self._rect(place), QColor(f"#{colour}"))

    def box(
        self, place: QRectF, ground: str = "", edge: str = "", *, dashed: bool = False, radius: float = 3.0
    ) -> None:
        """A surface with round corners (``radius`` points) and an edge."""
        pen = QPen(Qt.PenStyle.NoPen)
        if edge:
            pen = QPen(
                QColor(f"#{edge}"), 0.75 * DOTS, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            )
        self._with(
            pen, ground, lambda: self.painter.drawRoundedRect(self._rect(place), radius * DOTS, radius * DOTS)
        )

    def line(self, start: QPointF, end: QPointF, colour: str, points: float = 0.5) -> None:
        """A straight line."""
        self._with(
            QPen(QColor(f"#{colour}"), points * DOTS),
            "",
            lambda: self.painter.drawLine(QLineF(self._point(start), self._point(end))),
        )

    def path(
        self, points: Sequence[QPointF], colour: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine
    ) -> None:
        """A line through all points."""
        pen = QPen(QColor(f"#{colour}"), width * DOTS, style)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._with(pen, "", lambda: self.painter.drawPolyline(self._polygon(points)))

    def shape(self, points: Sequence[QPointF], ground: str, edge: str = "") -> None:
        """A filled polygon."""
        pen = QPen(QColor(f"#{edge}"), 0.75 * DOTS) if edge else QPen(Qt.PenStyle.NoPen)
        self._with(pen, ground, lambda: self.painter.drawPolygon(self._polygon(points)))

    def dot(self, centre: QPointF, radius: float, ground: str, edge: str = "") -> None:
        """A disc of ``radius`` dots, or a ring without ground."""
        pen = QPen(QColor(f"#{edge}"), 0.9 * DOTS) if edge else QPen(Qt.PenStyle.NoPen)
        self._with(pen, ground, lambda: self.painter.drawEllipse(self._point(centre), radius, radius))

    def image(self, place: QRectF, image: QImage) -> None:
        """A picture."""
        self.painter.drawImage(self._rect(place), image)

    def _with(self, pen: QPen, ground: str, draw: Callable[[], object]) -> None:
        self.painter.setPen(pen)
        self.painter.setBrush(QColor(f"#{ground}") if ground else Qt.BrushStyle.NoBrush)
        draw()
        self._set = None

    def _text_x(self, line: str, x: float, room: float, face: Face, side: Side) -> float:
        """The left end of the text."""
        if self._mirrored:
            x = self.width - x - room
            side = {Side.START: Side.END, Side.END: Side.START}.get(side, side)
        if side is Side.START:
            return x
        free = room - self.measure.width(line, face)
        return x + (free / 2 if side is Side.CENTRE else free)

    def _spell(self, line: str, at: QPointF, face: Face) -> None:
        """Draw joined letters, and tell what each of their glyphs says where somebody keeps it."""
        shaped = self.measure.shaped(line, face)
        spoken = self._spoken
        if spoken is not None:
            number = len(spoken.lines)
            spoken.lines.append(shaped.says)
            spoken.pages.add(spoken.page)
            self._mark(number // _MARK_BASE, number % _MARK_BASE)
        top = QPointF(at.x(), at.y() - shaped.ascent)
        for run in shaped.runs:
            self.painter.drawGlyphRun(top, run)
        if spoken is not None:
            self._mark(MARK_END, MARK_END)

    def _mark(self, high: int, low: int) -> None:
        self.painter.fillRect(QRectF(MARK_X, MARK_Y, high + 1, low + 1), QColor("#000000"))

    def _rect(self, place: QRectF) -> QRectF:
        if not self._mirrored:
            return place
        return QRectF(self.width - place.right(), place.y(), place.width(), place.height())

    def _point(self, place: QPointF) -> QPointF:
        return QPointF(self.width - place.x(), place.y()) if self._mirrored else place

    def _polygon(self, points: Sequence[QPointF]) -> QPolygonF:
        return QPolygonF([self._point(point) for point in points])


def mark_number(high: int, low: int) -> int:
    """Which spoken line a mark begins; -1 for the end of one."""
    return -1 if high > MARK_END else (high - 1) * _MARK_BASE + low - 1
