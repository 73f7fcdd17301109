"""Counted names of the record kinds: "1 person", "3 people"."""

from __future__ import annotations

from functools import cache

from .kinds import JOURNALLED

_PLURALS = {"personnel": "people"}
#: What is counted beside records: who sends returns.
_OTHERS = {"agencies": ("agency", "agencies")}


def count_of(kind: str, count: int) -> str:
    """The number with the kind's name, e.g. "3 people"."""
    if kind in _OTHERS:
        return f"{count:,} {_OTHERS[kind][count != 1]}"
    return f"{count:,} {_names(kind)[count != 1]}"


@cache
def counted_names() -> frozenset[str]:
    """All names that :func:`count_of` puts behind a number."""
    names = [*_OTHERS.values(), *(_names(kind) for kind in JOURNALLED)]
    return frozenset(name for both in names for name in both)


def _names(kind: str) -> tuple[str, str]:
    """Of one and of several."""
    declared = JOURNALLED[kind]
    return declared.singular.lower(), _PLURALS.get(kind, declared.label).lower()
