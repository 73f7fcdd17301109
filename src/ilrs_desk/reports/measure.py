"""How much room text takes where nothing measures it for us: widths on the safe side, in every script."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_NARROW, _WIDE_LETTERS = frozenset("iljftrI.,:;'|!()[]/ -"), frozenset("mwMWQO@%&ЖШЩЮжшщюмwÆœŒ—…")
_IN_EMS = {"Lu": 0.66, "Ll": 0.53, "Nd": 0.52, "Zs": 0.26}
_OTHER = 0.62
_FULL, _NARROW_WIDTH, _WIDE_WIDTH = 1.03, 0.35, 0.94
_BOLD = 1.06
#: Lines of a plain script and of one with marks above and below, in font sizes.
_LINE, _TALL_LINE = 1.22, 1.5
#: Written without spaces and broken by dictionaries: taken as breakable after so many signs.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_PIECE = 6
_WORD = re.compile(r"\S+|\s")
_TALL = re.compile(
    "[\u0590-\u08ff\u0900-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\ufb1d-\ufdff\ufe70-\ufeff\U00020000-\U0003ffff]"
)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Points that the text takes on one line, on the safe side."""
    return _ems(text) * size * (_BOLD if bold else 1.0)


def tall_script(text: str) -> bool:
    """Whether the text has signs that stand higher or lower than Latin ones."""
    return not text.isascii() and _TALL.search(text) is not None


def line_height(text: str, size: float) -> float:
    """Points from one line of such text to the next."""
    return size * (_TALL_LINE if tall_script(text) else _LINE)


def text_lines(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """Lines that the text takes wrapped at ``room`` points; an empty one takes one."""
    ems = max(room / size / (_BOLD if bold else 1.0), 1.0)
    return sum(_wrapped(line, ems) for line in text.split("\n"))


def text_height(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """Points that the text is high wrapped at ``room`` points."""
    return text_lines(text, room, size, bold=bold) * line_height(text, size)


def fitting_size(
    text: str, room: float, height: float, sizes: Sequence[float], *, bold: bool = False
) -> float:
    """The first of ``sizes`` (largest first) at which the text fits; the last if at none."""
    for size in sizes:
        if text_height(text, room, size, bold=bold) <= height and longest_word(text, size, bold=bold) <= room:
            return size
    return sizes[-1]


def shortened(text: str, room: float, height: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits with three dots after it."""
    if text_height(text, room, size, bold=bold) <= height:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if text_height(text[:middle] + "…", room, size, bold=bold) <= height:
            least = middle
        else:
            most = middle - 1
    return text[:least].rstrip() + "…"


def split_at_height(text: str, room: float, height: float, size: float) -> tuple[str, str]:
    """As many whole words of the text as fit, and the rest; at least one word is taken."""
    words = re.split(r"(?<=\s)", text)
    least, most = 1, len(words)
    while least < most:
        middle = (least + most + 1) // 2
        if text_height("".join(words[:middle]).rstrip(), room, size) <= height:
            least = middle
        else:
            most = middle - 1
    return "".join(words[:least]).rstrip(), "".join(words[least:])


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Points of the widest piece that is not broken."""
    widest = max((_ems(piece) for piece in _pieces(text)), default=0.0)
    return widest * size * (_BOLD if bold else 1.0)


@lru_cache(maxsize=20_000)
def _ems(text: str) -> float:
    return sum(map(_sign, text))


@lru_cache(maxsize=4_000)
def _sign(sign: str) -> float:
    category = unicodedata.category(sign)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF":
        return _FULL
    if sign in _NARROW:
        return _NARROW_WIDTH
    return _WIDE_WIDTH if sign in _WIDE_LETTERS else _IN_EMS.get(category, _OTHER)


def _pieces(text: str) -> Iterator[str]:
    """What is kept together on a line: words, single signs of wide scripts, short runs of unspaced ones."""
    for found in _WORD.finditer(text):
        word = found[0]
        if word.isascii():
            yield word
            continue
        start = 0
        for at, sign in enumerate(word):
            if unicodedata.east_asian_width(sign) in "WF":
                if start < at:
                    yield word[start:at]
                yield sign
                start = at + 1
            elif at - start >= _PIECE and _UNSPACED.match(sign) and not unicodedata.combining(sign):
                yield word[start:at]
                start = at
        if start < len(word):
            yield word[start:]


@lru_cache(maxsize=20_000)
def _wrapped(line: str, room: float) -> int:
    """Lines of one paragraph; a piece wider than the room is broken anywhere."""
    lines, used = 1, 0.0
    for piece in _pieces(line):
        width = _ems(piece)
        if used + width > room and used:
            if piece.isspace():
                continue
            lines, used = lines + 1, 0.0
        if width > room:
            more = math.ceil(width / room) - 1
            lines, width = lines + more, width - more * room
        used += width
    return lines
