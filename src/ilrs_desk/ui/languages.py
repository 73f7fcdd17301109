"""The choice of a language that we write to partners in, each called as its speakers call it."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ilrs_desk.usecases.write_returns import written_languages

from .text import tr, visible


class LanguageBox(QComboBox):
    """Our languages by their own names; ``unset``: what stands first for "no language chosen", if anything."""

    def __init__(self, unset: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Language"))
        if unset:
            self.addItem(unset, "")
        for tag, name in sorted(
            ((tag, own_name(tag)) for tag in written_languages()), key=lambda pair: pair[1]
        ):
            self.addItem(name, tag)

    def language(self) -> str | None:
        """The tag of the language that is chosen; None if none is."""
        return self.currentData() or None

    def choose(self, tag: str) -> None:
        """Choose the language with this tag."""
        self.setCurrentIndex(max(self.findData(tag), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling past must not change the language.
        event.ignore()


def own_name(tag: str) -> str:
    """What a language is called by those who speak it, e.g. "français", with its script where that is told."""
    from babel import Locale

    locale = Locale.parse(tag, sep="-")
    return visible(locale.get_display_name(locale) or tag)
