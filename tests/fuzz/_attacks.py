"""A file for each item of the lists that say what an attack, a broken file or an odd one must come to."""

from __future__ import annotations

import io
import os
import random
import re
import struct
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable

import openpyxl
from tests.fuzz._seeds import locked, strict
from tests.intake.read.making import (
    REL,
    book,
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


def _sheet_xml() -> str:
    return unzipped(people())["xl/worksheets/sheet1.xml"].decode()


def _with_sheet(old: str, new: str) -> bytes:
    found = _sheet_xml()
    assert old in found
    return changed(people(), xl__worksheets__sheet1_dot_xml=found.replace(old, new, 1).encode())


def _with_part(name: str, old: bytes, new: bytes) -> bytes:
    parts = unzipped(people())
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new, 1)
    return zipped(parts)


def _patched(at: int, new: bytes, data: bytes) -> bytes:
    return data[:at] + new + data[at + len(new) :]


def _entry(data: bytes, name: bytes) -> int:
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
    first, second = _entry(data, b"xl/worksheets/sheet1.xml"), _entry(data, b"xl/workbook.xml")
    return _patched(second + 42, data[first + 42 : first + 46], data)


def _lying() -> bytes:
    data = people()
    entry, local = _entry(data, b"xl/worksheets/sheet1.xml"), data.index(b"xl/worksheets/sheet1.xml") - 30
    return _patched(local + 22, struct.pack("<L", 99), _patched(entry + 24, struct.pack("<L", 99), data))


def _late_damage() -> bytes:
    rows = [(f"N{n}", "A", "Italy", f"n{n}@example.org", os.urandom(20).hex()) for n in range(3_000)]
    data = rows_book(HEAD, *rows)
    at = data.index(b"xl/worksheets/sheet1.xml") + 60_000
    return _patched(at, bytes(b ^ 0xFF for b in data[at : at + 4]), data)


def _twice() -> bytes:
    data = io.BytesIO(people())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/Workbook.xml", b"<x/>")
    return data.getvalue()


def _crc() -> bytes:
    data = people()
    return _patched(_entry(data, b"xl/worksheets/sheet1.xml") + 16, b"\1\2\3\4", data)


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
    return changed(people(), xl__worksheets__sheet1_dot_xml=(lol + _sheet_xml()).encode())


def _csv(text: str, encoding: str = "utf-8") -> Build:
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
        lambda: _with_sheet("Rossi", "R" * 1_100_000),
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
        lambda: _with_part(
            "xl/_rels/workbook.xml.rels", b"/xl/worksheets/sheet1.xml", b"../../../etc/passwd"
        ),
        "file.damaged",
    ),
    "document types in XML": (
        "a.xlsx",
        lambda: _with_sheet("<worksheet", "<!DOCTYPE x><worksheet"),
        "file.xml",
    ),
    "cells outside the grid": ("a.xlsx", lambda: _with_sheet('r="B2"', 'r="XFE2"'), "file.damaged"),
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
        _csv(LIST + 'Quote,"Open,Italy,q@example.org,I\n' + "a,b,c,d,e\n" * 30),
        "file.csv_quote",
    ),
    "fields over 1 MB": ("a.csv", _csv(LIST + f'"{"x" * 1_100_000}",a,b,c,d\n'), "file.csv_field"),
    "BIFF 2": ("a.xls", lambda: b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(60), "file.not_a_sheet"),
    "BIFF 3": ("a.xls", lambda: b"\x09\x02\x06\x00\x00\x03\x10\x00\0\0" + bytes(60), "file.not_a_sheet"),
    "BIFF 4": ("a.xls", lambda: b"\x09\x04\x06\x00\x00\x04\x10\x00\0\0" + bytes(60), "file.not_a_sheet"),
    "an encrypted archive": (
        "a.xlsx",
        lambda: (lambda data: _patched(_entry(data, b"xl/workbook.xml") + 8, b"\1\0", data))(people()),
        "file.not_a_sheet",
    ),
}


def _two_tables(workbook: openpyxl.Workbook) -> None:
    for sheet in (workbook.active, workbook.create_sheet("Again")):
        for row in (HEAD, *PEOPLE):
            sheet.append(row)
    workbook["Again"].sheet_state = "hidden"


def _columns(*names: str) -> Build:
    return lambda: rows_book(
        names, *[tuple(f"{name[0]}{n} {name.lower()}" for name in names) for n in range(4)]
    )


