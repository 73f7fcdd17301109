"""Totals by every rule, target and breakdown against a count that shares no code with the program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilrs_desk.domain.moments import Moment
from ilrs_desk.usecases.open_office import open_office

from .compare import agree
from .held import held_now, held_on

#: The office of ten years may have to be made first, on a busy machine.
pytestmark = pytest.mark.timeout(240)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "day", [date(2017, 3, 1), date(2020, 12, 31), date(2024, 2, 29), TODAY, date(2027, 6, 1)]
)
def test_the_office_of_ten_years_in_force_on(years: Path, day: date) -> None:
    office = open_office(years, read_only=True)
    try:
        agree(office, held_now(years), Moment(as_of=day))
    finally:
        office.close()


@pytest.mark.parametrize("day", [date(2016, 12, 2), date(2019, 7, 7), date(2022, 1, 1), date(2025, 8, 8)])
def test_the_office_of_ten_years_as_known_on(few_years: Path, day: date) -> None:
    office = open_office(few_years, read_only=True)
    try:
        agree(office, held_on(few_years, day), Moment(as_of=day, known_on=day))
        agree(office, held_on(few_years, day), Moment(as_of=TODAY, known_on=day))
    finally:
        office.close()


@pytest.mark.parametrize("day", [date(2021, 3, 9), date(2024, 7, 12), date(2024, 9, 5), TODAY])
def test_the_public_record_and_the_samples(reference: Path, samples: Path, day: date) -> None:
    for path in (reference, samples):
        office = open_office(path, read_only=True)
        try:
            agree(office, held_now(path), Moment(as_of=day))
        finally:
            office.close()


def test_the_journal_told_anew_gives_what_the_tables_hold(few_years: Path) -> None:
    now, told = held_now(few_years), held_on(few_years, TODAY)
    assert now.kinds.keys() == told.kinds.keys()
    for kind, records in now.kinds.items():
        assert told.kinds[kind] == records, kind
