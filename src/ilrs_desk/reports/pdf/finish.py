"""The last step of a PDF file: its outline, links, language and readable text, and nothing about who made it.

Qt (6.11) writes no outline and no inner links, tells of joined letters only how they look, and notes when a file was
made. Its file is copied object by object, so that also a long one is never in memory as a whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from ilrs_desk.domain.problems import MachineFault
from ilrs_desk.domain.wording import Message

from ..running import right_to_left
from .canvas import Spoken
from .flow import Entry
from .fonts import DOTS, Fonts
from .layout import Sheets
from .objects import NewFile, Objects, text
from .wording import Wording

_KIDS, _REFERENCE = re.compile(rb"/Kids\s*\[([^\]]*)\]"), re.compile(rb"(\d+) 0 R")
_CONTENTS, _ANNOTS = re.compile(rb"/Contents (\d+) 0 R"), re.compile(rb"/Annots (\d+) 0 R")
_PAGES, _BOX = re.compile(rb"/Pages (\d+) 0 R"), re.compile(rb"/MediaBox \[\S+ \S+ \S+ (\S+)\]")
_LENGTH = re.compile(rb"/Length (\d+) 0 R")
_DESCENDANT, _TEXTS = re.compile(rb"/DescendantFonts \[(\d+) 0 R\]"), re.compile(rb"/ToUnicode (\d+) 0 R")
_MAKER = "ILRS Desk"


def finish_pdf(drawn: Path, path: Path, sheets: Sheets, spoken: Spoken) -> None:
    """Write the file that Qt drew once more to ``path``, finished.

    Raises MachineFault ``report.not_drawn`` if the file is not as Qt writes it.
    """
    try:
        with Objects(drawn) as found, path.open("wb") as file:
            wording = Wording(spoken, Fonts(sheets.document.language))
            _Finish(found, NewFile(file, found.count), sheets, wording, spoken.pages).write()
    except ValueError as fault:
        said = Message(
            "The pages could not be put together ({reason}). Nothing was written.", {"reason": str(fault)}
        )
        raise MachineFault("report.not_drawn", said) from fault


class _Finish:
    """One file on its way."""

    def __init__(
        self, found: Objects, made: NewFile, sheets: Sheets, wording: Wording, shaped: set[int]
    ) -> None:
        self._found, self._made, self._sheets, self._wording = found, made, sheets, wording
        self._tree = _number(_PAGES, found.body(found.root))
        self._pages = [int(one) for one in _REFERENCE.findall(_match(_KIDS, found.body(self._tree))[1])]
        self._bodies = {number: found.body(number) for number in self._pages}
        self._skipped = {found.root, found.info}
        self._streams = {_number(_CONTENTS, self._bodies[self._pages[at]]): at for at in shaped}
        self._metadata = re.search(rb"/Metadata (\d+) 0 R", found.body(found.root))
        self._names = re.search(rb"/Names (\d+) 0 R", found.body(found.root))
        for reference in (self._metadata, self._names):
            if reference:
                self._skipped.add(int(reference[1]))
        self._digest = hashlib.sha256()

    def write(self) -> None:
        """Copy what stays, and write what is new."""
        linked = self._link_objects()
        fonts: list[int] = []
        for number in self._found:
            if number in self._skipped or number in linked:
                continue
            if number in self._streams:
                self._made.write_stream(number, self._wording.page(self._found.stream(number)))
                continue
            body = self._found.body(number)
            if b"/Subtype /Type0" in body[:120]:
                fonts.append(number)
            elif b"/Subtype /CIDFontType2" not in body[:120] and b"begincmap" not in body[:200]:
                self._digest.update(body)
                self._made.write(number, body)
        for number in fonts:
            self._write_font(number)
        for number, body in linked.items():
            self._made.write(number, body)
        self._write_root(self._write_outline())
        self._made.close(self._found.root, self._found.info, self._digest.hexdigest()[:32].encode())

    def _write_font(self, number: int) -> None:
        """A font with what its codes say, and with the codes that are our own."""
        body = self._found.body(number)
        below, texts = _number(_DESCENDANT, body), _number(_TEXTS, body)
        description = self._found.body(below)
        if (glyphs := self._wording.glyphs(number)) is not None:
            table = self._made.number()
            self._made.write_stream(table, glyphs)
            description = self._wording.widths(number, description)
            description = description.replace(b"/CIDToGIDMap /Identity", b"/CIDToGIDMap %d 0 R" % table)
        self._made.write(number, body)
        self._made.write(below, description)
        self._made.write_stream(texts, self._wording.table(number, self._found.stream(texts)))

    def _link_objects(self) -> dict[int, bytes]:
        """For each page with links, its list of them in place of the empty one."""
        found: dict[int, list[bytes]] = {}
        for link in self._sheets.links:
            page = self._bodies[self._pages[link.sheet]]
            left, right, top = self._across(link.sheet, link.y)
            bottom = top - link.height / DOTS
            found.setdefault(_number(_ANNOTS, page), []).append(
                b"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [%.2f %.2f %.2f %.2f] /Dest %s >>"
                % (left, bottom, right, top, self._destination(link.to))
            )
        return {number: b"[" + b"\n".join(links) + b"]" for number, links in found.items()}

    def _across(self, sheet: int, y: float) -> tuple[float, float, float]:
        """Left and right end of a sheet's contents, and how high ``y`` is on its paper, in points."""
        place = self._sheets.place(sheet)
        height = float(_match(_BOX, self._bodies[self._pages[sheet]])[1])
        top = height - (place.y() + self._sheets.running.head(place.width()) + y) / DOTS
        return place.x() / DOTS, place.right() / DOTS, top

    def _destination(self, entry: Entry) -> bytes:
        _, _, top = self._across(entry.sheet, entry.y)
        return b"[%d 0 R /XYZ null %.2f null]" % (self._pages[entry.sheet], top + 4)

    def _write_outline(self) -> int | None:
        """Sections and the headings in them; returns the number of the outline, None where there is nothing."""
        entries = self._sheets.entries
        if not entries:
            return None
        top = self._made.number()
        numbers = [self._made.number() for _ in entries]
        parents = _parents(entries)
        for at, entry in enumerate(entries):
            parent = parents[at]
            beside = [one for one, up in enumerate(parents) if up == parent]
            place = beside.index(at)
            body = b"<< /Title %s /Parent %d 0 R /Dest %s" % (
                text(entry.title),
                top if parent is None else numbers[parent],
                self._destination(entry),
            )
            if place:
                body += b" /Prev %d 0 R" % numbers[beside[place - 1]]
            if place + 1 < len(beside):
                body += b" /Next %d 0 R" % numbers[beside[place + 1]]
            below = [one for one, up in enumerate(parents) if up == at]
            if below:
                body += b" /First %d 0 R /Last %d 0 R /Count %d" % (
                    numbers[below[0]],
                    numbers[below[-1]],
                    -len(below),
                )
            self._made.write(numbers[at], body + b" >>")
        first = [one for one, up in enumerate(parents) if up is None]
        self._made.write(
            top,
            b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>"
            % (numbers[first[0]], numbers[first[-1]], len(first)),
        )
        return top

    def _write_root(self, outline: int | None) -> None:
        document = self._sheets.document
        direction = b"R2L" if right_to_left(document.language) else b"L2R"
        root = (
            b"<< /Type /Catalog /Pages %d 0 R /Lang %s"
            b" /ViewerPreferences << /DisplayDocTitle true /Direction /%s >>"
            % (self._tree, text(document.language), direction)
        )
        if outline is not None and len(self._sheets) > 1:
            root += b" /Outlines %d 0 R /PageMode /UseOutlines" % outline
        self._made.write(self._found.root, root + b" >>")
        info = b"<< /Title %s /Creator %s >>" % (text(document.title), text(_MAKER))
        self._digest.update(info)
        self._made.write(self._found.info, info)


def _parents(entries: Sequence[Entry]) -> list[int | None]:
    """For each entry the number of the section that it is in; None for sections."""
    found: list[int | None] = []
    section: int | None = None
    for at, entry in enumerate(entries):
        found.append(section if entry.level else None)
        if not entry.level:
            section = at
    return found


def _match(pattern: re.Pattern[bytes], body: bytes) -> re.Match[bytes]:
    found = pattern.search(body)
    if not found:
        raise ValueError(f"{pattern.pattern.decode()} is missing")
    return found


def _number(pattern: re.Pattern[bytes], body: bytes) -> int:
    return int(_match(pattern, body)[1])
