"""Marks that tell stages and series apart by their form, not by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt

from ..colours import INK
from .canvas import Canvas
from .fonts import DOTS

_RADIUS = 2.6 * DOTS
_SQUARE = ((-1, -1), (1, -1), (1, 1), (-1, 1))
_DIAMOND = ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0))
_UP = ((0, -1.2), (1.2, 1), (-1.2, 1))
_DOWN = ((0, 1.2), (1.2, -1), (-1.2, -1))
_CROSS = ((-1, -1), (1, 1), (0, 0), (1, -1), (-1, 1))
_FORMS = {
    "active": _SQUARE,
    "signed": _DIAMOND,
    "applied": _UP,
    "talks": _DOWN,
}
_AWAY = ("declined", "withdrawn")
_SERIES = (None, _SQUARE, _DIAMOND, _UP, _DOWN)
_LINES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)


def draw_mark(canvas: Canvas, stage: str, centre: QPointF, colour: str) -> None:
    """The mark of a stage: a ring for first contact and free seats, a cross for what went away."""
    if form := _FORMS.get(stage):
        canvas.shape(_at(centre, form), colour, INK)
    elif stage in _AWAY:
        canvas.path(_at(centre, _CROSS), INK, 0.9)
    else:
        canvas.dot(centre, _RADIUS, "", INK)


def draw_point(canvas: Canvas, number: int, centre: QPointF, colour: str) -> None:
    """The mark of a single value of series ``number`` in a chart."""
    form = _SERIES[number % len(_SERIES)]
    if form is None:
        canvas.dot(centre, _RADIUS, colour)
    else:
        canvas.shape(_at(centre, form), colour)


def line_style(number: int) -> Qt.PenStyle:
    """How the line of series ``number`` is drawn."""
    return _LINES[number % len(_LINES)]


def _at(centre: QPointF, form: tuple[tuple[float, float], ...]) -> list[QPointF]:
    return [QPointF(centre.x() + x * _RADIUS, centre.y() + y * _RADIUS) for x, y in form]
