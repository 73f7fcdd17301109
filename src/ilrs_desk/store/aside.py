"""Folders for what is put aside for a while: taken away when done with, after a crash at the next start."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "ilrs-desk-aside-"
_HELD = "held.lock"
_SETTLED_SECONDS = 60


class Aside:
    """A new folder that only this user can read; it is held until :meth:`close`, however the process ends."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._lock = FileLock(self.folder / _HELD, timeout=0, thread_local=False)
        self._lock.acquire()

    def close(self) -> None:
        """Take the folder away with all that is in it."""
        self._lock.release(force=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def sweep() -> None:
    """Take away the folders of this user that no process holds any more."""
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False):
                _sweep_one(Path(entry.path), entry.stat(follow_symlinks=False))


def _sweep_one(folder: Path, info: os.stat_result) -> None:
    mine = not hasattr(os, "getuid") or info.st_uid == os.getuid()
    # One that was just made may not be held yet.
    if not mine or time.time() - info.st_mtime < _SETTLED_SECONDS:
        return
    lock = FileLock(folder / _HELD, timeout=0, thread_local=False)
    with suppress(OSError, Timeout):
        lock.acquire()
        lock.release(force=True)
        shutil.rmtree(folder, ignore_errors=True)
