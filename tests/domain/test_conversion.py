"""What became of those on the way, by the office's own journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.conversion import StageStep, rates_of, waiting_of
from ilrs_desk.domain.counting import CountingRule, Places
from ilrs_desk.domain.course import StageRate
from ilrs_desk.domain.records import Record

DAY = date(2026, 11, 22)


def path(number: int, *steps: tuple[str, str | None]) -> list[StageStep]:
    return [StageStep(number, date.fromisoformat(day), stage) for day, stage in steps]


def test_who_came_on_and_who_did_not_apart_by_how_long_they_stand_there() -> None:
    steps = [
        *path(1, ("2024-01-01", "talks"), ("2024-07-01", "signed")),
        *path(2, ("2024-01-01", "contact"), ("2024-03-01", "talks"), ("2025-03-01", "active")),
        *path(3, ("2024-01-01", "talks"), ("2024-02-01", "declined")),
        *path(4, ("2023-01-01", "talks")),
        *path(5, ("2026-11-01", "talks")),
        *path(6, ("2024-01-01", "signed")),
    ]
    live = range(1, 7)
    # Whether the newcomer of three weeks goes on as the four did that have been known for a year, or like the one
    # that has waited for nearly four, of which nothing is known.
    assert rates_of(steps, live, {4, 5}, DAY) == (
        StageRate("talks", 1, 2, 4, 365 / (365.25 / 12)),
        StageRate("talks", 1, 0, 0, 0.0),
    )


def test_a_step_back_is_a_correction_and_a_withdrawal_is_none() -> None:
    steps = [
        *path(1, ("2026-01-01", "talks"), ("2026-02-01", "signed"), ("2026-02-02", "talks")),
        *path(2, ("2024-01-01", "talks"), ("2025-01-01", "signed"), ("2026-01-01", "withdrawn")),
    ]
    (talks,) = rates_of(steps, {1, 2}, {1}, DAY)
    assert (talks.waiting, talks.joined, talks.tried) == (1, 1, 1)


def test_history_typed_in_on_one_day_tells_nothing() -> None:
    steps = [
        *path(1, ("2026-01-01", "talks"), ("2026-01-01", "signed")),
        *path(2, ("2026-01-01", "talks"), ("2026-01-01", "declined")),
        *path(3, ("2026-01-02", "talks"), ("2026-01-01", "signed")),
        *path(4, ("2026-01-01", "talks")),
    ]
    (talks,) = rates_of(steps, {1, 2, 3, 4}, {4}, DAY)
    assert (talks.waiting, talks.joined, talks.tried) == (1, 0, 0)


def test_what_was_entered_later_and_what_is_in_the_trash_tells_nothing() -> None:
    steps = [*path(1, ("2026-01-01", "talks"), ("2026-12-01", "signed")), *path(2, ("2025-01-01", "applied"))]
    (talks,) = rates_of(steps, {1}, {1}, DAY)
    assert (talks.stage, talks.waiting, talks.joined) == ("talks", 1, 0)


def test_who_is_on_the_way_are_those_that_would_count_if_they_signed() -> None:
    def partner(number: int, **values: str) -> Record:
        return Record("partners", number, {"kind": "country", **values}, entered_on=date(2024, 1, 1))

    records = [
        partner(1, country="TD", stage="talks"),
        partner(2, country="PE", stage="applied", instrument="letter of intent"),
        partner(3, country="CN", stage="contact"),
        partner(4, country="OM", stage="signed", signed_on="2024-05-01"),
        partner(5, name="A body", kind="organisation", stage="talks"),
        partner(6, country="TH", stage="signed", signed_on="2027-05-01"),
    ]
    rule = CountingRule("C-1", "countries", "partners")
    assert waiting_of(rule, records, DAY, Places()) == {1, 2, 6}
    strict = replace(rule, minimum_instrument="memorandum", count_organisations=True)
    assert waiting_of(strict, records, DAY, Places()) == {1, 2, 4, 5, 6}
    assert waiting_of(replace(rule, count_applicants=True), records, DAY, Places()) == {1, 6}


STAGES = st.sampled_from(["contact", "talks", "applied", "signed", "active", "declined", "withdrawn", None])


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 900), STAGES), max_size=60),
    st.sets(st.integers(1, 9)),
)
def test_never_more_came_on_than_were_tried_nor_wait_than_there_are(
    told: list[tuple[int, int, str | None]], waiting: set[int]
) -> None:
    steps = [StageStep(number, DAY - timedelta(days=900 - days), stage) for number, days, stage in told]
    for rate in rates_of(steps, set(range(1, 10)), waiting, DAY):
        assert 0 <= rate.joined <= rate.tried <= 9
        assert 0 < rate.waiting <= len(waiting)
        assert rate.months >= 0
