"""What a file is before it is opened as an office: missing, empty, something else, newer, cut off."""

from __future__ import annotations

import stat
import struct
from dataclasses import dataclass
from pathlib import Path

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message

from .connection import APPLICATION_ID
from .faults import damaged, disk_io

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_KNOWN = (
    (b"PK\x03\x04", "a workbook, document or other zip archive"),
    (b"\xd0\xcf\x11\xe0", "an older Office document"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{", "a text file"),
    (b"<", "a web page or XML file"),
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes of an office file say."""

    version: int


def look(path: Path, newest: int) -> Header:
    """Read the header of ``path`` without changing a byte; raises InputProblem or MachineFault in words.

    ``newest`` is the highest version that this program can open.
    """
    size = _size(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEADER)
    except OSError as problem:
        raise disk_io(path) from problem
    if not head.startswith(_MAGIC):
        raise _not_an_office(path, _seems(head))
    if len(head) < _HEADER:
        raise damaged(path)
    if struct.unpack(">I", head[68:72])[0] != APPLICATION_ID:
        raise _not_an_office(path, "a SQLite database of another program")
    version = struct.unpack(">I", head[60:64])[0]
    if version > newest:
        raise InputProblem(
            "office.newer",
            Message(
                "{file} was written by a newer version of this program (format {theirs}, this one knows {ours}). It "
                "was not touched. Install the newer version to open it.",
                {"file": path.name, "theirs": version, "ours": newest},
            ),
        )
    _require_whole(path, head, size)
    return Header(version)


def _size(path: Path) -> int:
    try:
        info = path.stat()
    except FileNotFoundError as problem:
        raise InputProblem(
            "office.missing",
            Message(
                "There is no file {file}. Check its name, or make a new office under it.", {"file": str(path)}
            ),
        ) from problem
    except OSError as problem:
        raise disk_io(path) from problem
    if not stat.S_ISREG(info.st_mode):
        raise _not_an_office(path, "a folder" if stat.S_ISDIR(info.st_mode) else "no ordinary file")
    if info.st_size == 0:
        raise InputProblem(
            "office.empty",
            Message(
                "{file} is empty: it holds no office, not even one without records. Open your newest backup instead.",
                {"file": path.name},
            ),
        )
    return info.st_size


def _seems(head: bytes) -> str:
    for start, name in _KNOWN:
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(start):
            return name
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return "some other kind of file"
    return "a text file"


def _not_an_office(path: Path, seems: str) -> InputProblem:
    return InputProblem(
        "office.foreign",
        Message(
            "{file} is not an office of this program: it seems to be {seems}. It was not touched. Choose a file "
            "that ends in .ilrs; returns are read with Import.",
            {"file": path.name, "seems": seems},
        ),
    )


def _require_whole(path: Path, head: bytes, size: int) -> None:
    """A file shorter than its header says was cut off, unless a log beside it holds the rest."""
    page = struct.unpack(">H", head[16:18])[0]
    page = 65536 if page == 1 else page
    pages = struct.unpack(">I", head[28:32])[0]
    log = path.with_name(path.name + "-wal")
    unwritten = log.exists() and log.stat().st_size > 0
    if page < 512 or page & (page - 1) or (not unwritten and (size < pages * page or size % page)):
        raise damaged(path)
