"""What is in force on a day by the records' own dates, beside how the counting judges one record."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilrs_desk.domain.changes import Write
from ilrs_desk.domain.counting import CountingRule, Places, term_of
from ilrs_desk.domain.kinds import STAGES
from ilrs_desk.domain.tables import Query

from .conftest import Desk

_DATES = st.sampled_from(
    [
        None,
        "2023",
        "2024",
        "2024-02",
        "2024-05",
        "2024-02-29",
        "2024-05-10",
        "2023-02-29",
        "2024-13",
        "soon",
        "24",
    ]
)
_DAYS = st.dates(date(2022, 12, 1), date(2024, 12, 31))
_PEOPLE = st.fixed_dictionaries(
    {
        "start_date": _DATES,
        "end_date": _DATES,
        "status": st.sampled_from([None, "planned", "active", "left", "guest"]),
    }
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(_PEOPLE, min_size=1, max_size=12), day=_DAYS)
def test_people_in_force_are_those_whose_term_covers_the_day(
    desk: Desk, people: list[dict[str, str | None]], day: date
) -> None:
    """By the rule that takes everybody from everywhere."""
    written = desk.write(*(Write("personnel", {"family_name": "A", **values}) for values in people))
    ids = tuple(change.id for change in written.changes)
    rule = CountingRule("P-1", "personnel", "personnel", count_home=True)
    expected = [
        record.id
        for record in desk.office.records("personnel", ids)
        if term_of(rule, record, Places()).covers(day)
    ]
    assert list(desk.office.ids("personnel", Query(ids=ids, in_force_on=day))) == expected


_BODIES = st.fixed_dictionaries(
    {
        "applied_on": _DATES,
        "signed_on": _DATES,
        "ended_on": _DATES,
        "stage": st.sampled_from([choice.key for choice in STAGES]),
    }
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies=st.lists(_BODIES, min_size=1, max_size=12), day=_DAYS)
def test_institutions_in_force_are_those_whose_term_covers_the_day(
    desk: Desk, bodies: list[dict[str, str | None]], day: date
) -> None:
    """By the rule that takes all but who declined or withdrew."""
    written = desk.write(*(Write("institutions", {"name": "A", **values}) for values in bodies))
    ids = tuple(change.id for change in written.changes)
    stages = ("contact", "talks", "applied", "signed", "active")
    rule = CountingRule("I-1", "institutions", "institutions", stages=stages, count_home=True)
    expected = [
        record.id
        for record in desk.office.records("institutions", ids)
        if term_of(rule, record, Places()).covers(day)
    ]
    assert list(desk.office.ids("institutions", Query(ids=ids, in_force_on=day))) == expected


@pytest.mark.parametrize("stage", [None, *(choice.key for choice in STAGES)])
def test_institutions_stay_from_their_first_day_unless_they_withdrew(desk: Desk, stage: str | None) -> None:
    number = desk.add("institutions", name="A", stage=stage, signed_on="2024-05")
    over = stage in ("declined", "withdrawn")
    assert desk.office.count("institutions", Query(in_force_on=date(2024, 4, 30))) == 0
    assert (
        list(desk.office.ids("institutions", Query(in_force_on=date(2024, 5, 1)))) == [] if over else [number]
    )


def test_an_agreement_is_in_force_from_its_effective_day_to_its_end(desk: Desk) -> None:
    def on(text: str) -> list[int]:
        return list(desk.office.ids("agreements", Query(in_force_on=date.fromisoformat(text))))

    desk.add("agreements", title="Later", signed_on="2024-01-10", effective_on="2024-03-01")
    desk.add("agreements", title="At once", signed_on="2024-01-10", expires_on="2024-06-30", status="expired")
    desk.add("agreements", title="Draft", signed_on="2024-01-10", status="draft")
    desk.add("agreements", title="Over, since when is not known", signed_on="2024-01-10", status="ended")
    assert on("2024-01-09") == []
    assert on("2024-01-10") == [2]
    assert on("2024-03-01") == [1, 2]
    assert on("2024-06-30") == [1, 2]
    assert on("2024-07-01") == [1]
