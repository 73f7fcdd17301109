"""Cells as tab-separated text for the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def as_lines(rows: Iterable[Sequence[str]]) -> str:
    """``rows`` as lines of cells with tabs between; a tab or line break inside a cell becomes a space."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)
