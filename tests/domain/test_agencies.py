"""When a return is due, and how an agency stands on a day."""

from __future__ import annotations

from datetime import date

import pytest

from ilrs_desk.domain.agencies import Agency, Return, add_months, due_returns, state_of
from ilrs_desk.domain.counting import attention_of
from ilrs_desk.domain.records import Snapshot

COUNTS = {"add": 6, "same": 2, "reject": 1, "conflict": 1, "created": 4}
FIRST = Return(1, "first.xlsx", date(2026, 1, 31), COUNTS)
SECOND = Return(2, "second.xlsx", date(2026, 6, 30), {"update": 5, "left_out": 5})
AGENCY = Agency(3, "ROSA", 6, returns=(SECOND, FIRST))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 6, 30), 120, date(2036, 6, 30)),
        (date(9999, 12, 1), 6, date.max),
    ],
)
def test_months_end_on_a_day_that_there_is(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


def test_how_an_agency_stands() -> None:
    state = state_of(AGENCY, date(2026, 11, 23))
    assert state.received == SECOND
    assert (state.sent, state.age, state.expected, state.due) == (2, 146, date(2026, 12, 30), False)
    assert (state.accepted, state.open) == (13 / 20, 0)
    earlier = state_of(AGENCY, date(2026, 6, 29))
    assert (earlier.received, earlier.expected, earlier.open) == (FIRST, date(2026, 7, 31), 2)
    assert earlier.accepted == 0.8
    never = state_of(AGENCY, date(2025, 1, 1))
    assert (never.received, never.age, never.accepted, never.due) == (None, None, None, True)


def test_due_on_the_day_and_before_the_next_meeting() -> None:
    silent = Agency(4, "SANSA", 12)
    unasked = Agency(5, "ABAE", None, returns=(FIRST,))
    agencies = (AGENCY, silent, unasked)

    def told(day: date, meeting: date | None) -> list[tuple[str, int]]:
        return [(one.code, one.id) for one in due_returns(agencies, day, meeting)]

    assert told(date(2026, 11, 23), None) == [("agency.due", 4)]
    assert told(date(2026, 11, 23), date(2026, 12, 29)) == [("agency.due", 4)]
    assert told(date(2026, 11, 23), date(2026, 12, 30)) == [
        ("agency.due", 4),
        ("agency.due_before_meeting", 3),
    ]
    assert told(date(2026, 12, 30), None) == [("agency.due", 3), ("agency.due", 4)]


def test_many_that_are_due_stand_in_one_line() -> None:
    due = tuple(
        due_returns([Agency(number, f"A{number}", 6) for number in range(1, 41)], date(2026, 1, 1), None)
    )
    (line,) = attention_of(Snapshot(1), date(2026, 1, 1), agencies=due)
    assert (line.code, line.kind, line.count, line.ids) == ("agency.due", "agencies", 40, tuple(range(1, 41)))
    assert str(line.message) == "40 agencies should have sent a return: …"


def test_what_is_said_of_it() -> None:
    (said,) = due_returns([AGENCY], date(2027, 2, 1), None)
    assert str(said.message) == "ROSA sent its last return on 30 Jun 2026, more than 6 months ago"
    (ahead,) = due_returns([AGENCY], date(2026, 12, 1), date(2027, 1, 15))
    assert str(ahead.message) == "ROSA should send a return by 30 Dec 2026, before the meeting of 15 Jan 2027"