ASK: dict[str, Case] = {
    "password": ("a.xlsx", lambda: locked(people(), "geheim"), "ask.password"),
    "encoding that cannot be proved": ("a.csv", lambda: "a;b\nЦР;x".encode("cp1251"), "ask.encoding"),
    "hidden sheet with a table": ("a.xlsx", lambda: book(_two_tables), "sheet.hidden file.hidden_sheet"),
    "date order that no cell proves": (
        "a.xlsx",
        lambda: rows_book((*HEAD, "Start date"), *[(*row, "03/04/2024") for row in PEOPLE]),
        "ask.date_order",
    ),
    "header row that cannot be told": (
        "a.xlsx",
        lambda: rows_book(*[(f"zq{n}", n * 7, f"wv{n}", n + 100) for n in range(12)]),
        "ask.header",
    ),
    "two columns with one name": (
        "a.xlsx",
        lambda: rows_book(
            (*HEAD, "Date", "Date"),
            *[(*row, f"2024-05-0{n}", f"2025-06-1{n}") for n, row in enumerate(PEOPLE, 1)],
        ),
        "ask.columns",
    ),
}


def _formulas(workbook: openpyxl.Workbook) -> None:
    for row in (HEAD, *PEOPLE):
        workbook.active.append(row)
    workbook.active["B3"] = '=UPPER("x")'


def _merged(workbook: openpyxl.Workbook) -> None:
    for row in (HEAD, *PEOPLE):
        workbook.active.append(row)
    workbook.active["E3"] = None
    workbook.active.merge_cells("E2:E3")


def _hidden(workbook: openpyxl.Workbook) -> None:
    for row in (HEAD, *PEOPLE):
        workbook.active.append(row)
    workbook.active.row_dimensions[3].hidden = True
    workbook.active.column_dimensions["E"].hidden = True


def _html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (HEAD, *PEOPLE))
    return f"<html><body><table>{rows}</table></body></html>".encode()


def _xml2003() -> bytes:
    rows = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in (HEAD, *PEOPLE)
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="a">'
        f"<Table>{rows}</Table></Worksheet></Workbook>"
    ).encode()


def _linked(part: str) -> Build:
    return lambda: zipped({**unzipped(people()), part: b"<x/>"})


def _person(**values: object) -> Build:
    """The list with one more person, whose cells are as given."""
    row = dict(zip(HEAD, ("Extra", "Person", "Italy", "extra@example.org", "Institute X"), strict=True))
    columns = {key.replace("_", " "): value for key, value in values.items()}
    names = [*HEAD, *[name for name in columns if name not in HEAD]]
    return lambda: rows_book(
        names,
        *[(*each, *[None] * (len(names) - 5)) for each in PEOPLE],
        [{**row, **columns}.get(n) for n in names],
    )


WARN: dict[str, Case] = {
    "macros": ("a.xlsm", lambda: changed(people(), xl__vbaProject_dot_bin=b"x"), "file.macros_ignored"),
    "external links": ("a.xlsx", _linked("xl/externalLinks/externalLink1.xml"), "file.external_links"),
    "connections": ("a.xlsx", _linked("xl/connections.xml"), "file.external_links"),
    "web queries": ("a.xlsx", _linked("xl/queryTables/queryTable1.xml"), "file.external_links"),
    "formula cells": ("a.xlsx", lambda: book(_formulas), "file.formulas"),
    "formula cells never calculated": ("a.xlsx", lambda: book(_formulas), "file.formulas_unsaved"),
    "error cells": (
        "a.xlsx",
        lambda: _with_sheet(
            '<c r="E2" t="inlineStr"><is><t>Institute of Space Physics</t></is></c>',
            '<c r="E2" t="e"><v>#N/A</v></c>',
        ),
        "file.error_cells",
    ),
    "hidden rows": ("a.xlsx", lambda: book(_hidden), "file.hidden_rows"),
    "hidden columns": ("a.xlsx", lambda: book(_hidden), "file.hidden_columns"),
    "HTML under .xls": ("a.xls", _html, "file.html_as_xls"),
    "CSV under .xls": ("a.xls", _csv(LIST), "file.csv_as_xls"),
    "2003 XML under .xls": ("a.xls", _xml2003, "file.xml_as_xls"),
    "ragged rows": ("a.csv", _csv(LIST + "Ext,Ra,Italy,e@example.org,I,more\n"), "file.ragged_rows"),
    "merged data cells": ("a.xlsx", lambda: book(_merged), "cells.merged"),
    "filled to the last row": (
        "a.csv",
        _csv(LIST + "\n" * (65_536 - 5) + "A,B,Italy,z@example.org,I\n"),
        "file.maybe_cut",
    ),
    "13-digit phones": ("a.xlsx", _person(Phone="8.61391E+12"), "phone.damaged"),
    "15-digit limit": ("a.xlsx", _person(Phone="8.61391234567812E+17"), "phone.damaged"),
    "invisible characters": ("a.xlsx", _person(Family_name="Ro\u200bssi\u2060ni"), "text.invisible"),
    "mixed scripts": ("a.xlsx", _person(Family_name="Pоpov"), "text.mixed_script"),
    "bidi controls": ("a.xlsx", _person(Family_name="\u202eisoR"), "text.bidi"),
    "NFD twins": ("a.xlsx", _person(Family_name=unicodedata.normalize("NFD", "Dvořák")), ""),
    "full-width twins": ("a.xlsx", _person(Family_name="Ｒｏｓｓｉ", Given_name="Ａｎｎａ"), ""),
    "text over a field's limit": ("a.xlsx", _person(Family_name="x" * 5_000), "text.long"),
    "doubled keys": ("a.xlsx", lambda: people(PEOPLE[0]), "row.repeated"),
}


