"""The objects of a PDF file as Qt writes it, and a new file made of them with some replaced and more added."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import TracebackType
from typing import IO

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION = re.compile(rb"xref\s+0 (\d+)\s*\n")
_ROOT, _INFO = re.compile(rb"/Root (\d+) 0 R"), re.compile(rb"/Info (\d+) 0 R")
_HEAD = re.compile(rb"(\d+) 0 obj\s*")
_STREAM = re.compile(rb"(<<.*?>>)\s*stream\r?\n", re.S)
_ENTRY = 20


class Objects:
    """Reads objects by number. Raises ValueError for a file that is not written as Qt writes it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._bytes = mmap(self._file.fileno(), 0, access=ACCESS_READ)
        end = _START.search(self._bytes[-64:])
        if not end:
            raise ValueError("no table of objects")
        table = int(end[1])
        head = _SECTION.match(self._bytes, table)
        if not head:
            raise ValueError("no table of objects")
        self.count = int(head[1])
        self._places = self._read_table(head.end())
        self._ends = self._find_ends(table)
        trailer = self._bytes[head.end() + self.count * _ENTRY :]
        root, info = _ROOT.search(trailer), _INFO.search(trailer)
        if not root or not info:
            raise ValueError("no root")
        self.root, self.info = int(root[1]), int(info[1])

    def __enter__(self) -> Objects:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bytes.close()
        self._file.close()

    def __iter__(self) -> Iterator[int]:
        """Numbers of all objects as they stand in the file."""
        return iter(sorted(self._places, key=self._places.__getitem__))

    def body(self, number: int) -> bytes:
        """What an object holds, between its number and its end."""
        raw = self._bytes[self._places[number] : self._ends[number]]
        head = _HEAD.match(raw)
        if not head or int(head[1]) != number:
            raise ValueError(f"object {number} is not where it should be")
        return raw[head.end() : raw.rindex(b"endobj")].rstrip()

    def stream(self, number: int) -> bytes:
        """The data of a stream, unpacked."""
        body = self.body(number)
        head = _STREAM.match(body)
        if not head:
            raise ValueError(f"object {number} is no stream")
        data = body[head.end() : body.rindex(b"endstream")]
        return zlib.decompressobj().decompress(data) if b"/FlateDecode" in head[1] else data

    def _read_table(self, at: int) -> dict[int, int]:
        entries = (
            self._bytes[at + number * _ENTRY : at + (number + 1) * _ENTRY] for number in range(self.count)
        )
        return {number: int(entry[:10]) for number, entry in enumerate(entries) if entry[17:18] == b"n"}

    def _find_ends(self, table: int) -> dict[int, int]:
        order = sorted((place, number) for number, place in self._places.items())
        ends = [place for place, _ in order[1:]] + [table]
        return {number: end for (_, number), end in zip(order, ends, strict=True)}


class NewFile:
    """Writes objects one after the other, and at the end the table of where they stand."""

    def __init__(self, file: IO[bytes], count: int) -> None:
        self._file = file
        self._places: dict[int, int] = {}
        self._next = count
        file.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    def number(self) -> int:
        """A number for one more object."""
        self._next += 1
        return self._next - 1

    def write(self, number: int, body: bytes) -> None:
        """Write an object."""
        self._places[number] = self._file.tell()
        self._file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def write_stream(self, number: int, data: bytes) -> None:
        """Write a stream, packed."""
        packed = zlib.compress(data, 6)
        head = b"<< /Length %d /Filter /FlateDecode >>" % len(packed)
        self.write(number, head + b"\nstream\n" + packed + b"\nendstream")

    def close(self, root: int, info: int, mark: bytes) -> None:
        """Write the table; ``mark`` tells this file from others (hexadecimal)."""
        start = self._file.tell()
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % self._next)
        for number in range(1, self._next):
            place = self._places.get(number)
            self._file.write(b"0000000000 65535 f \n" if place is None else b"%010d 00000 n \n" % place)
        self._file.write(
            b"trailer\n<< /Size %d /Info %d 0 R /Root %d 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n"
            % (self._next, info, root, mark, mark, start)
        )


def text(value: str) -> bytes:
    """A text for people as the format writes it."""
    return b"<" + ("\ufeff" + value).encode("utf-16-be", "replace").hex().upper().encode() + b">"
