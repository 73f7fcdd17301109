"""How a stage looks: its colour, and a disc that fills from contact to active, so that colour never tells alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ilrs_desk.ui.theme import Colours

#: Quarters of the disc that are filled; a stage that leads nowhere has a cross instead.
_QUARTERS = {"contact": 0, "talks": 1, "applied": 2, "signed": 3, "active": 4}


def stage_colour(stage: str | None, ink: Colours) -> QColor:
    """Ground colour of ``stage``; the palest for none, declined and withdrawn."""
    return QColor(ink.stages[_QUARTERS.get(stage or "", 0)])


def stage_outline(stage: str | None, ink: Colours) -> QColor:
    """Colour of ``stage`` as a thin line or disc on the panel, where the palest stage colour would not be seen."""
    return stage_colour(stage, ink) if _QUARTERS.get(stage or "", 0) else ink.color("mute")


def ink_on(ground: QColor) -> QColor:
    """Black or white, whichever reads better on ``ground`` (WCAG relative luminance)."""
    return QColor("#10141b") if _luminance(ground) > 0.18 else QColor("#ffffff")


def draw_stage_disc(painter: QPainter, rect: QRectF, stage: str | None, colour: QColor) -> None:
    """A disc in ``rect``: empty for contact, a quarter more for each stage, a cross for one that ended."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, max(rect.width() / 8, 1.0)))
    if stage in ("declined", "withdrawn", "left"):
        painter.drawLine(rect.topLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomLeft())
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(rect, 90 * 16, -_QUARTERS.get(stage or "", 0) * 90 * 16)
    painter.restore()


def draw_hatch(painter: QPainter, rect: QRectF, colour: QColor, gap: float = 5) -> None:
    """Thin slanted lines over ``rect``: something that is there but does not count."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 1))
    reach = rect.height()
    x = rect.left() - reach
    while x < rect.right():
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + reach, rect.top()))
        x += gap
    painter.restore()


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())
