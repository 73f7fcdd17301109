"""A sheet of a report as a picture, drawn in whatever thread asks for it by what writes and prints it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from ilrs_desk.reports.pdf import Sheets
from ilrs_desk.reports.pdf.fonts import DOTS

_DPI = 72 * DOTS


def sheet_picture(sheets: Sheets, number: int, longest: int) -> QImage:
    """Sheet ``number`` (the first is 0), its longer side ``longest`` pixels; dark on white as it is printed."""
    paper, place = sheets.page_layout(number).fullRectPixels(_DPI), sheets.place(number)
    scale = longest / max(paper.width(), paper.height())
    image = QImage(round(paper.width() * scale), round(paper.height() * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    painter.translate(place.topLeft())
    sheets.draw(number, painter)
    painter.end()
    return image
