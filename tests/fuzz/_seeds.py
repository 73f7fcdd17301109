"""The files that the fuzzer spoils: the sample returns, and one built file for each other format and feature."""

from __future__ import annotations

import io
import struct
from datetime import date, datetime, time
from pathlib import PurePath

import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.comments import Comment
from tests.intake.read.making import (
    book,
    changed,
    ods_book,
    record,
    strings_book,
    unzipped,
    xls_book,
    xlsb_book,
    xlsb_row,
    zipped,
)

from ilrs_desk.domain.resources import resource

ROWS = (
    ("Family name", "Given name", "Country", "E-mail", "Born", "Phone"),
    ("Иванов", "Пётр", "Россия", "p@example.org", date(1980, 2, 29), "+7 495 123-45-67"),
    ("王", "伟", "中国", "w@example.cn", date(1975, 12, 1), "010-12345678"),
    ("Szűcs", "Ildikó", "Magyarország", "i@example.hu", date(1990, 7, 8), "+36 1 234 5678"),
    ("Çağrı", "Gül", "Türkiye", "g@example.tr", date(1988, 1, 31), "0312 123 45 67"),
)
_STRICT = (
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def seeds() -> dict[str, bytes]:
    """File name → content."""
    found = {
        PurePath(path.name).name: path.read_bytes()
        for path in sorted(resource("samples").iterdir())
        if path.is_file()
    }
    rich = book(_rich)
    found |= {
        "rich.xlsx": rich,
        "strings.xlsx": _strings(),
        "strict.xlsx": strict(rich),
        "macros.xlsm": changed(rich, xl__vbaProject_dot_bin=struct.pack("<8L", *range(8))),
        "binary.xlsb": _xlsb(),
        "old.xls": _xls(),
        "list.ods": _ods(),
        "page.html": _page().encode(),
        "page.xls": _page().encode("utf-16"),
        "excel2003.xml": _xml2003().encode(),
        "silently_locked.xlsx": locked(rich, "VelvetSweatshop"),
        "locked.xlsx": locked(rich, "geheim"),
    }
    return found | _lists()


def strict(data: bytes) -> bytes:
    """The workbook in the strict form of its standard, which names everything otherwise."""
    parts = unzipped(data)
    for name, part in parts.items():
        for usual, stricter in _STRICT:
            part = part.replace(usual, stricter)
        parts[name] = part
    return zipped(parts)


def locked(data: bytes, password: str) -> bytes:
    """``data`` encrypted as Excel does today."""
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, buffer)
    return buffer.getvalue()


def _rich(workbook: openpyxl.Workbook) -> None:
    """Titles, merged and hidden, formulas, errors, dates, a second and a hidden sheet, a note."""
    sheet = workbook.active
    sheet.append(["Staff of the Institute, 2024"])
    sheet.merge_cells("A1:F1")
    for row in ROWS:
        sheet.append(row)
    sheet.append(["=1/0", "=A3", True, 1.5, datetime(2024, 5, 1, 10), time(3, 4)])
    sheet["B4"].comment = Comment("checked", "A")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["F"].hidden = True
    other = workbook.create_sheet("Институты")
    other.append(("Institution", "Country"))
    other.append(("Institute of Physics", "Serbia"))
    workbook.create_sheet("lists").sheet_state = "hidden"
    workbook["lists"].append(("yes", "no"))


def _strings() -> bytes:
    texts = "".join(
        f"<si><r><t>{text[:2]}</t></r><r><t>{text[2:]}</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>"
        for row in ROWS
        for text in map(str, row)
    )
    width = len(ROWS[0])
    rows = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{"ABCDEF"[c]}{r}" t="s"><v>{(r - 1) * width + c}</v></c>' for c in range(width))
        + "</row>"
        for r in range(1, len(ROWS) + 1)
    )
    return strings_book(rows, texts)


def _xlsb() -> bytes:
    rows = []
    for number, row in enumerate(ROWS):
        cells = [(6, struct.pack("<L", len(text)) + text.encode("utf-16-le")) for text in map(str, row)]
        rows.append(xlsb_row(number, *cells))
    rows.append(xlsb_row(len(ROWS), (5, struct.pack("<d", 42.0)), (3, b"\7"), (4, b"\1"), (2, b"\2\0\0\0")))
    return xlsb_book(b"".join(rows))


def _xls() -> bytes:
    cells = b""
    for number, row in enumerate(ROWS):
        for column, text in enumerate(map(str, row)):
            head = struct.pack("<4HB", number, column, 0, len(text), 1)
            cells += record(0x204, head + text.encode("utf-16-le"))
    cells += record(0x205, struct.pack("<3H2B", 9, 2, 0, 7, 1))
    cells += record(0x203, struct.pack("<3Hd", 9, 0, 0, 42.5))
    cells += record(0xE5, struct.pack("<5H", 1, 0, 0, 1, 2))
    return xls_book(cells, cells, hidden=1)


def _ods() -> bytes:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in map(str, row)
        )
        + '<table:table-cell table:number-columns-repeated="16378"/></table:table-row>'
        for row in ROWS
    )
    more = (
        '<table:table-row table:number-rows-repeated="3" table:visibility="collapse"><table:table-cell'
        ' office:value-type="date" office:date-value="2024-02-29" table:number-rows-spanned="2"/>'
        '<table:table-cell table:formula="of:=1/0" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048560"><table:table-cell/></table:table-row>'
    )
    return ods_book(f'<table:table table:name="S">{rows}{more}</table:table>')


def _page() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return (
        f"<html><head><meta charset='utf-8'></head><body><table>{rows}"
        "<tr><td colspan=2 rowspan=2>x<br>y</td></tr></table></body></html>"
    )


def _xml2003() -> str:
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in ROWS
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    spaces = f'xmlns="{space}" xmlns:ss="{space}"'
    more = (
        '<Row ss:Index="9"><Cell ss:Index="2" ss:MergeAcross="2"><Data ss:Type="Number">5</Data></Cell></Row>'
    )
    return (
        f'<?xml version="1.0"?><Workbook {spaces}><Worksheet ss:Name="a"><Table>{rows}{more}</Table>'
        "</Worksheet></Workbook>"
    )


def _lists() -> dict[str, bytes]:
    text = "\r\n".join(";".join(map(str, row)) for row in ROWS)
    russian = "\r\n".join(("Фамилия;Имя;Организация", *["Иванов;Пётр;Институт космических исследований"] * 9))
    chinese = "\n".join(("姓名,职务,单位", *["张伟,研究员,深空探测实验室"] * 9))
    return {
        "list.csv": text.encode(),
        "list.tsv": text.replace(";", "\t").encode("utf-16"),
        "list_1251.csv": russian.encode("cp1251"),
        "list_gb.csv": chinese.encode("gb18030"),
        "quoted.txt": "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS).encode("utf-8-sig"),
    }
