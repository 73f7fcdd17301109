"""The office as known on 200 random days against its journal told anew from nothing."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.office_years.plot import END, START

from ilrs_desk.domain.moments import Moment
from ilrs_desk.usecases.open_office import open_office
from ilrs_desk.usecases.progress import progress

from .compare import agree
from .held import held_through

#: The office of ten years may have to be made first, on a busy machine.
pytestmark = pytest.mark.timeout(240)


def some_days(number: int, seed: int) -> list[date]:
    """Random days from before the office was there until after its last change, in order."""
    chance, span = random.Random(seed), (END - START).days
    return sorted(START.date() + timedelta(days=chance.randint(-5, span + 5)) for _ in range(number))


@pytest.mark.parametrize("part", range(4))
def test_status_as_known_on_200_days(few_years: Path, part: int) -> None:
    days = some_days(200, 200)[part::4]
    chance = random.Random(part)
    office = open_office(few_years, read_only=True)
    try:
        for day, held in zip(days, held_through(few_years, days), strict=True):
            in_force = day + timedelta(days=chance.choice((0, 0, -400, 700)))
            moment = Moment(as_of=in_force, known_on=day)
            if held.live("targets"):
                agree(office, held, moment, ids=False)
            else:
                assert not any(figure.value for figure in progress(office, moment, listed=0).figures)
    finally:
        office.close()
