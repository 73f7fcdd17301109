"""The invented office is what it says: sound, ten years long, and with everything in it that happens to offices."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import Act
from ilrs_desk.usecases.open_office import open_office

#: The office of ten years may have to be made first, on a busy machine.
pytestmark = pytest.mark.timeout(240)


def test_the_office_is_sound_and_holds_ten_years_of_every_act(few_years: Path) -> None:
    office = open_office(few_years, read_only=True)
    try:
        assert office.check().problems == ()
        heads = office.changesets(limit=10_000)
        acts = {head.act for head in heads}
        days = {head.at.date() for head in heads}
        counts = office.counts()
    finally:
        office.close()
    told_elsewhere = {Act.PASTE, Act.COMMAND, Act.REFERENCE}
    assert acts == set(Act) - told_elsewhere
    assert {day.year for day in days} == set(range(2016, 2027))
    assert max(days) <= date(2026, 11, 20)
    assert counts["partners"] >= 50
    assert 110 < counts["institutions"] < 140
    assert 550 < counts["personnel"] < 700


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT count(*) FROM personnel WHERE merged_into IS NOT NULL",
        "SELECT count(*) FROM institutions WHERE merged_into IS NOT NULL",
        "SELECT count(*) FROM personnel WHERE other_nationalities IS NOT NULL",
        "SELECT count(*) FROM personnel WHERE start_date IS NULL",
        "SELECT count(*) FROM personnel WHERE length(start_date) < 10",
        "SELECT count(*) FROM personnel WHERE native_name GLOB '*[Ѐ-ӿ]*' OR full_name GLOB '*[Ѐ-ӿ]*'",
        "SELECT count(*) FROM personnel WHERE native_name GLOB '*[؀-ۿ]*' OR full_name GLOB '*[؀-ۿ]*'",
        "SELECT count(*) FROM personnel WHERE institution IS NOT NULL AND institution_id IS NULL",
        "SELECT count(*) FROM partners WHERE kind = 'organisation'",
        "SELECT count(*) FROM partners WHERE stage = 'withdrawn'",
        "SELECT count(*) FROM institutions WHERE stage = 'withdrawn' AND signed_on < ended_on",
        "SELECT count(*) FROM institutions WHERE stage = 'withdrawn' AND ended_on IS NULL",
        "SELECT count(*) FROM institutions WHERE stage IN ('signed', 'active') AND ended_on IS NOT NULL",
        "SELECT count(*) FROM partners WHERE stage IN ('signed', 'active') AND applied_on < signed_on",
        "SELECT count(*) FROM agreements WHERE expires_on < '2026-11-20'",
        "SELECT count(*) FROM rules WHERE supersedes IS NOT NULL",
        "SELECT count(*) FROM distinctions",
        "SELECT count(*) FROM changesets a JOIN changesets b ON b.id = a.id + 1 WHERE b.at < a.at",
        "SELECT count(*) FROM changesets WHERE act = 'merge' AND undone_by IS NOT NULL",
        "SELECT count(*) FROM changesets WHERE act = 'import' AND undone_by IS NOT NULL",
    ],
)
def test_it_holds_what_is_hard_to_count(few_years: Path, asked: str) -> None:
    with closing(sqlite3.connect(few_years)) as db:
        assert db.execute(asked).fetchone()[0] > 0
