"""Cells made to waste time: every reader answers at once, whatever stands in the cell."""

from __future__ import annotations

import pytest

from ilrs_desk.domain.countries import find_country, suggest_countries
from ilrs_desk.domain.dates import column_order, parse_date, split_period
from ilrs_desk.domain.emails import read_email
from ilrs_desk.domain.names import Alike, Speller, alike, read_person_name
from ilrs_desk.domain.phones import read_phone
from ilrs_desk.domain.stages import read_stage
from ilrs_desk.domain.text import clean, fold, latin_key, loose_key, search_terms, search_text, suspicious

LENGTH = 32_767  # the most that a cell of a workbook holds
PATTERNS = [
    "a", " ", "(", ".", "@", "1", "1/", "a@", "Dr. ", "I.", "วันที่", "王", "\u200d", "e\u0301", "+ ", "= ",
    "a-", "ج", "Republic of ", "a, ", "ext ", "х", "\u202e", "至",
]  # fmt: skip


@pytest.mark.timeout(20)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_cell_full_of_one_pattern_is_read_at_once(pattern: str) -> None:
    for text in ((pattern * LENGTH)[:LENGTH], "+" + (pattern * LENGTH)[: LENGTH - 2] + "x"):
        for read in (clean, fold, latin_key, loose_key, search_terms, suspicious, parse_date, split_period):
            read(text)
        for read in (read_email, read_phone, read_person_name, read_stage, find_country, suggest_countries):
            read(text)
        search_text([text])
        column_order([text])
        speller = Speller()
        assert alike(speller.spell(None, None, text), speller.spell(None, None, "Ana Ić")) is Alike.NOT
