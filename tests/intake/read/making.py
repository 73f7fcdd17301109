"""Workbooks made for the reader's tests, honest and hostile, from the formats up."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of ``parts``, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def book(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    """An .xlsx that ``fill`` has filled with openpyxl."""
    workbook = openpyxl.Workbook()
    fill(workbook)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def rows_book(*rows: tuple[object, ...]) -> bytes:
    """An .xlsx with one sheet of ``rows``."""
    return book(lambda workbook: [workbook.active.append(row) for row in rows])


def changed(data: bytes, **parts: bytes | None) -> bytes:
    """``data`` with parts replaced, added or (None) left out; ``__`` in a key stands for ``/``, ``_dot_`` for a dot."""
    found = unzipped(data)
    for key, value in parts.items():
        name = key.replace("__", "/").replace("_dot_", ".")
        if value is None:
            found.pop(name)
        else:
            found[name] = value
    return zipped(found)


def sheet_book(
    inner: str, *, after: str = "", before: str = "", root: str = f'<worksheet xmlns="{MAIN}">'
) -> bytes:
    """An .xlsx whose only sheet has ``inner`` as its sheet data, spelled just so."""
    close = root.split()[0].replace("<", "</").rstrip(">") + ">"
    prefix = root[1:].split("worksheet")[0]
    xml = f"{root}{before}<{prefix}sheetData>{inner}</{prefix}sheetData>{after}{close}"
    return changed(rows_book(("text",)), xl__worksheets__sheet1_dot_xml=xml.encode())


def strings_book(inner: str, strings: str) -> bytes:
    """An .xlsx whose only sheet has ``inner`` as its sheet data and refers to ``strings`` (elements ``si``)."""
    data = sheet_book(inner)
    parts = unzipped(data)
    relation = (
        f'<Relationship Id="rIdS" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>", relation.encode()
    )
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'.encode()
    return zipped(parts)


def ods_book(tables: str, *, styles: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """An .ods with ``tables`` as the content of its spreadsheet element."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODS_MIME, "content.xml": content.encode(), **(extra or {})})


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of an .xls stream."""
    return struct.pack("<2H", kind, len(body)) + body


def xls_book(
    *sheets: bytes, names: Sequence[str] = ("a", "b", "c"), extra: bytes = b"", hidden: int = 9
) -> bytes:
    """An .xls (BIFF8 in a compound file) with ``sheets`` as record bodies; the sheet at ``hidden`` is hidden."""
    begin, end = record(0x809, struct.pack("<4H2L", 0x600, 5, 0x0DBB, 0x07CC, 0, 6)), record(0x0A)
    inner = record(0x809, struct.pack("<4H2L", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    listed = [names[i].encode("utf-16-le") for i in range(len(sheets))]
    offset = len(begin) + len(extra) + sum(4 + 8 + len(name) for name in listed) + len(end)
    globals_, bodies = begin + extra, b""
    for index, (name, sheet) in enumerate(zip(listed, sheets, strict=True)):
        head = struct.pack("<L2B2B", offset + len(bodies), index == hidden, 0, len(name) // 2, 1)
        globals_ += record(0x85, head + name)
        bodies += inner + sheet + end
    stream = globals_ + end + bodies
    return compound({"Workbook": stream + record(0, bytes(-len(stream) % 4))})


def excel5_book(sheet: bytes, page: int, name: bytes = b"S") -> bytes:
    """An .xls of Excel 5 or 95 with one sheet of record bodies; its texts are in the code page ``page``."""
    begin, end = record(0x809, struct.pack("<4H", 0x500, 5, 0, 0)), record(0x0A)
    begin += record(0x42, struct.pack("<H", page))
    head = struct.pack("<L2BB", len(begin) + 4 + 7 + len(name) + len(end), 0, 0, len(name)) + name
    inner = record(0x809, struct.pack("<4H", 0x500, 0x10, 0, 0))
    return compound({"Book": begin + record(0x85, head) + end + inner + sheet + end})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with ``streams`` under its root, each padded to where the small ones end."""
    sectors, fat, entries = b"", [0xFFFFFFFD], []
    root = "Root Entry".encode("utf-16-le")
    for name, data in streams.items():
        data = data.ljust(4096, b"\0")
        count = -(-len(data) // 512)
        entries.append((name.encode("utf-16-le"), len(fat), len(data)))
        fat += [*range(len(fat) + 1, len(fat) + count), 0xFFFFFFFE]
        sectors += data.ljust(count * 512, b"\0")
    first_directory = len(fat)
    raw = _entry(root, 5, 1 if entries else 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE, 0)
    for number, (name, start, size) in enumerate(entries, 1):
        after = number + 1 if number < len(entries) else 0xFFFFFFFF
        raw += _entry(name, 2, 0xFFFFFFFF, after, start, size)
    count = -(-len(raw) // 512)
    fat += [*range(len(fat) + 1, len(fat) + count), 0xFFFFFFFE]
    return _with_tables(fat, sectors + raw.ljust(count * 512, b"\0"), first_directory)


def _with_tables(fat: list[int], sectors: bytes, directory: int) -> bytes:
    """The head, the content, and behind it the table of sectors and, beyond 109 of its sectors, the list of those.

    The content's sector numbers in ``fat`` count from 1: sector 0 is the first sector of the table.
    """
    used = len(fat)
    tables = lists = 0
    while tables * 128 < used + tables + lists - 1:
        tables += 1
        lists = -(-max(0, tables - 109) // 127)
    places = [0, *range(used, used + tables - 1)]
    listed = list(range(used + tables - 1, used + tables - 1 + lists))
    fat = fat + [0xFFFFFFFD] * (tables - 1) + [0xFFFFFFFC] * lists
    table = struct.pack(f"<{len(fat)}L", *fat).ljust(tables * 512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x3L", 62, 3, 0xFFFE, 9, 6, 0, tables, directory)
    head += struct.pack("<6L", 0, 4096, 0xFFFFFFFE, 0, listed[0] if listed else 0xFFFFFFFE, lists)
    head += struct.pack("<109L", *places[:109], *[0xFFFFFFFF] * max(0, 109 - len(places)))
    more = b""
    for number in range(lists):
        chunk = places[109 + number * 127 : 109 + (number + 1) * 127]
        after = listed[number + 1] if number + 1 < lists else 0xFFFFFFFE
        more += struct.pack("<128L", *chunk, *[0xFFFFFFFF] * (127 - len(chunk)), after)
    return head + table[:512] + sectors + table[512:] + more


def _entry(name: bytes, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    body = name.ljust(64, b"\0") + struct.pack("<H2B3L", len(name) + 2, kind, 1, 0xFFFFFFFF, right, child)
    return body + bytes(36) + struct.pack("<3L", start, size, 0)


def saved(folder: Path, name: str, data: bytes) -> Path:
    """``data`` in a file of that name."""
    path = folder / name
    path.write_bytes(data)
    return path


def xlsb_book(
    cells: bytes, *, columns: bytes | None = None, merged: bytes | None = None, date1904: bool = False
) -> bytes:
    """An .xlsb with one sheet of ``cells`` (records of the binary format), a column record and a merged range."""
    name = "Sheet1".encode("utf-16-le")
    listed = struct.pack("<2L", 0, 1) + _wide("rId1".encode("utf-16-le")) + _wide(name)
    properties = _binary(153, struct.pack("<2LL", date1904, 0, 0))
    book = _binary(131) + properties + _binary(143) + _binary(156, listed) + _binary(144) + _binary(132)
    sheet = (
        _binary(129)
        + _binary(148, struct.pack("<4L", 0, 9, 0, 9))
        + (_binary(390) + _binary(60, columns) + _binary(391) if columns else b"")
        + _binary(145)
        + cells
        + _binary(146)
        + (_binary(177, struct.pack("<L", 1)) + _binary(176, merged) + _binary(178) if merged else b"")
        + _binary(130)
    )
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="{}" Type="{}" Target="{}"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": relation.format("rId1", f"{REL}/officeDocument", "xl/workbook.bin").encode(),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relation.format(
                "rId1", f"{REL}/worksheet", "worksheets/sheet1.bin"
            ).encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _wide(text: bytes) -> bytes:
    return struct.pack("<L", len(text) // 2) + text


def _binary(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body)]) + body


def xlsb_row(number: int, *cells: tuple[int, bytes], hidden: bool = False) -> bytes:
    """A row of the binary format: ``cells`` are (kind of record, body after column and style)."""
    row = _binary(0, struct.pack("<2L", number, 0) + bytes([0, 0, 0, 0x10 * hidden]) + bytes(5))
    return row + b"".join(
        _binary(kind, struct.pack("<2L", column, 0) + body) for column, (kind, body) in enumerate(cells)
    )
