"""Cells for the clipboard: tab-separated text for any program, and a table for those that know one."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QMimeData

#: Programs take seconds to read more rows as a table; from there on the text alone is offered.
_MOST_ROWS = 10_000
#: Excel would make a number of a telephone, a day of "1-2" and a formula of "=1+1"; so it keeps the text as it is.
_AS_TEXT = "mso-number-format:'\\@'"


def as_lines(rows: Iterable[Sequence[str]]) -> str:
    """``rows`` as lines of cells with tabs between; a tab or line break inside a cell becomes a space."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)


def as_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """``rows`` as an HTML table below ``heads``, if there are any; every cell is text."""
    head = "".join(f"<th>{html.escape(text)}</th>" for text in heads)
    parts = ['<meta charset="utf-8"><table>', f"<tr>{head}</tr>" if head else ""]
    for row in rows:
        cells = "".join(f'<td style="{_AS_TEXT}">{html.escape(cell)}</td>' for cell in row)
        parts.append(f"<tr>{cells}</tr>")
    return "".join([*parts, "</table>"])


def copied(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Text and table of ``rows`` below ``heads``; no table ("") of very many rows."""
    text = as_lines([heads, *rows] if heads else rows)
    return text, as_table(heads, rows) if len(rows) <= _MOST_ROWS else ""


def clipboard_data(text: str, table: str = "") -> QMimeData:
    """What goes onto the clipboard."""
    data = QMimeData()
    data.setText(text)
    if table:
        data.setHtml(table)
    return data
