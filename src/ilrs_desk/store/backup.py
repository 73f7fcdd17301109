"""Whole, checked copies of an office file, and the folder that keeps the newest of them."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path

import apsw

from ilrs_desk.domain.problems import InputProblem, MachineFault
from ilrs_desk.domain.wording import Message

from .connection import OfficeDatabase
from .faults import told

_KEEP = 10


def copy_to(db: OfficeDatabase, source: Path, path: Path) -> None:
    """Write a copy to ``path``, which is replaced only by a whole and checked one."""
    if path.exists() and path.resolve() == source.resolve():
        raise InputProblem(
            "backup.itself",
            Message("{file} is the office itself. Choose another name for the copy.", {"file": path.name}),
        )
    with told(path):
        part = path.with_name(path.name + ".part")
        try:
            _copy(db.connection(), part)
            part.replace(path)
            sync_folder(path.parent)
        finally:
            remove(part)


def copy_into(db: OfficeDatabase, source: Path, folder: Path, generation: int, keep: int = _KEEP) -> Path:
    """A copy in ``folder`` named by the office and its newest change, the oldest beyond ``keep`` taken away.

    The order is that of the journal, never of a clock.
    """
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{source.stem}-{generation:08}{source.suffix}"
    if not path.exists():
        copy_to(db, source, path)
    named = re.compile(re.escape(source.stem) + r"-\d{8}" + re.escape(source.suffix))
    kept = sorted(entry for entry in folder.iterdir() if named.fullmatch(entry.name))
    for old in kept[: -max(keep, 1)]:
        with suppress(OSError):
            old.unlink()
    return path


def publish(part: Path, path: Path) -> None:
    """Give a finished file its name, never in place of one that is there (FileExistsError)."""
    if sys.platform == "win32":
        part.rename(path)
        return
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this file system.
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)
    else:
        part.unlink()
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """Take away a file of ours with what SQLite may have left beside it."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).unlink()


def sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _copy(source: apsw.Connection, part: Path) -> None:
    remove(part)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    target = apsw.Connection(str(part))
    try:
        with target.backup("main", source, "main") as copying:
            while not copying.done:
                copying.step(2_000)
        # The copy must stand alone: no log beside it, readable from where nothing can be written.
        target.execute("PRAGMA journal_mode = DELETE").fetchall()
        found = target.execute("PRAGMA integrity_check(1)").fetchall()
        if found != [("ok",)]:
            raise MachineFault(
                "backup.unsound",
                Message(
                    "The copy would not have been sound, so it was not kept. Check the office: it may be damaged."
                ),
            )
    finally:
        target.close()
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
