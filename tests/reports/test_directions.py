"""Reports in other languages as workbooks and slides: right-to-left sentences in their order, long heads whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from ilrs_desk.reports.document import (
    Column,
    ColumnType,
    Document,
    Page,
    Paragraph,
    Records,
    Table,
    TableBlock,
    Tile,
    TileRow,
)
from ilrs_desk.reports.pptx import write_pptx
from ilrs_desk.reports.running import direction_of
from ilrs_desk.reports.xlsx import write_xlsx

#: An Arabic sentence that begins with a name in Latin letters.
SENTENCE = "\u2068University (new)\u2069: بلا اسم"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("+40 منذ", "R"),
        ("Name", "L"),
        (SENTENCE, "R"),
        ("+66 2", ""),
        ("", ""),
        ("\u2068A", ""),
        ("\u2069A", "L"),
    ],
)
def test_the_direction_is_that_of_the_first_letter_outside_isolates(text: str, direction: str) -> None:
    assert direction_of(text) == direction


def test_an_arabic_cell_is_read_from_the_right_whatever_it_begins_with(tmp_path: Path) -> None:
    texts = (SENTENCE, "+40 منذ", "University (new)")
    blocks = (TileRow((Tile("أ", 3336, 5000, texts),)), *(Paragraph(text) for text in texts))
    words = {"{value} of {target}": "{value} من {target}"}
    for language, expected in (("ar", [2, 2, 0, 2]), ("en", [0, 0, 0, 0])):
        document = Document("T", (Page("P", (30,), blocks),), language=language, own_words=words)
        write_xlsx(document, tmp_path / "out.xlsx")
        cells = [
            cell for row in openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows() for cell in row
        ]
        orders = {cell.value: int(cell.alignment.readingOrder) for cell in cells if cell.value is not None}
        assert [orders[value] for value in (*texts, 3336)] == expected
        (figure,) = (cell for cell in cells if cell.value == 3336)
        assert figure.alignment.shrink_to_fit


def test_an_arabic_line_of_a_slide_runs_leftward_whatever_it_begins_with(tmp_path: Path) -> None:
    table = Table("R", (Column("Name"),), ((SENTENCE,), ("University (new)",)))
    (found,) = _tables(Document("T", (Records("R", table),), language="ar"), tmp_path)
    rows = [row.cells[0]._tc.find(f".//{qn('a:pPr')}").get("rtl") for row in list(found.rows)[1:]]
    assert rows == ["1", "0"]


def test_the_heads_of_a_table_that_begins_low_on_a_slide_are_whole(tmp_path: Path) -> None:
    heads = ["Цель", *(f"Заявленная доля номер {number}" for number in range(9))]
    columns = [Column(head, ColumnType.NUMBER if at else ColumnType.TEXT) for at, head in enumerate(heads)]
    table = Table("T", tuple(columns), (("Страны", *range(9)),))
    for lines in range(1, 30, 2):
        blocks = (*(Paragraph(f"{line}") for line in range(lines)), TableBlock(table))
        document = Document("T", (Page("P", (20,) * 10, blocks),), language="ru")
        shown = [cell.text for one in _tables(document, tmp_path) for cell in one.rows[0].cells]
        assert set(shown) == set(heads), lines


def _tables(document: Document, folder: Path) -> list[Any]:
    write_pptx(document, folder / "out.pptx")
    slides = Presentation(str(folder / "out.pptx")).slides
    return [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
