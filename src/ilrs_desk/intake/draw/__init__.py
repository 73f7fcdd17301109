"""The import plan of a set of files, drawn against the office as it stands."""

from __future__ import annotations

from .drawing import FileError, draw_plan

__all__ = [
    "FileError",
    "draw_plan",
]
