"""A sentence for a person: an English template with its values, so that the window can translate it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named places, e.g. ``Message("Row {row}: ...", {"row": 34})``.

    ``template`` is the English text and the key of its translation; ``params`` fill its
    places after translation. ``str(message)`` is the English sentence.
    """

    template: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill(self.template, self.params)


def fill(template: str, params: Mapping[str, object]) -> str:
    """Put ``params`` into the ``{named}`` places of ``template``; braces inside values are left alone."""
    return template.format_map(params) if params else template


def listed(items: Sequence[Message], last: str = ", ") -> Message:
    """The items after each other as one message whose places are the items themselves; ``last`` before the last."""
    names = [f"item{number}" for number in range(len(items))]
    places = [f"{{{name}}}" for name in names]
    template = ", ".join(places[:-1]) + (last if len(items) > 1 else "") + places[-1] if items else ""
    return Message(template, dict(zip(names, items, strict=True)))
