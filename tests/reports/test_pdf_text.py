"""What a PDF page says to who reads its text: every script comes back as it was written."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ilrs_desk.reports.document import Column, Document, Page, Paragraph, Records, Table
from ilrs_desk.reports.pdf import write_pdf

from .made_documents import COUNTRIES, NAMES, hard_document

#: Words as people write them, each in a script of its own.
WORDS = (
    "Đurić", "İstanbul", "Ελλάδα", "Қазақстан", "საქართველო", "Հայաստան", "中国科学院",
    "日本宇宙機構", "항공우주연구원", "الهيئة", "الأولا", "پاکستان", "ישראל", "กระทรวงน้ำ",
    "भारतीय", "अन्तरिक्ष", "বাংলাদেশ", "தமிழ்", "ລາວ", "မြန်မာ", "አማርኛ",
    "ﬁnal", "µm", "a-b", "x·y", "e\u0301te\u0301",
)  # fmt: skip
#: Letters that are joined or stacked, apart from those that run from right to left.
LETTERS = "กขคงนมรสอำาิีุู่้ कखगतनमरषािीुे্বাংলকতর一中国科学心空Жщюя"


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Pages need the one application of the process."""


def spoken(document: Document, path: Path) -> str:
    """All text of the file."""
    write_pdf(document, path)
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path, strict=True).pages)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_words_of_every_script_are_read_back(tmp_path: Path, language: str) -> None:
    table = Table(
        "Words", (Column("Word"), Column("Number")), tuple((word, f"#{at}") for at, word in enumerate(WORDS))
    )
    document = Document("Words", (Records("Words", table),), language=language)
    text = spoken(document, tmp_path / "r.pdf")
    missing = [
        word
        for word in WORDS
        if unicodedata.normalize("NFKC", word) not in unicodedata.normalize("NFKC", text)
    ]
    assert not missing


@pytest.mark.parametrize("language", ["en", "ar"])
def test_long_names_wrapped_in_cells_and_tiles_are_read_back(tmp_path: Path, language: str) -> None:
    text = spoken(hard_document(20, language), tmp_path / "r.pdf")
    unspaced = "".join(text.split())
    for name in (*NAMES[:7], *(label for _, label, *_ in COUNTRIES)):
        for word in name.split():
            assert word in text or word in unspaced


def test_a_line_from_right_to_left_is_read_in_its_order(tmp_path: Path) -> None:
    page = Page("الصفحة", (12,), (Paragraph(NAMES[2]),))
    assert NAMES[2] in spoken(Document("تقرير", (page,), language="ar"), tmp_path / "r.pdf")


def test_spaces_are_spaces(tmp_path: Path) -> None:
    text = spoken(
        Document("A title of words", (Page("One", (12,), (Paragraph("Some words here."),)),)),
        tmp_path / "r.pdf",
    )
    assert "Some words here." in text
    assert "\t" not in text


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=12))
def test_any_letters_are_read_back(words: list[str]) -> None:
    rows = tuple((f"<{word.strip()}>",) for word in words)
    with TemporaryDirectory() as folder:
        text = spoken(
            Document("Words", (Records("Words", Table("Words", (Column("Word"),), rows)),)),
            Path(folder) / "r.pdf",
        )
    found = "".join(text.split())
    for (word,) in rows:
        assert "".join(word.split()) in found
