"""How large a foreign file may be and what its reader may use."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. ``memory`` is what the reader child may take beyond its start.

    A large file has ``large_seconds`` until its first rows come and again after each portion of them, and
    ``patience`` in all.
    """

    file_size: int = 100 * MEGABYTE
    parts: int = 2_000
    expanded: int = 512 * MEGABYTE
    memory: int = 512 * MEGABYTE
    cells: int = 8_000_000
    output: int = 256 * MEGABYTE
    small_file: int = MEGABYTE
    small_seconds: float = 5.0
    large_seconds: float = 30.0
    patience: float = 300.0

    def seconds(self, size: int) -> float:
        """The time a file of ``size`` bytes may take from start to verdict."""
        return self.small_seconds if size <= self.small_file else self.large_seconds

    def output_of(self, size: int) -> int:
        """The bytes that the cells of a file of ``size`` bytes may take: a small one has no honest way to fill all."""
        return min(self.output, 64 * (MEGABYTE + size))
