"""What the glyphs of a file say: Qt knows it of single signs only, so joined and stacked letters are told here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from .canvas import MARK_X, MARK_Y, Spoken, mark_number
from .fonts import Fonts

_TOKEN = re.compile(
    rb"(?P<mark>%d %d (?P<high>\S+) (?P<low>\S+) re\nf\n)" % (MARK_X, MARK_Y)
    + rb"|/F(?P<font>\d+) \S+ Tf|<(?P<glyph>[0-9A-Fa-f]{4})> Tj"
)
_SINGLE = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
_ROW = re.compile(rb"<([0-9A-Fa-f]{4})> <[0-9A-Fa-f]{4}> \[([^\]]*)\]")
#: Signs that look the same, where Qt tells the one that nobody wrote.
_MEANT = {"\t": " ", "\u00a0": " ", "\u00ad": "-", "\u2010": "-", "\u2011": "-"}
_PART = 100
_WIDTHS = re.compile(rb"/W \[0 \[([^\]]*)\]\s*\]")
#: Codes of our own for glyphs of joined letters: each may say something else in another word.
_FIRST_OWN, _MOST_OWN = 0x8000, 0x7FFE


@dataclass(slots=True)
class _Font:
    """The codes of our own in a font, by the glyph that each draws and what it says there."""

    own: dict[tuple[int, str], int] = field(default_factory=dict)

    def code(self, glyph: int, said: str) -> int:
        """The code that draws ``glyph`` and says ``said``; Qt's own where there are no more."""
        if len(self.own) >= _MOST_OWN:
            return self.own.get((glyph, said), glyph)
        return self.own.setdefault((glyph, said), _FIRST_OWN + len(self.own))


class Wording:
    """Goes through the pages as they are copied and remembers for each font what its codes say."""

    def __init__(self, spoken: Spoken, fonts: Fonts) -> None:
        self._spoken = spoken
        self._letters = fonts
        self._twins = fonts.twins(spoken.signs)
        self._fonts: dict[int, _Font] = {}

    def page(self, content: bytes) -> bytes:
        """The content of a page without marks, its glyphs with the codes that say what is meant."""
        made, at, font, line = [], 0, 0, None
        number = 0
        for found in _TOKEN.finditer(content):
            if found["font"]:
                font = int(found["font"])
            elif found["mark"]:
                made.append(content[at : found.start()])
                at = found.end()
                which = mark_number(round(float(found["high"])), round(float(found["low"])))
                line, number = (None if which < 0 else self._spoken.lines[which]), 0
            elif line is not None and number < len(line):
                code = self._fonts.setdefault(font, _Font()).code(int(found["glyph"], 16), line[number])
                made.append(content[at : found.start()] + b"<%04X> Tj" % code)
                at, number = found.end(), number + 1
        return b"".join([*made, content[at:]])

    def table(self, font: int, written: bytes) -> bytes:
        """The table of what the codes of a font say, made of the one that Qt wrote."""
        known = self._fonts.get(font, _Font())
        says = {code: self._meant(sign) for code, sign in _read_table(written).items()}
        says.update({code: said for (_, said), code in known.own.items()})
        return _write_table(says)

    def glyphs(self, font: int) -> bytes | None:
        """Which glyph each code draws, two bytes each; None where they are the same."""
        own = self._fonts[font].own if font in self._fonts else {}
        if not own:
            return None
        numbers = [*range(_FIRST_OWN), *(glyph for glyph, _ in own)]
        return b"".join(number.to_bytes(2, "big") for number in numbers)

    def widths(self, font: int, body: bytes) -> bytes:
        """The description of a font with the widths of our own codes."""
        found = _WIDTHS.search(body)
        if not found:
            return body
        widths = found[1].split()
        more = b" ".join(widths[glyph] if glyph < len(widths) else b"0" for glyph, _ in self._fonts[font].own)
        return body[: found.end() - 1] + b"%d [%s]\n" % (_FIRST_OWN, more) + body[found.end() - 1 :]

    def _meant(self, sign: str) -> str:
        """What was written where Qt tells another sign with the same glyph."""
        if sign in self._spoken.signs:
            return sign
        for family, twins in self._twins.items():
            glyph = self._letters.glyph(family, sign)
            if glyph and glyph in twins:
                return twins[glyph]
        alike = _MEANT.get(sign) or unicodedata.normalize("NFKC", sign)
        return alike if all(one in self._spoken.signs for one in alike) else sign


def _read_table(written: bytes) -> dict[int, str]:
    found = {}
    for first, last, sign in _SINGLE.findall(_ROW.sub(b"", written)):
        for number in range(int(first, 16), int(last, 16) + 1):
            found[number] = chr(int(sign, 16) + number - int(first, 16))
    for first, signs in _ROW.findall(written):
        for number, sign in enumerate(signs.split()):
            found[int(first, 16) + number] = bytes.fromhex(sign.strip(b"<>").decode()).decode(
                "utf-16-be", "replace"
            )
    return found


def _write_table(says: Mapping[int, str]) -> bytes:
    rows = [
        b"<%04X> <%s>" % (code, said.encode("utf-16-be", "replace").hex().upper().encode())
        for code, said in sorted(says.items())
        if code
    ]
    parts = [rows[at : at + _PART] for at in range(0, len(rows), _PART)]
    maps = b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)) for part in parts)
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + maps
        + b"\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
