"""What an open office tells of its journal."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date

from ilrs_desk.domain.changes import ChangeSet

from . import journal, undoing
from .connection import OfficeDatabase
from .rewinding import Need, Part


class Chronicle(ABC):
    """The change sets of an office and what each of them did.

    ``founded``: it was there on the day of which it tells.
    """

    founded = True

    @abstractmethod
    def _reading(self, *needs: Need) -> AbstractContextManager[OfficeDatabase]:
        """One moment of the office; ``needs``: what is read beside its records."""

    @property
    def generation(self) -> int:
        """Number of the newest change set: a plan drawn on another one is stale."""
        with self._reading() as db:
            return journal.generation(db)

    def newest_by(self, day: date) -> int:
        """Number of the newest change set that was written by the end of ``day`` (UTC), 0 if there is none."""
        with self._reading() as db:
            return journal.last_before(db, journal.end_of(day))

    def changesets(self, limit: int = 200, before: int | None = None) -> list[ChangeSet]:
        """Change sets without their changes, newest first; ``before``: only older than this number."""
        with self._reading() as db:
            return journal.read_heads(db, limit, before)

    def changeset(self, changeset_id: int) -> ChangeSet | None:
        """The change set with all its changes."""
        with self._reading(Part.JOURNAL) as db:
            return journal.read_one(db, changeset_id)

    def history(self, kind: str, record_id: int) -> list[ChangeSet]:
        """The change sets that touched the record, newest first, each with only its change."""
        with self._reading(Part.JOURNAL) as db:
            return journal.read_history(db, kind, record_id)

    def changes_of(self, kind: str, ids: Iterable[int], after: int, upto: int) -> list[ChangeSet]:
        """The change sets after ``after`` and up to ``upto`` that touched these records, oldest first.

        Each comes with its changes of these records only.
        """
        with self._reading(Part.JOURNAL) as db:
            return journal.read_changes(db, kind, ids, after, upto)

    def committed(self, key: str) -> ChangeSet | None:
        """The change set that was written under ``key``."""
        with self._reading(Part.JOURNAL) as db:
            return journal.find_key(db, key)

    def next_undo(self) -> ChangeSet | None:
        """What Undo would take back, for the menu; without its changes."""
        with self._reading(Part.JOURNAL) as db:
            number = undoing.next_undo(db)
            return next(iter(journal.read_heads(db, 1, number + 1)), None) if number else None

    def next_redo(self) -> ChangeSet | None:
        """What Redo would bring back, for the menu: the original change set, without its changes."""
        with self._reading(Part.JOURNAL) as db:
            number = undoing.next_redo(db)
            return undoing.original_of(db, journal.read_heads(db, 1, number + 1)[0]) if number else None
