"""Starting, feeding, watching and killing the reader child."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import suppress

from .child import CHILD_MARK
from .stop import Stop
from .watch import confine, resident_bytes

_TICK = 0.05
_START = "import sys; sys.path += sys.argv[1:]; from ilrs_desk.intake.read.child.main import main; main()"


def child_command() -> list[str]:
    """The command that starts a reader child.

    A frozen program starts itself with ``CHILD_MARK`` as only argument (``app.main`` sees to it); otherwise
    Python starts without site packages, which halves its start, and is told where this program's modules lie.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_MARK]
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, *filter(None, sys.path)]


class ReaderChild:
    """One child for one file; ``messages`` yields what it says until it ends or is ended.

    It is killed at ``deadline`` (of the monotonic clock; ``seconds`` is what the file was allowed in all), when
    ``cancelled`` (called from another thread) says so, or when it takes more than ``memory`` bytes where the
    system cannot forbid it.
    """

    def __init__(
        self, deadline: float, seconds: float, memory: int, cancelled: Callable[[], bool] | None
    ) -> None:
        self._deadline = deadline
        self._seconds, self._memory, self._cancelled = seconds, memory, cancelled
        self._ended = threading.Event()
        self._stop: Stop | None = None
        self._child = subprocess.Popen(
            child_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.pid = self._child.pid
        self._release = confine(self._child, memory)
        self._watcher = threading.Thread(target=self._watch, name="reader-watch", daemon=True)
        self._watcher.start()

    def messages(self, request: Mapping[str, object], data: bytes) -> Generator[bytes, None, None]:
        """Send the request and the file, then yield the lines that come back; raises ``Stop`` if it was killed."""
        child = self._child
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("the child has no pipes")
        try:
            with suppress(OSError):  # it may be dead already; then nothing comes back either
                child.stdin.write(json.dumps(request).encode() + b"\n")
                child.stdin.write(data)
                child.stdin.close()
            yield from child.stdout
        finally:
            self._end()
        if self._stop:
            raise self._stop

    def allow(self, deadline: float) -> None:
        """Put the deadline off."""
        self._deadline = deadline

    def _end(self) -> None:
        self._ended.set()
        self._child.kill()
        self._watcher.join()
        self._child.wait()
        if self._release:
            self._release()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _watch(self) -> None:
        while not self._ended.wait(_TICK):
            self._stop = self._verdict()
            if self._stop:
                self._child.kill()
                return

    def _verdict(self) -> Stop | None:
        if self._cancelled and self._cancelled():
            return Stop("file.cancelled")
        if time.monotonic() > self._deadline:
            return Stop("file.timeout", seconds=round(self._seconds))
        if self._release is None and resident_bytes(self.pid) > 2 * self._memory:
            return Stop("file.bomb", "bomb.memory", limit=self._memory >> 20)
        return None


def _environment() -> dict[str, str]:
    """Nothing of ours but what Windows needs to start any program; one heap, so that threads reserve no space."""
    kept = ("SYSTEMROOT", "PATH") if sys.platform == "win32" else ()
    return {"MALLOC_ARENA_MAX": "1", **{key: os.environ[key] for key in kept if key in os.environ}}
