"""Fonts of the pages: which of the machine's own serve a script, in sizes that no device's resolution changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

#: Resolution of the pages: so many dots to a typographic point.
DOTS = 20

_PLAIN = ("Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "DejaVu Sans")
_CHINESE = ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC")
#: Signs that Chinese, Japanese and Korean share are written differently in each of them.
_HAN = {
    "ja": ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans"),
    "ko": ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo"),
}
#: Scripts whose letters are joined or stacked, each with the fonts that do it well.
_SHAPED = {
    "arabic": ("[\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefe]", ("Noto Sans Arabic", "Segoe UI", "Geeza Pro")),
    "hebrew": ("[\u0590-\u05ff\ufb1d-\ufb4f]", ("Noto Sans Hebrew", "Segoe UI", "Arial Hebrew")),
    "thai": ("[\u0e00-\u0e7f]", ("Noto Sans Thai", "Leelawadee UI", "Thonburi")),
    "devanagari": ("[\u0900-\u097f]", ("Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari")),
    "latin": ("[A-Za-z\u00c0-\u02ff\u0370-\u058f\u1e00-\u1fff]", _PLAIN),
}
#: Digits and marks belong to the letters before them.
_SHARED = "[\u0020-\u0040\\[-`{-~\u00a0-\u00bf\u0300-\u036f\u2010-\u2e7f\u3000-\u303f]"
_RUNS = re.compile(
    "|".join(f"(?P<{name}>{signs}(?:{signs}|{_SHARED})*)" for name, (signs, _) in _SHAPED.items())
)


class Face(NamedTuple):
    """How text is set: points and weight. Asked for with each cell, so it is hashed quickly."""

    size: float
    bold: bool = False

    @property
    def dots(self) -> float:
        """The size in dots."""
        return self.size * DOTS


TITLE, SUBTITLE, HEADING = Face(20, True), Face(12), Face(12.5, True)
BODY, LABEL, STRONG = Face(9.5), Face(9.5, True), Face(11.5, True)
SMALL, SMALL_LABEL, TINY = Face(7.5), Face(7.5, True), Face(7)


class Fonts:
    """The fonts of one language. They belong to the thread that uses them, so nothing of them is shared."""

    def __init__(self, language: str) -> None:
        han = _HAN.get(language.split("-")[0], _CHINESE)
        self._families = (*_known(_PLAIN)[:1], *_known(han)[:1])
        self._made: dict[tuple[Face, str], QFont] = {}

    def plain(self, face: Face) -> QFont:
        """The font for letters that stand beside each other one by one."""
        return self._get(face, "", self._families)

    def other(self, face: Face) -> QFont:
        """The system's own font, which leaves it to the system what serves any other script."""
        return self._get(face, "other", ())

    def stretches(self, text: str, face: Face) -> Iterator[tuple[int, int, QFont]]:
        """Beginning, length and font of each stretch of the text whose script has a font of its own here."""
        for found in _RUNS.finditer(text):
            script = found.lastgroup or "latin"
            font = self._get(face, script, _known(_SHAPED[script][1])[:1])
            yield found.start(), len(found[0]), font

    def twins(self, signs: Iterable[str]) -> dict[str, dict[int, str]]:
        """For each family of plain letters: which of ``signs`` each of its glyphs draws."""
        text = "".join(sorted(sign for sign in signs if sign <= "\uffff"))
        found = {}
        for family in self._families:
            raw = QRawFont.fromFont(_font(BODY, (family,)), _system_of(family))
            found[family] = dict(zip(raw.glyphIndexesForString(text), text, strict=True))
        return found

    def glyph(self, family: str, sign: str) -> int:
        """The glyph of a sign in a family, 0 where it has none."""
        raw = QRawFont.fromFont(_font(BODY, (family,)), _system_of(family))
        return next(iter(raw.glyphIndexesForString(sign)), 0)

    def _get(self, face: Face, script: str, families: tuple[str, ...]) -> QFont:
        key = (face, script)
        if key not in self._made:
            self._made[key] = _font(face, families)
        return self._made[key]


def _font(face: Face, families: tuple[str, ...]) -> QFont:
    made = QFont()
    if families:
        made.setFamilies(list(families))
    made.setPixelSize(round(face.dots))
    made.setWeight(QFont.Weight.DemiBold if face.bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in ("liga", "clig"):  # a joined pair could not be read back as two letters
        made.setFeature(QFont.Tag(feature), 0)
    return made


def _system_of(family: str) -> QFontDatabase.WritingSystem:
    chinese = QFontDatabase.WritingSystem.SimplifiedChinese
    return QFontDatabase.WritingSystem.Any if family in _PLAIN else chinese


@cache
def _installed() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


def _known(families: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(family for family in families if family in _installed())
