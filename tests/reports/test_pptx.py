"""The slide writer: the document in its order, native and editable, all within its slide, and nothing that acts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import to_excel
from PIL import Image
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from tests.reports.inspector import living_slides
from tests.reports.made_documents import COUNTRIES, NAMES, front, hard_document, people, trend
from tests.reports.test_xlsx import HOSTILE

from ilrs_desk.domain.problems import InputProblem
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
    SeatBoard,
    SeatTile,
    Table,
    TableBlock,
    Tile,
    TileRow,
)
from ilrs_desk.reports.pptx import write_pptx
from ilrs_desk.reports.pptx_tables import MOST_ROWS
from ilrs_desk.reports.style import Style


def written(document: Document, folder: Path) -> Any:
    path = folder / "out.pptx"
    write_pptx(document, path)
    return Presentation(str(path))


def texts(slide: Any) -> list[str]:
    """All words of the slide, in the order of its shapes."""
    return [text for shape in slide.shapes for text in texts_of(shape) if text.strip()]


def texts_of(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        yield shape.text_frame.text
    elif shape.has_table:
        for row in shape.table.rows:
            yield from (cell.text for cell in row.cells)
    elif shape.has_chart:
        yield shape.chart.chart_title.text_frame.text


def tables(presentation: Any) -> list[Any]:
    return [shape.table for slide in presentation.slides for shape in slide.shapes if shape.has_table]


def charts(presentation: Any) -> list[Any]:
    return [shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_stands_outside_a_slide_and_nothing_is_empty(tmp_path: Path, language: str) -> None:
    presentation = written(hard_document(40, language), tmp_path)
    assert (presentation.slide_width, presentation.slide_height) == (12_192_000, 6_858_000)
    for slide in presentation.slides:
        footer = min(shape.top for shape in slide.shapes if shape.name == "Footer")
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= presentation.slide_width
            low = shape.top + shape.height
            assert low <= (presentation.slide_height if shape.top >= footer else footer), shape.name
            if shape.is_placeholder:
                assert shape.text_frame.text.strip()


def test_sections_follow_each_other_as_in_the_document(tmp_path: Path) -> None:
    document = hard_document(20)
    presentation = written(document, tmp_path)
    titles = [slide.shapes.title.text_frame.text for slide in presentation.slides]
    assert titles[:2] == [document.title, "Contents"]
    begun = [title for title in titles[2:] if not title.endswith(" (continued)")]
    assert begun == [section.title for section in document.sections]


def test_every_line_of_the_contents_leads_to_its_section_and_back(tmp_path: Path) -> None:
    document = hard_document(10)
    presentation = written(document, tmp_path)
    slides = list(presentation.slides)
    contents = slides[1]
    lines = [shape for shape in contents.shapes if shape.click_action.target_slide is not None]
    assert [shape.text_frame.text for shape in lines[::2]] == [one.title for one in document.sections]
    for title, number in zip(lines[::2], lines[1::2], strict=True):
        target = title.click_action.target_slide
        assert target.shapes.title.text_frame.text == title.text_frame.text
        assert slides[int(number.text_frame.text) - 1].slide_id == target.slide_id
    for slide in slides[2:]:
        (back,) = [shape for shape in slide.shapes if shape.name == "Contents"]
        assert back.click_action.target_slide.slide_id == contents.slide_id


def test_a_long_list_of_sections_goes_on_on_the_next_slide_of_contents(tmp_path: Path) -> None:
    sections = tuple(Page(f"Agency {number}", (20,), (Paragraph("x"),)) for number in range(60))
    presentation = written(Document("Requests", sections), tmp_path)
    slides = list(presentation.slides)
    assert [slide.shapes.title.text_frame.text for slide in slides[1:5]] == [
        "Contents",
        "Contents (continued)",
        "Contents (continued)",
        "Agency 0",
    ]
    links = [
        shape.text_frame.text
        for slide in slides[1:4]
        for shape in slide.shapes
        if shape.click_action.target_slide is not None
        and shape.name.startswith("Agency")
        and ":" not in shape.name
    ]
    assert links == [section.title for section in sections]


def test_a_document_of_one_section_has_no_contents(tmp_path: Path) -> None:
    presentation = written(Document("One", (Page("Only", (20,), (Paragraph("x"),)),)), tmp_path)
    assert [slide.shapes.title.text_frame.text for slide in presentation.slides] == ["One", "Only"]


def test_each_slide_tells_of_which_day_by_which_rules_for_whom_and_its_number(tmp_path: Path) -> None:
    document = hard_document(10)
    presentation = written(document, tmp_path)
    count = len(presentation.slides)
    for number, slide in enumerate(presentation.slides, 1):
        (footer,) = [shape.text_frame.text for shape in slide.shapes if shape.name == "Footer"]
        for part in (document.office, document.moment, document.rules, document.filter_words):
            assert part in footer
        assert "For internal use" in footer
        (place,) = [shape for shape in slide.shapes if shape.name == "Number"]
        assert place._element.find(f".//{qn('a:fld')}").get("type") == "slidenum"
        whole = "".join(one.text or "" for one in place._element.iter(qn("a:t")))
        assert whole == f"Page {number} of {count}"


def test_a_chart_is_native_and_its_workbook_holds_its_values(tmp_path: Path) -> None:
    presentation = written(Document("T", (front(),)), tmp_path)
    line, *others = charts(presentation)
    assert line.chart_type == XL_CHART_TYPE.LINE
    assert {one.chart_type for one in others} == {XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.COLUMN_CLUSTERED}
    table = trend()
    assert [float(one) for one in line.plots[0].categories] == [to_excel(row[0]) for row in table.rows]
    for series, column in zip(line.plots[0].series, (1, 2, 3), strict=True):
        assert series.name == table.columns[column].label
        assert list(series.values) == [row[column] for row in table.rows]
    book = openpyxl.load_workbook(BytesIO(line.part.chart_workbook.xlsx_part.blob))
    rows = list(book["Sheet1"].iter_rows(values_only=True))
    assert rows[0][1:] == tuple(column.label for column in table.columns[1:])
    assert [(row[0].date(), *row[1:]) for row in rows[1:]] == [tuple(row) for row in table.rows]
    formula = line.plots[0].series[1]._element.find(f".//{qn('c:val')}//{qn('c:f')}").text
    assert formula == f"Sheet1!$C$2:$C${len(table.rows) + 1}"


def test_claims_are_marks_without_a_line(tmp_path: Path) -> None:
    line = charts(written(Document("T", (front(),)), tmp_path))[0]
    curve, _, claims = line.plots[0].series
    assert claims.format.line.fill.type is not None
    assert claims._element.find(f"{qn('c:spPr')}/{qn('a:ln')}/{qn('a:noFill')}") is not None
    assert claims._element.find(f"{qn('c:marker')}/{qn('c:symbol')}").get("val") == "diamond"
    assert curve._element.find(f"{qn('c:marker')}/{qn('c:symbol')}").get("val") == "none"


def test_a_value_that_is_no_number_is_a_gap(tmp_path: Path) -> None:
    table = Table(
        "T", (Column("Stage"), Column("N", ColumnType.NUMBER)), (("a", "<5"), ("b", 7), ("c", None))
    )
    page = Page("P", (20, 20), (ChartRow(((1, Chart("C", ChartKind.BAR, table, (1,))),)),))
    (chart,) = charts(written(Document("T", (page,)), tmp_path))
    assert list(chart.plots[0].series[0].values) == [None, 7, None]


def test_a_chart_with_too_many_bars_says_what_it_leaves_out(tmp_path: Path) -> None:
    rows = tuple((f"Country {number}", number) for number in range(90))
    table = Table("T", (Column("Country"), Column("N", ColumnType.NUMBER)), rows)
    page = Page("P", (20, 20), (ChartRow(((1, Chart("C", ChartKind.BAR, table, (1,))),)),))
    presentation = written(Document("T", (page,)), tmp_path)
    (chart,) = charts(presentation)
    shown = list(chart.plots[0].categories)
    assert shown == [row[0] for row in rows[: len(shown)]]
    assert 10 < len(shown) < 90
    assert f"{90 - len(shown)} more rows are left out here; the workbook holds them all." in texts(
        list(presentation.slides)[1]
    )


def test_a_table_goes_on_with_its_head_and_loses_no_row(tmp_path: Path) -> None:
    table = people(50)
    presentation = written(Document("T", (Records("Personnel", table),)), tmp_path)
    found = []
    assert len(tables(presentation)) > 3
    for one in tables(presentation):
        head, *rows = [[cell.text for cell in row.cells] for row in one.rows]
        assert head == [column.label for column in table.columns]
        found += rows
    assert [row[0] for row in found] == [row[0] for row in table.rows]
    assert found[3] == [
        table.rows[3][0],
        NAMES[(3 * 3 + 1) % len(NAMES)],
        COUNTRIES[3][1],
        "2026-11-19",
        "111",
        "3.0%",
        "+66212345678",
        "",
    ]
    assert [row[7][:13] for row in found if row[7]] == ["A long remark"]
    assert [row[7][-1:] for row in found if row[7]] == ["…"]


def test_an_empty_cell_is_not_higher_than_its_row(tmp_path: Path) -> None:
    """Without a size of its own an empty paragraph takes the master's, and its row grows over the slide's foot."""
    table = Table("R", (Column("A"), Column("B")), (("x", None), (None, None)))
    (one,) = tables(written(Document("T", (Records("R", table),)), tmp_path))
    for row in one.rows:
        for cell in row.cells:
            assert 800 <= int(cell._tc.find(f".//{qn('a:endParaRPr')}").get("sz")) <= 1400


def test_what_has_too_many_columns_goes_on_with_the_first_one(tmp_path: Path) -> None:
    columns = tuple(Column(f"Column number {number}") for number in range(30))
    rows = tuple(tuple(f"word {row} {at}" for at in range(30)) for row in range(4))
    presentation = written(Document("T", (Records("R", Table("R", columns, rows)),)), tmp_path)
    heads = [[cell.text for cell in one.rows[0].cells] for one in tables(presentation)]
    assert len(heads) > 1
    assert {head[0] for head in heads} == {"Column number 0"}
    assert [label for head in heads for label in head[1:]] == [column.label for column in columns[1:]]
    assert max(map(len, heads)) - min(map(len, heads)) <= 2


def test_a_table_longer_than_slides_bear_says_so(tmp_path: Path) -> None:
    table = Table("R", (Column("Name"),), tuple((f"Person {number}",) for number in range(MOST_ROWS + 1200)))
    presentation = written(Document("T", (Records("R", table),)), tmp_path)
    names = [cell.text for one in tables(presentation) for row in list(one.rows)[1:] for cell in row.cells]
    assert names == [row[0] for row in table.rows[:MOST_ROWS]]
    last = list(presentation.slides)[-1]
    assert "1200 more rows are left out here; the workbook holds them all." in texts(last)


def test_a_figure_stands_with_its_target_in_words(tmp_path: Path) -> None:
    tiles = TileRow((Tile("Länder", 1234, 5000, ("24,7 %",)), Tile("Über dem Ziel", 70, 50)))
    document = Document(
        "T",
        (Page("P", (20,) * 4, (tiles,)),),
        language="de",
        own_words={"{value} of {target}": "{value} von {target}"},
    )
    words = texts(list(written(document, tmp_path).slides)[1])
    assert "1.234 von 5.000" in words
    assert "70 von 50" in words
    assert "24,7 %" in words


def test_figures_side_by_side_are_of_one_size(tmp_path: Path) -> None:
    tiles = TileRow(tuple(Tile(f"T{value}", value, 5000) for value in (1, 22, 3432, 123456789)))
    slide = list(written(Document("T", (Page("P", (20,) * 4, (tiles,)),)), tmp_path).slides)[1]
    runs = [shape.text_frame.paragraphs[0].runs for shape in slide.shapes if shape.name.endswith(": value")]
    assert len(runs) == 4
    assert len({run[0].font.size for run in runs}) == 1


def test_a_seat_is_told_in_words_and_free_ones_are_drawn(tmp_path: Path) -> None:
    board = SeatBoard(tuple(SeatTile(*one) for one in COUNTRIES), 50, "Seats")
    presentation = written(Document("T", (Page("P", (20,), (board,)),)), tmp_path)
    shapes = [shape for slide in presentation.slides for shape in slide.shapes]
    for code, label, _, stage, counted in COUNTRIES:
        (seat,) = [shape for shape in shapes if shape.name == label]
        assert [one.text for one in seat.text_frame.paragraphs] == [
            code,
            label,
            stage if counted else f"{stage} · not counted",
        ]
    assert len([shape for shape in shapes if shape.name == "Free seat"]) == 50 - sum(
        counted for *_, counted in COUNTRIES
    )
    assert len(presentation.slides) == 2


def test_more_seats_than_a_slide_holds_go_on(tmp_path: Path) -> None:
    board = SeatBoard(
        tuple(SeatTile("XX", f"Institute {number}", "signed", "Signed", True) for number in range(130)), 500
    )
    presentation = written(Document("T", (Page("P", (20,), (board,)),)), tmp_path)
    names = [
        shape.name for slide in presentation.slides for shape in slide.shapes if shape.name.startswith("Inst")
    ]
    assert names == [seat.label for seat in board.seats]
    assert len(presentation.slides) > 3


def test_a_paragraph_longer_than_a_slide_goes_on_word_by_word(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(1500))
    page = Page("P", (20,), (Heading("Rules"), Paragraph(words, "Rule C-3"), Paragraph("After it.")))
    presentation = written(Document("T", (page,)), tmp_path)
    found = [
        shape.text_frame.text
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.name == "Text"
    ]
    assert " ".join(found).replace("\n", " ").split() == ["Rule", "C-3:", *words.split(), "After", "it."]


def test_data_behind_the_charts_is_left_to_the_workbook(tmp_path: Path) -> None:
    table = Table("T", (Column("A"),), (("shown",),))
    hidden = Table("H", (Column("A"),), (("not printed",),))
    page = Page("P", (20,), (TableBlock(table), TableBlock(hidden)), printed=1)
    (only,) = tables(written(Document("T", (page,)), tmp_path))
    assert only.cell(1, 0).text == "shown"


def test_names_are_right_in_every_script_and_run_their_way(tmp_path: Path) -> None:
    table = Table(
        "R", (Column("Name"), Column("Phone", ColumnType.PHONE)), tuple((name, "+66 2") for name in NAMES)
    )
    for language in ("en", "ar"):
        document = Document("T", (Records("R", table),), language=language)
        (one,) = tables(written(document, tmp_path))
        assert [row.cells[0].text for row in list(one.rows)[1:]] == list(NAMES)
        directions = [
            [cell._tc.find(f".//{qn('a:pPr')}").get("rtl") for cell in row.cells]
            for row in list(one.rows)[1:]
        ]
        assert [name for name, _ in directions] == ["0", "0", "1", "0", "0", "0", "0", "0"]
        assert {phone for _, phone in directions} == {"0"}
        assert one._tbl.find(qn("a:tblPr")).get("rtl") == ("1" if language == "ar" else None)
    theme = zipfile.ZipFile(tmp_path / "out.pptx").read("ppt/theme/theme1.xml").decode()
    for script, face in (("Thai", "Leelawadee UI"), ("Arab", "Tahoma"), ("Hans", "Microsoft YaHei")):
        assert f'script="{script}" typeface="{face}"' in theme


def test_right_to_left_slides_are_mirrored(tmp_path: Path) -> None:
    tiles = TileRow((Tile("First", 1, 2), Tile("Second", 2, 3)))
    left: dict[str, list[int]] = {}
    for language in ("en", "ar"):
        slide = list(
            written(Document("T", (Page("P", (20,), (tiles,)),), language=language), tmp_path).slides
        )[1]
        left[language] = [shape.left for shape in slide.shapes if shape.name in ("First", "Second")]
    assert left["en"] == left["ar"][::-1] == sorted(left["en"])


def test_the_style_of_the_office_is_in_master_and_title(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (400, 100), "red").save(logo, exif=b"Exif\x00\x00secret-camera")
    style = Style("Lunar Office", logo, "#7A1F5B", "#0A7A5B", "Footer of ours")
    document = replace(hard_document(5), style=style)
    path = tmp_path / "out.pptx"
    write_pptx(document, path)
    presentation = Presentation(str(path))
    title = presentation.slides[0]
    (picture,) = [shape for shape in title.shapes if shape.shape_type == 13]
    assert round(picture.width / picture.height, 1) == 4.0
    assert "Footer of ours" in "".join(texts(presentation.slides[3]))
    package = zipfile.ZipFile(path)
    assert '<a:accent1><a:srgbClr val="7A1F5B"' in package.read("ppt/theme/theme1.xml").decode()
    assert all(b"secret-camera" not in package.read(name) for name in package.namelist())
    assert len(presentation.slide_layouts) == 2


def test_a_logo_that_is_no_picture_is_left_out(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    document = Document("T", (Page("P", (20,), (Paragraph("x"),)),), style=Style(logo=logo))
    presentation = written(document, tmp_path)
    assert [shape for shape in presentation.slides[0].shapes if shape.shape_type == 13] == []


def test_hostile_words_stay_words_everywhere(tmp_path: Path) -> None:
    for number, hostile in enumerate([*HOSTILE, "a\x00b", "\ud800x", "\u2028x\r\ny", "x" * 300]):
        table = Table(
            hostile, (Column(hostile), Column(hostile, ColumnType.SHARE)), ((hostile, 0.2), (hostile, None))
        )
        page = Page(
            hostile,
            (20, 20),
            (
                Heading(hostile),
                Paragraph(hostile, hostile),
                TableBlock(table, (Chart(hostile, ChartKind.BAR, table, (1,)),)),
                TileRow((Tile(hostile, 1, 2, (hostile,)),)),
                SeatBoard((SeatTile(hostile[:2], hostile, hostile, hostile, False),), 2, hostile),
            ),
        )
        path = tmp_path / f"{number}.pptx"
        document = Document(
            hostile, (page, Records(hostile, table)), hostile, date(2024, 7, 31), hostile, hostile
        )
        write_pptx(document, path)
        assert living_slides(path, tmp_path / "chart.xlsx") == []
        assert len(Presentation(str(path)).slides) >= 4


def test_the_same_document_gives_the_same_file_which_tells_nothing_else(tmp_path: Path) -> None:
    document = hard_document(5)
    write_pptx(document, tmp_path / "a.pptx")
    write_pptx(document, tmp_path / "b.pptx")
    assert (tmp_path / "a.pptx").read_bytes() == (tmp_path / "b.pptx").read_bytes()
    core = zipfile.ZipFile(tmp_path / "a.pptx").read("docProps/core.xml").decode()
    assert "<dc:creator>Coordination office</dc:creator>" in core
    assert "Canny" not in core
    assert "modified" not in core
    assert living_slides(tmp_path / "a.pptx", tmp_path / "chart.xlsx") == []


def test_empty_tables_pages_and_documents_are_written(tmp_path: Path) -> None:
    nothing = Table("N", (), ())
    no_rows = Table("N", (Column("A"), Column("B", ColumnType.NUMBER)), ())
    chart = Chart("C", ChartKind.LINE, no_rows, (1,))
    page = Page(
        "P", (20,), (TableBlock(no_rows, (chart,)), ChartRow(((1, chart),)), TileRow(()), SeatBoard((), 0))
    )
    presentation = written(Document("T", (page, Records("R", nothing), Page("E", (), ()))), tmp_path)
    assert charts(presentation) == []
    assert len(written(Document("Empty", ()), tmp_path).slides) == 1


def test_a_line_over_no_days_is_a_line_over_names(tmp_path: Path) -> None:
    table = Table(
        "T", (Column("Year"), Column("N", ColumnType.NUMBER)), (("2023-10", 1), ("2024", 2), (None, 3))
    )
    page = Page("P", (20,), (ChartRow(((1, Chart("C", ChartKind.LINE, table, (1,))),)),))
    (chart,) = charts(written(Document("T", (page,)), tmp_path))
    (held,) = chart._chartSpace.iter(qn("c:cat"))
    labels = [one.text or "" for one in held.iter(qn("c:v"))]
    assert labels == ["2023-10", "2024", ""]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="Choose a folder that exists"):
        write_pptx(Document("T", ()), tmp_path / "none" / "x.pptx")
