"""A place on a sheet that leads to where a title stands."""

from __future__ import annotations

from dataclasses import dataclass

from .flow import Entry


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch over the whole width of a sheet (by number from 0) in dots from its top, and where it leads."""

    sheet: int
    y: float
    height: float
    to: Entry
