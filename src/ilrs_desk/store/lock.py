"""Who holds an office file: one program writes, others are told by whom and since when."""

from __future__ import annotations

import json
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message


@dataclass(frozen=True, slots=True)
class Holder:
    """The program that has the office open for writing."""

    who: str
    machine: str
    since: datetime


class OfficeLock:
    """A lock of the operating system on ``<office>.lock``: it ends with the process, however that ends.

    ``<office>.lock.json`` beside it says who holds it; it is only for people, a stale one blocks nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".lock")
        self._told = path.with_name(path.name + ".lock.json")
        self._lock = FileLock(self._path, timeout=0, thread_local=False)

    def take(self, who: str) -> bool:
        """Take the lock if it is free. Raises OSError where no lock file can be made."""
        try:
            self._lock.acquire()
        except Timeout:
            return False
        note = {
            "who": who,
            "machine": platform.node(),
            "pid": os.getpid(),
            "since": datetime.now(UTC).isoformat(),
        }
        with suppress(OSError):
            self._told.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
        return True

    def holder(self) -> Holder:
        """Who holds it, as far as that is known."""
        try:
            note = json.loads(self._told.read_text(encoding="utf-8"))
            return Holder(str(note["who"]), str(note["machine"]), datetime.fromisoformat(note["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Holder("another program", "", datetime.now(UTC))

    def release(self) -> None:
        """Give it back and leave nothing lying about."""
        if not self._lock.is_locked:
            return
        with suppress(OSError):
            self._told.unlink()
        # While the lock is still held: whoever waits on the old file notices that it is gone and makes its own.
        with suppress(OSError):
            self._path.unlink()
        self._lock.release(force=True)


def held_elsewhere(path: Path, holder: Holder | None) -> InputProblem:
    """Why nothing can be written to an office that is open for reading only."""
    if holder is None:
        return InputProblem(
            "office.read_only",
            Message(
                "{file} is open for reading only. Nothing was changed. Save a copy elsewhere to work on it.",
                {"file": path.name},
            ),
        )
    return InputProblem(
        "office.read_only",
        Message(
            "{file} is open for reading only: {who} on {machine} has held it since {since}. Nothing was changed. "
            "Close it there, then open it again here.",
            {
                "file": path.name,
                "who": holder.who,
                "machine": holder.machine or "another machine",
                "since": f"{holder.since.astimezone():%Y-%m-%d %H:%M}",
            },
        ),
    )
