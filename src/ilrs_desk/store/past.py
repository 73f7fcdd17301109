"""The office as it was known at the end of an earlier day: a file of its own put aside for a while, only to be read."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from ilrs_desk.domain.dates import format_partial
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message

from .aside import Aside
from .connection import OfficeDatabase, open_database
from .faults import told
from .handle import Office
from .journal import end_of, last_before
from .location import Location
from .rewinding import Need, Part, draw, draw_records


class PastOffice(Office):
    """The office as known at the end of ``known_on`` (UTC), to be closed; no later edit shows, none can be made.

    ``founded``: it existed by then; if not, it holds nothing but what is aimed at, as known now. ``upto``: it knows
    nothing after this change set.
    """

    def __init__(self, live: Office, known_on: date, upto: int | None = None) -> None:
        self._live = live
        with told(Path(tempfile.gettempdir())):
            self._aside = Aside()
        self._file = self._aside.folder / "past.ilrs"
        self._drawn: set[Need] = set()
        self._drawing = threading.Lock()
        self._readers = 0
        self._open = threading.Condition()
        self._closed = False
        try:
            with told(live.path):
                self._source, self._vfs = live.source_for(self._aside.folder)
                last = self._begin(end_of(known_on), upto)
                past = open_database(self._file, read_only=True)
        except BaseException:
            self._aside.close()
            raise
        super().__init__(live.path, past, who=live.who, lock=None, held_by=None)
        self.known_on = known_on
        self.founded = last > 0

    def close(self) -> None:
        """Close the file and take it away, as soon as nobody reads any more."""
        with self._open:
            self._closed = True
            self._open.wait_for(lambda: self._readers == 0)
        try:
            super().close()
        finally:
            self._aside.close()

    def as_known(self, day: date, *, upto: int | None = None) -> PastOffice:
        """The office at the end of ``day``, or as this one if that is earlier."""
        newest = self.generation if upto is None else min(upto, self.generation)
        return PastOffice(self._live, min(day, self.known_on or day), newest)

    def backup(self, path: Path) -> None:
        """Write a whole, checked copy to ``path``: the office as it was, which can go on by itself."""
        self._require(*Part)
        super().backup(path)

    @contextmanager
    def _reading(self, *needs: Need) -> Iterator[OfficeDatabase]:
        with self._open:
            if self._closed:
                raise _closed()
            self._readers += 1
        try:
            self._require(*needs)
            with super()._reading() as db:
                yield db
        finally:
            with self._open:
                self._readers -= 1
                self._open.notify_all()

    def _require_writable(self) -> None:
        day = format_partial(self.known_on.isoformat()) if self.known_on else ""
        raise InputProblem(
            "office.past",
            Message(
                "This is the office as known on {day}. Nothing was changed. Go back to today to change it.",
                {"day": day},
            ),
        )

    def _begin(self, end: str, upto: int | None) -> int:
        """Draw the records before ``end``; returns the newest change set that they hold."""
        os.close(os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))

        def work(db: OfficeDatabase) -> int:
            last = last_before(db, end, "live")
            last = last if upto is None else min(last, upto)
            draw_records(db, last, end)
            return last

        return self._draw(work, "memory")

    def _require(self, *needs: Need) -> None:
        """Draw what is asked for and was left out so far."""
        if self._drawn.issuperset(needs):
            return
        with told(self.path), self._drawing:
            for need in needs:
                if need not in self._drawn:
                    self._draw(partial(draw, need), "wal")
                    self._drawn.add(need)

    def _draw(self, work: Callable[[OfficeDatabase], int | None], journal: str) -> int:
        """Do ``work`` with the file of this office as ``main`` and that of the living one as ``live``."""
        db = OfficeDatabase(
            self._file, read_only=False, location=Location.LOCAL, immutable=False, vfs=self._vfs
        )
        try:
            for pragma in ("foreign_keys = 0", "synchronous = OFF", f"journal_mode = {journal}"):
                db.execute_sql(f"PRAGMA {pragma}").fetchall()
            db.execute_sql("ATTACH ? AS live", (self._source,))
            with db.atomic("IMMEDIATE"):
                found = work(db) or 0
            # Whoever reads meanwhile must not be kept waiting by what is drawn later.
            db.execute_sql("PRAGMA journal_mode = WAL").fetchall()
            return found
        finally:
            db.close_all()


def _closed() -> InputProblem:
    return InputProblem("office.closed", Message("This look at the past was closed. Choose its day again."))
