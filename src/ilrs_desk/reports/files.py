"""A file is written beside its place and put there only when it is whole: never a stump."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ilrs_desk.domain.problems import InputProblem, MachineFault
from ilrs_desk.domain.wording import Message


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield the path to write to; what stands at ``path`` is replaced when the block ends well.

    Raises InputProblem ``report.folder`` if the folder is not there, MachineFault ``report.not_written`` if
    the disk or another program does not let the file be written; the file of before then stays.
    """
    if not path.parent.is_dir():
        raise InputProblem(
            "report.folder",
            Message(
                "There is no folder {folder}. Choose a folder that exists.", {"folder": str(path.parent)}
            ),
        )
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


def _not_written(path: Path, fault: OSError) -> Message:
    return Message(
        "{file} could not be written ({reason}). Nothing was changed. Close it in other programs, "
        "see that the disk has room, or choose another place.",
        {"file": path.name, "reason": fault.strerror or str(fault)},
    )
