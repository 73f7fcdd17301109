"""Binary workbooks, large compound files, and archives with 64-bit sizes."""

from __future__ import annotations

import struct
from typing import Any

from tests.intake.read.making import changed, compound, record, rows_book, xls_book, xlsb_book, xlsb_row

from ilrs_desk.intake.read.zips import content, directory
from ilrs_desk.intake.sheets import CellError

TEXT = struct.pack("<L", 3) + "имя".encode("utf-16-le")


def test_binary_workbook(read: Any, refuse: Any) -> None:
    """Text, number and truth; macros told, or refused under a plain name."""
    data = xlsb_book(xlsb_row(0, (6, TEXT)) + xlsb_row(2, (5, struct.pack("<d", 42.0)), (4, b"\1")))
    workbook = read(data, "x.xlsb")
    assert (workbook.format, workbook.sheets[0].rows) == ("xlsb", [["имя"], [], [42, True]])
    macros = changed(data, xl__vbaProject_dot_bin=b"x")
    assert [w.code for w in read(macros, "x.xlsb").warnings] == ["file.macros_ignored"]
    assert refuse(macros, "x.xlsx").code == "file.macros_disguised"
    assert [w.code for w in read(data, "x.xlsx").warnings] == ["file.other_format"]
    assert refuse(changed(data, xl__workbook_dot_bin=b"\x83\x01\xff"), "x.xlsb").code == "file.damaged"


def test_what_a_binary_workbook_says_beside_its_values(read: Any) -> None:
    """Errors, also of formulas; hidden rows and columns, merged cells, formulas, links, the date system."""
    formula = struct.pack("<H2L", 0, 0, 0)
    cells = xlsb_row(0, (6, TEXT), (3, b"\x07"), (5, struct.pack("<d", 1.5))) + xlsb_row(
        1, (11, b"\x2a" + formula), (9, struct.pack("<d", 2.5) + formula), hidden=True
    )
    merged = struct.pack("<4L", 0, 1, 3, 4)
    columns = struct.pack("<4LH", 2, 2, 2560, 0, 1)
    data = xlsb_book(cells, columns=columns, merged=merged, date1904=True)
    workbook = read(changed(data, xl__externalLinks__a_dot_bin=b""), "x.xlsb")
    (sheet,) = workbook.sheets
    assert sheet.rows == [["имя", CellError("#DIV/0!"), 1.5], [CellError("#N/A"), 2.5]]
    assert (sheet.hidden_rows, sheet.hidden_columns, sheet.merged) == ({1}, {2}, [(0, 3, 1, 4)])
    assert workbook.epoch1904
    assert {w.code for w in workbook.warnings} == {
        "file.error_cells",
        "file.formulas",
        "file.hidden_rows",
        "file.hidden_columns",
        "file.external_links",
    }


def zip64(data: bytes) -> bytes:
    """The archive with its sizes and places in 64-bit fields, as streaming writers leave them."""
    end = data.rindex(b"PK\5\6")
    count, size, offset = struct.unpack_from("<H2L", data, end + 10)
    table, at, found = data[offset : offset + size], 0, b""
    while at < len(table):
        name, extra, comment = struct.unpack_from("<3H", table, at + 28)
        packed, whole = struct.unpack_from("<2L", table, at + 20)
        (place,) = struct.unpack_from("<L", table, at + 42)
        field = struct.pack("<2H3Q", 1, 24, whole, packed, place)
        head = bytearray(table[at : at + 46])
        head[20:28], head[30:32], head[42:46] = b"\xff" * 8, struct.pack("<H", len(field)), b"\xff" * 4
        found += bytes(head) + table[at + 46 : at + 46 + name] + field
        at += 46 + name + extra + comment
    record64 = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(found), offset)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, offset + len(found), 1)
    last = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:offset] + found + record64 + locator + last


def test_wide_archives(refuse: Any) -> None:
    """64-bit fields are read like the others, and damage in them is damage."""
    plain = rows_book(("a", 1))
    wide = zip64(plain)
    parts = directory(wide, 2_000, 1 << 30)
    assert {name: content(wide, part) for name, part in parts.items()} == {
        name: content(plain, part) for name, part in directory(plain, 2_000, 1 << 30).items()
    }
    locator = wide.rindex(b"PK\6\7")
    for broken in (
        wide.replace(b"PK\6\7", b"PX\6\7"),
        wide[: locator + 8] + b"\xff" * 8 + wide[locator + 16 :],
    ):
        assert refuse(broken).code == "file.damaged"
    assert refuse(wide.replace(struct.pack("<2H", 1, 24), struct.pack("<2H", 2, 24))).code == "file.damaged"


def test_large_compound_files(read: Any) -> None:
    """Beyond seven megabytes the table of sectors is listed in sectors of its own."""
    numbers = b"".join(
        record(0x203, struct.pack("<3Hd", row, column, 0, row))
        for row in range(3_600)
        for column in range(120)
    )
    sheet = read(xls_book(numbers), "x.xls").sheets[0]
    assert (sheet.total_rows, sheet.width, sheet.cell(3_599, 119)) == (3_600, 120, 3_599)


def test_cells_that_could_not_be_read_are_told(read: Any) -> None:
    """A number that does not arrive is no silent loss; an empty text is none."""
    twice = record(0x203, struct.pack("<3Hd", 1, 0, 0, 5)) * 2
    empty = record(0x204, struct.pack("<4HB", 0, 0, 0, 0, 1))
    workbook = read(xls_book(empty + twice), "x.xls")
    assert workbook.sheets[0].rows == [[], [5]]
    assert [w.code for w in workbook.warnings] == ["file.cells_unread"]
    assert not read(xls_book(empty + twice[: len(twice) // 2]), "x.xls").warnings


def test_old_macros(read: Any) -> None:
    """The storage of macros in an .xls is told."""
    stream = xls_book(record(0x203, struct.pack("<3Hd", 0, 0, 0, 5)))[1024:5120]
    assert [
        w.code for w in read(compound({"Workbook": stream, "_VBA_PROJECT_CUR": b"x"}), "x.xls").warnings
    ] == ["file.macros_ignored"]
