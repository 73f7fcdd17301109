"""A very large sheet handed to the fast reader piece by piece, because it would hold all of it at once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from ..zips import Part, content
from .fast import FastReaderGaveUp, FastWorkbook
from .ooxml import Frame
from .quick import windows

#: Expanded sizes in bytes: the sheets that are cut up, and how much of one goes into a piece.
LARGE, _PIECE = 96 << 20, 24 << 20
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = b"http://schemas.openxmlformats.org/package/2006/relationships"
_LOCAL = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_NAME = "Sheet"


class PiecewiseSheet:
    """A sheet of ``frame`` read in pieces of whole rows; what its cells refer to goes with each piece."""

    def __init__(self, data: bytes, parts: dict[str, Part], frame: Frame) -> None:
        self._beside = _book(frame.epoch1904)
        for name, source in (("xl/sharedStrings.xml", frame.strings), ("xl/styles.xml", frame.styles)):
            if source:
                self._beside[name] = content(data, parts[source])
        self._size = max(_PIECE, 2 * sum(map(len, self._beside.values())))

    def rows(self, chunks: Iterable[bytes], progress: Callable[[int], None]) -> Iterator[list[object]]:
        """The rows from the sender's row 1 and column A; ``progress`` gets the bytes that are done.

        Raises ``FastReaderGaveUp`` where rows of a later piece stand above those of an earlier one.
        """
        done, at = 0, 0
        for head, rows in self._cut(chunks):
            done += len(rows)
            sheet = FastWorkbook(self._package(head, rows)).sheet(_NAME)
            if sheet.height:
                if sheet.top < at:
                    raise FastReaderGaveUp("rows out of order")
                yield from islice(sheet.rows(), at, None)
                at = sheet.height
            progress(done)

    def _cut(self, chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """What stands above the rows, and some of the rows, again and again."""
        head, pending, size = b"", list[bytes](), 0
        for place, window in windows(chunks):
            if place == "odd":
                raise FastReaderGaveUp("written in an unusual way")
            if place == "head":
                head = window
            elif place == "rows":
                pending.append(window)
                size += len(window)
            if pending and (size >= self._size or place == "tail"):
                yield head, b"".join(pending)
                pending, size = [], 0

    def _package(self, head: bytes, rows: bytes) -> bytes:
        start = b"" if rows.startswith(b"<sheetData") else b"<sheetData>"
        sheet = head + start + rows + b"</sheetData></worksheet>"
        return packed({**self._beside, "xl/worksheets/sheet1.xml": sheet})


def _book(epoch1904: bool) -> dict[str, bytes]:
    """The frame of a workbook with one sheet."""
    relation = b'<Relationship Id="%s" Type="' + _OFFICE + b'/%s" Target="%s"/>'
    relations = b'<Relationships xmlns="' + _RELATIONS + b'">%s</Relationships>'
    targets = ((b"worksheet", b"worksheets/sheet1.xml"), (b"sharedStrings", b"sharedStrings.xml"))
    listed = [*targets, (b"styles", b"styles.xml")]
    return {
        "_rels/.rels": relations % (relation % (b"r1", b"officeDocument", b"xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations
        % b"".join(relation % (b"r%d" % n, *pair) for n, pair in enumerate(listed, 1)),
        "xl/workbook.xml": b'<workbook xmlns="%s" xmlns:r="%s"><workbookPr date1904="%d"/><sheets>'
        b'<sheet name="%s" sheetId="1" r:id="r1"/></sheets></workbook>'
        % (_MAIN, _OFFICE, epoch1904, _NAME.encode()),
    }


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive of ``parts``, stored as they are."""
    body, table, at = list[bytes](), list[bytes](), 0
    for name, data in parts.items():
        raw, crc, size = name.encode(), zlib.crc32(data), len(data)
        body += [_LOCAL.pack(b"PK\3\4", 20, 0, 0, 0, 0, crc, size, size, len(raw), 0), raw, data]
        entry = _ENTRY.pack(b"PK\1\2", 20, 20, 0, 0, 0, 0, crc, size, size, len(raw), 0, 0, 0, 0, 0, at)
        table += [entry, raw]
        at += _LOCAL.size + len(raw) + size
    listed = b"".join(table)
    return b"".join([*body, listed, _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), len(listed), at, 0)])
