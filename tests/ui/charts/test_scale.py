"""Ticks are round, whole, enough and not too many, whatever the numbers and days."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.ui.charts.scale import date_ticks, number_ticks

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(st.integers(0, 10_000_000), st.integers(1, 12))
def test_numbers_reach_the_most_in_even_whole_steps(most: int, wanted: int) -> None:
    ticks = number_ticks(most, wanted)
    steps = {b - a for a, b in pairwise(ticks)}
    assert ticks[0] == 0
    assert ticks[-1] >= most
    assert len(steps) == 1
    assert len(ticks) <= wanted + 3


@given(DAYS, DAYS, st.integers(2, 12))
def test_days_lie_within_and_are_few(one: date, other: date, wanted: int) -> None:
    first, last = sorted((one, other))
    ticks = date_ticks(first, last, wanted)
    assert all(first <= tick <= last and tick.day == 1 for tick in ticks)
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= wanted + 1


def test_known_axes() -> None:
    assert number_ticks(11) == [0, 5, 10, 15]
    assert number_ticks(0) == [0, 1]
    assert date_ticks(date(2022, 9, 1), date(2026, 11, 23)) == [
        date(year, 1, 1) for year in range(2023, 2027)
    ]
