"""What .xlsx files hold and how they may be spelled."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.intake.read.making import (
    MAIN,
    book,
    changed,
    rows_book,
    sheet_book,
    strings_book,
    unzipped,
    zipped,
)

from ilrs_desk.intake.sheets import CellError


def codes(workbook: Any) -> set[str]:
    return {problem.code for problem in workbook.warnings}


def test_values_of_every_type(read: Any) -> None:
    """Numbers, dates, times, lengths, truth, text that looks like a formula, escapes."""

    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.active
        sheet.append([1, 2.5, True, False, date(2024, 2, 29), datetime(2024, 5, 1, 12, 30, 5), time(3, 4)])
        sheet.append([timedelta(hours=30, minutes=5), 8613800138000, 1e300, "  padded ", "   ", "null", -7])
        for column, text in enumerate(["=1+1", "+86 138", "@x", "a\nb", "_x0041_"], 1):
            sheet.cell(3, column).value = text
            sheet.cell(3, column).data_type = "s"

    rows = read(book(fill)).sheets[0].rows
    assert rows[0] == [1, 2.5, True, False, date(2024, 2, 29), datetime(2024, 5, 1, 12, 30, 5), time(3, 4)]
    assert rows[1] == ["30:05:00", 8613800138000, 1e300, "  padded ", None, "null", -7]
    assert [type(cell) for cell in rows[0][:3]] == [int, float, bool]
    assert rows[2] == ["=1+1", "+86 138", "@x", "a\nb", "A"]


def test_dates_of_1904(read: Any) -> None:
    """The other date system gives the same days."""

    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.epoch = CALENDAR_MAC_1904
        workbook.active.append([date(2024, 2, 29), datetime(2024, 5, 1, 12, 30, 5)])

    workbook = read(book(fill))
    assert workbook.epoch1904
    assert workbook.sheets[0].rows == [[date(2024, 2, 29), datetime(2024, 5, 1, 12, 30, 5)]]


def test_structure(read: Any) -> None:
    """Merged cells, hidden rows, columns and sheets, and chart sheets left out."""

    def fill(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.active
        for row in range(1, 8):
            sheet.append([row, "b", "c", "d"])
        sheet.merge_cells("B2:C3")
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["D"].hidden = True
        workbook.create_sheet("lists").append(["x"])
        workbook["lists"].sheet_state = "veryHidden"
        workbook.create_chartsheet("chart")

    workbook = read(book(fill))
    first, second = workbook.sheets
    assert (first.merged, first.hidden_rows, first.hidden_columns) == ([(1, 1, 2, 2)], {3}, {3})
    assert (second.name, second.hidden) == ("lists", True)
    assert codes(workbook) == {"file.hidden_rows", "file.hidden_columns", "file.hidden_sheet"}


def test_columns_hidden_to_the_edge_are_no_news(read: Any) -> None:
    """Many hide all columns beyond their list; only those that hold something count."""
    hide = '<cols><col min="2" max="2" hidden="1" width="0"/><col min="4" max="16384" hidden="true" width="0"/></cols>'
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="9" hidden="1"/>'
    workbook = read(sheet_book(cells, before=hide))
    assert (workbook.sheets[0].hidden_columns, workbook.sheets[0].hidden_rows) == ({1}, frozenset())
    assert codes(workbook) == {"file.hidden_columns"}


def test_errors_and_formulas(read: Any) -> None:
    """Error cells are errors, not blanks; a formula is its stored value; one never calculated is told."""
    workbook = read(
        sheet_book(
            '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
            '<c r="C1"><f>X()</f></c><c r="D1" t="str"><f>"a"</f><v>a</v></c>'
            '<c r="E1" s="0" t="e"><v>#N/A</v></c></row>'
        )
    )
    assert workbook.sheets[0].rows == [[2, CellError("#DIV/0!"), None, "a", CellError("#N/A")]]
    messages = {problem.code: str(problem.message) for problem in workbook.warnings}
    assert set(messages) == {"file.formulas", "file.formulas_unsaved", "file.error_cells"}
    assert "cells: 4." in messages["file.formulas"]
    assert "as empty: 1." in messages["file.formulas_unsaved"]
    assert "B1, E1" in messages["file.error_cells"]


ONE = '<c r="A1"><v>1</v></c>'
ODD_SPELLINGS = {
    "prefixed": sheet_book(
        '<x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row>',
        root=f'<x:worksheet xmlns:x="{MAIN}">',
    ),
    "single quotes": sheet_book("<row r='2'><c r='B2' t='str'><v>a</v></c></row>"),
    "no references": sheet_book('<row/><row><c/><c t="str"><v>a</v></c></row>'),
    "attributes in another order": sheet_book(
        '<row spans="1:2" r="2"><c t="str" s="0" r="B2"><v>a</v></c></row>'
    ),
    "lying dimension": sheet_book(
        '<row r="2"><c r="B2" t="str"><v>a</v></c></row>', before='<dimension ref="A1"/>'
    ),
    "rows out of order": sheet_book('<row r="3"/><row r="2"><c r="B2" t="str"><v>a</v></c></row>'),
    "comment inside": sheet_book(
        '<row r="2"><!-- <c r="A1"><v>9</v></c> --><c r="B2" t="str"><v>a</v></c></row>'
    ),
    "character data section": sheet_book('<row r="2"><c r="B2" t="str"><v><![CDATA[a]]></v></c></row>'),
    "spaces in tags": sheet_book('<row r="2" ><c r="B2" t="str" ><v >a</v ></c ></row >'),
    "phonetic run": sheet_book(
        '<row r="2"><c r="B2" t="inlineStr"><is><r><t>a</t></r><rPh sb="0" eb="1"><t>zz</t></rPh></is></c></row>'
    ),
}


@pytest.mark.parametrize("spelling", sorted(ODD_SPELLINGS))
def test_odd_spellings_are_read_plainly(read: Any, spelling: str) -> None:
    """However the XML is written, the cell is where its sender sees it."""
    assert read(ODD_SPELLINGS[spelling]).sheets[0].rows == [[], [None, "a"]]


def test_shared_texts(read: Any) -> None:
    """Rich text joined, phonetic guides left out, spaces kept, by either reader."""
    cells = '<row r="1"><c r={0}A1{0} t="s"><v>2</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
    texts = (
        '<si><t xml:space="preserve"> b </t></si><si/>'
        "<si><r><t>東</t></r><r><t>京</t></r><rPh><t>トウ</t></rPh></si>"
    )
    for mark in "\"'":
        assert read(strings_book(cells.format(mark), texts)).sheets[0].rows == [["東京", " b "]]


def test_utf16_part(read: Any) -> None:
    """A sheet in UTF-16, as some exporters write."""
    data = sheet_book('<row r="1"><c r="A1" t="str"><v>é</v></c></row>')
    xml = '<?xml version="1.0" encoding="UTF-16"?>' + unzipped(data)["xl/worksheets/sheet1.xml"].decode()
    assert read(changed(data, xl__worksheets__sheet1_dot_xml=xml.encode("utf-16"))).sheets[0].rows == [["é"]]


def test_strict_variant(read: Any) -> None:
    """Strict OOXML has other names for everything and the same cells."""
    parts = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, data in unzipped(rows_book(("a", 1, date(2024, 1, 2)))).items()
    }
    assert read(zipped(parts)).sheets[0].rows == [["a", 1, date(2024, 1, 2)]]


def test_wrong_case_and_backslashes_in_part_names(read: Any) -> None:
    """Part names are the same whatever their case and slashes."""
    parts = {
        name.replace("xl/worksheets/", "xl\\Worksheets\\"): data
        for name, data in unzipped(rows_book(("a", 1))).items()
    }
    assert read(zipped(parts)).sheets[0].rows == [["a", 1]]


def test_a_stray_cell_far_away(read: Any) -> None:
    """A space typed far out does not spoil an honest sheet, and a text there is kept."""
    near = '<row r="1"><c r="A1" t="str"><v>name</v></c></row>'
    space = '<row r="60000"><c r="XFD60000" t="str"><v xml:space="preserve"> </v></c></row>'
    assert read(sheet_book(near + space), apart=True).sheets[0].rows == [["name"]]
    corner = '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>'
    sheet = read(sheet_book(near + corner), apart=True).sheets[0]
    assert (sheet.total_rows, sheet.width, sheet.cell(1_048_575, 16_383)) == (1_048_576, 16_384, "x")


def test_formatting_to_the_bottom(read: Any) -> None:
    """Styled empty cells count for nothing."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="0"/><c r="XFD{row}" s="0"/></row>' for row in range(2, 20_000)
    )
    workbook = read(sheet_book('<row r="1"><c r="A1"><v>1</v></c></row>' + rows))
    assert workbook.sheets[0].rows == [[1]]
    assert not workbook.warnings


