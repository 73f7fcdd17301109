"""Sheets as they fill from top to bottom: what stands on each is kept and drawn when the sheet is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from ..colours import INK, QUIET, plain_hex
from ..document import Document
from .canvas import Canvas
from .fonts import DOTS, Face
from .measure import Measure

Drawing = Callable[[Canvas], None]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sheet offers in dots: the width, and the height between head and foot."""

    upright: bool
    width: float
    height: float


@dataclass(slots=True)
class Sheet:
    """One page: its frame, what is drawn on it, and by how much that is made smaller."""

    frame: Frame
    measure: Measure
    drawings: list[Drawing] = field(default_factory=list)
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A title that can be gone to: ``level`` 0 for sections; sheet by number from 0, ``y`` from its top in dots."""

    level: int
    title: str
    sheet: int
    y: float


@dataclass(frozen=True, slots=True)
class _Title:
    """How many drawings and entries there were before a title, how many drawings after it; writes it again."""

    drawings: int
    ends: int
    entries: int
    write: Callable[[], None]


class Flow:
    """Lays blocks below each other on sheets of one frame. ``y`` is where the next thing goes.

    ``scale`` below 1 offers more room, which is drawn smaller.
    """

    def __init__(self, document: Document, frame: Frame, measure: Measure, *, scale: float = 1.0) -> None:
        self.document = document
        self.frame = frame
        self.measure = measure
        self.scale = scale
        self.accent = plain_hex(document.style.accent)
        self.second = plain_hex(document.style.second)
        self.width = frame.width / scale
        self.bottom = frame.height / scale
        self.sheets: list[Sheet] = []
        self.entries: list[Entry] = []
        self._title: _Title | None = None
        self.new_sheet()

    def new_sheet(self) -> None:
        """Go on at the top of a new sheet; titles that nothing follows on this one come along."""
        title, self._title = self._title, None
        alone = title if title and title.ends == len(self.sheets[-1].drawings) else None
        if alone:
            del self.sheets[-1].drawings[alone.drawings :]
            del self.entries[alone.entries :]
        if not alone or alone.drawings:
            self.sheets.append(Sheet(self.frame, self.measure, scale=self.scale))
        self.y = 0.0
        if alone:
            alone.write()

    def title(self, write: Callable[[], None]) -> None:
        """Write a title with ``write``; it stays on one sheet with what follows it, be it another title."""
        drawings, before = len(self.sheets[-1].drawings), self._title
        if before and before.ends == drawings:
            entries, first = before.entries, before.write

            def both() -> None:
                first()
                write()

            write()
            self._title = _Title(before.drawings, len(self.sheets[-1].drawings), entries, both)
            return
        entries = len(self.entries)
        write()
        self._title = _Title(drawings, len(self.sheets[-1].drawings), entries, write)

    @property
    def room(self) -> float:
        """Dots that are left on this sheet."""
        return self.bottom - self.y

    def put(self, drawing: Drawing) -> None:
        """Have something drawn on this sheet."""
        self.sheets[-1].drawings.append(drawing)

    def keep(self, height: float) -> None:
        """Go to a new sheet unless so much room (in dots) is left on this one."""
        if self.y and self.y + height > self.bottom:
            self.new_sheet()

    def gap(self, points: float) -> None:
        """Leave room, but not at the top of a sheet."""
        if self.y:
            self.y += points * DOTS

    def enter(self, level: int, title: str) -> None:
        """A title that can be gone to stands here; one that only says its section's again is none."""
        section = next((entry for entry in reversed(self.entries) if not entry.level), None)
        if level and section and section.title == title:
            return
        self.entries.append(Entry(level, title, len(self.sheets) - 1, self.y * self.scale))

    def text(self, text: str, face: Face, ink: str = INK, *, after: float = 0.0, start: float = 0.0) -> None:
        """A paragraph from ``start`` dots to the end of the line, ``after`` points left below it.

        What is longer than the sheet goes on on the next one.
        """
        room = self.width - start
        lines, pitch = self.measure.lines(text, face, room), self.measure.pitch(text, face)
        while lines:
            fits = int(self.room // pitch)
            if fits < min(len(lines), 2) and self.y:
                self.new_sheet()
                continue
            part, lines = lines[: max(fits, 1)], lines[max(fits, 1) :]
            self.put(partial(_draw_lines, part, (start, self.y), room, face, ink, pitch))
            self.y += len(part) * pitch
            if lines:
                self.new_sheet()
        self.y += after * DOTS

    def quiet(self, text: str, face: Face, *, after: float = 0.0, start: float = 0.0) -> None:
        """A paragraph in a quiet ink."""
        self.text(text, face, QUIET, after=after, start=start)


def _draw_lines(
    lines: tuple[str, ...],
    place: tuple[float, float],
    room: float,
    face: Face,
    ink: str,
    pitch: float,
    canvas: Canvas,
) -> None:
    canvas.lines(lines, place, room, face, ink, pitch=pitch)
