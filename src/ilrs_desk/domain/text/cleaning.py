"""Text as it is kept: one Unicode form, no invisible characters, and what looks suspicious about it."""

from __future__ import annotations

import re
import unicodedata

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb"
)
_CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
# Arabic with its extensions, then the Indic and Sinhala blocks: only there a joiner changes the word.
_JOINED = "\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\u0900-\u0dff"

_DROPPED = re.compile(f"[{_BIDI}{_INVISIBLE}{_CONTROL}\ufffe\uffff]")
_STRAY_JOINER = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(r"\s+")

_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠\u2212]")
_NUMBER_LIKE = re.compile(r"\s*[+\-＋－\u2212]?[\s\d().,/\-\u2010-\u2015+%]*$")


def clean(text: str, *, keep_lines: bool = False) -> str:
    """`text` in NFC without marks of order, zero-width, bidi and control characters, white space collapsed.

    Joiners stay inside Persian and Indic words, where they spell. A half of a surrogate pair, which no file
    can hold, becomes U+FFFD. With `keep_lines` line ends stay, for notes.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = _SURROGATE.sub("\ufffd", _DROPPED.sub("", text))
    text = unicodedata.normalize("NFC", _STRAY_JOINER.sub("", text))
    if keep_lines:
        lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
        return "\n".join(lines).strip()
    return _SPACES.sub(" ", text).strip()


def suspicious(text: str) -> list[str]:
    """Codes of what a reader should know of `text` as it came, in fixed order; empty for plain text.

    `text.formula`: a spreadsheet may run it; `text.bidi`: it is shown in another order than it is stored;
    `text.invisible`, `text.control`: characters that nobody sees; `text.mixed_script`: one word of look-alike
    letters from two scripts.
    """
    found = []
    if is_formula_like(text):
        found.append("text.formula")
    if re.search("[\u202a-\u202e\u2066-\u2069]", text):
        found.append("text.bidi")
    if re.search(f"[{_INVISIBLE}]", text.lstrip("\ufeff")) or _STRAY_JOINER.search(text):
        found.append("text.invisible")
    if re.search(f"[{_CONTROL}]", text):
        found.append("text.control")
    if any(_mixed(word) for word in re.findall(r"[^\W\d_]+", text)):
        found.append("text.mixed_script")
    return found


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet may take `text` for a formula; signed and telephone numbers do not count."""
    bare = text.strip()
    if text[:1] in ("\t", "\r") and bare:
        return True
    return bool(_FORMULA.match(bare)) and not _NUMBER_LIKE.match(bare)


def _mixed(word: str) -> bool:
    scripts = {unicodedata.name(char, "").split(" ", 1)[0] for char in word}
    return len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1
