"""The pace of a figure and when it may reach its target: a range that holds, and no date where none can be told."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.counting import Scope
from ilrs_desk.domain.course import StageRate
from ilrs_desk.domain.forecast import Forecast, forecast_of
from ilrs_desk.domain.pace import needed_per_month, pace_of
from ilrs_desk.domain.targets import Target

DAY = date(2026, 11, 22)
TARGET = Target("countries", "Countries", "partners", 50)


def monthly(numbers: list[int], until: date = DAY) -> dict[date, int]:
    """So many joined in each of the months before that of ``until``, the last number in the one right before."""
    found = {}
    month = until.replace(day=1)
    for number in reversed(numbers):
        month = (month - timedelta(days=1)).replace(day=1)
        found[month.replace(day=11)] = number
    return {day: number for day, number in found.items() if number}


def forecast(joined: list[int], left: list[int] | None = None, target: Target = TARGET) -> Forecast:
    came, went = monthly(joined), monthly(left or [])
    value = sum(joined) - sum(left or [])
    return forecast_of(pace_of(came, went, DAY, target, value), DAY, target, value)


def test_pace_is_of_full_months_and_leaves_the_present_one_out() -> None:
    joined = {date(2026, 8, 31): 3, date(2026, 10, 1): 2, date(2026, 11, 5): 40}
    pace = pace_of(joined, {date(2026, 10, 30): 1}, DAY, TARGET, 44)
    assert pace is not None
    assert pace.monthly == (
        (date(2026, 8, 1), 3, 0),
        (date(2026, 9, 1), 0, 0),
        (date(2026, 10, 1), 2, 1),
    )
    assert (pace.months, round(pace.joined_per_month, 3), round(pace.net_per_month, 3)) == (3, 1.667, 1.333)


def test_a_month_is_full_on_its_last_day() -> None:
    found = pace_of({date(2026, 11, 1): 1}, {}, date(2026, 11, 30), TARGET, 1)
    assert found is not None
    assert found.months == 1
    assert pace_of({date(2026, 11, 1): 1}, {}, date(2026, 11, 29), TARGET, 1) is None


def test_pace_looks_back_three_years_and_no_further() -> None:
    pace = pace_of(monthly([9] * 12 + [1] * 36), {}, DAY, TARGET, 0)
    assert pace is not None
    assert (pace.months, pace.joined_per_month) == (36, 1.0)


def test_the_last_days_of_the_calendar_are_no_trouble() -> None:
    pace = pace_of({date(9999, 1, 1): 60, date.min: 3}, {}, date.max, replace(TARGET, number=100), 63)
    assert pace is not None
    assert pace.months == 12
    found = forecast_of(pace, date.max, replace(TARGET, number=100), 63)
    assert found.date_high is None


def test_needed_each_month_to_the_deadline() -> None:
    assert needed_per_month(replace(TARGET, deadline="2027-11-22"), 26, DAY) == 2.0
    assert needed_per_month(replace(TARGET, deadline="2027-11-22"), 60, DAY) == 0.0
    assert needed_per_month(replace(TARGET, deadline="2026-11-22"), 26, DAY) is None
    assert needed_per_month(TARGET, 26, DAY) is None


def test_steady_growth_gives_a_range_around_the_plain_reckoning() -> None:
    found = forecast([2, 0, 1, 1] * 6)
    # 24 joined in 24 months, 26 are missing: by the plain mean after 26 months, in January 2029.
    assert found.date_low is not None
    assert found.date_high is not None
    assert found.date_low < date(2029, 1, 22) < found.date_high
    assert str(found.basis) == "24 joined and 0 left in the 24 full months before 22 Nov 2026"
    assert found.note is None


def test_the_range_is_honest_about_few() -> None:
    found = forecast([1, 0, 0, 1, 0, 1, 1, 0, 1, 0])
    assert found.date_low is not None
    assert str(found.note) == "It rests on 5 that joined, so take it as a rough guess."


@pytest.mark.parametrize("joined", [[4], [10, 10], [1] + [0] * 20, [2, 0, 0, 0, 0, 0, 2]])
def test_too_few_months_or_joins_tell_no_date_and_say_so(joined: list[int]) -> None:
    found = forecast(joined)
    assert (found.date_low, found.date_high, found.by_deadline) == (None, None, None)
    assert "too few to tell a date" in str(found.note)


def test_nobody_joined_yet() -> None:
    found = forecast_of(pace_of({}, {}, DAY, TARGET, 0), DAY, TARGET, 0)
    assert (found.date_low, found.date_high) == (None, None)
    assert str(found.note) == "No full month of joining is on record yet."


def test_a_target_that_is_reached_needs_no_date() -> None:
    found = forecast([5] * 12)
    assert (found.date_low, found.date_high, str(found.note)) == (None, None, "The target is reached.")


def test_a_falling_figure_has_no_latest_date() -> None:
    found = forecast([1] * 24, [2] * 24)
    assert found.date_high is None
    assert found.note is not None
    assert "falling" in str(found.note)


def test_growth_that_may_be_chance_alone_has_no_latest_date() -> None:
    found = forecast([2] * 24, [2] * 23 + [1], replace(TARGET, number=20))
    assert found.date_low is not None
    assert found.date_high is None


def test_a_deadline_gives_the_range_on_its_day_and_is_named_when_past() -> None:
    found = forecast([1] * 24, target=replace(TARGET, deadline="2028-11-22"))
    assert found.by_deadline is not None
    low, high = found.by_deadline
    assert 24 < low < 48 < high
    past = forecast([1] * 24, target=replace(TARGET, deadline="2026"))
    assert past.by_deadline is None
    assert "The deadline 2026 has passed." in str(past.note)


def test_those_without_a_day_of_their_own_are_named() -> None:
    pace = pace_of(monthly([1] * 24), {}, DAY, TARGET, 30)
    found = forecast_of(pace, DAY, TARGET, 30, undated=6)
    assert "6 that count have no date of their own" in str(found.note)


def test_those_on_the_way_bring_it_nearer_by_what_became_of_others() -> None:
    pace = pace_of(monthly([1, 0] * 12), {}, DAY, TARGET, 12)
    alone = forecast_of(pace, DAY, TARGET, 12)
    rates = [StageRate("talks", waiting=40, joined=18, tried=20, months=6)]
    found = forecast_of(pace, DAY, TARGET, 12, rates)
    assert found.date_low is not None
    assert alone.date_low is not None
    assert found.date_low < alone.date_low
    assert found.date_high is not None
    assert "of 40 on the way 31 to 39 may sign within 6 months" in str(found.basis)


def test_a_stage_that_few_went_through_tells_nothing_and_says_so() -> None:
    pace = pace_of(monthly([1] * 24), {}, DAY, TARGET, 24)
    found = forecast_of(pace, DAY, TARGET, 24, [StageRate("talks", waiting=7, joined=2, tried=2, months=6)])
    alone = forecast_of(pace, DAY, TARGET, 24)
    assert (found.date_low, found.date_high) == (alone.date_low, alone.date_high)
    assert str(found.note).startswith("7 on the way are left out")


def test_a_target_of_one_year_can_be_reached_within_it_only() -> None:
    for year, note in ((2025, "over"), (2026, "before its year is over")):
        found = forecast([1] * 24, target=replace(TARGET, number=60, scope=Scope(year=year)))
        assert (found.date_low, found.date_high) == (None, None)
        assert note in str(found.note)
    later = forecast([1] * 24, target=replace(TARGET, number=30, scope=Scope(year=2027)))
    assert later.date_low is not None
    assert later.date_low.year <= 2027


def test_the_ends_of_the_range_are_never_told_as_one_month() -> None:
    day = date(2026, 1, 31)
    pace = pace_of(monthly([9] * 24, day), {}, day, TARGET, 49)
    found = forecast_of(pace, day, TARGET, 49)
    assert (found.date_low, found.date_high) == (day, date(2026, 2, 28))


COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=60)
RATES = st.lists(
    st.builds(
        lambda waiting, tried, part, months: StageRate("talks", waiting, tried * part // 10, tried, months),
        st.integers(0, 300),
        st.integers(0, 50),
        st.integers(0, 10),
        st.floats(0, 60),
    ),
    max_size=3,
)


@given(COUNTS, COUNTS, st.integers(1, 400), st.sampled_from([None, "2028", "2030-06", "2020-01-01"]), RATES)
def test_a_range_is_a_range(
    joined: list[int], left: list[int], number: int, deadline: str | None, rates: list[StageRate]
) -> None:
    target = replace(TARGET, number=number, deadline=deadline)
    value = max(0, sum(joined) - sum(left))
    pace = pace_of(monthly(joined), monthly(left), DAY, target, value)
    found = forecast_of(pace, DAY, target, value, rates)
    if found.date_high is not None:
        assert found.date_low is not None
        assert DAY <= found.date_low < found.date_high
        assert found.date_low.replace(day=1) < found.date_high.replace(day=1)
    if found.date_low is None:
        assert found.note is not None
    if found.by_deadline is not None:
        assert 0 <= found.by_deadline[0] <= found.by_deadline[1]
    str(found.basis), str(found.note)


@given(st.lists(st.integers(0, 6), min_size=6, max_size=12), st.integers(1, 200))
def test_more_of_the_same_history_narrows_the_range(joined: list[int], gap: int) -> None:
    value = 100
    target = replace(TARGET, number=value + gap, deadline="2030")

    def span(history: list[int]) -> tuple[int, int] | None:
        pace = pace_of(monthly(history), {}, DAY, target, value)
        return forecast_of(pace, DAY, target, value).by_deadline

    # A month without joining before the first one is no history, so it begins with one.
    once, thrice = span([1, *joined]), span([1, *joined] * 3)
    if once is not None and thrice is not None:
        assert thrice[1] - thrice[0] <= once[1] - once[0]


@given(st.lists(st.integers(0, 6), min_size=8, max_size=36), st.integers(1, 100), st.integers(0, 40))
def test_who_is_on_the_way_never_delays(joined: list[int], number: int, waiting: int) -> None:
    target = replace(TARGET, number=number)
    pace = pace_of(monthly(joined), {}, DAY, target, 0)
    alone = forecast_of(pace, DAY, target, 0)
    found = forecast_of(pace, DAY, target, 0, [StageRate("talks", waiting, 7, 10, 9)])
    if alone.date_high is not None:
        assert found.date_high is not None
        assert found.date_high <= alone.date_high


def test_four_courses_of_five_end_within_the_range() -> None:
    """The range against what came of it: offices whose joins are by chance at one rate, looked at after two years."""
    dice = random.Random(20261122)
    inside = told = 0
    for _ in range(400):
        history = [sum(dice.random() < 0.15 for _ in range(10)) for _ in range(60)]
        known = history[:24]
        value, gap = sum(known), 30
        target = replace(TARGET, number=value + gap)
        found = forecast_of(pace_of(monthly(known), {}, DAY, target, value), DAY, target, value)
        grown, months = 0, 0
        while grown < gap and months < 36:
            grown += history[24 + months]
            months += 1
        reached = DAY + timedelta(days=round(months * 30.4375))
        told += 1
        assert found.date_low is not None
        inside += found.date_low <= reached and (found.date_high is None or reached <= found.date_high)
    assert 0.75 <= inside / told <= 0.97