def test_links_and_macros(read: Any, refuse: Any) -> None:
    """Links to other files are told and not followed; macros too, unless the name hides them."""
    links = changed(
        rows_book(("a",)),
        xl__externalLinks__externalLink1_dot_xml=b"<externalLink/>",
        xl__connections_dot_xml=b"<c/>",
    )
    assert codes(read(links)) == {"file.external_links"}
    macros = changed(rows_book(("a",)), xl__vbaProject_dot_bin=b"x")
    workbook = read(macros, "x.xlsm")
    assert (workbook.format, codes(workbook)) == ("xlsm", {"file.macros_ignored"})
    assert refuse(macros, "x.xlsx").code == "file.macros_disguised"


def test_many_sheets_keep_their_order_and_numbers(read: Any) -> None:
    """Empty sheets stay, leading blank rows and columns count."""

    def fill(workbook: openpyxl.Workbook) -> None:
        workbook.active.title = "empty"
        for name in ("二", "three"):
            workbook.create_sheet(name)["C4"] = name

    workbook = read(book(fill))
    assert [sheet.name for sheet in workbook.sheets] == ["empty", "二", "three"]
    assert workbook.sheets[0].rows == []
    assert workbook.sheets[1].rows == [[], [], [], [None, None, "二"]]


def test_a_full_sheet_is_told(read: Any) -> None:
    """A list that ends at the last row there is may have been cut."""
    workbook = read(sheet_book('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), apart=True)
    assert "file.maybe_cut" in codes(workbook)


def test_progress_and_sizes(read: Any) -> None:
    """Progress rises to 1; the digest is that of the file."""
    import hashlib

    data, seen = rows_book(*[(row, "text") for row in range(3_000)]), list[float]()
    workbook = read(data, progress=seen.append)
    once = seen[: seen.index(1.0) + 1]
    assert once == sorted(once)
    assert len(once) > 3
    assert (workbook.sha256, workbook.size, workbook.format) == (
        hashlib.sha256(data).hexdigest(),
        len(data),
        "xlsx",
    )
    assert workbook.sheets[0].total_rows == 3_000
