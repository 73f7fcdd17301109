"""How wide text is and where it wraps, the same on every device; letters that are joined are shaped first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QGlyphRun, QTextCharFormat, QTextLayout, QTextOption

from ..measure import line_height
from .fonts import DOTS, Face, Fonts

#: Signs that stand beside each other one by one: Latin, Greek, Cyrillic, Armenian, Georgian, Han, Kana, Hangul, marks.
_PLAIN = re.compile(
    "[\u0020-\u007e\u00a0-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2100-\u23ff\u2460-\u27bf\u2e80-\u3029\u3030-\u3098\u309b-\ud7a3\uf900-\ufaff\uff00-\uffef]*"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_TOKEN = re.compile(r"\s+|\S+")
_MOST_KEPT = 50_000


def plain(text: str) -> bool:
    """Whether the text is drawn sign by sign."""
    return text.isascii() or _PLAIN.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line of joined or stacked letters, from left to right: glyphs, and what each says ("" if one before it does).

    ``ascent``: from the top of the line to its baseline, in dots.
    """

    runs: tuple[QGlyphRun, ...]
    says: tuple[str, ...]
    ascent: float
    width: float


class Measure:
    """Measures in dots for a language; what was measured is kept, within bounds.

    ``backwards``: the page runs from right to left.
    """

    def __init__(self, language: str, backwards: bool) -> None:
        self.language = language
        self.backwards = backwards
        self.fonts = Fonts(language)
        self._pitches: dict[Face, float] = {}
        self._most: dict[Face, dict[str, float]] = {}
        self._signs: dict[Face, dict[str, float]] = {}
        self._metrics: dict[Face, QFontMetricsF] = {}
        self._widths: dict[tuple[str, Face], float] = {}
        self._lines: dict[tuple[str, Face, float], tuple[str, ...]] = {}
        self._shaped: dict[tuple[str, Face], Shaped] = {}

    def width(self, text: str, face: Face) -> float:
        """Dots that the text takes on one line."""
        key = (text, face)
        found = self._widths.get(key)
        if found is None:
            found = self._advance(text, face) if plain(text) else self.shaped(text, face).width
            _keep(self._widths, key, found)
        return found

    def lines(self, text: str, face: Face, room: float) -> tuple[str, ...]:
        """The text in lines of at most ``room`` dots; a word that is wider is broken."""
        if "\n" not in text and self._at_most(text, face) <= room:
            return (text,)
        key = (text, face, round(room, 1))
        found = self._lines.get(key)
        if found is None:
            found = tuple(line for part in text.split("\n") for line in self._wrap(part, face, room))
            _keep(self._lines, key, found)
        return found

    def longest_word(self, text: str, face: Face) -> float:
        """Dots of the widest word that is not broken willingly; signs of Han stand each by itself."""
        words = re.findall(
            r"[\u2e80-\u9fff\uac00-\ud7a3\uf900-\uffef]|[^\s\u2e80-\u9fff\uac00-\uffef]+", text
        )
        return max((self.width(word, face) for word in words), default=0.0)

    def pitch(self, text: str, face: Face) -> float:
        """Dots from one line of such text to the next."""
        if text.isascii():
            found = self._pitches.get(face)
            if found is None:
                found = self._pitches[face] = line_height("", face.size) * DOTS
            return found
        return line_height(text, face.size) * DOTS

    def height(self, text: str, face: Face, room: float) -> float:
        """Dots that the text is high wrapped at ``room``."""
        return len(self.lines(text, face, room)) * self.pitch(text, face)

    def shaped(self, line: str, face: Face) -> Shaped:
        """One line of text that is not plain."""
        key = (line, face)
        found = self._shaped.get(key)
        if found is None:
            found = self._shape(line, face)
            _keep(self._shaped, key, found)
        return found

    def forget(self) -> None:
        """Drop what belongs to the thread that measured: another one goes on."""
        self.fonts = Fonts(self.language)
        self._metrics.clear()
        self._shaped.clear()

    def _at_most(self, text: str, face: Face) -> float:
        """As :meth:`width`, but quick: letters are taken one by one, without what moves pairs together."""
        known = self._most.get(face)
        if known is None:
            known = self._most[face] = {}
        found = known.get(text)
        if found is None:
            found = self._sum(text, face) if plain(text) else self.width(text, face)
            _keep(known, text, found)
        return found

    def _sum(self, text: str, face: Face) -> float:
        signs = self._signs.setdefault(face, {})
        try:
            return sum(map(signs.__getitem__, text))
        except KeyError:
            for sign in set(text) - signs.keys():
                signs[sign] = self._advance(sign, face)
            return sum(map(signs.__getitem__, text))

    def _advance(self, text: str, face: Face) -> float:
        metrics = self._metrics.get(face)
        if metrics is None:
            metrics = self._metrics[face] = QFontMetricsF(self.fonts.plain(face))
        return metrics.horizontalAdvance(text)

    def _wrap(self, text: str, face: Face, room: float) -> tuple[str, ...]:
        layout = self._laid(text, face, max(room, 1.0))
        places = [layout.lineAt(number) for number in range(layout.lineCount())]
        units = text.encode("utf-16-le")  # Qt counts so
        cut = [
            units[2 * one.textStart() : 2 * (one.textStart() + one.textLength())].decode("utf-16-le")
            for one in places
        ]
        return tuple(line.rstrip() for line in cut) or ("",)

    def _laid(self, text: str, face: Face, room: float) -> QTextLayout:
        """The text laid out in lines of ``room`` dots."""
        is_plain = plain(text)
        layout = QTextLayout(text, self.fonts.plain(face) if is_plain else self.fonts.other(face))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        backwards = self.backwards and _RIGHT_TO_LEFT.search(text)
        direction = Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LayoutDirectionAuto
        option.setTextDirection(direction)
        option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        if not is_plain:
            layout.setFormats(self._formats(text, face))
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, 0))
        layout.endLayout()
        return layout

    def _formats(self, text: str, face: Face) -> list[QTextLayout.FormatRange]:
        """The fonts of the scripts in the text; where signs are of two units each, the system finds them all."""
        made = []
        for start, length, font in self.fonts.stretches(text, face) if max(text) <= "\uffff" else ():
            one = QTextLayout.FormatRange()
            one.start, one.length = start, length
            style = QTextCharFormat()
            style.setFont(font)
            one.format = style
            made.append(one)
        return made

    def _shape(self, text: str, face: Face) -> Shaped:
        layout = self._laid(text, face, 1e6)
        if not layout.lineCount():
            return Shaped((), (), 0.0, 0.0)
        line = layout.lineAt(0)
        words = []
        at = 0
        for found in _TOKEN.finditer(text):
            length = len(found[0].encode("utf-16-le")) // 2
            words.append(_word(line.glyphRuns(at, length), found[0]))
            at += length
        words = sorted((word for word in words if word), key=lambda word: min(one[0] for one in word))
        runs = _joined([run for word in words for _, run, _ in word])
        says = tuple(said for word in words for _, _, parts in word for said in parts)
        return Shaped(runs, says, line.ascent(), line.naturalTextWidth())


