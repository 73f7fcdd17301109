"""A table on the clipboard as a file that can be imported like any other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from ilrs_desk.ui.text import tr


def holds_table(mime: QMimeData) -> bool:
    """Whether the clipboard holds a table, or at least lines of text."""
    return _is_html_table(mime) or bool(mime.hasText() and mime.text().strip())


def write_table(mime: QMimeData, folder: Path) -> Path | None:
    """Write what is on the clipboard into ``folder``, under the name "Clipboard"; None when it holds no table.

    Copied cells come as a page of HTML, which tells merged cells and line breaks, or as lines with tabs.
    """
    if not holds_table(mime):
        return None
    text = mime.html() if _is_html_table(mime) else mime.text()
    name, number = tr("Clipboard"), 1
    path = folder / name
    while path.exists():
        number += 1
        path = folder / f"{name} {number}"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _is_html_table(mime: QMimeData) -> bool:
    return mime.hasHtml() and "<table" in mime.html().lower()
