"""A file for each attack and each broken file that must be refused."""

from __future__ import annotations

import io
import os
import random
import struct
import tarfile
import zipfile
from collections.abc import Callable

from tests.intake.read.making import (
    changed,
    ods_book,
    rows_book,
    strings_book,
    unzipped,
    zipped,
)

HEAD = ("Family name", "Given name", "Country", "E-mail", "Institution")
PEOPLE = (
    ("Rossi", "Anna", "Italy", "anna.rossi@example.org", "Institute of Space Physics"),
    ("Keller", "Jonas", "Germany", "jonas.keller@example.org", "Institute of Space Physics"),
    ("Tanaka", "Yui", "Japan", "yui.tanaka@example.org", "Lunar Research Centre"),
)
Build = Callable[[], bytes]
#: Item → (file name, its content, what must come of it). Several items of one sentence have a row each.
Case = tuple[str, Build, str]


def people(*more: tuple[object, ...]) -> bytes:
    """A plain list of people."""
    return rows_book(HEAD, *PEOPLE, *more)


def sheet_xml() -> str:
    return unzipped(people())["xl/worksheets/sheet1.xml"].decode()


def with_sheet(old: str, new: str) -> bytes:
    found = sheet_xml()
    assert old in found
    return changed(people(), xl__worksheets__sheet1_dot_xml=found.replace(old, new, 1).encode())


def with_part(name: str, old: bytes, new: bytes) -> bytes:
    parts = unzipped(people())
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new, 1)
    return zipped(parts)


def patched(at: int, new: bytes, data: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def entry(data: bytes, name: bytes) -> int:
    return data.rindex(name) - 46


def _ratio() -> bytes:
    parts = unzipped(people())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        with archive.open("xl/theme/theme9.xml", "w") as part:
            for _ in range(520):
                part.write(bytes(1 << 20))
    return buffer.getvalue()


def _overlap() -> bytes:
    data = people()
    first, second = entry(data, b"xl/worksheets/sheet1.xml"), entry(data, b"xl/workbook.xml")
    return patched(second + 42, data[first + 42 : first + 46], data)


def _lying() -> bytes:
    data = people()
    at, local = entry(data, b"xl/worksheets/sheet1.xml"), data.index(b"xl/worksheets/sheet1.xml") - 30
    return patched(local + 22, struct.pack("<L", 99), patched(at + 24, struct.pack("<L", 99), data))


def _late_damage() -> bytes:
    rows = [(f"N{n}", "A", "Italy", f"n{n}@example.org", os.urandom(20).hex()) for n in range(3_000)]
    data = rows_book(HEAD, *rows)
    at = data.index(b"xl/worksheets/sheet1.xml") + 60_000
    return patched(at, bytes(b ^ 0xFF for b in data[at : at + 4]), data)


def _twice() -> bytes:
    data = io.BytesIO(people())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/Workbook.xml", b"<x/>")
    return data.getvalue()


def _crc() -> bytes:
    data = people()
    return patched(entry(data, b"xl/worksheets/sheet1.xml") + 16, b"\1\2\3\4", data)


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("x"))
    return buffer.getvalue()


def _repeats() -> bytes:
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return ods_book(f"<table:table>{row}</table:table>")


def _shared() -> bytes:
    cells = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 1_001))
    return strings_book(cells, "<si><t>" + "a" * 900_000 + "</t></si>")


def _entities() -> bytes:
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return changed(people(), xl__worksheets__sheet1_dot_xml=(lol + sheet_xml()).encode())


def csv(text: str, encoding: str = "utf-8") -> Build:
    return lambda: text.encode(encoding)


LIST = "\n".join(",".join(row) for row in (HEAD, *PEOPLE)) + "\n"

