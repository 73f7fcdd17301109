"""A zip archive read with suspicion: its directory is checked whole before a byte of it is expanded."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from .stop import Stop

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_SLICE = 1 << 16
_CHUNK = 1 << 20
_FULL = 0xFFFFFFFF


class Part:
    """One member of an archive; sizes and offsets in bytes, ``name`` with forward slashes."""

    __slots__ = ("crc", "flags", "header", "method", "name", "packed", "size", "start")

    def __init__(self, name: str, fields: tuple[int, ...]) -> None:
        self.name = name
        self.flags, self.method, self.crc, self.packed, self.size, self.header = fields
        self.start = 0


def directory(data: bytes, max_parts: int, max_expanded: int) -> dict[str, Part]:
    """The parts of the archive by name, in its order; raises ``Stop`` for anything an office file never has."""
    count, size, offset = _end_of_directory(data)
    if count > max_parts:
        raise Stop("file.bomb", "bomb.parts", count=count, limit=max_parts)
    parts = list(_entries(data[offset : offset + size], count))
    if sum(part.size for part in parts) > max_expanded:
        raise Stop("file.bomb", "bomb.expanded", limit=max_expanded >> 20)
    _check_places(data, parts, offset)
    return _by_name(parts)


def _end_of_directory(data: bytes) -> tuple[int, int, int]:
    at = data.rfind(b"PK\5\6", max(0, len(data) - 65_557))
    if at < 0 or at + _END.size > len(data):
        raise Stop("file.damaged", "damaged.cut")
    _, disk, first_disk, here, count, size, offset, comment = _END.unpack_from(data, at)
    if _FULL in (size, offset) or count == 0xFFFF:
        here, count, size, offset = _end_of_large_directory(data, at)
    if disk or first_disk or here != count or at + _END.size + comment != len(data) or offset + size > at:
        raise Stop("file.damaged", "damaged.archive")
    return count, size, offset


def _end_of_large_directory(data: bytes, at: int) -> tuple[int, int, int, int]:
    where = data.rfind(b"PK\6\7", max(0, at - 20), at)
    if where < 0:
        raise Stop("file.damaged", "damaged.archive")
    record = struct.unpack_from("<Q", data, where + 8)[0]
    if record + 56 > at or data[record : record + 4] != b"PK\6\6":
        raise Stop("file.damaged", "damaged.archive")
    here, count, size, offset = struct.unpack_from("<4Q", data, record + 24)
    return here, count, size, offset


def _entries(table: bytes, count: int) -> Iterator[Part]:
    at = 0
    for _ in range(count):
        if at + _ENTRY.size > len(table) or table[at : at + 4] != b"PK\1\2":
            raise Stop("file.damaged", "damaged.archive")
        (_, _, _, flags, method, _, _, crc, packed, size, n, m, k, _, _, _, header) = _ENTRY.unpack_from(
            table, at
        )
        at += _ENTRY.size
        raw, extra = table[at : at + n], table[at + n : at + n + m]
        at += n + m + k
        size, packed, header = _large_sizes(extra, size, packed, header)
        name = raw.decode("utf-8" if flags & 0x800 else "latin-1", "replace").replace("\\", "/")
        yield Part(name, (flags, method, crc, packed, size, header))


def _large_sizes(extra: bytes, *values: int) -> tuple[int, ...]:
    """Put the 64-bit values of the zip64 field in the place of those that say "see there"."""
    at, wide = 0, b""
    while at + 4 <= len(extra):
        key, length = struct.unpack_from("<2H", extra, at)
        if key == 1:
            wide = extra[at + 4 : at + 4 + length]
        at += 4 + length
    found = list(values)
    for i, value in enumerate(values):
        if value == _FULL:
            if len(wide) < 8:
                raise Stop("file.damaged", "damaged.archive")
            found[i] = int.from_bytes(wide[:8], "little")
            wide = wide[8:]
    return tuple(found)


def _check_places(data: bytes, parts: list[Part], directory_at: int) -> None:
    """Each part stands alone in the file, under the same name and size as in the directory."""
    free = 0
    for part in sorted(parts, key=lambda part: part.header):
        if part.header < free:
            raise Stop("file.bomb", "bomb.overlap")
        if part.header + _LOCAL.size > directory_at or data[part.header : part.header + 4] != b"PK\3\4":
            raise Stop("file.damaged", "damaged.archive")
        _, _, flags, method, _, _, _, packed, _, n, m = _LOCAL.unpack_from(data, part.header)
        part.start = part.header + _LOCAL.size + n + m
        free = part.start + part.packed
        if free > directory_at or method != part.method:
            raise Stop("file.damaged", "damaged.archive")
        if not flags & 8 and packed not in (part.packed, _FULL):
            raise Stop("file.damaged", "damaged.archive")
        raw = data[part.header + _LOCAL.size : part.header + _LOCAL.size + n]
        if raw.decode("utf-8" if flags & 0x800 else "latin-1", "replace").replace("\\", "/") != part.name:
            raise Stop("file.damaged", "damaged.names", name=part.name)


def _by_name(parts: list[Part]) -> dict[str, Part]:
    found: dict[str, Part] = {}
    seen: set[str] = set()
    for part in parts:
        steps = part.name.split("/")
        if ".." in steps or not steps[0] or ":" in steps[0] or any(ord(c) < 32 for c in part.name):
            raise Stop("file.damaged", "damaged.names", name=part.name)
        if part.name.casefold() in seen:
            raise Stop("file.damaged", "damaged.names", name=part.name)
        if part.flags & 1:
            raise Stop("file.not_a_sheet", "locked.zip")
        if part.method not in (_STORED, _DEFLATED):
            raise Stop("file.damaged", "damaged.method", name=part.name)
        seen.add(part.name.casefold())
        found[part.name] = part
    return found


def expand(data: bytes, part: Part) -> Iterator[bytes]:
    """The content of ``part`` in chunks of up to a megabyte; size and check sum must be as announced."""
    crc, total = 0, 0
    for chunk in _stored(data, part) if part.method == _STORED else _deflated(data, part):
        total += len(chunk)
        if total > part.size:
            raise Stop("file.bomb", "bomb.lying", name=part.name)
        crc = zlib.crc32(chunk, crc)
        yield chunk
    if total != part.size or crc != part.crc:
        raise Stop("file.damaged", "damaged.part", name=part.name)


def content(data: bytes, part: Part) -> bytes:
    """The whole content of ``part``."""
    return b"".join(expand(data, part))


def _stored(data: bytes, part: Part) -> Iterator[bytes]:
    for at in range(part.start, part.start + part.packed, _CHUNK):
        yield data[at : min(at + _CHUNK, part.start + part.packed)]


def _deflated(data: bytes, part: Part) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    end = part.start + part.packed
    try:
        for at in range(part.start, end, _SLICE):
            pending = data[at : min(at + _SLICE, end)]
            while pending:
                yield inflater.decompress(pending, _CHUNK)
                pending = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error:
        raise Stop("file.damaged", "damaged.part", name=part.name) from None
    if not inflater.eof or inflater.unused_data:
        raise Stop("file.damaged", "damaged.part", name=part.name)
