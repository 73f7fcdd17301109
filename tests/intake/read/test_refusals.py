"""Files that must be refused in words: what happened, why, what to do, and nothing else broken."""

from __future__ import annotations

import io
import struct
import tarfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.intake.read.making import changed, ods_book, rows_book, sheet_book, strings_book, unzipped, zipped

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.intake.read import Limits, read_workbook

GOOD = rows_book(*[(row, "text") for row in range(200)])


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("x"))
    return buffer.getvalue()


NOT_SHEETS = {
    "PDF": b"%PDF-1.7\n",
    "picture": b"\x89PNG\r\n\x1a\n\0\0",
    "program": b"MZ\x90\0" + bytes(300),
    "Word": zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
    "zip": zipped({"a.txt": b"a"}),
    "archive": tar(),
    "database": b"SQLite format 3\0" + bytes(100),
    "OpenDocument": zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
    "web page": b"<html><body><p>no table</p></body></html>",
    "XML": b'<?xml version="1.0"?><svg/>',
    "neither": bytes(range(256)) * 40,
    "1997": b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(40),
}


@pytest.mark.parametrize("what", sorted(NOT_SHEETS))
@pytest.mark.parametrize("name", ["list.xlsx", "list.csv"])
def test_what_it_is_instead(refuse: Any, what: str, name: str) -> None:
    """The sentence says what the file is."""
    problem = refuse(NOT_SHEETS[what], name)
    assert problem.code == "file.not_a_sheet"
    assert what in str(problem)


def test_missing_empty_folder_and_too_big(tmp_path: Path, refuse: Any) -> None:
    """What the file system already tells."""
    for path, code in ((tmp_path / "no.xlsx", "file.missing"), (tmp_path, "file.not_a_sheet")):
        with pytest.raises(InputProblem) as caught:
            read_workbook(path)
        assert caught.value.code == code
    assert refuse(b"").code == "file.empty"
    assert refuse(b"\xef\xbb\xbf", "x.csv").code == "file.empty"
    assert refuse(b"\xef\xbb\xbf \r\n ", "x.csv").code == "file.empty"
    assert refuse(GOOD, limits=Limits(file_size=100)).code == "file.too_big"


def patched(data: bytes, at: int, new: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def directory_entry(data: bytes, name: bytes) -> int:
    """Where the entry of a part in the zip directory begins."""
    return data.rindex(name) - 46


def twice(name: str) -> bytes:
    buffer = io.BytesIO(GOOD)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, b"<x/>")
    return buffer.getvalue()


