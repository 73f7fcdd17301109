"""Letters that differ, marked on a ground of their own, in a line of text."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ilrs_desk.domain.matching import marks

#: Ranges (start, end) of the letters that differ.
Marks: TypeAlias = "tuple[tuple[int, int], ...]"


def same_address(ours: str, theirs: str) -> bool:
    """Whether both are one e-mail address, which capitals do not make another."""
    return "@" in ours and ours.casefold() == theirs.casefold()


def differing(ours: str, theirs: str) -> tuple[Marks, Marks]:
    """What to mark in each of two texts; all of both where they have little in common."""
    if same_address(ours, theirs):
        return (), ()
    left, right = marks(ours, theirs)
    shared = len(ours) - sum(end - start for start, end in left)
    if ours and theirs and 2 * shared < max(len(ours), len(theirs)):
        # Single letters that happen to agree would only be noise.
        return ((0, len(ours)),), ((0, len(theirs)),)
    return left, right


def draw_marked(
    painter: QPainter, rect: QRect, text: str, marked: Marks, font: QFont, ink: QColor, ground: QColor
) -> None:
    """Draw ``text``, already fitted into ``rect``, in the painter's pen with ``marked`` in ``ink`` on ``ground``."""
    laid = _laid_out(text, font, rect.width())
    coloured = QTextCharFormat()
    coloured.setForeground(ink)
    coloured.setBackground(ground)
    ranges = [_range(text, start, end, coloured) for start, end in marked if start < len(text)]
    top = rect.top() + (rect.height() - laid.boundingRect().height()) / 2
    painter.save()
    painter.setClipRect(rect)
    laid.draw(painter, QPointF(rect.left(), top), ranges)
    painter.restore()


def _laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    laid = QTextLayout(text, font)
    rules = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    rules.setWrapMode(QTextOption.WrapMode.NoWrap)
    laid.setTextOption(rules)
    laid.beginLayout()
    laid.createLine().setLineWidth(width)
    laid.endLayout()
    return laid


def _range(text: str, start: int, end: int, how: QTextCharFormat) -> QTextLayout.FormatRange:
    """Qt counts in UTF-16, where rare Han letters take two places."""
    found = QTextLayout.FormatRange()
    found.start = _units(text[:start])
    found.length, found.format = _units(text[start:end]), how
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
