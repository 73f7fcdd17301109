"""The directory and streams of an OLE compound file (.xls and encrypted workbooks), read with suspicion."""

from __future__ import annotations

import struct

from .stop import Stop

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_ENTRY = 128


class CompoundFile:
    """The entries directly under the root: ``entries`` maps a name to (kind, first sector, size in bytes)."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise Stop("file.damaged", "damaged.cut")
        self._data = data
        sector, mini = struct.unpack_from("<2H", data, 30)
        self._sector: int = 1 << min(sector, 16)
        self._mini: int = 1 << min(mini, 16)
        if self._sector < 512:
            raise Stop("file.damaged", "damaged.archive")
        (first,) = struct.unpack_from("<L", data, 48)
        (self._cutoff, self._mini_fat_at) = struct.unpack_from("<2L", data, 56)
        self._table = self._allocation()
        self._directory = self._chain(first)
        self.entries = self._under_root()

    def stream(self, name: str) -> bytes:
        """The content of a stream directly under the root."""
        _, first, size = self.entries[name]
        if size >= self._cutoff:
            return self._chain(first)[:size]
        return self._small(first, size)

    def _place(self, sector: int) -> int:
        return (sector + 1) * self._sector

    def _allocation(self) -> list[int]:
        """The sector after each sector; the table is itself listed in the header and in a chain behind it."""
        listed = list(struct.unpack_from("<109L", self._data, 76))
        (more, count) = struct.unpack_from("<2L", self._data, 68)
        room = self._sector // 4
        for _ in range(min(count, len(self._data) // self._sector)):
            if self._place(more) + self._sector > len(self._data):
                break
            part = struct.unpack_from(f"<{room}L", self._data, self._place(more))
            listed += part[:-1]
            more = part[-1]
        table: list[int] = []
        for sector in listed:
            if sector < _END and self._place(sector) + self._sector <= len(self._data):
                table += struct.unpack_from(f"<{room}L", self._data, self._place(sector))
        return table

    def _chain(self, first: int) -> bytes:
        found, sector, left = [], first, len(self._table)
        while sector < len(self._table) and left:
            at = self._place(sector)
            found.append(self._data[at : at + self._sector])
            sector, left = self._table[sector], left - 1
        if sector != _END:
            raise Stop("file.damaged", "damaged.cut")
        return b"".join(found)

    def _small(self, first: int, size: int) -> bytes:
        """A stream below the cut-off lies in the root's own stream, in smaller sectors with their own table."""
        table_bytes = self._chain(self._mini_fat_at)
        table = struct.unpack(f"<{len(table_bytes) // 4}L", table_bytes)
        _, root_first, root_size = self._entry(0)[1:4]
        room = self._chain(root_first)[:root_size]
        found, sector, left = [], first, len(table)
        while sector < len(table) and left:
            found.append(room[sector * self._mini : (sector + 1) * self._mini])
            sector, left = table[sector], left - 1
        return b"".join(found)[:size]

    def _entry(self, index: int) -> tuple[str, int, int, int, tuple[int, int, int]]:
        raw = self._directory[index * _ENTRY : (index + 1) * _ENTRY]
        if len(raw) < _ENTRY:
            raise Stop("file.damaged", "damaged.archive")
        length, kind = struct.unpack_from("<HB", raw, 64)
        name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        first, size = struct.unpack_from("<2L", raw, 116)
        return name, kind, first, size, struct.unpack_from("<3L", raw, 68)

    def _under_root(self) -> dict[str, tuple[int, int, int]]:
        """Walk the tree of siblings below the root, each entry once."""
        found: dict[str, tuple[int, int, int]] = {}
        waiting, seen = [self._entry(0)[4][2]], set()
        while waiting:
            index = waiting.pop()
            if index == _FREE or index in seen:
                continue
            seen.add(index)
            name, kind, first, size, (left, right, _) = self._entry(index)
            found[name] = (kind, first, size)
            waiting += [left, right]
        return found
