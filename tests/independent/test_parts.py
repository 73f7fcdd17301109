"""Who stands behind each bar of a breakdown, and how a figure came to be: asked of the program and counted apart."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from ilrs_desk.domain.moments import Moment
from ilrs_desk.usecases.open_office import open_office
from ilrs_desk.usecases.progress import members, progress

from .compare import census
from .held import held_now

#: The office of ten years may have to be made first, on a busy machine.
pytestmark = pytest.mark.timeout(240)

TODAY = date(2026, 11, 23)
ANNOUNCED = ("countries", "institutions", "personnel")


def test_the_records_behind_the_bars(few_years: Path) -> None:
    chance = random.Random(5)
    own = census(held_now(few_years), TODAY)
    office = open_office(few_years, read_only=True)
    try:
        for target in own.targets():
            every = [
                (dimension, value, ids)
                for dimension, parts in own.count(target).parts.items()
                for value, ids in parts.items()
            ]
            for dimension, value, ids in chance.sample(every, min(12, len(every))):
                found = members(office, Moment(as_of=TODAY), target["key"], dimension, value)
                assert list(found) == sorted(ids), (target["key"], dimension, value)
    finally:
        office.close()


def test_the_trend_holds_the_figure_of_each_day(years: Path) -> None:
    chance, held = random.Random(6), held_now(years)
    now = census(held, TODAY)
    office = open_office(years, read_only=True)
    try:
        figures = {figure.target.key: figure for figure in progress(office, Moment(as_of=TODAY)).figures}
    finally:
        office.close()
    days = [TODAY - timedelta(days=chance.randint(0, 3700)) for _ in range(20)]
    for target in now.targets():
        if target["key"] in ANNOUNCED:
            rule, trend = now.rule(target), figures[target["key"]].trend
            for day in days:
                shown = [value for when, value in trend if when <= day]
                assert (shown or [0])[-1] == len(census(held, day).count(target, rule).ids), (
                    target["key"],
                    day,
                )