def test_damaged_archives(refuse: Any) -> None:
    """Cut off, altered, with parts no spreadsheet has."""
    sheet = b"xl/worksheets/sheet1.xml"
    entry = directory_entry(GOOD, sheet)
    middle = GOOD.index(sheet) + 200
    cases = {
        "cut": GOOD[:-300],
        "half": GOOD[: len(GOOD) // 2],
        "flipped": patched(GOOD, middle, bytes([GOOD[middle] ^ 0xFF])),
        "crc": patched(GOOD, entry + 16, b"\1\2\3\4"),
        "trailing": GOOD + b"more",
        "other name": patched(GOOD, GOOD.index(sheet), b"yl"),
        "upwards": changed(GOOD, **{"..__evil_dot_xml": b"x"}),
        "absolute": zipped({"/xl/workbook.xml": b"<x/>", **unzipped(GOOD)}),
        "twice": twice("xl/workbook.xml"),
        "twice in other case": zipped({**unzipped(GOOD), "XL/Workbook.xml": b"<x/>"}),
        "method": patched(patched(GOOD, entry + 10, b"\x0c\0"), GOOD.index(sheet) - 22, b"\x0c\0"),
        "no book": changed(GOOD, xl__workbook_dot_xml=None),
        "no sheet": changed(GOOD, xl__worksheets__sheet1_dot_xml=None),
        "broken book": changed(GOOD, xl__workbook_dot_xml=b"<workbook><sheets>"),
        "broken sheet": changed(
            GOOD, xl__worksheets__sheet1_dot_xml=b'<worksheet><sheetData><row r="1"><c r="A1"><v>1'
        ),
        "junk sheet": changed(GOOD, xl__worksheets__sheet1_dot_xml=bytes(100)),
        "string missing": strings_book('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', "<si><t>a</t></si>"),
        "way out": changed(
            GOOD,
            xl___rels__workbook_dot_xml_dot_rels=unzipped(GOOD)["xl/_rels/workbook.xml.rels"].replace(
                b"/xl/worksheets/sheet1.xml", b"../../../etc/passwd"
            ),
        ),
        "outside the grid": sheet_book('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        "below the grid": sheet_book('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
        "row 0": sheet_book('<row r="0"><c r="A0"><v>1</v></c></row>'),
    }
    for name, data in cases.items():
        assert (name, refuse(data).code) == (name, "file.damaged")


def test_what_the_file_says_is_not_said_at_length(refuse: Any) -> None:
    """A name of any length in the file does not make a sentence of that length."""
    assert len(str(refuse(sheet_book(f'<row r="{"9" * 70_000}"><c><v>1</v></c></row>')))) < 500


def test_encrypted_archive(refuse: Any) -> None:
    """A zip with a password is no workbook with a password."""
    entry = directory_entry(GOOD, b"xl/worksheets/sheet1.xml")
    problem = refuse(patched(GOOD, entry + 8, b"\1\0"))
    assert problem.code == "file.not_a_sheet"
    assert "password" in str(problem)


def overlapping() -> bytes:
    """Two directory entries over one part."""
    first, second = (
        directory_entry(GOOD, b"xl/worksheets/sheet1.xml"),
        directory_entry(GOOD, b"xl/workbook.xml"),
    )
    return patched(GOOD, second + 42, GOOD[first + 42 : first + 46])


def lying() -> bytes:
    """A part that holds more than the directory says."""
    entry, local = (
        directory_entry(GOOD, b"xl/worksheets/sheet1.xml"),
        GOOD.index(b"xl/worksheets/sheet1.xml") - 30,
    )
    small = struct.pack("<L", 100)
    return patched(patched(GOOD, entry + 24, small), local + 22, small)


def test_bombs(refuse: Any) -> None:
    """Refused at once, by count, by announced size, by what comes out, by repeats."""
    cases = {
        "parts": zipped({f"xl/{number}.xml": b"" for number in range(2_001)}),
        "announced": patched(
            GOOD, directory_entry(GOOD, b"xl/workbook.xml") + 24, struct.pack("<L", 600 << 20)
        ),
        "overlap": overlapping(),
        "lying": lying(),
        "rows repeated": ods_book(
            '<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell'
            ' table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
            "</table:table-row></table:table>"
        ),
        "wide rows": sheet_book(
            "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 600)), after=""
        ),
    }
    started = time.monotonic()
    found = {name: refuse(data, limits=Limits(cells=5_000_000)).code for name, data in cases.items()}
    assert found == dict.fromkeys(cases, "file.bomb")
    assert time.monotonic() - started < 20


def test_shared_text_bomb(refuse: Any) -> None:
    """One long text that a thousand cells refer to."""
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1_001))
    data = strings_book(cells, "<si><t>" + "a" * 900_000 + "</t></si>")
    assert refuse(data, limits=Limits(output=64 << 20), apart=True).code == "file.bomb"


ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "docProps/core.xml"]
)
def test_document_types(refuse: Any, part: str) -> None:
    """No part may bring rules of its own."""
    parts = unzipped(strings_book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<si><t>a</t></si>"))
    parts[part] = ENTITY + parts[part]
    assert refuse(zipped(parts)).code == "file.xml"


def test_document_type_in_other_encodings_and_formats(refuse: Any) -> None:
    """UTF-16, OpenDocument, Excel 2003."""
    sheet = unzipped(GOOD)["xl/worksheets/sheet1.xml"]
    utf16 = ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x>' + sheet.decode()).encode("utf-16")
    assert refuse(changed(GOOD, xl__worksheets__sheet1_dot_xml=utf16)).code == "file.xml"
    ods = unzipped(ods_book("<table:table/>"))
    ods["content.xml"] = ods["content.xml"].replace(b"?>", b"?>" + ENTITY)
    assert refuse(zipped(ods), "x.ods").code == "file.xml"
    xml = ENTITY + b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    assert refuse(xml, "x.xls").code == "file.xml"


def test_deep_and_long_markup(refuse: Any) -> None:
    """Nesting and single texts have an end."""
    frame = unzipped(GOOD)["xl/workbook.xml"]
    deep = frame.replace(b"<sheets>", b"<a>" * 200 + b"</a>" * 200 + b"<sheets>")
    assert refuse(changed(GOOD, xl__workbook_dot_xml=deep)).code == "file.xml"
    long = "a" * 1_100_000
    for mark in "\"'":
        cell = f"<row r='1'><c r={mark}A1{mark} t='str'><v>{long}</v></c></row>"
        assert refuse(sheet_book(cell)).code == "file.bomb"
    cell = f"<table:table-cell><text:p>{long}</text:p></table:table-cell>"
    assert (
        refuse(ods_book(f"<table:table><table:table-row>{cell}</table:table-row></table:table>")).code
        == "file.bomb"
    )


def test_timeout_and_cancel(tmp_path: Path) -> None:
    """Too slow, or no longer wanted: over within a second, with nothing left behind."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(rows_book(*[(row,) * 20 for row in range(3_000)]))
    with pytest.raises(InputProblem) as slow:
        read_workbook(path, limits=Limits(small_seconds=0.01))
    assert slow.value.code == "file.timeout"
    started = time.monotonic()
    with pytest.raises(InputProblem) as cancelled:
        read_workbook(path, cancelled=lambda: True)
    assert cancelled.value.code == "file.cancelled"
    assert time.monotonic() - started < 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.xlsx"]


def test_memory_limit(refuse: Any) -> None:
    """A reader that runs out of memory is put away in words."""
    data = rows_book(*[tuple(f"text {row} {column}" for column in range(20)) for row in range(5_000)])
    assert refuse(data, limits=Limits(memory=2 << 20), apart=True).code in (
        "file.bomb",
        "file.reader_stopped",
    )
