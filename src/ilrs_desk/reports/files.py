"""A file is written beside its place and put there only when it is whole: never a stump."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ilrs_desk.domain.problems import InputProblem, MachineFault
from ilrs_desk.domain.wording import Message


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield the path to write to; what stands at ``path`` is replaced when the block ends well.

    Raises InputProblem ``report.folder`` if the folder is not there, MachineFault ``report.not_written`` if
    the disk or another program does not let the file be written; the file of before then stays.
    """
    _require_folder(path)
    part = path.with_name(path.name + ".part")
    try:
        yield part
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(path)
    except OSError as fault:
        raise MachineFault("report.not_written", _not_written(path, fault)) from fault
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """Yield a path of the same name in a new folder beside ``path``: what is made there takes its place at the end.

    For what may be given up when it is made: a block that raises leaves ``path`` as it was. Raises as
    :func:`replacing`.
    """
    _require_folder(path)
    try:
        with TemporaryDirectory(prefix=".making-", dir=path.parent) as folder:
            whole = Path(folder) / path.name
            yield whole
            whole.replace(path)
    except OSError as fault:
        raise MachineFault("report.not_written", _not_written(path, fault)) from fault


def _require_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise InputProblem(
            "report.folder",
            Message(
                "There is no folder {folder}. Choose a folder that exists.", {"folder": str(path.parent)}
            ),
        )


def _not_written(path: Path, fault: OSError) -> Message:
    return Message(
        "{file} could not be written ({reason}). Nothing was changed. Close it in other programs, "
        "see that the disk has room, or choose another place.",
        {"file": path.name, "reason": fault.strerror or str(fault)},
    )
