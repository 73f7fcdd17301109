"""The PDF file: whole or not there, told of itself and of nobody else, with an outline, links and repeated heads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QPdfWriter
from pytestqt.qtbot import QtBot

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
    Paper,
    Paragraph,
    Records,
    Table,
    TableBlock,
)
from ilrs_desk.reports.pdf import write_pdf

from .made_documents import hard_document

COLUMNS = (Column("Name", width=30), Column("Share", ColumnType.SHARE), Column("Started", ColumnType.DATE))


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Pages need the one application of the process."""


def people(count: int) -> Table:
    """People with numbers in their names."""
    rows = tuple((f"Person {at}.", at / 1000, date(2024, 1, 1 + at % 28)) for at in range(count))
    return Table("People", COLUMNS, rows)


def report(count: int) -> Document:
    """A page with all kinds of small blocks, and a long table."""
    line = Table("Trend", (Column("Day", ColumnType.DATE), Column("Countries", ColumnType.NUMBER)),
                 ((date(2023, 7, 17), 1), (date(2024, 4, 5), 6), (date(2026, 11, 23), 10)))  # fmt: skip
    bars = Chart("Shares", ChartKind.BAR, people(4), (1,))
    blocks = (
        TableBlock(people(3), strong=1),
        ChartRow(((1, bars), (6, Chart("Over time", ChartKind.LINE, line, (1,))))),
        Heading("Words"),
        Paragraph("A sentence that is quiet.", "Countries", quiet=True),
        TableBlock(people(4), (bars,)),
    )
    sections = (Page("Progress", (12, 12), blocks), Records("People", people(count)))
    return Document("Progress toward the targets", sections, "Office", date(2026, 11, 23), "partners")


def read(document: Document, path: Path) -> pypdf.PdfReader:
    """The file, as somebody else reads it who takes the format at its word."""
    write_pdf(document, path)
    return pypdf.PdfReader(path, strict=True)


def texts(reader: pypdf.PdfReader) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in reader.pages]


def test_every_row_is_on_one_page_under_its_head(tmp_path: Path) -> None:
    pages = texts(read(report(400), tmp_path / "r.pdf"))
    for number in range(400):
        assert sum(f"Person {number}." in page for page in pages[1:]) == 1
    with_rows = [page for page in pages[1:] if "Person" in page]
    assert len(with_rows) > 5
    assert all("Name" in page and "Started" in page for page in with_rows)


def test_each_page_says_its_number_of_what_day_and_for_whom(tmp_path: Path) -> None:
    pages = texts(read(hard_document(), tmp_path / "r.pdf"))
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        for words in ("in force on 22 Nov 2026", "Rules C-3 v2", "Region: Africa", "For internal use"):
            assert words in page


def test_pages_count_in_the_words_of_the_report(tmp_path: Path) -> None:
    document = replace(report(3), page_words="Seite {page} von {pages}")
    assert "Seite 1 von" in texts(read(document, tmp_path / "r.pdf"))[0]
    document = replace(document, own_words={"Page {page} of {pages}": "Blatt {page}/{pages}"})
    assert "Blatt 1/" in texts(read(document, tmp_path / "r.pdf"))[0]


def test_title_language_and_maker_are_told_and_nothing_else(tmp_path: Path) -> None:
    reader = read(replace(report(6), language="ar"), tmp_path / "r.pdf")
    assert reader.metadata == {"/Title": "Progress toward the targets", "/Creator": "ILRS Desk"}
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "ar"
    assert root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert "/Metadata" not in root
    content = (tmp_path / "r.pdf").read_bytes()
    assert not any(
        word in content for word in (b"/JavaScript", b"/URI", b"CreationDate", b"xmpmeta", b"/Author")
    )


