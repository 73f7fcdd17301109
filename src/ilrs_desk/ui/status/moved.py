"""Who moved a figure since a meeting: joined, left, promoted, corrected, merged, each by itself."""

from __future__ import annotations

from collections.abc import Sequence

from ilrs_desk.domain.movement import Move, TargetMovement
from ilrs_desk.ui.text import number, tr

from .listing import Entry

_WORDS = {
    Move.JOINED: "Joined",
    Move.LEFT: "Left",
    Move.PROMOTED: "Promoted",
    Move.CORRECTED: "Corrected",
    Move.MERGED: "Merged",
    Move.RECOUNTED: "Counted by another rule",
}


def moved_entries(found: TargetMovement) -> Sequence[Entry]:
    """A line for each record that moved, those of one way together; the effect on the figure stands before it."""
    return [
        Entry(one.kind, one.id, one.label, one.why, f"{tr(_WORDS[move])} {_effect(one.effect)}".strip())
        for move, ones in found.by_move().items()
        for one in ones
    ]


def moved_note(found: TargetMovement, since: str) -> str:
    """How the figure came from before to after: "45 on 5 May: 3 joined (+3), 1 left (−1): now 47"."""
    parts = []
    for move, ones in found.by_move().items():
        effect = sum(one.effect for one in ones)
        parts.append(f"{tr(_WORDS[move])} {number(len(ones))} ({_effect(effect) or '±0'})")
    if not parts:
        return tr("{n} {since}, and {now} now: nobody moved.", n=found.before, since=since, now=found.after)
    return tr(
        "{n} {since}. {moves}. {now} now.",
        n=found.before,
        since=since,
        moves=" · ".join(parts),
        now=found.after,
    )


def _effect(effect: int) -> str:
    return f"+{effect}" if effect > 0 else f"−{-effect}" if effect < 0 else ""
