"""The one way out of the program: links, after showing where they lead, and files that it wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from .dialogs import ask, show_note
from .text import tr

Opener = Callable[[QUrl], bool]


def safe_url(text: str) -> QUrl | None:
    """``text`` as a link that may be opened: an https address without a name in it, or a bare mailto; else None."""
    url = QUrl(text.strip() if "://" in text or text.startswith("mailto:") else f"https://{text.strip()}")
    if url.scheme() == "https" and url.host() and not url.userInfo() and url.isValid():
        return url
    if url.scheme() == "mailto" and "@" in url.path() and not url.hasQuery():
        return url
    return None


def shown_host(url: QUrl) -> str:
    """Where ``url`` leads, in the letters the network uses, so that look-alikes are seen."""
    if url.scheme() == "mailto":
        return url.path()
    return url.host(QUrl.ComponentFormattingOption.FullyEncoded)


def open_link(parent: QWidget, text: str, opener: Opener = QDesktopServices.openUrl) -> bool:
    """Ask, showing the host, and open ``text`` in the system's program; False if it is no link that may be opened."""
    url = safe_url(text)
    if url is None:
        return False
    ask(
        parent,
        tr("Open this link?"),
        tr("It leads out of ILRS Desk to {host}.", host=shown_host(url)),
        tr("Open"),
        lambda: opener(url),
    )
    return True


def open_file(parent: QWidget, path: Path, opener: Opener = QDesktopServices.openUrl) -> None:
    """Open a file or folder in the system's program for it; tell where it is if there is none."""
    if not opener(QUrl.fromLocalFile(str(path))):
        show_note(parent, tr("This could not be opened here"), str(path))
