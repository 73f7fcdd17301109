"""Through which stages records went, as the journal tells it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from ilrs_desk.domain.conversion import StageStep

from .connection import OfficeDatabase
from .journal import MARKERS

_STEPS = """SELECT c.record_id, s.day, json_extract(c.new, '$.stage')
FROM changes c JOIN changesets s ON s.id = c.changeset_id
WHERE c.kind = ? AND s.undone_by IS NULL AND s.act NOT IN (?, ?)
AND (json_type(c.old, '$.stage') IS NOT NULL OR json_type(c.new, '$.stage') IS NOT NULL)
ORDER BY c.id"""


class StageBook:
    """The steps from stage to stage. ``read`` opens one moment of the office with its journal."""

    def __init__(self, read: Callable[[], AbstractContextManager[OfficeDatabase]]) -> None:
        self._read = read

    def steps(self, kind: str) -> tuple[StageStep, ...]:
        """Every change of the stage of a record of ``kind``, in order, without what was taken back."""
        with self._read() as db:
            found = db.execute_sql(_STEPS, (kind, *MARKERS)).fetchall()
        return tuple(StageStep(number, date.fromisoformat(day), stage) for number, day, stage in found)
