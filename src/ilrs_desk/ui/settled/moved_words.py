"""How a record moved and what that did to a figure, as words and signs."""

from __future__ import annotations

from ilrs_desk.domain.movement import Move
from ilrs_desk.ui.text import number, tr

_WORDS = {
    Move.JOINED: "Joined",
    Move.LEFT: "Left",
    Move.PROMOTED: "Promoted",
    Move.CORRECTED: "Corrected",
    Move.MERGED: "Merged",
    Move.RECOUNTED: "Counted by another rule",
}


def move_words(move: Move) -> str:
    """The way in which records moved."""
    return tr(_WORDS[move])


def effect_words(effect: int) -> str:
    """+3, −1, or nothing."""
    return f"+{number(effect)}" if effect > 0 else f"−{number(-effect)}" if effect < 0 else ""
