"""Office files on disk: made, opened, restored, and refused in words when they are not what they should be."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import apsw

from ilrs_desk import __version__
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message

from . import backup, rows
from .aside import sweep
from .connection import Connect, OfficeDatabase, open_database
from .derived import derivation
from .faults import disk_full, in_words, sqlite_error, told
from .handle import Office
from .lock import Holder, OfficeLock
from .models import RECORDS, AboutRow
from .opening import look
from .schema import Schema

__all__ = ["Office", "create_office", "discard_office", "open_office", "restore_office"]


def create_office(path: Path, *, who: str, schema: Schema | None = None) -> None:
    """Make an office file without any record. Raises InputProblem when there is a file already."""
    if path.exists():
        raise _exists(path)
    part = path.with_name(path.name + ".part")
    with told(path):
        try:
            _make(part, who, schema or Schema())
            backup.publish(part, path)
        except FileExistsError as problem:
            raise _exists(path) from problem
        except FileNotFoundError as problem:
            raise InputProblem(
                "folder.missing",
                Message("There is no folder {folder}. Make it first.", {"folder": str(path.parent)}),
            ) from problem
        finally:
            backup.remove(part)


def open_office(
    path: Path,
    *,
    who: str,
    read_only: bool = False,
    connect: Connect = open_database,
    schema: Schema | None = None,
    backups: Path | None = None,
) -> Office:
    """The office in the existing file ``path``; ``connect`` opens its database, ``backups`` is for its own copies.

    Read-only when asked for, when another program holds it (``held_by`` says who) and where nothing can be
    written. An older file is copied beside itself and brought up to date first. Raises InputProblem for a file
    that is missing, empty, foreign or newer, MachineFault for a damaged one; none of these changes a byte.
    """
    sweep()
    wanted = schema or Schema()
    version = look(path, wanted.version).version
    lock, held_by = (None, None) if read_only else _lock(path, who)
    try:
        with told(path):
            db = _connected(path, connect, read_only=lock is None)
            try:
                _prepare(db, path, version, wanted)
            except BaseException:
                with suppress(Exception):
                    db.close_all()
                raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return Office(path, db, who=who, lock=lock, held_by=held_by, backups=backups)


def discard_office(path: Path) -> None:
    """Take away an office file that was just made and must not stay."""
    backup.remove(path)


def restore_office(copy: Path, path: Path, *, who: str) -> None:
    """Make the office file ``path`` of a backup. Raises InputProblem if it exists or the backup is no office."""
    if path.exists():
        raise _exists(path)
    office = open_office(copy, who=who, read_only=True)
    try:
        part = path.with_name(path.name + ".part")
        try:
            office.backup(part)
            with told(path):
                backup.publish(part, path)
        except FileExistsError as problem:
            raise _exists(path) from problem
        finally:
            backup.remove(part)
    finally:
        office.close()


def _make(part: Path, who: str, schema: Schema) -> None:
    backup.remove(part)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    db = open_database(part)
    try:
        # One plain file until it has its name: no log beside it, and all of it on the disk.
        db.trust(journal="delete")
        schema.bring_up(db)
        about = {
            "office": uuid.uuid4().hex,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "made_by": who,
            "program": __version__,
            "derivation": derivation(),
        }
        with db.atomic("IMMEDIATE"):
            db.execute(AboutRow.insert_many([{"key": key, "value": value} for key, value in about.items()]))
    finally:
        db.close_all()


def _lock(path: Path, who: str) -> tuple[OfficeLock | None, Holder | None]:
    """The lock if it can be had; else who has it, or nobody where no lock can be made (a read-only medium)."""
    if not os.access(path, os.W_OK):
        return None, None
    lock = OfficeLock(path)
    try:
        return (lock, None) if lock.take(who) else (None, lock.holder())
    except OSError as problem:
        known = in_words(problem, path)
        if known is not None and known.code == disk_full(path).code:
            raise known from problem
        return None, None


def _connected(path: Path, connect: Connect, *, read_only: bool) -> OfficeDatabase:
    db = connect(path, read_only=read_only)
    try:
        db.execute_sql("SELECT count(*) FROM sqlite_schema").fetchall()
    except Exception as problem:
        with suppress(Exception):
            db.close_all()
        # In a folder where nothing can be written the log's index cannot be made; without a log none is needed.
        log = path.with_name(path.name + "-wal")
        stuck = isinstance(sqlite_error(problem), apsw.CantOpenError | apsw.ReadOnlyError)
        if read_only and stuck and not (log.exists() and log.stat().st_size):
            return open_database(path, read_only=True, immutable=True)
        raise
    return db


def _prepare(db: OfficeDatabase, path: Path, version: int, schema: Schema) -> None:
    found = schema.require(db)
    if found < schema.version:
        if db.read_only:
            raise InputProblem(
                "office.older",
                Message(
                    "{file} was written by an older version of this program and must be opened once for writing.",
                    {"file": path.name},
                ),
            )
        backup.copy_to(db, path, path.with_name(f"{path.stem}.before-format-{schema.version}{path.suffix}"))
        db.trust()
        schema.bring_up(db)
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if not db.read_only:
        db.trust()
        _derive_anew(db)


def _derive_anew(db: OfficeDatabase) -> None:
    """Search text and sort keys made by another way of folding would no longer be found by this one."""
    known = db.execute_sql("SELECT value FROM about WHERE \"key\" = 'derivation'").fetchone()
    if known == (derivation(),):
        return
    with db.atomic("IMMEDIATE"):
        for kind in RECORDS:
            rows.rebuild(db, kind)
        db.execute_sql(
            "INSERT INTO about(\"key\", value) VALUES('derivation', ?) "
            'ON CONFLICT("key") DO UPDATE SET value = excluded.value',
            (derivation(),),
        )


def _exists(path: Path) -> InputProblem:
    return InputProblem(
        "file.exists",
        Message(
            "There is a file {file} already; it was left as it is. Choose another name.", {"file": path.name}
        ),
    )
