"""The PDF writer: a document as pages drawn by Qt, which shapes every script; the one Qt user outside ui."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPainter, QPdfWriter

from ..document import Document
from ..files import replacing
from .canvas import Spoken
from .fonts import DOTS
from .layout import Sheets

__all__ = ["Sheets", "lay_out", "paint_sheets", "write_pdf"]


def write_pdf(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``; raises as ``files.replacing``, the file is whole or not there."""
    from .finish import finish_pdf

    sheets, spoken = lay_out(document), Spoken()
    with replacing(path) as part, TemporaryDirectory(prefix="ilrs-desk-") as folder:
        drawn = Path(folder) / "drawn.pdf"
        writer = QPdfWriter(str(drawn))
        writer.setResolution(72 * DOTS)
        for _ in paint_sheets(sheets, writer, range(len(sheets)), spoken):
            pass
        finish_pdf(drawn, part, sheets, spoken)


def lay_out(document: Document) -> Sheets:
    """The sheets of ``document`` as they are printed, shown before that, and written to a file."""
    _application()
    return Sheets(document)


def paint_sheets(
    sheets: Sheets, device: QPagedPaintDevice, numbers: Iterable[int], spoken: Spoken | None = None
) -> Generator[int, None, None]:
    """Draw the sheets ``numbers`` onto the device, one a step; yields the number of each that is drawn.

    Raises OSError where the device takes no page.
    """
    painter = QPainter()
    try:
        for at, number in enumerate(numbers):
            device.setPageLayout(sheets.page_layout(number))
            if not (device.newPage() if at else painter.begin(device)):
                raise OSError(None, "the page could not be begun")
            painter.save()
            scale = device.width() / sheets.place(number).width()
            painter.scale(scale, scale)
            if spoken is not None:
                spoken.page = at
            sheets.draw(number, painter, spoken)
            painter.restore()
            yield number
    finally:
        if painter.isActive():
            painter.end()


@cache
def _application() -> QGuiApplication:
    """Fonts need one Qt application in the process; it must outlive every page."""
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication(["ilrs-desk"])