def test_the_same_document_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_pdf(report(100), tmp_path / name)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_outline_has_each_section_with_its_headings_in_it(tmp_path: Path) -> None:
    reader = read(hard_document(), tmp_path / "r.pdf")
    pages = texts(reader)
    found: list[tuple[int, str]] = []

    def walk(entries: list[object], level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            else:
                found.append((level, entry.title))
                assert entry.title in pages[reader.get_destination_page_number(entry)]

    walk(reader.outline, 0)
    sections = [section.title for section in hard_document().sections]
    assert [title for level, title in found if not level] == sections
    assert [title for level, title in found if level] == ["How it is counted", "Seats", "Pipeline"]


def test_the_contents_lead_to_the_pages_that_they_tell(tmp_path: Path) -> None:
    reader = read(hard_document(), tmp_path / "r.pdf")
    links = [one.get_object() for one in reader.pages[0]["/Annots"]]
    targets = [reader.get_page_number(link["/Dest"][0].get_object()) + 1 for link in links]
    lines = reader.pages[0].extract_text().splitlines()
    listed = lines[lines.index("Contents") + 1 :]
    told = [int(line.split()[-1]) for line in listed if line.split()[-1:] and line.split()[-1].isdigit()]
    assert len(links) == 8
    assert told[: len(targets)] == targets
    for link in links:
        left, bottom, right, top = (float(one) for one in link["/Rect"])
        assert 40 < left < right < 556
        assert 40 < bottom < top < 802


def test_contents_that_are_longer_than_a_sheet_list_sections_only(tmp_path: Path) -> None:
    def section(number: int) -> Page:
        title = f"Agency {number:02}"
        return Page(
            title, (12,), (Heading(title), Paragraph("Dear colleagues."), Heading(f"Our request {number}"))
        )

    document = Document("Requests", tuple(section(number) for number in range(30)))
    pages = texts(read(document, tmp_path / "r.pdf"))
    assert "Agency 29" in pages[0]
    assert "Our request" not in pages[0]
    assert len(pages) == 31
    assert pages[1].count("Agency 00") == 1
    short = texts(read(replace(document, sections=document.sections[:5]), tmp_path / "r.pdf"))
    assert "Our request 4" in short[0]


def test_a_short_document_has_no_sheet_of_contents(tmp_path: Path) -> None:
    first = texts(read(report(3), tmp_path / "r.pdf"))[0]
    assert first.count("Progress toward the targets") == 1
    assert "Contents" not in first
    assert "Person 0." in first


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, {595, 842}), (Paper.LETTER, {612, 792})])
def test_paper_is_the_one_asked_for(tmp_path: Path, paper: Paper, size: set[int]) -> None:
    reader = read(replace(hard_document(), paper=paper), tmp_path / "r.pdf")
    boxes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages}
    assert all(set(box) == size for box in boxes)
    assert len(boxes) == 2  # some stand, some lie


def test_what_is_to_stand_on_one_sheet_does(tmp_path: Path) -> None:
    blocks = (*report(3).sections[0].blocks, *(Paragraph("A sentence. " * 20) for _ in range(25)))  # type: ignore[union-attr]
    page = Page("Progress", (12, 12), blocks, single=True, upright=True)
    pages = texts(read(replace(report(3), sections=(page,)), tmp_path / "r.pdf"))
    assert len(pages) == 1
    assert " ".join(pages[0].split()).count("A sentence.") == 25 * 20
    page = replace(page, single=False)
    assert len(texts(read(replace(report(3), sections=(page,)), tmp_path / "r.pdf"))) > 1


def test_a_title_stays_with_what_follows_it(tmp_path: Path) -> None:
    for filling in range(20, 60, 3):
        filled = tuple(Paragraph("Filled.") for _ in range(filling))
        page = Page("Filled page", (12,), (*filled, Heading("The heading"), TableBlock(people(3))))
        pages = texts(read(Document("One", (page,)), tmp_path / "r.pdf"))
        assert all("Person 0." in one for one in pages if "The heading" in one)


def test_a_row_longer_than_a_page_goes_on_and_loses_nothing(tmp_path: Path) -> None:
    pages = texts(read(hard_document(), tmp_path / "r.pdf"))
    assert sum(" ".join(page.split()).count("remark.") for page in pages) == 400


def test_a_table_with_more_columns_than_a_page_goes_on_with_its_first(tmp_path: Path) -> None:
    document = hard_document(3)
    wide = document.sections[3]
    text = " ".join(" ".join(texts(read(replace(document, sections=(wide,)), tmp_path / "r.pdf"))).split())
    for number in range(1, 19):
        assert f"Column number {number} of this table" in text
    assert text.count("Column number 1 of this table") >= 3


def test_a_missing_folder_is_told_and_an_old_file_stays_when_drawing_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputProblem, match="no folder"):
        write_pdf(report(2), tmp_path / "none" / "r.pdf")
    path = tmp_path / "r.pdf"
    path.write_bytes(b"before")
    monkeypatch.setattr(QPdfWriter, "newPage", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_pdf(report(50), path)
    assert path.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == ["r.pdf"]


def test_nothing_to_show_is_one_page(tmp_path: Path) -> None:
    empty = Document("Empty", (Records("People", Table("People", (), ())),))
    assert len(read(empty, tmp_path / "r.pdf").pages) == 1
