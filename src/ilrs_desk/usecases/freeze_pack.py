"""Freeze a meeting's figures together with the meeting pack that is made of them, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from ilrs_desk.domain.kinds import MEETINGS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.sealing import Seal
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.store.office import Office

from .build_report import build_report, writer_of
from .freeze import freeze_meeting

#: What no file name may hold on one system or another.
_BARRED = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST = 80


def freeze_with_pack(
    office: Office,
    meeting_id: int,
    as_of: date,
    folder: Path | None = None,
    endings: Sequence[str] = (),
    audience: str = "partners",
) -> tuple[Seal, tuple[Path, ...]]:
    """Make the pack in ``folder`` as each of ``endings`` (".pdf" …), seal the figures and note these files.

    No file that is there is written over; none stays if the figures could not be sealed. Raises as
    :func:`freeze_meeting` and :func:`build_report` do.
    """
    meeting = office.get(MEETINGS.key, meeting_id)
    name = file_name(f"{meeting.label if meeting else ''} {as_of.isoformat()}")
    request = ReportRequest(ReportKind.PACK, Moment(as_of=as_of), meeting=meeting_id, audience=audience)
    made: list[Path] = []
    with _taken_back(made):
        if folder is not None:
            for ending in endings:
                made.append(free_path(folder / f"{name}{ending}"))
                build_report(office, made[-1], request)
        return freeze_meeting(office, meeting_id, as_of=as_of, files=made), tuple(made)


def freeze_with_files(
    office: Office, meeting_id: int, as_of: date, files: Sequence[Path], audience: str = "partners"
) -> Seal:
    """Write the pack to each of ``files``, seal the figures and note them; files that are new stay only if it is done.

    Raises as :func:`freeze_meeting` and :func:`build_report` do.
    """
    for path in files:
        writer_of(path)
    request = ReportRequest(ReportKind.PACK, Moment(as_of=as_of), meeting=meeting_id, audience=audience)
    with _taken_back([path for path in files if not path.exists()]):
        for path in files:
            build_report(office, path, request)
        return freeze_meeting(office, meeting_id, as_of=as_of, files=files)


def file_name(text: str) -> str:
    """``text`` as a name that every system takes for a file."""
    return " ".join(_BARRED.sub(" ", text).split())[:_LONGEST].strip(" .") or "meeting"


def free_path(path: Path) -> Path:
    """``path``, or with a number where there is such a file already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


@contextmanager
def _taken_back(made: list[Path]) -> Iterator[None]:
    """Take away what was made if the rest could not be done."""
    try:
        yield
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise
