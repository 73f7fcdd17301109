"""Sheets of a workbook as they are read and printed: contents with links, figures, seats, charts, paper, direction."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image
from tests.reports.inspector import living_parts
from tests.reports.made_documents import COUNTRIES, front, hard_document
from tests.reports.test_xlsx import one_column, part_of

from ilrs_desk.reports.document import Column, Document, Page, Paper, Table, TableBlock
from ilrs_desk.reports.style import Style
from ilrs_desk.reports.xlsx import write_xlsx


def links_of(sheet: Any) -> list[tuple[str, Any]]:
    """Where the cells of the sheet lead, and what they say."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return [(cell.hyperlink.location, cell.value) for cell in cells]


def test_a_workbook_of_several_sections_begins_with_links_to_all_of_them_and_back(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    document = hard_document(20)
    write_xlsx(document, path)
    assert living_parts(path) == []
    book = openpyxl.load_workbook(path)
    titles = [section.title for section in document.sections]
    assert book.sheetnames == ["Contents", *titles]
    contents = book["Contents"]
    words = [str(row[0].value) for row in contents.iter_rows(max_col=1) if row[0].value is not None]
    assert words[0] == document.title
    for part in (document.office, document.moment, document.rules, document.filter_words):
        assert any(part in line for line in words)
    assert links_of(contents) == [(f"'{title}'!A1", title) for title in titles]
    for title in titles:
        assert links_of(book[title]) == [("'Contents'!A1", "Back to the contents")]
    records = book["Personnel"]
    assert records.print_area.replace("$", "").endswith("A1:H21")
    assert records["I1"].value is None


def test_a_document_of_one_section_is_one_sheet_without_links(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(one_column(["x"]), path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Records"]
    assert links_of(book["Records"]) == []


def test_a_sheet_tells_of_which_day_by_which_rules_and_for_whom_on_each_page(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    document = replace(hard_document(5), style=Style(organisation="Lunar & Co", footer="Footer of ours"))
    write_xlsx(document, path)
    for sheet in openpyxl.load_workbook(path).worksheets:
        assert sheet.oddHeader.left.text == "Lunar && Co · Coordination office"
        assert sheet.oddHeader.center.text == sheet.title
        assert sheet.oddHeader.right.text == document.moment
        foot = sheet.oddFooter.left.text.split("\n")
        assert foot[0] == document.rules
        assert foot[1].startswith("Region: Africa, Asia")
        assert foot[2].startswith("For internal use")
        assert foot[3] == "Footer of ours"
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert len(str(sheet.oddFooter)) < 255


def test_feet_too_long_for_a_workbook_end_in_dots(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    document = replace(hard_document(5), rules="&" * 300, filter_words="x" * 900, office="国" * 300)
    write_xlsx(document, path)
    sheet = openpyxl.load_workbook(path).worksheets[1]
    assert len(str(sheet.oddFooter)) <= 255
    assert len(str(sheet.oddHeader)) <= 255
    assert "…" in sheet.oddFooter.left.text
    assert "For internal" in sheet.oddFooter.left.text


def test_figures_stay_numbers_and_show_their_target(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    words = {"{value} of {target}": '{value} "von" {target}'}
    write_xlsx(replace(hard_document(5), own_words=words), path)
    sheet = openpyxl.load_workbook(path)["Progress"]
    found = {cell.value: cell.number_format for row in sheet.iter_rows(min_row=5, max_row=9) for cell in row}
    assert found[17] == '#,##0" von 50"'
    assert found[1234] == '#,##0" von 5,000"'
    assert found[5000] == "#,##0"


def test_seats_are_cells_that_say_what_their_colour_means(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(hard_document(5), path)
    sheet = openpyxl.load_workbook(path)["Progress"]
    rows = list(sheet.iter_rows())
    taken = sum(COUNTRIES[at % len(COUNTRIES)][4] for at in range(23))
    at = next(number for number, row in enumerate(rows) if row[0].value == "The fifty seats") + 1
    codes, labels, stages = ([cell.value for cell in rows[at + step][:7]] for step in range(3))
    assert codes == [one[0] for one in COUNTRIES]
    assert labels == [one[1] for one in COUNTRIES]
    assert stages == [one[3] if one[4] else f"{one[3]} · not counted" for one in COUNTRIES]
    assert rows[at][0].fill.fgColor.rgb != rows[at][1].fill.fgColor.rgb
    assert sum(cell.value == "free" for row in rows for cell in row) == 50 - taken


def test_each_kind_of_chart_is_native_and_claims_are_marks(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(hard_document(5), path)
    line, bars, bars_again, columns = openpyxl.load_workbook(path)["Progress"]._charts
    assert [type(one).__name__ for one in (line, bars, columns)] == ["LineChart", "BarChart", "BarChart"]
    assert (bars.type, bars_again.type, columns.type) == ("bar", "bar", "col")
    curve, _, claims = line.series
    assert (curve.graphicalProperties.line.noFill, claims.marker.symbol) == (False, "diamond")
    assert claims.graphicalProperties.line.noFill is True
    assert b'<dispBlanksAs val="gap"' in part_of(path, "xl/charts/chart1.xml")
    assert claims.val.numRef.f.count("$D$") == 2


def test_a_table_on_a_page_is_one_of_the_workbooks_own(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(hard_document(5), path)
    book = openpyxl.load_workbook(path)
    tables = {name: (sheet, ref) for sheet in book.worksheets for name, ref in sheet.tables.items()}
    assert len(tables) == sum(len(sheet.tables) for sheet in book.worksheets) == 5
    sheet, ref = tables["Pipeline"]
    (header, first, *_) = sheet[ref]
    assert [cell.value for cell in header] == ["Stage", "Partners", "Share"]
    assert [cell.value for cell in first] == ["Stage number 1", 0, 0]


def test_a_chart_and_a_board_are_not_cut_by_the_end_of_a_page(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(hard_document(5), path)
    sheet = openpyxl.load_workbook(path)["Progress"]
    breaks = [one.id for one in sheet.row_breaks.brk]
    assert breaks == sorted(set(breaks))
    for chart in sheet._charts[:4]:
        first = chart.anchor._from.row + 1
        last = first + round(chart.anchor.ext.height / 12_700 / 15)
        assert not [one for one in breaks if first <= one < last]


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, "9"), (Paper.LETTER, "1")])
def test_paper_and_direction_of_print(tmp_path: Path, paper: Paper, size: str) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(replace(hard_document(5), paper=paper), path)
    book = openpyxl.load_workbook(path)
    assert {str(sheet.page_setup.paperSize) for sheet in book.worksheets} == {size}
    directions = {sheet.title: sheet.page_setup.orientation for sheet in book.worksheets}
    assert directions["Progress"] == "landscape"
    assert directions["Nothing to show"] == "portrait"
    wide = book["A table with many columns"]
    assert wide.page_setup.fitToWidth == 3
    assert wide.print_title_cols == "$A:$A"


def test_a_page_for_one_sheet_of_paper_is_fitted_to_it(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    page = replace(front(), single=True)
    write_xlsx(Document("T", (page,)), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)


def test_a_language_that_runs_leftward_turns_its_sheets_around(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    english, own = front(), replace(front(), title="Own", language="ar")
    write_xlsx(Document("T", (english, own)), path)
    book = openpyxl.load_workbook(path)
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in book.worksheets] == [False, False, True]
    assert (book["Progress"]["A1"].alignment.horizontal, book["Own"]["A1"].alignment.horizontal) == (
        "left",
        "right",
    )


def test_the_style_of_the_office_is_in_heads_charts_and_first_sheet(tmp_path: Path) -> None:
    logo = tmp_path / "logo.jpg"
    Image.new("RGB", (300, 100), "red").save(logo, exif=b"Exif\x00\x00secret-camera")
    path = tmp_path / "out.xlsx"
    write_xlsx(replace(hard_document(5), style=Style("Office", logo, "#FFE08A", "#0A7A5B")), path)
    assert living_parts(path) == []
    book = openpyxl.load_workbook(path)
    (picture,) = book["Contents"]._images
    assert picture.width == pytest.approx(picture.height * 3, abs=1)
    head = book["Personnel"]["A1"]
    assert (head.fill.fgColor.rgb[-6:], head.font.color.rgb[-6:]) == ("FFE08A", "1B2430")
    line = book["Progress"]._charts[0]
    assert line.series[0].graphicalProperties.line.solidFill.srgbClr == "FFE08A"
    assert b"secret-camera" not in part_of(path, "xl/media/image1.png")


@pytest.mark.parametrize(
    ("lengths", "repeated"), [((5, 90), True), ((90, 5), True), ((5, 5), False), ((90, 90), False)]
)
def test_the_head_of_the_one_table_that_goes_over_pages_is_repeated(
    tmp_path: Path, lengths: tuple[int, int], repeated: bool
) -> None:
    path = tmp_path / "out.xlsx"
    blocks = [
        TableBlock(
            Table(f"T{length}", (Column(f"Head {length}"),), tuple((f"x{row}",) for row in range(length)))
        )
        for length in lengths
    ]
    write_xlsx(Document("T", (Page("P", (40, 40), tuple(blocks)),)), path)
    sheet = openpyxl.load_workbook(path)["P"]
    rows = sheet.print_title_rows
    assert (sheet.cell(int(rows.split("$")[-1]), 1).value == "Head 90") if repeated else rows is None
