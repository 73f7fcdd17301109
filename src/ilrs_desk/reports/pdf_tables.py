"""Tables on PDF pages: columns as wide as what they hold, wrapped cells, the head repeated on each page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPen

from .document import CellValue, Column, ColumnType, Table
from .pdf_flow import BAND, DOTS_A_POINT, LINE, Flow, Type
from .text import visible_controls

_PADDING = 3 * DOTS_A_POINT
_MEASURED_ROWS = 200
_WIDEST_POINTS = 150
_NARROWEST_POINTS = 26
_WIDEST_SCALE = 1.6
_NUMBERS = {ColumnType.NUMBER, ColumnType.SHARE}


def draw_table(
    flow: Flow, table: Table, *, strong: bool = False, small: bool = False, share: float = 1.0
) -> float:
    """Draw the table from where the flow stands, at the most ``share`` of the page wide; returns its width in dots.

    Empty columns of a ``small`` (records) table are left out.
    """
    kept = [at for at in range(len(table.columns)) if not small or _filled(table, at)]
    columns = [table.columns[at] for at in kept]
    if not columns:
        flow.text("Nothing here.", Type.QUIET)
        return 0.0
    type_ = Type.STRONG if strong else Type.SMALL if small else Type.BODY
    label = Type.SMALL_LABEL if small else Type.LABEL
    rows = [[_shown(table.columns[at], row[at]) for at in kept] for row in table.rows]
    widths = _widths(flow, columns, rows, type_, label, flow.width * share)
    _head(flow, columns, widths, label)
    for number, row in enumerate(rows):
        height = _height(flow, row, widths, type_)
        if flow.y + height > flow.bottom:
            flow.new_page()
            _head(flow, columns, widths, label)
        if small and number % 2:
            flow.painter.fillRect(QRectF(0, flow.y, sum(widths), height), BAND)
        _row(flow, columns, row, widths, height, type_)
    flow.gap(6)
    return sum(widths)


def _filled(table: Table, at: int) -> bool:
    return not table.rows or any(row[at] not in (None, "") for row in table.rows)


def _shown(column: Column, value: CellValue) -> str:
    if value is None:
        return ""
    if column.type is ColumnType.SHARE and isinstance(value, int | float):
        return f"{value:.1%}"
    if isinstance(value, float):
        return f"{value:,.1f}"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, date):
        return value.isoformat()
    return visible_controls(value)


def _widths(
    flow: Flow,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    type_: Type,
    label: Type,
    room: float,
) -> list[float]:
    """Each column as wide as its longest text within bounds, then fitted to the room; no word of a head is cut."""
    most = _WIDEST_POINTS * DOTS_A_POINT
    least, wanted = [], []
    for at, column in enumerate(columns):
        words = max((flow.width_of(word, label) for word in column.label.split()), default=0.0)
        cells = max((flow.width_of(row[at], type_) for row in rows[:_MEASURED_ROWS]), default=0.0)
        least.append(max(words, _NARROWEST_POINTS * DOTS_A_POINT) + 2 * _PADDING)
        wanted.append(max(least[-1], min(cells, most * column.span) + 2 * _PADDING))
    return _fitted(least, wanted, room)


def _fitted(least: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Spread what is too much or left over on the columns that have more than their least."""
    total, slack = sum(wanted), sum(wanted) - sum(least)
    if total <= room:
        return [width * min(room / total, _WIDEST_SCALE) for width in wanted]
    if sum(least) >= room or not slack:
        return [width * room / sum(least) for width in least]
    part = (room - sum(least)) / slack
    return [low + (width - low) * part for low, width in zip(least, wanted, strict=True)]


def _head(flow: Flow, columns: Sequence[Column], widths: Sequence[float], label: Type) -> None:
    height = max(
        flow.height_of(column.label, label, width - 2 * _PADDING)
        for column, width in zip(columns, widths, strict=True)
    )
    _row(flow, columns, [column.label for column in columns], widths, height + 2 * _PADDING, label)


def _height(flow: Flow, row: Sequence[str], widths: Sequence[float], type_: Type) -> float:
    """Height of the wrapped row, at the most a page less its head."""
    tallest = max(
        flow.height_of(text, type_, width - 2 * _PADDING) for text, width in zip(row, widths, strict=True)
    )
    return min(tallest + 2 * _PADDING, flow.bottom * 0.8)


def _row(
    flow: Flow,
    columns: Sequence[Column],
    row: Sequence[str],
    widths: Sequence[float],
    height: float,
    type_: Type,
) -> None:
    x = 0.0
    for column, text, width in zip(columns, row, widths, strict=True):
        place = QRectF(x + _PADDING, flow.y + _PADDING, width - 2 * _PADDING, height - 2 * _PADDING)
        right = column.type in _NUMBERS
        flow.put(text, type_, place, Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        x += width
    flow.y += height
    flow.painter.setPen(QPen(LINE, DOTS_A_POINT * 0.5))
    flow.painter.drawLine(QLineF(0, flow.y, x, flow.y))
