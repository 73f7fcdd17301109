"""A document laid out on sheets of its paper, each of which can be drawn by itself onto any device."""

from __future__ import annotations

from dataclasses import replace
from threading import get_ident

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from ..document import Document, Page, Paper, Records
from ..running import language_of, right_to_left
from .blocks import write_section
from .canvas import Canvas, Spoken
from .flow import Entry, Flow, Frame, Sheet
from .fonts import DOTS
from .front import write_about, write_contents, write_title
from .link import Link
from .measure import Measure
from .running import Running
from .tables import wanted_width

_MARGIN_MM = 15.0
_RESOLUTION = 72 * DOTS
_SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
#: From so many sections on a document begins with a sheet of its contents.
_WITH_CONTENTS = 3
#: What is to stand on one sheet is made smaller in such steps, at most to half.
_SCALES = tuple(percent / 100 for percent in range(100, 48, -2))


class Sheets:
    """The sheets of a document, the entries of its contents and the links to them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sheets: list[Sheet] = []
        self.entries: list[Entry] = []
        self.links: list[Link] = []
        self._thread = get_ident()
        self._measures: dict[str, Measure] = {}
        self.running = Running(document, self._measure(document.language))
        if len(document.sections) >= _WITH_CONTENTS:
            self._lay_out_with_contents()
        else:
            self._take(
                [self._section(section, not number) for number, section in enumerate(document.sections)]
            )

    def __len__(self) -> int:
        return len(self.sheets)

    def page_layout(self, number: int) -> QPageLayout:
        """Paper, direction and margins of a sheet."""
        return _page_layout(self.document.paper, self.sheets[number].frame.upright)

    def paper(self, number: int) -> QRectF:
        """A whole sheet of paper in dots."""
        return QRectF(self.page_layout(number).fullRectPixels(_RESOLUTION))

    def place(self, number: int) -> QRectF:
        """The printed part of a sheet in dots from the corner of its paper."""
        return QRectF(self.page_layout(number).paintRectPixels(_RESOLUTION))

    def draw(self, number: int, painter: QPainter, spoken: Spoken | None = None) -> None:
        """Draw a sheet; the painter's origin is the corner of its printed part, one unit a dot.

        Any thread may draw, but one at a time.
        """
        self._come_in()
        sheet, place = self.sheets[number], self.place(number)
        running = Canvas(painter, place.width(), self._measure(self.document.language), spoken)
        self.running.draw(running, place.height(), number + 1, len(self.sheets))
        painter.save()
        painter.translate(0, self.running.head(place.width()))
        if sheet.scale != 1.0:
            painter.scale(sheet.scale, sheet.scale)
        canvas = Canvas(painter, sheet.frame.width / sheet.scale, sheet.measure, spoken)
        for drawing in sheet.drawings:
            drawing(canvas)
        painter.restore()

    def _come_in(self) -> None:
        """Fonts belong to the thread that uses them: another one begins with its own."""
        if self._thread != get_ident():
            self._thread = get_ident()
            for measure in self._measures.values():
                measure.forget()

    def _measure(self, language: str) -> Measure:
        if language not in self._measures:
            self._measures[language] = Measure(language, right_to_left(language))
        return self._measures[language]

    def _frame(self, *, upright: bool) -> Frame:
        place = _page_layout(self.document.paper, upright).paintRectPixels(_RESOLUTION)
        width = float(place.width())
        return Frame(upright, width, place.height() - self.running.head(width) - self.running.foot(width))

    def _lay_out_with_contents(self) -> None:
        flows = [self._section(section, False) for section in self.document.sections]
        entries, at = [], 0
        for flow in flows:
            entries += [replace(entry, sheet=entry.sheet + at) for entry in flow.entries]
            at += len(flow.sheets)
        front, _ = self._front(entries, 0)
        listed = entries
        if len(front.sheets) > 1:  # more than can be seen at once: headings are in the outline only
            listed = [entry for entry in entries if not entry.level]
            front, _ = self._front(listed, 0)
        front, links = self._front(listed, len(front.sheets))  # its own sheets move what follows
        self._take([front, *flows])
        self.links = links

    def _front(self, entries: list[Entry], first: int) -> tuple[Flow, list[Link]]:
        measure = self._measure(self.document.language)
        flow = Flow(self.document, self._frame(upright=True), measure)
        write_title(flow)
        write_about(flow)
        moved = [replace(entry, sheet=entry.sheet + first) for entry in entries]
        return flow, write_contents(flow, moved, 0)

    def _section(self, section: Page | Records, first: bool) -> Flow:
        """The section on sheets of its own, below the document's title if it is ``first``."""
        if isinstance(section, Records):
            return self._laid(section, first, upright=self._stands(section))
        if not section.single:
            lying = self._laid(section, first, upright=section.upright)
            standing = lying if section.upright else self._laid(section, first, upright=True)
            return standing if len(standing.sheets) < len(lying.sheets) else lying
        for scale in _SCALES:
            flow = self._laid(section, first, upright=section.upright, scale=scale)
            if len(flow.sheets) == 1:
                break
        return flow

    def _laid(self, section: Page | Records, first: bool, *, upright: bool, scale: float = 1.0) -> Flow:
        measure = self._measure(language_of(self.document, section))
        flow = Flow(self.document, self._frame(upright=upright), measure, scale=scale)
        if first:
            write_title(flow)
        write_section(flow, section, title=not first or section.title != self.document.title)
        return flow

    def _stands(self, section: Records) -> bool:
        """Whether all columns have room on a sheet that stands."""
        frame = self._frame(upright=True)
        flow = Flow(self.document, frame, self._measure(self.document.language))
        return wanted_width(flow, section.table) <= frame.width

    def _take(self, flows: list[Flow]) -> None:
        for flow in flows:
            at = len(self.sheets)
            self.entries += [replace(entry, sheet=entry.sheet + at) for entry in flow.entries]
            self.sheets += flow.sheets


def _page_layout(paper: Paper, upright: bool) -> QPageLayout:
    direction = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(QPageSize(_SIZES[paper]), direction, margins, QPageLayout.Unit.Millimeter)
