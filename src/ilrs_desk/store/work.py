"""What people say that they work on, counted over all of them at once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from .connection import OfficeDatabase
from .tallies import indexed_people

_COUNTS = """SELECT workstream, coalesce(nationality, country), count(*)
FROM {people} WHERE trashed IS NULL GROUP BY 1, 2"""
_PLACES = """SELECT DISTINCT workstream, institution_id
FROM {people} WHERE trashed IS NULL AND workstream IS NOT NULL AND institution_id IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class Crew:
    """So many live people say ``workstream`` (as written) and come from ``country``; None: nothing, not known."""

    workstream: str | None
    country: str | None
    count: int


class WorkBook:
    """Who works on what. ``read`` opens one moment of the office."""

    def __init__(self, read: Callable[[], AbstractContextManager[OfficeDatabase]]) -> None:
        self._read = read

    def crews(self) -> tuple[Crew, ...]:
        """How many people say what, by country."""
        with self._read() as db:
            return tuple(Crew(*row) for row in db.execute_sql(_COUNTS.format(people=indexed_people(db))))

    def places(self) -> tuple[tuple[str, int], ...]:
        """Each text that somebody says, with each institution of somebody who says it."""
        with self._read() as db:
            found = db.execute_sql(_PLACES.format(people=indexed_people(db)))
            return tuple((text, number) for text, number in found)