def _formatted() -> bytes:
    rows = "".join(f'<row r="{r}" s="1" customFormat="1"/>' for r in range(5, 1_048_577))
    return _with_sheet("</sheetData>", rows + "</sheetData>")


def _to_xfd() -> bytes:
    cells = "".join(f'<c r="{c}6" s="1"/>' for c in ("F", "ZZ", "XFD"))
    return _with_sheet("</sheetData>", f'<row r="6">{cells}</row></sheetData>')


def _bare_cells() -> bytes:
    return changed(
        people(),
        xl__worksheets__sheet1_dot_xml=re.sub(r' r="[A-Z]*\d+"', "", _sheet_xml()).encode(),
    )


def _prefixed() -> bytes:
    found = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", _sheet_xml()).replace("xmlns=", "xmlns:x=", 1)
    return changed(people(), xl__worksheets__sheet1_dot_xml=found.encode())


def _strings(inner: Callable[[str], str]) -> bytes:
    rows = (HEAD, *PEOPLE)
    texts = "".join(f"<si>{inner(text)}</si>" for row in rows for text in row)
    cells = "".join(
        f'<row r="{r + 1}">'
        + "".join(f'<c r="{"ABCDE"[c]}{r + 1}" t="s"><v>{r * 5 + c}</v></c>' for c in range(5))
        + "</row>"
        for r in range(len(rows))
    )
    return strings_book(cells, texts)


def _chart_first() -> bytes:
    parts = unzipped(people())
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<sheets>", b'<sheets><sheet name="Chart" sheetId="9" r:id="rIdC" xmlns:r="' + REL.encode() + b'"/>'
    )
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdC" Type="{REL}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>'.encode(),
    )
    parts["xl/chartsheets/sheet1.xml"] = b"<chartsheet/>"
    return zipped(parts)


def _protected(workbook: openpyxl.Workbook) -> None:
    for row in (HEAD, *PEOPLE):
        workbook.active.append(row)
    workbook.active.protection.sheet = True


PLAINLY: dict[str, Case] = {
    "formatting to the last row": ("a.xlsx", _formatted, ""),
    "formatting to column XFD": ("a.xlsx", _to_xfd, ""),
    "dimensions that lie": (
        "a.xlsx",
        lambda: _with_sheet('ref="A1:E4"', 'ref="A1:A1"'),
        "",
    ),
    "no cell references": ("a.xlsx", _bare_cells, ""),
    "prefixed namespaces": ("a.xlsx", _prefixed, ""),
    "strict OOXML": ("a.xlsx", lambda: strict(people()), ""),
    "phonetic runs": (
        "a.xlsx",
        lambda: _strings(lambda t: f'<t>{t}</t><rPh sb="0" eb="1"><t>zzz</t></rPh>'),
        "",
    ),
    "rich text": (
        "a.xlsx",
        lambda: _strings(lambda t: f"<r><t>{t[:2]}</t></r><r><rPr><b/></rPr><t>{t[2:]}</t></r>"),
        "",
    ),
    "chart sheets": ("a.xlsx", _chart_first, ""),
    "protected sheets": ("a.xlsx", lambda: book(_protected), ""),
    "a workbook that Excel opens unasked": ("a.xlsx", lambda: locked(people(), "VelvetSweatshop"), ""),
    "CR line ends": ("a.csv", _csv(LIST.replace("\n", "\r")), ""),
    "two BOMs": ("a.csv", lambda: b"\xef\xbb\xbf" * 2 + LIST.encode(), ""),
    "sep=;": ("a.csv", _csv("sep=;\r\n" + LIST.replace(",", ";")), ""),
    "semicolons with decimal commas": ("a.csv", _csv(LIST.replace(",", ";")), ""),
    "tabs": ("a.tsv", _csv(LIST.replace(",", "\t")), ""),
    "bars": ("a.txt", _csv(LIST.replace(",", "|")), ""),
    "UTF-16": ("a.csv", _csv(LIST, "utf-16"), ""),
    "UTF-32": ("a.csv", _csv(LIST, "utf-32"), ""),
}

ODD_NAMES: tuple[tuple[str, str], ...] = (
    ("محمد", "علي"),
    ("می\u200cخواهم", "رضا"),
    ("Rossi😀", "Anna"),
    ("Null", "Anna"),
    ("O", "U"),
    ("=1+1", "Anna"),
)
