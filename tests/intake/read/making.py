"""Workbooks made for the reader's tests, honest and hostile, from the formats up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
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


def saved(folder: Path, name: str, data: bytes) -> Path:
    """``data`` in a file of that name."""
    path = folder / name
    path.write_bytes(data)
    return path
