"""Colours of reports: the office's own, inks that can be read on them, and a colour for each stage."""

from __future__ import annotations

import re

from .style import Style

INK = "1B2430"
QUIET = "5B6775"
LINE = "D5DAE1"
PAPER = "FFFFFF"

#: Beside the two of the office, so that a fourth line can still be told from the others.
_MORE = ("2E9E6B", "7A5BC0", "B3312C", "5B8DEF")
_STAGES = {
    "contact": "C9D0DA",
    "talks": "E7C66B",
    "applied": "E39A4A",
    "signed": "5B8DEF",
    "active": "2F9E6E",
    "declined": "B9B2AE",
    "withdrawn": "A8A1A6",
}
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")
_MOST_LUMINOUS_GROUND_FOR_WHITE = 0.18
_LINEAR_BELOW = 0.03928


def plain_hex(colour: str, otherwise: str = INK) -> str:
    """ "#1f4e79" as "1F4E79"; ``otherwise`` for what is no such colour."""
    found = _HEX.fullmatch(colour.strip())
    return found[1].upper() if found else otherwise


def series_colours(style: Style) -> tuple[str, ...]:
    """Colours of the series of a chart, the office's own first."""
    return (plain_hex(style.accent), plain_hex(style.second), *_MORE)


def stage_colour(stage: str) -> str:
    """The colour of a stage; a quiet one for an unknown stage."""
    return _STAGES.get(stage, _STAGES["contact"])


def tint(colour: str, share: float) -> str:
    """``share`` of the colour on white."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def ink_on(ground: str) -> str:
    """White or ink, whichever can be read on ``ground`` (both reach 4.5 to 1 where it matters)."""
    red, green, blue = (_linear(int(ground[at : at + 2], 16) / 255) for at in (0, 2, 4))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return PAPER if luminance < _MOST_LUMINOUS_GROUND_FOR_WHITE else INK


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else float(((part + 0.055) / 1.055) ** 2.4)
