"""Room that text takes: always at least what a real font needs, and lines that hold all words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont
from tests.reports.made_documents import NAMES

from ilrs_desk.reports.measure import (
    fitting_size,
    shortened,
    split_at_height,
    tall_script,
    text_height,
    text_lines,
    text_width,
)

WORDS = st.text("abcMW 国ไท٣ع\n-", max_size=80)


@pytest.mark.parametrize(
    "text",
    [
        "Beteiligte Einrichtungen und Personen nach Arbeitsgebieten",
        "INTERNATIONAL LUNAR RESEARCH STATION",
        "1,234,567 of 5,000",
        "illicit fillin' till Jill'll fall",
        "Agence d'études à Dakar",
    ],
)
def test_a_width_is_never_less_than_that_of_a_real_font(text: str) -> None:
    font = ImageFont.load_default(100)
    assert text_width(text, 100) >= font.getlength(text) * 0.95


def test_marks_that_stand_on_a_letter_take_no_room_and_han_signs_a_whole_one() -> None:
    assert text_width("ก็", 10) == text_width("ก", 10)
    assert text_width("国国", 10) == 2 * text_width("国", 10) > 20


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 50, 1),
        ("one two", 500, 1),
        ("one two", 25, 2),
        ("a\nb\n", 50, 3),
        ("国国国国", 22, 2),
        ("x" * 40, 53.1, 4),
        ("สำนักงานพัฒนาเทคโนโลยีอวกาศ", 60, 4),
    ],
)
def test_lines(text: str, room: float, lines: int) -> None:
    assert text_lines(text, room, 10) == lines


def test_scripts_with_high_signs_take_higher_lines() -> None:
    assert [tall_script(name) for name in NAMES] == [False, True, True, True, False, True, False, False]
    assert text_height("国", 100, 10) > text_height("x", 100, 10)


@given(WORDS, st.floats(15, 200), st.floats(15, 100))
def test_what_is_shortened_fits(text: str, room: float, height: float) -> None:
    short = shortened(text, room, height, 10)
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))
    assert short in ("…", text) or text_height(short, room, 10) <= height
    assert text_height(text, room, 10) > height or short == text


@given(WORDS.filter(str.strip), st.floats(15, 200), st.floats(15, 100))
def test_a_split_loses_no_word(text: str, room: float, height: float) -> None:
    first, rest = split_at_height(text, room, height, 10)
    assert (first + " " + rest).split() == text.split()
    assert len(rest) < len(text)


def test_the_largest_size_that_fits_is_taken() -> None:
    sizes = (40.0, 20.0, 10.0)
    assert fitting_size("short", 500, 60, sizes) == 40
    assert fitting_size("a somewhat longer title of a slide", 300, 60, sizes) == 20
    assert fitting_size("Weltraumforschungsangelegenheiten", 100, 300, sizes) == 10
