"""The PDF writer: a document as A4 pages drawn by Qt, which shapes every script; the one Qt user outside ui."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import (
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from .document import ChartRow, Document, Heading, Page, Paragraph, TableBlock
from .files import replacing
from .pdf_charts import draw_beside, draw_charts
from .pdf_flow import DOTS_A_POINT, Flow, Type
from .pdf_tables import draw_table

_MARGIN_MM = 15.0
_AUTHOR = "ILRS Desk"
_ROW_POINTS = 20
_TABLE_SHARE = 0.55


def write_pdf(document: Document, path: Path) -> None:
    """Write ``document`` to ``path``; raises as ``files.replacing``, the file is whole or not there."""
    _application()
    count = QBuffer()
    count.open(QIODevice.OpenModeFlag.WriteOnly)
    pages = _draw(document, QPdfWriter(count), None)
    with replacing(path) as part:
        _draw(document, QPdfWriter(str(part)), pages)


def paint(document: Document, device: QPagedPaintDevice) -> None:
    """Draw all pages of ``document`` onto a printer."""
    _draw(document, device, None)


@cache
def _application() -> QGuiApplication:
    """Fonts need one Qt application in the process; it must outlive every page."""
    found = QGuiApplication.instance()
    return found if isinstance(found, QGuiApplication) else QGuiApplication(["ilrs-desk"])


def _draw(document: Document, writer: QPagedPaintDevice, pages: int | None) -> int:
    """Draw all sections; returns the number of pages, which the second drawing writes on each."""
    if isinstance(writer, QPdfWriter):
        writer.setResolution(72 * DOTS_A_POINT)
        writer.setTitle(document.title)
        writer.setCreator(_AUTHOR)
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    landscape = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Landscape,
        margins,
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(landscape)
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(None, "the page could not be begun")
    try:
        flow = Flow(writer, painter, document, pages)
        _write(flow, document)
        flow.finish()
        return flow.page
    finally:
        painter.end()


def _write(flow: Flow, document: Document) -> None:
    for number, section in enumerate(document.sections):
        if number:
            flow.new_page()
        flow.text(section.title if number else document.title, Type.TITLE, after=8)
        if isinstance(section, Page):
            _write_page(flow, section)
        else:
            draw_table(flow, section.table, small=True)


def _write_page(flow: Flow, page: Page) -> None:
    for block in page.blocks[: page.printed]:
        match block:
            case Heading():
                flow.gap(10)
                flow.keep(60)
                flow.text(block.text, Type.HEADING, after=4)
            case Paragraph():
                text = f"{block.label}: {block.text}" if block.label.strip() else block.text
                flow.text(text, Type.QUIET if block.quiet else Type.BODY, after=3)
            case TableBlock():
                _write_table(flow, block)
            case ChartRow():
                draw_charts(flow, tuple(chart for _, chart in block.charts))


def _write_table(flow: Flow, block: TableBlock) -> None:
    """A table with its charts to its right, as the document says; on a new page if it does not fit this one."""
    if not block.charts:
        draw_table(flow, block.table, strong=bool(block.strong))
        return
    page, top = flow.page, flow.y
    width = draw_table(flow, block.table, strong=bool(block.strong), share=_TABLE_SHARE)
    draw_beside(flow, block.charts, width + _ROW_POINTS * DOTS_A_POINT, top if flow.page == page else 0.0)
