"""What a row would do, as glyph and word, and which rows stand under which tab of the review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ilrs_desk.intake.plan import Action, RowPlan
from ilrs_desk.ui.text import tr

#: Action → (glyph, English word, role of its colour).
_STATES = {
    Action.ADD: ("+", "new", "ok"),
    Action.UPDATE: ("~", "changed", "new"),
    Action.SAME: ("=", "same", "muted"),
    Action.POSSIBLE: ("?", "possible", "warn"),
    Action.CONFLICT: ("?", "conflict", "warn"),
    Action.REJECT: ("!", "problem", "bad"),
}


def state_words(row: RowPlan) -> str:
    """Glyph and word, e.g. "+ new"; never told by colour alone."""
    glyph, word, _ = _STATES[row.action]
    return f"{glyph} {tr(word)}"


def state_role(row: RowPlan) -> str:
    """Which colours the state is written in: ok, new, muted, warn or bad."""
    return _STATES[row.action][2]


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the review; ``rows`` tells which rows stand in it, None: a list of its own (left out, missing)."""

    key: str
    label: str
    rows: Callable[[RowPlan], bool] | None


def _of(*actions: Action) -> Callable[[RowPlan], bool]:
    return lambda row: row.action in actions


TABS = (
    Tab("all", "All", lambda row: True),
    Tab("new", "New", _of(Action.ADD)),
    Tab("changed", "Changed", _of(Action.UPDATE)),
    Tab("same", "Unchanged", _of(Action.SAME)),
    Tab("possible", "Possible", _of(Action.POSSIBLE, Action.CONFLICT)),
    Tab("problems", "Problems", lambda row: bool(row.problems)),
    Tab("missing", "Missing this time", None),
    Tab("left_out", "Left out", None),
)
