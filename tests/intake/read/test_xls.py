"""Old Excel files: values from the fast reader, everything else from the records."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from tests.intake.read.making import compound, excel5_book, record, xls_book

from ilrs_desk.intake.read.ole import CompoundFile
from ilrs_desk.intake.sheets import CellError


def number(row: int, column: int, value: float) -> bytes:
    return record(0x203, struct.pack("<3Hd", row, column, 0, value))


def label(row: int, column: int, text: str) -> bytes:
    return record(0x204, struct.pack("<4HB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def error(row: int, column: int, code: int) -> bytes:
    return record(0x205, struct.pack("<3H2B", row, column, 0, code, 1))


def formula(row: int, column: int, result: bytes) -> bytes:
    return record(
        0x06, struct.pack("<3H", row, column, 0) + result + struct.pack("<HLH", 0, 0, 3) + b"\x1e\x01\x00"
    )


def test_values_errors_and_what_is_hidden(read: Any) -> None:
    """Numbers, texts, errors (also of formulas), hidden rows, columns and sheets, merged cells."""
    sheet = (
        record(0x7D, struct.pack("<5HH", 1, 2, 2000, 0, 1, 0))
        + record(0x208, struct.pack("<6HL", 1, 0, 5, 255, 0, 0, 0x20))
        + label(0, 0, "имя")
        + number(0, 1, 5.0)
        + error(1, 2, 7)
        + formula(1, 3, b"\2\0\x2a\0\0\0\xff\xff")
        + formula(2, 0, struct.pack("<d", 2.5))
        + record(0xE5, struct.pack("<5H", 1, 0, 0, 1, 2))
    )
    workbook = read(xls_book(sheet, label(3, 1, "x"), hidden=1), "x.xls")
    first, second = workbook.sheets
    assert first.rows == [["имя", 5], [None, None, CellError("#DIV/0!"), CellError("#N/A")], [2.5]]
    assert (first.hidden_columns, first.hidden_rows, first.merged) == ({1, 2}, {1}, [(0, 1, 0, 2)])
    assert (second.hidden, second.rows) == (True, [[], [], [], [None, "x"]])
    assert {w.code for w in workbook.warnings} == {
        "file.error_cells",
        "file.formulas",
        "file.hidden_rows",
        "file.hidden_columns",
        "file.hidden_sheet",
    }


def test_what_the_whole_book_says(read: Any) -> None:
    """The date system and links to other books."""
    extra = record(0x22, b"\1\0") + record(0x1AE, struct.pack("<H", 1) + b"\x05\0\0book1")
    workbook = read(xls_book(number(0, 0, 1), extra=extra), "x.xls")
    assert workbook.epoch1904
    assert [w.code for w in workbook.warnings] == ["file.external_links"]


@pytest.mark.parametrize(
    ("number_of_page", "page", "text"),
    [
        (1252, "cp1252", "Éva"),
        (1251, "cp1251", "Иванов"),
        (936, "gbk", "张伟"),
        (950, "big5", "陳美玲"),
        (932, "cp932", "佐藤"),
        (949, "cp949", "김민수"),
        (0x8000, "mac_roman", "Éva"),
        (10007, "mac_cyrillic", "Иванов"),
        (367, "ascii", "Anna"),
        (437, "cp437", "Éva"),
    ],
)
def test_excel_5_and_95(read: Any, number_of_page: int, page: str, text: str) -> None:
    """Texts in the code page of their machine, also of several bytes a letter, from cells and from formulas."""
    raw = text.encode(page)
    cells = (
        record(0x204, struct.pack("<4H", 0, 0, 0, len(raw)) + raw)
        + number(1, 0, 42.0)
        + error(1, 1, 7)
        + formula(2, 0, b"\0\0\0\0\0\0\xff\xff")
        + record(0x207, struct.pack("<H", len(raw)) + raw)
    )
    workbook = read(excel5_book(cells, number_of_page, raw), "x.xls")
    assert workbook.sheets[0].name == text
    assert workbook.sheets[0].rows == [[text], [42, CellError("#DIV/0!")], [text]]


def test_a_code_page_that_is_none(read: Any) -> None:
    """A number that names no code page: the letters may be odd, the list is read."""
    cells = record(0x204, struct.pack("<4H", 0, 0, 0, 4) + b"Anna")
    assert read(excel5_book(cells, 4711), "x.xls").sheets[0].rows == [["Anna"]]


def test_wrong_name(read: Any) -> None:
    """An old file under a new name is read and told."""
    workbook = read(xls_book(number(0, 0, 1)), "x.xlsx")
    assert (workbook.format, [w.code for w in workbook.warnings]) == ("xls", ["file.other_format"])


def test_other_compound_files(refuse: Any) -> None:
    """What else lies in such files is named."""
    for stream, word in (
        ("WordDocument", "Word"),
        ("PowerPoint Document", "PowerPoint"),
        ("x", "old Office"),
    ):
        problem = refuse(compound({stream: b"x"}), "x.xls")
        assert problem.code == "file.not_a_sheet"
        assert word in str(problem)


@pytest.mark.parametrize("length", [8, 100, 511, 600, 1100, 3000])
def test_cut_files(refuse: Any, length: int) -> None:
    """An old file that ends early is damaged, wherever it ends."""
    assert refuse(xls_book(number(0, 0, 1))[:length], "x.xls").code == "file.damaged"


def test_rings_in_the_tables_end(refuse: Any) -> None:
    """A chain that leads back to itself is no way to hang the reader."""
    data = bytearray(xls_book(number(0, 0, 1)))
    data[512 + 4 * 2 : 512 + 4 * 3] = struct.pack("<L", 1)
    assert refuse(bytes(data), "x.xls").code == "file.damaged"


def test_small_streams_are_found() -> None:
    """A stream below the cut-off lies in the root's own sectors."""
    data = bytearray(compound({"Workbook": b"x" * 4096}))
    root = data.index("Root Entry".encode("utf-16-le"))
    fat_chain = struct.pack("<2L", 0xFFFFFFFE, 0xFFFFFFFF)
    assert fat_chain
    data[56:60] = struct.pack("<L", 8192)
    data[60:64] = struct.pack("<L", 1)
    mini = [*range(1, 64), 0xFFFFFFFE]
    data[1024 : 1024 + 256] = struct.pack("<64L", *mini)
    data[root + 116 : root + 120] = struct.pack("<L", 1)
    data[root + 120 : root + 124] = struct.pack("<L", 4096)
    stream = data.index("Workbook".encode("utf-16-le"))
    data[stream + 116 : stream + 120] = struct.pack("<L", 0)
    found = CompoundFile(bytes(data)).stream("Workbook")
    assert len(found) == 4096
    assert found[256:] == b"x" * 3840
