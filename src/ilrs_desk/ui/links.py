"""The one way out of the program: https and mailto links, after showing where they lead."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from .dialogs import ask
from .text import tr


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


def open_link(parent: QWidget, text: str, opener: Callable[[QUrl], bool] = QDesktopServices.openUrl) -> bool:
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
