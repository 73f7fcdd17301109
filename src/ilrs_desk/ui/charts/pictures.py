"""A chart as a picture: its title, what is painted and its footnote, as points (PNG) or as lines and letters (SVG)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from ilrs_desk.ui.theme import colours_of

_MARGIN = 16
_GAP = 8
_SHARPNESS = 2  # points of the picture for one of the screen


class Picture:
    """``parts`` one below the other, as they are seen, under ``title`` and above ``footnote``."""

    def __init__(self, parts: Sequence[QWidget], title: str, footnote: str) -> None:
        self._parts = [part for part in parts if not part.isHidden()]
        self._title, self._footnote = title, footnote
        self._ink = colours_of(self._parts[0])
        self._small = QFont(self._parts[0].font())
        self._small.setPointSizeF(max(self._small.pointSizeF() - 0.75, 6.5))
        self._bold = QFont(self._parts[0].font())
        self._bold.setBold(True)
        self._mirrored = self._parts[0].layoutDirection() == Qt.LayoutDirection.RightToLeft

    def image(self) -> QImage:
        """The picture in points."""
        size = self._size()
        image = QImage(size * _SHARPNESS, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARPNESS)
        painter = QPainter(image)
        self._paint(painter, size)
        painter.end()
        return image

    def svg(self) -> bytes:
        """The picture in lines and letters."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        size = self._size()
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        made.setSize(size)
        made.setViewBox(QRect(QPoint(), size))
        made.setTitle(self._title)
        made.setDescription(self._footnote)
        painter = QPainter(made)
        self._paint(painter, size)
        painter.end()
        return bytes(buffer.data().data())

    def save(self, path: Path) -> None:
        """Write it as SVG or, by any other ending, as PNG; raises OSError if it cannot be written."""
        if path.suffix.lower() == ".svg":
            path.write_bytes(self.svg())
        elif not QImageWriter(str(path), b"png").write(self.image()):
            raise OSError(f"{path} could not be written")

    def _size(self) -> QSize:
        inside = max(part.width() for part in self._parts)
        height = sum(part.height() + _GAP for part in self._parts) + self._foot_height(inside)
        return QSize(inside + 2 * _MARGIN, self._head_height() + height + 2 * _MARGIN)

    def _paint(self, painter: QPainter, size: QSize) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(QPoint(), size), self._ink.color("panel"))
        inside = QRect(_MARGIN, _MARGIN, size.width() - 2 * _MARGIN, self._head_height())
        self._write(painter, inside, self._title, self._bold, self._ink.color("ink"))
        top = inside.bottom() + 1
        for part in self._parts:
            part.render(painter, QPoint(_MARGIN, top), renderFlags=QWidget.RenderFlag.DrawChildren)
            top += part.height() + _GAP
        foot = QRect(_MARGIN, top, inside.width(), self._foot_height(inside.width()))
        self._write(painter, foot, self._footnote, self._small, self._ink.color("mute"))

    def _write(self, painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)

    def _head_height(self) -> int:
        return QFontMetrics(self._bold).height() + _GAP if self._title else 0

    def _foot_height(self, width: int) -> int:
        if not self._footnote:
            return 0
        room = QRect(0, 0, width, 2000)
        return (
            QFontMetrics(self._small)
            .boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._footnote)
            .height()
        )
