"""The example rows of a template: marked so that they are never imported unless somebody wrote over them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..layout import shown
from ..returned import ReturnedKey, make_key, unchanged
from ..sheets import Cell
from ..texts import languages, texts

_NO_FILE = "0" * 16


def example_key(row: int, cells: Sequence[Cell]) -> str:
    """The key of an example row as it is written; ``row`` as a person sees it."""
    return make_key(_NO_FILE, "", row, cells)


def is_example(key: ReturnedKey | None, cells: Sequence[Cell]) -> bool:
    """Whether a row is an example that nobody touched; one without its key is known by its name and its mark."""
    if key is not None:
        return key.sha256 == _NO_FILE and len(unchanged(key, cells)) == max(len(cells), len(key.cells))
    said = {shown(cell) for cell in cells}
    return not said.isdisjoint(_marks()) and not said.isdisjoint(_names())


@cache
def _marks() -> frozenset[str]:
    """The word that stands beside an example, in all languages."""
    return frozenset(texts(language).template["example"] for language in languages())


@cache
def _names() -> frozenset[str]:
    """What the examples are called, in all languages."""
    return frozenset(name for language in languages() for name in texts(language).example.values())
