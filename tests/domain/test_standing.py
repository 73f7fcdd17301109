"""Partners and institutions that applied, signed and left on a day: when they count, at which stage they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ilrs_desk.domain.counting import (
    CountingRule,
    Paper,
    Places,
    attention_of,
    checks_of,
    judge,
    stage_on,
    term_of,
)
from ilrs_desk.domain.records import Record, Snapshot, Value

RULE = CountingRule("C-1", "countries", "partners")
WITH_APPLICANTS = replace(RULE, count_applicants=True)
NOWHERE = Places()


def partner(**values: Value) -> Record:
    given = {"name": "Egypt", "kind": "country", "country": "EG", **values}
    return Record("partners", 1, given, entered_on=date(2025, 1, 1))


def days(
    rule: CountingRule, record: Record, places: Places = NOWHERE
) -> tuple[str | None, str | None, str | None]:
    """First and last day, and what is in doubt."""
    term = term_of(rule, record, places)
    return (
        term.since and term.since.isoformat(),
        term.until and term.until.isoformat(),
        str(term.doubt) if term.doubt else None,
    )


def on(text: str) -> date:
    return date.fromisoformat(text)


GONE = partner(stage="withdrawn", applied_on="2022-03-01", signed_on="2023-05-10", ended_on="2024-06-30")


def test_one_that_withdrew_counts_from_its_signature_to_the_day_on_which_it_left() -> None:
    assert days(RULE, GONE) == ("2023-05-10", "2024-06-30", None)
    counted = judge(RULE, GONE, on("2024-06-30"), NOWHERE)
    assert (counted.counted, str(counted.why)) == (True, "signed on 10 May 2023")
    gone = judge(RULE, GONE, on("2024-07-01"), NOWHERE)
    assert (gone.counted, str(gone.why)) == (False, "left on 30 Jun 2024, before 1 Jul 2024")
    assert ("stage", True, "signed before it withdrew, which counts by this rule") in [
        (one.code, one.passed, str(one.words)) for one in checks_of(RULE, GONE, on("2024-01-01"), NOWHERE)
    ]


@pytest.mark.parametrize(
    ("values", "doubt"),
    [
        (
            {"signed_on": "2023-05-10"},
            "withdrawn; the day of leaving is not recorded, so it counts on no day",
        ),
        (
            {"signed_on": "2023-05-10", "ended_on": "some day"},
            "withdrawn; the day of leaving is not recorded, so it counts on no day",
        ),
        ({"ended_on": "2024"}, "withdrawn; no day of signing is recorded, so it counts on no day"),
        ({}, "withdrawn; the day of leaving is not recorded, so it counts on no day"),
    ],
)
def test_without_its_days_it_counts_on_none_and_is_uncertain(values: dict[str, Value], doubt: str) -> None:
    record = partner(stage="withdrawn", **values)
    assert days(RULE, record) == (None, None, doubt)
    verdict = judge(RULE, record, on("2024-01-01"), NOWHERE)
    assert (verdict.counted, verdict.uncertain, str(verdict.why)) == (False, True, "withdrawn")


def test_a_month_of_leaving_is_its_first_day_and_in_doubt() -> None:
    record = partner(stage="active", signed_on="2023-05-10", ended_on="2024-06")
    assert days(RULE, record) == ("2023-05-10", "2024-06-01", "known only as Jun 2024; taken as 1 Jun 2024")


def test_leaving_ends_nothing_where_withdrawn_counts() -> None:
    rule = replace(RULE, stages=("signed", "withdrawn"))
    assert days(rule, GONE) == ("2023-05-10", None, None)


def test_it_does_not_count_by_a_rule_for_active_ones_since_it_had_only_signed() -> None:
    assert days(replace(RULE, stages=("active",)), GONE) == (None, None, None)


def test_who_left_before_it_signed_counts_on_no_day() -> None:
    record = partner(stage="signed", signed_on="2024-05-10", ended_on="2023-01-01")
    assert not term_of(RULE, record, NOWHERE).ever


def test_an_applicant_counts_from_the_day_on_which_it_applied() -> None:
    record = partner(stage="applied", applied_on="2024-04-08")
    assert days(RULE, record) == (None, None, None)
    assert days(WITH_APPLICANTS, record) == ("2024-04-08", None, None)
    early = judge(WITH_APPLICANTS, record, on("2024-04-07"), NOWHERE)
    assert str(early.why) == "applied on 8 Apr 2024, after 7 Apr 2024"
    assert str(judge(WITH_APPLICANTS, record, on("2024-04-08"), NOWHERE).why) == "applied on 8 Apr 2024"
    undated = partner(stage="applied")
    assert days(WITH_APPLICANTS, undated)[2] == (
        "no day of applying recorded; counted from 1 Jan 2025, when it came into the office"
    )


def test_where_applicants_count_it_counts_from_its_application_also_after_signing_and_leaving() -> None:
    assert days(WITH_APPLICANTS, GONE) == ("2022-03-01", "2024-06-30", None)
    withdrew = partner(stage="withdrawn", applied_on="2022-03-01", ended_on="2022-09-01")
    assert days(WITH_APPLICANTS, withdrew) == ("2022-03-01", "2022-09-01", None)
    assert days(RULE, withdrew) == (None, None, None)


def test_an_application_is_not_what_a_rule_with_a_least_instrument_asks_for() -> None:
    rule = replace(WITH_APPLICANTS, minimum_instrument="letter_of_intent")
    signed = partner(stage="signed", applied_on="2022-03-01", signed_on="2023-05-10", instrument="MoU")
    assert days(rule, signed)[0] == "2023-05-10"
    assert days(replace(rule, minimum_instrument="application"), signed)[0] == "2022-03-01"
    asked = partner(stage="applied", applied_on="2022-03-01", instrument="Letter of intent")
    assert days(rule, asked)[0] == "2022-03-01"
    bare = partner(stage="applied", applied_on="2022-03-01")
    papers = replace(NOWHERE, papers={("partners", 1): (Paper("memorandum", "2022-08-01"),)})
    assert days(rule, bare, papers)[0] == "2022-08-01"


@pytest.mark.parametrize(
    ("values", "stages"),
    [
        (
            {
                "stage": "withdrawn",
                "applied_on": "2022-03",
                "signed_on": "2023-05-10",
                "ended_on": "2024-06-30",
            },
            ("later", "applied", "signed", "withdrawn"),
        ),
        (
            {"stage": "active", "applied_on": "2022-03", "signed_on": "2023-05-10"},
            ("later", "applied", "active", "active"),
        ),
        (
            {"stage": "active", "signed_on": "2023-05-10", "ended_on": "2024-06-30"},
            ("later", "later", "active", "withdrawn"),
        ),
        ({"stage": "applied", "applied_on": "2022-03"}, ("later", "applied", "applied", "applied")),
        ({"stage": "applied"}, ("applied",) * 4),
        ({"stage": "withdrawn", "ended_on": "2024-06-30"}, ("unknown", "unknown", "unknown", "withdrawn")),
        ({"stage": "withdrawn", "signed_on": "2023-05-10"}, ("withdrawn",) * 4),
        ({"stage": "talks", "ended_on": "2022-06-30"}, ("talks",) * 4),
        ({"stage": "declined", "ended_on": "2022-06-30"}, ("declined",) * 4),
    ],
)
def test_the_stage_on_a_past_day_is_the_one_that_the_dates_tell(
    values: dict[str, Value], stages: tuple[str, ...]
) -> None:
    asked = ("2022-02-28", "2023-05-09", "2024-06-30", "2024-07-01")
    assert tuple(stage_on(partner(**values), on(day)) for day in asked) == stages


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"stage": "withdrawn"}, ["withdrawal.undated"]),
        ({"stage": "withdrawn", "ended_on": "2024-06"}, []),
        ({"stage": "active", "signed_on": "2023", "ended_on": "2024-06"}, ["record.left"]),
        ({"stage": "active", "signed_on": "2023", "ended_on": "2030"}, []),
        ({"stage": "declined", "ended_on": "2024-06"}, []),
        (
            {"stage": "withdrawn", "signed_on": "2024-07-02", "ended_on": "2024-06"},
            ["record.ends_before_start"],
        ),
        ({"stage": "applied", "applied_on": "2025-11-01"}, []),
        ({"stage": "applied", "applied_on": "2025-05"}, ["application.unanswered"]),
        ({"stage": "applied", "applied_on": "2025-05", "ended_on": "2025-10"}, ["record.left"]),
    ],
)
def test_what_is_missing_or_contradictory_in_these_days_is_told(
    values: dict[str, Value], told: list[str]
) -> None:
    snapshot = Snapshot(1, {"partners": (partner(**values),)})
    assert [one.code for one in attention_of(snapshot, on("2025-11-23"))] == told


def test_an_application_without_answer_is_as_old_as_its_day() -> None:
    snapshot = Snapshot(1, {"partners": (partner(stage="applied", applied_on="2024-11-23"),)})
    (found,) = attention_of(snapshot, on("2025-11-23"))
    assert str(found.message) == "Egypt applied, and no answer was recorded in 365 days"
