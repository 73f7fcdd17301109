"""Flags of countries in letters: two regional indicators, where the fonts of the machine join them to a flag."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextLayout

_FIRST = 0x1F1E6  # regional indicator A


def flag_of(code: str) -> str:
    """The flag of an alpha-2 country code in letters; "" for what is no such code."""
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        return ""
    return "".join(chr(_FIRST + ord(letter) - ord("A")) for letter in code.upper())


def can_draw_flags(font: QFont) -> bool:
    """Whether the machine draws a flag, one sign, for the two letters; Windows has no such font."""
    layout = QTextLayout(flag_of("EG"), font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    drawn = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    return len(drawn) == 1 and drawn[0] != 0
