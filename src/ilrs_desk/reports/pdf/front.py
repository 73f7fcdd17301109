"""The first sheet: title, whose it is, of which day and for whom, and the contents with their pages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF

from ..colours import INK, LINE, QUIET
from ..running import audience_line, moment_words
from .canvas import Canvas, Side
from .flow import Entry, Flow
from .fonts import BODY, DOTS, HEADING, LABEL, SUBTITLE, TITLE
from .link import Link

_LINE = 15.0 * DOTS
_INDENT = 14.0 * DOTS
_NUMBER = 40.0 * DOTS


def write_title(flow: Flow) -> None:
    """The title of the document with what stands under it."""
    flow.text(flow.document.title, TITLE, flow.accent, after=3)
    if flow.document.subtitle:
        flow.text(flow.document.subtitle, SUBTITLE, QUIET, after=4)
    y, width, accent = flow.y, flow.width, flow.accent
    flow.put(lambda canvas: canvas.line(QPointF(0, y), QPointF(width, y), accent, 1.2))
    flow.y += 8 * DOTS


def write_about(flow: Flow) -> None:
    """Whose figures these are, of which day, by which rules, and for whom."""
    document = flow.document
    known = (
        document.office or document.style.organisation,
        moment_words(document),
        document.rules,
        document.filter_words,
        audience_line(document),
    )
    for part in dict.fromkeys(filter(None, known)):
        flow.text(part, BODY, INK, after=2)
    flow.y += 12 * DOTS


def write_contents(flow: Flow, entries: Sequence[Entry], first: int) -> list[Link]:
    """Each entry with its page; ``first``: the number of the sheet on which entry 0 counts from.

    Returns the places of the entries, each a link to where its title stands.
    """
    links: list[Link] = []
    flow.text(flow.document.word("Contents"), HEADING, flow.accent, after=4)
    for entry in entries:
        start = _INDENT * entry.level
        face = BODY if entry.level else LABEL
        room = flow.width - start - _NUMBER
        lines, pitch = flow.measure.lines(entry.title, face, room), flow.measure.pitch(entry.title, face)
        height = max(len(lines) * pitch, _LINE)
        if not entry.level and links:
            flow.gap(3)
        flow.keep(height)
        page = str(first + entry.sheet + 1)
        flow.put(partial(_draw_entry, lines, page, (start, flow.y), pitch, entry.level))
        links.append(Link(len(flow.sheets) - 1, flow.y, height, entry))
        flow.y += height
    return links


def _draw_entry(
    lines: tuple[str, ...], page: str, place: tuple[float, float], pitch: float, level: int, canvas: Canvas
) -> None:
    start, y = place
    face = BODY if level else LABEL
    canvas.lines(lines, place, canvas.width - start - _NUMBER, face, INK, pitch=pitch)
    base = y + (len(lines) - 1) * pitch
    canvas.lines((page,), (canvas.width - _NUMBER, base), _NUMBER, face, INK, pitch=pitch, side=Side.END)
    if not level:
        end = y + len(lines) * pitch
        canvas.line(QPointF(0, end), QPointF(canvas.width, end), LINE)
