"""The child gives up what it does not need: memory, time, files, programs."""

from __future__ import annotations

import sys

if sys.platform == "win32":  # pragma: no cover

    def give_up_rights(memory: int, seconds: int) -> None:
        """Nothing to do: the job in which the parent has put this process holds it."""
        del memory, seconds

else:
    import resource

    _START = 256 * 1024 * 1024

    def give_up_rights(memory: int, seconds: int) -> None:  # pragma: no cover  (only ever in a child)
        """Limit this process to ``memory`` bytes more than it has and ``seconds`` of work; no more files or sockets."""
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_CPU, seconds)
        _limit(resource.RLIMIT_FSIZE, 0)
        if sys.platform == "linux":
            _limit(resource.RLIMIT_AS, _taken() + memory)
        else:
            _limit(resource.RLIMIT_DATA, memory * 2)
        _limit(resource.RLIMIT_NOFILE, 3)

    def _taken() -> int:  # pragma: no cover  (only ever in a child)
        """Bytes of address space in use; where /proc is not there, as much as a start takes at the most."""
        try:
            with open("/proc/self/statm", "rb") as status:  # noqa: PTH123  (pathlib would slow the start)
                return int(status.read().split()[0]) * resource.getpagesize()
        except OSError:
            return _START

    def _limit(what: int, value: int) -> None:  # pragma: no cover  (only ever in a child)
        """Lower one limit as far as it may be; where the system refuses it, the parent still watches."""
        try:
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (value if hard < 0 else min(value, hard),) * 2)
        except (OSError, ValueError):
            pass