REJECT: dict[str, Case] = {
    "bomb by ratio": ("a.xlsx", _ratio, "file.bomb"),
    "bomb by part count": (
        "a.xlsx",
        lambda: zipped({**unzipped(people()), **{f"xl/media/{n}.xml": b"" for n in range(2_100)}}),
        "file.bomb",
    ),
    "overlapping sizes": ("a.xlsx", _overlap, "file.bomb"),
    "lying sizes": ("a.xlsx", _lying, "file.bomb file.damaged"),
    "repeat counts": ("a.ods", _repeats, "file.bomb"),
    "shared strings": ("a.xlsx", _shared, "file.bomb"),
    "entities": ("a.xlsx", _entities, "file.xml"),
    "nesting": (
        "a.xlsx",
        lambda: changed(people(), xl__workbook_dot_xml=b"<a>" * 300 + b"</a>" * 300),
        "file.xml",
    ),
    "one giant token": (
        "a.xlsx",
        lambda: with_sheet("Rossi", "R" * 1_100_000),
        "file.bomb",
    ),
    "truncated": ("a.xlsx", lambda: people()[:-500], "file.damaged"),
    "CRC-failing": ("a.xlsx", _crc, "file.damaged"),
    "damage after good rows": ("a.xlsx", _late_damage, "file.damaged file.bomb"),
    "parts with forbidden names": (
        "a.xlsx",
        lambda: zipped({**unzipped(people()), "../../evil.xml": b"x"}),
        "file.damaged",
    ),
    "parts with double names": ("a.xlsx", _twice, "file.damaged"),
    "relationships that leave the file": (
        "a.xlsx",
        lambda: with_part("xl/_rels/workbook.xml.rels", b"/xl/worksheets/sheet1.xml", b"../../../etc/passwd"),
        "file.damaged",
    ),
    "document types in XML": (
        "a.xlsx",
        lambda: with_sheet("<worksheet", "<!DOCTYPE x><worksheet"),
        "file.xml",
    ),
    "cells outside the grid": ("a.xlsx", lambda: with_sheet('r="B2"', 'r="XFE2"'), "file.damaged"),
    "a program": ("a.xlsx", lambda: b"MZ\x90\0" + bytes(400), "file.not_a_sheet"),
    "a script": ("a.csv", lambda: b"#!/bin/sh\necho\0" + bytes(40), "file.not_a_sheet"),
    "a picture": ("a.xls", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "file.not_a_sheet"),
    "a Word file": (
        "a.xlsx",
        lambda: zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "file.not_a_sheet",
    ),
    "a plain archive": ("a.xlsx", lambda: zipped({"a.txt": b"a"}), "file.not_a_sheet"),
    "a tar archive": ("a.ods", _tar, "file.not_a_sheet"),
    "macros under .xlsx": (
        "a.xlsx",
        lambda: changed(people(), xl__vbaProject_dot_bin=b"x"),
        "file.macros_disguised",
    ),
    "empty": ("a.xlsx", lambda: b"", "file.empty"),
    "BOM-only": ("a.csv", lambda: b"\xef\xbb\xbf", "file.empty"),
    "BOM-only in UTF-16": ("a.csv", lambda: b"\xff\xfe", "file.empty"),
    "NUL bytes": ("a.csv", lambda: LIST.encode() + b"Nul,\0x,Italy,a@example.org,I\n", "file.csv_nul"),
    "nothing but NUL": ("a.csv", lambda: bytes(5_000), "file.not_a_sheet"),
    "random bytes": ("a.csv", lambda: random.Random(7).randbytes(5_000), "file.not_a_sheet"),
    "mixed encodings": (
        "a.csv",
        lambda: "Имя;Город\nПётр;Москва\nДарья;Омск\n".encode() + "Иван;Тверь\n".encode("cp1251"),
        "file.encoding_mixed",
    ),
    "an unclosed quote": (
        "a.csv",
        csv(LIST + 'Quote,"Open,Italy,q@example.org,I\n' + "a,b,c,d,e\n" * 30),
        "file.csv_quote",
    ),
    "fields over 1 MB": ("a.csv", csv(LIST + f'"{"x" * 1_100_000}",a,b,c,d\n'), "file.csv_field"),
    "BIFF 2": ("a.xls", lambda: b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(60), "file.not_a_sheet"),
    "BIFF 3": ("a.xls", lambda: b"\x09\x02\x06\x00\x00\x03\x10\x00\0\0" + bytes(60), "file.not_a_sheet"),
    "BIFF 4": ("a.xls", lambda: b"\x09\x04\x06\x00\x00\x04\x10\x00\0\0" + bytes(60), "file.not_a_sheet"),
    "an encrypted archive": (
        "a.xlsx",
        lambda: (lambda data: patched(entry(data, b"xl/workbook.xml") + 8, b"\1\0", data))(people()),
        "file.not_a_sheet",
    ),
}
