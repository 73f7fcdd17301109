"""What SQLite and the file system report, said in words: the machine's faults apart from bugs of ours."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from ilrs_desk.domain.problems import DeskError, InputProblem, MachineFault
from ilrs_desk.domain.wording import Message

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn a known storage fault on ``path`` into MachineFault or InputProblem; bugs pass unchanged."""
    try:
        yield
    except DeskError:
        raise
    except Exception as problem:
        known = in_words(problem, path)
        if known is None:
            raise
        raise known from problem


def in_words(problem: BaseException, path: Path) -> DeskError | None:
    """The known error behind ``problem``, or None if it is none of the machine's making."""
    cause = sqlite_error(problem)
    name = {"file": path.name}
    if isinstance(cause, apsw.FullError) or _errno(problem) in _DISK_FULL:
        return disk_full(path)
    if isinstance(cause, apsw.CorruptError | apsw.NotADBError | apsw.FormatError):
        return damaged(path)
    if isinstance(cause, apsw.ReadOnlyError):
        return InputProblem(
            "office.read_only",
            Message("{file} cannot be written here. Nothing was changed. Save a copy elsewhere.", name),
        )
    if isinstance(cause, apsw.BusyError | apsw.LockedError):
        return MachineFault(
            "office.busy",
            Message(
                "{file} is held by another program at this moment. Nothing was changed. Try once more.", name
            ),
        )
    if isinstance(cause, apsw.IOError | apsw.CantOpenError | apsw.PermissionsError) or isinstance(
        problem, OSError
    ):
        return disk_io(path)
    if isinstance(cause, apsw.NoMemError) or isinstance(problem, MemoryError):
        return MachineFault(
            "machine.memory",
            Message("There is not enough memory for this. Nothing was changed. Close other programs."),
        )
    return None


def sqlite_error(problem: BaseException | None) -> apsw.Error | None:
    """The SQLite error in ``problem`` itself or in what peewee wrapped around it."""
    while problem is not None:
        if isinstance(problem, apsw.Error):
            return problem
        problem = problem.__cause__ or problem.__context__
    return None


def damaged(path: Path) -> MachineFault:
    """The file's pages do not hold together."""
    return MachineFault(
        "office.damaged",
        Message(
            "{file} is damaged and was left as it is. Open your newest backup instead, and keep the damaged "
            "file: much of it can often be saved.",
            {"file": path.name},
        ),
    )


def disk_full(path: Path) -> MachineFault:
    """No room for the write."""
    return MachineFault(
        "disk.full",
        Message(
            "The disk with {file} is full. The last change was not saved, all earlier ones are. Make room on "
            "the disk and do it again.",
            {"file": path.name},
        ),
    )


def disk_io(path: Path) -> MachineFault:
    """The disk or the network did not do what it was asked."""
    return MachineFault(
        "disk.io",
        Message(
            "The disk with {file} did not answer as it should. The last change was not saved. Check that the "
            "disk or network is connected, then open the office again.",
            {"file": path.name},
        ),
    )


def _errno(problem: BaseException) -> int | None:
    return problem.errno if isinstance(problem, OSError) else None
