"""A file for each odd one that is asked about, read with a warning, or read plainly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import openpyxl
from tests.fuzz._attacks import HEAD, LIST, PEOPLE, Build, Case, csv, people, sheet_xml, with_sheet
from tests.fuzz._seeds import locked, strict
from tests.intake.read.making import (
    REL,
    book,
    changed,
    rows_book,
    strings_book,
    unzipped,
    zipped,
)


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
        lambda: with_sheet(
            '<c r="E2" t="inlineStr"><is><t>Institute of Space Physics</t></is></c>',
            '<c r="E2" t="e"><v>#N/A</v></c>',
        ),
        "file.error_cells",
    ),
    "hidden rows": ("a.xlsx", lambda: book(_hidden), "file.hidden_rows"),
    "hidden columns": ("a.xlsx", lambda: book(_hidden), "file.hidden_columns"),
    "HTML under .xls": ("a.xls", _html, "file.html_as_xls"),
    "CSV under .xls": ("a.xls", csv(LIST), "file.csv_as_xls"),
    "2003 XML under .xls": ("a.xls", _xml2003, "file.xml_as_xls"),
    "ragged rows": ("a.csv", csv(LIST + "Ext,Ra,Italy,e@example.org,I,more\n"), "file.ragged_rows"),
    "merged data cells": ("a.xlsx", lambda: book(_merged), "cells.merged"),
    "filled to the last row": (
        "a.csv",
        csv(LIST + "\n" * (65_536 - 5) + "A,B,Italy,z@example.org,I\n"),
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
    return with_sheet("</sheetData>", rows + "</sheetData>")


def _to_xfd() -> bytes:
    cells = "".join(f'<c r="{c}6" s="1"/>' for c in ("F", "ZZ", "XFD"))
    return with_sheet("</sheetData>", f'<row r="6">{cells}</row></sheetData>')


def _bare_cells() -> bytes:
    return changed(
        people(),
        xl__worksheets__sheet1_dot_xml=re.sub(r' r="[A-Z]*\d+"', "", sheet_xml()).encode(),
    )


def _prefixed() -> bytes:
    found = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", sheet_xml()).replace("xmlns=", "xmlns:x=", 1)
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
        lambda: with_sheet('ref="A1:E4"', 'ref="A1:A1"'),
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
    "CR line ends": ("a.csv", csv(LIST.replace("\n", "\r")), ""),
    "two BOMs": ("a.csv", lambda: b"\xef\xbb\xbf" * 2 + LIST.encode(), ""),
    "sep=;": ("a.csv", csv("sep=;\r\n" + LIST.replace(",", ";")), ""),
    "semicolons with decimal commas": ("a.csv", csv(LIST.replace(",", ";")), ""),
    "tabs": ("a.tsv", csv(LIST.replace(",", "\t")), ""),
    "bars": ("a.txt", csv(LIST.replace(",", "|")), ""),
    "UTF-16": ("a.csv", csv(LIST, "utf-16"), ""),
    "UTF-32": ("a.csv", csv(LIST, "utf-32"), ""),
}

ODD_NAMES: tuple[tuple[str, str], ...] = (
    ("محمد", "علي"),
    ("می\u200cخواهم", "رضا"),
    ("Rossi😀", "Anna"),
    ("Null", "Anna"),
    ("O", "U"),
    ("=1+1", "Anna"),
)
