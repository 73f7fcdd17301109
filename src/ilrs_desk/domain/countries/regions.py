"""Regions of the world (United Nations M49), and which codes are states."""

from __future__ import annotations

from functools import cache

from ..resources import load_json


def region(code: str) -> str | None:
    """The M49 region of an alpha-2 code, such as "Asia"; None for a code without one."""
    place = _places().get(code)
    return place[0] if place else None


def subregion(code: str) -> str | None:
    """The M49 subregion of an alpha-2 code, such as "South-eastern Asia"; None for a code without one."""
    place = _places().get(code)
    return place[1] if place else None


def is_state(code: str) -> bool:
    """Whether the code is that of a member or an observer state of the United Nations."""
    return code in _states()


@cache
def _places() -> dict[str, tuple[str, str]]:
    listed = load_json("reference", "regions.json")["regions"]
    return {
        code: (name, part)
        for name, parts in listed.items()
        for part, codes in parts.items()
        for code in codes.split()
    }


@cache
def _states() -> frozenset[str]:
    listed = load_json("reference", "regions.json")
    outside = set(listed["not_states"].split())
    return frozenset(_places()) - outside
