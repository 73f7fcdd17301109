"""A figure with its footnote, as it goes onto the clipboard: "47 of 50, as of 22 Nov 2026, rule C-3"."""

from __future__ import annotations

from .counting import written
from .moments import Moment
from .progress import Figure
from .wording import Message


def footnote(figure: Figure, moment: Moment) -> Message:
    """The figure with its target, the day it is of, on which day it was known if not today, and its rule."""
    params: dict[str, object] = {
        "value": figure.value,
        "target": figure.target.number,
        "day": written(moment.day.isoformat()),
        "rule": figure.rule.code,
    }
    if moment.known_on is None:
        return Message("{value} of {target}, as of {day}, rule {rule}", params)
    known = written(moment.known_on.isoformat())
    template = "{value} of {target}, as of {day}, as known on {known}, rule {rule}"
    return Message(template, {**params, "known": known})
