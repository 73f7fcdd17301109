"""Counted names of the record kinds: "1 person", "3 people"."""

from __future__ import annotations

from .kinds import JOURNALLED

_PLURALS = {"personnel": "people"}
#: What is counted beside records: who sends returns.
_OTHERS = {"agencies": ("agency", "agencies")}


def count_of(kind: str, count: int) -> str:
    """The number with the kind's name, e.g. "3 people"."""
    if kind in _OTHERS:
        return f"{count:,} {_OTHERS[kind][count != 1]}"
    declared = JOURNALLED[kind]
    name = declared.singular if count == 1 else _PLURALS.get(kind, declared.label)
    return f"{count:,} {name.lower()}"