_Piece = tuple[float, QGlyphRun, tuple[str, ...]]


def _word(runs: list[QGlyphRun], text: str) -> list[_Piece]:
    """The glyphs of one word from left to right, its letters shared out among them.

    Readers of PDF pages expect glyphs in that order and turn what runs from right to left themselves.
    """
    kept = [run for run in runs if run.glyphIndexes()]
    backwards = any(run.isRightToLeft() for run in kept)
    kept.sort(key=lambda run: run.positions()[0].x(), reverse=backwards)
    count = sum(len(run.glyphIndexes()) for run in kept)
    pieces, at = [], 0
    for run in kept:
        glyphs, places = run.glyphIndexes(), run.positions()
        shares = [_share(text, at + number, count) for number in range(len(glyphs))]
        at += len(glyphs)
        if backwards:
            run.setGlyphIndexes(glyphs[::-1])
            run.setPositions(places[::-1])
            shares.reverse()
        pieces.append((min(place.x() for place in places), run, tuple(shares)))
    return pieces[::-1] if backwards else pieces


def _joined(runs: list[QGlyphRun]) -> tuple[QGlyphRun, ...]:
    """Neighbours of the same font as one: readers take each run for a line of its own."""
    joined: list[QGlyphRun] = []
    for run in runs:
        if joined and joined[-1].rawFont() == run.rawFont():
            before = joined[-1]
            before.setGlyphIndexes([*before.glyphIndexes(), *run.glyphIndexes()])
            before.setPositions([*before.positions(), *run.positions()])
        else:
            joined.append(QGlyphRun())
            joined[-1].setRawFont(run.rawFont())
            joined[-1].setGlyphIndexes(run.glyphIndexes())
            joined[-1].setPositions(run.positions())
    return tuple(joined)


def _share(text: str, number: int, count: int) -> str:
    """What glyph ``number`` of ``count`` says of the text: its letters in turn."""
    return text[-(-number * len(text) // count) : -(-(number + 1) * len(text) // count)]


def _keep(kept: dict[object, object] | dict, key: object, value: object) -> None:  # type: ignore[type-arg]
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[key] = value
