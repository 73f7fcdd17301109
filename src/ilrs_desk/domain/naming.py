"""Counted names of the record kinds: "1 person", "3 people"."""

from __future__ import annotations

from .kinds import JOURNALLED

_PLURALS = {"personnel": "people"}


def count_of(kind: str, count: int) -> str:
    """The number with the kind's name, e.g. "3 people"."""
    declared = JOURNALLED[kind]
    name = declared.singular if count == 1 else _PLURALS.get(kind, declared.label)
    return f"{count:,} {name.lower()}"
