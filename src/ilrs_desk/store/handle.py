"""One open office: the only door through which the other rooms reach records, journal, imports and backups."""

from __future__ import annotations

import threading
import uuid
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, UndoResult
from ilrs_desk.domain.fields import link_column
from ilrs_desk.domain.kinds import JOURNALLED, KINDS
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message

from . import backup, checking, imports, journal, linking, queries, reported, undoing
from .chronicle import Chronicle
from .connection import OfficeDatabase
from .faults import sqlite_error, told
from .imports import ImportEntry
from .lock import Holder, OfficeLock, held_elsewhere
from .register import ImportRegister
from .reported import Reported
from .rewinding import Need, Part, Sorted, Words
from .seals import SealBook, require_unsealed
from .stages import StageBook
from .tallies import TallyBook
from .troubles import TroubleBook
from .work import WorkBook
from .writing import Stage, ask

if TYPE_CHECKING:
    from .past import PastOffice

_ALL = Query()


class Office(Chronicle):
    """An office file that is open. Any thread may call; writes take turns.

    ``known_on``: the day of which it tells, None for the living one. ``held_by``: the program that has it for writing,
    None if that is this one or nobody. ``backups``: the folder for the copies that the program keeps by itself, None
    for none. ``register``: what is noted of imports; ``seals``: the figures that meetings were told;
    ``stages``: through which ones records went; ``troubles``: what is wrong with many records at once;
    ``work``: who works on what.
    """

    def __init__(
        self,
        path: Path,
        db: OfficeDatabase,
        *,
        who: str,
        lock: OfficeLock | None,
        held_by: Holder | None,
        backups: Path | None = None,
    ) -> None:
        self.path = path
        self.who = who
        self.known_on: date | None = None
        self.backups = backups
        self.read_only = db.read_only
        self.held_by = held_by
        self._db = db
        self._lock = lock
        self._turn = threading.RLock()
        self._listeners: list[Callable[[ChangeSet], None]] = []
        self.register = ImportRegister(self._reading, self._note)
        self.seals = SealBook(self._reading, self._note, who)
        self.stages = StageBook(partial(self._reading, Part.JOURNAL))
        self.tallies = TallyBook(self._reading)
        self.troubles = TroubleBook(self._reading)
        self.work = WorkBook(self._reading)

    def close(self) -> None:
        """Close the file and give it back; raises MachineFault if the disk does not take the last of it."""
        try:
            with told(self.path), self._turn:
                self._db.close_all()
        finally:
            if self._lock is not None:
                self._lock.release()

    def on_changed(self, listener: Callable[[ChangeSet], None]) -> None:
        """Call ``listener`` with each change set after it is written, in the thread that wrote it."""
        self._listeners.append(listener)

    # -- writing

    def write(
        self,
        draft: Draft,
        *,
        imported: ImportEntry | Sequence[ImportEntry] = (),
        cancelled: Callable[[], bool] | None = None,
        verify: Callable[[], None] | None = None,
    ) -> ChangeSet | None:
        """Do all of ``draft`` or nothing; None when it would change nothing (its imports are noted all the same).

        A draft whose key was written before is not written again: that change set is returned. ``verify`` reads
        what now stands in the office before it is final: what it raises takes all of it back.
        Raises InputProblem for what cannot be (unknown record, changed since it was seen, cancelled, read-only)
        and MachineFault when the disk does not take it; the office then stands as before.
        """
        entries = (imported,) if isinstance(imported, ImportEntry) else tuple(imported)
        key = draft.key or uuid.uuid4().hex
        packed = imports.pack(entries)

        def work(db: OfficeDatabase) -> ChangeSet | None:
            journal.require_generation(db, draft.generation)
            at = journal.now()
            entry = self._entry(db, at, draft.act, draft.title, key, import_id=_import_id(db, entries))
            changes = Stage(db, entry.id, entry.day, cancelled).run(draft.writes)
            require_unsealed(db, changes)
            ask(cancelled)
            written = journal.append(db, entry, changes) if changes else None
            number = written.id if written else None
            imports.register(db, entries, packed, who=self.who, at=at, changeset=number, changes=changes)
            if verify is not None:
                verify()
            return written

        return self._write(key, work)

    def undo(self, changeset_id: int | None = None) -> UndoResult:
        """Take back the change set (the newest that stands if None); what was changed since is left and listed."""
        return self._reverse(lambda db: undoing.find_undoable(db, changeset_id))

    def redo(self) -> UndoResult:
        """Bring back what was undone last."""
        return self._reverse(undoing.find_redoable)

    def preview_undo(self, changeset_id: int | None = None) -> UndoResult:
        """What :meth:`undo` would take back and leave alone; ``changeset`` has id 0 and is written nowhere."""
        with self._reading(*Part) as db:
            found = undoing.find_undoable(db, changeset_id)
            reversal = undoing.reverse(db, found)
            planned = reversal.planned(self.who)
            return UndoResult(undoing.original_of(db, found), planned, tuple(reversal.kept))

    def add_reported(self, items: Iterable[Reported]) -> None:
        """List records that are reported but unconfirmed; they count toward nothing."""
        self._note(lambda db: reported.add_reported(db, items))

    def mark_reported(self, reported_id: int, record_id: int | None) -> None:
        """Note as which record a reported one was taken."""
        self._note(lambda db: reported.mark_reported(db, reported_id, record_id))

    # -- records

    def get(self, kind: str, record_id: int) -> Record | None:
        """The record, also if it is in the trash."""
        return next(iter(self.records(kind, [record_id])), None)

    def records(self, kind: str, ids: Sequence[int]) -> list[Record]:
        """The records with these numbers that exist, in the order given, those in the trash too."""
        with self._reading() as db:
            return queries.by_ids(db, kind, ids)

    def count(self, kind: str, query: Query = _ALL) -> int:
        """How many records match."""
        with self._reading(*_needs(kind, query)) as db:
            return queries.count(db, kind, query)

    def ids(self, kind: str, query: Query = _ALL) -> array[int]:
        """Numbers of all records that match, in order, as array("q")."""
        with self._reading(*_needs(kind, query)) as db:
            return queries.ids(db, kind, query)

    def find(self, kind: str, query: Query = _ALL, limit: int | None = None, offset: int = 0) -> list[Record]:
        """The records that match, in order."""
        with self._reading(*_needs(kind, query)) as db:
            return queries.find(db, kind, query, limit, offset)

    def page(self, kind: str, query: Query = _ALL, limit: int = 200, offset: int = 0) -> queries.Page:
        """A stretch of the records that match and the number of all, from one moment."""
        with self._reading(*_needs(kind, query)) as db:
            return queries.page(db, kind, query, limit, offset)

    def linked(self, kind: str, record_id: int) -> dict[tuple[str, str], list[Record]]:
        """Live records that link to this one, by their kind and link field."""
        found: dict[tuple[str, str], list[Record]] = {}
        with self._reading(*_links(kind)) as db:
            for other, link in linking.linking_to(kind):
                pairs = linking.links_into(db, other, link_column(link.key), [record_id])
                there = queries.by_ids(db, other, [number for number, _ in pairs])
                if records := [found for found in there if not found.trashed]:
                    found[other, link.key] = records
        return found

    def links_into(self, kind: str, ids: Sequence[int]) -> dict[tuple[str, str], list[tuple[int, int]]]:
        """Which records, those in the trash too, link to ``ids``: kind and link field → (their id, the target's)."""
        with self._reading(*_links(kind)) as db:
            return {
                (other, link.key): linking.links_into(db, other, link_column(link.key), ids)
                for other, link in linking.linking_to(kind)
            }

    def snapshot(self, kinds: Iterable[str] = tuple(JOURNALLED), *, known_on: date | None = None) -> Snapshot:
        """All live records of ``kinds`` from one moment; ``known_on``: as known at the end of that day (UTC)."""
        if known_on is not None:
            with closing(self.as_known(known_on)) as past:
                return past.snapshot(kinds)
        with self._reading() as db:
            return queries.snapshot(db, kinds)

    def as_known(self, day: date, *, upto: int | None = None) -> PastOffice:
        """This office as known at the end of ``day`` (UTC), to be read only; it must be closed, too.

        ``upto``: without what came after this change set on that day.
        """
        from .past import PastOffice

        return PastOffice(self, day, upto)

    def counts(self) -> dict[str, int]:
        """How many live records each listed kind has."""
        with self._reading() as db:
            return queries.live_counts(db)

    def trash_count(self) -> int:
        """How many records are in the trash."""
        trashed = Query(trashed=True)
        with self._reading() as db:
            return sum(queries.count(db, kind, trashed) for kind in KINDS)

    # -- reported records

    def reported(self) -> list[Reported]:
        """The records that are reported but unconfirmed."""
        with self._reading() as db:
            return reported.read_reported(db)

    # -- the file

    def check(self) -> checking.CheckResult:
        """Look at every page, link, journal entry and record."""
        with self._reading(*Part) as db:
            return checking.check(db)

    def dump(self) -> Iterator[str]:
        """The canonical dump: every live record with values and links, one JSON line each."""
        with self._reading() as db:
            return iter(list(checking.dump(db)))

    def backup(self, path: Path) -> None:
        """Write a whole, checked copy to ``path``; an existing file there is replaced only by such a one."""
        with told(self.path):
            backup.copy_to(self._db, self.path, path)

    def backup_into(self, folder: Path, keep: int = 10) -> Path:
        """Keep a checked copy in ``folder``, of this office only the newest ``keep``; returns its path."""
        with told(self.path):
            return backup.copy_into(self._db, self.path, folder, self.generation, keep)

    # -- inside

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """All that this thread reads within is of one moment; the past stands still by itself."""
        if self.known_on is not None:
            yield
            return
        with self._reading():
            yield

    def source_for(self, folder: Path) -> tuple[str, str | None]:
        """Name of the file for another connection, and its VFS; on a share, where there can be none, of a copy."""
        if not self._db.shared:
            return self._db.database, self._db.connect_params.get("vfs")
        copy = folder / "live.ilrs"
        with self._turn:
            backup.copy_to(self._db, self.path, copy)
        return copy.as_uri(), None

    @contextmanager
    def _reading(self, *needs: Need) -> Iterator[OfficeDatabase]:
        """One moment of the office; on a share, where all threads use one connection, in turn.

        ``needs``: what is read beside its records.
        """
        with told(self.path):
            if self._db.shared:
                with self._turn, self._db.atomic():
                    yield self._db
            else:
                with self._db.atomic():
                    yield self._db

    def _write(self, key: str, work: Callable[[OfficeDatabase], ChangeSet | None]) -> ChangeSet | None:
        self._require_writable()
        with self._turn, told(self.path):
            before = journal.find_key(self._db, key)
            if before is not None:
                return before
            try:
                with self._db.atomic("IMMEDIATE"):
                    written = work(self._db)
            except Exception as problem:  # noqa: BLE001  (raised again unless it was written)
                written = self._after_fault(key, problem)
        if written is not None:
            for listener in list(self._listeners):
                listener(written)
        return written

    def _after_fault(self, key: str, problem: Exception) -> ChangeSet:
        """A COMMIT that reports a fault may have been done: open anew and look before saying so."""
        if sqlite_error(problem) is None:
            raise problem
        with suppress(Exception):
            self._db.close()
        try:
            written = journal.find_key(self._db, key)
        except Exception:  # noqa: BLE001  (the first fault is the one to tell)
            raise problem from None
        if written is None:
            raise problem
        return written

    def _reverse(self, choose: Callable[[OfficeDatabase], ChangeSet]) -> UndoResult:
        result: list[UndoResult] = []

        def work(db: OfficeDatabase) -> ChangeSet | None:
            found = choose(db)
            original = undoing.original_of(db, found)
            reversal = undoing.reverse(db, found)
            written = None
            if reversal.changes:
                again = found.act is Act.UNDO
                act, title = (Act.REDO, _REDO) if again else (Act.UNDO, _UNDO)
                named = Message(title, {"title": str(original.title)})
                entry = self._entry(db, journal.now(), act, named, uuid.uuid4().hex, undoes=found.id)
                reversal.apply(db, entry.id)
                written = journal.append(db, entry, reversal.changes)
                journal.mark_undone(db, found.id, entry.id)
                if again:
                    journal.mark_undone(db, original.id, None)
            result.append(UndoResult(original, written, tuple(reversal.kept)))
            return written

        self._write(uuid.uuid4().hex, work)
        return result[0]

    def _entry(
        self, db: OfficeDatabase, at: datetime, act: Act, title: Message, key: str, *,
        undoes: int | None = None, import_id: int | None = None,
    ) -> journal.Entry:  # fmt: skip
        number = journal.next_id(db, "changesets")
        return journal.Entry(number, at, self.who, act, title, key, undoes, import_id)

    def _note(self, work: Callable[[OfficeDatabase], None]) -> None:
        self._require_writable()
        with self._turn, told(self.path), self._db.atomic("IMMEDIATE"):
            work(self._db)

    def _require_writable(self) -> None:
        if self.read_only:
            raise held_elsewhere(self.path, self.held_by)


_UNDO = "undo: {title}"
_REDO = "redo: {title}"


def _needs(kind: str, query: Query) -> Iterator[Need]:
    if query.search:
        yield Words(kind)
    for order in query.order[:1]:
        yield Sorted(kind, order.column)


def _links(kind: str) -> Iterator[Need]:
    return (Sorted(other, link.key) for other, link in linking.linking_to(kind))


def _import_id(db: OfficeDatabase, entries: Sequence[ImportEntry]) -> int | None:
    return journal.next_id(db, "imports") if entries else None
