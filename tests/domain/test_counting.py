"""What counts by a rule and what does not, with the reason that a person reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ilrs_desk.domain.counting import CountingRule, Places, judge, places_for
from ilrs_desk.domain.records import Record, Snapshot, Value

DAY = date(2024, 7, 31)
ENTERED = date(2024, 6, 1)
COUNTRIES = CountingRule("C-1", "countries", "partners")
INSTITUTIONS = CountingRule("I-1", "institutions", "institutions")
PERSONNEL = CountingRule("P-1", "personnel", "personnel")


def record(of: str, number: int = 1, /, **values: Value) -> Record:
    return Record(of, number, values, entered_on=ENTERED)


def partner(number: int = 1, /, **values: Value) -> Record:
    given: dict[str, Value] = {
        "kind": "country",
        "country": "EG",
        "stage": "signed",
        "signed_on": "2023-12-06",
    }
    kept = {key: value for key, value in (given | values).items() if value is not None}
    return record("partners", number, **kept)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"stage": "applied", "signed_on": None}, "applied, nothing signed"),
        ({"stage": "talks", "signed_on": None}, "in talks, nothing signed"),
        ({"stage": "contact", "signed_on": None}, "in contact, nothing signed"),
        ({"stage": None, "signed_on": None}, "no stage and no day of signing recorded"),
        ({"stage": "withdrawn"}, "withdrawn"),
        ({"stage": "declined"}, "declined"),
        ({"country": "CN"}, "is the host country"),
        ({"country": "RU"}, "founder, not a partner that joined"),
        ({"country": "HK"}, "a place that is not counted as a country"),
        ({"country": None}, "no country recorded"),
        ({"kind": "organisation", "country": None}, "an organisation, not a country"),
        ({"signed_on": "2024-08-01"}, "signed on 1 Aug 2024, after 31 Jul 2024"),
        ({"stage": "talks"}, "stage talks, although 6 Dec 2023 is recorded as the day of signing"),
        ({"stage": "observer"}, "stage observer does not count by this rule"),
    ],
)
def test_a_partner_that_does_not_count_is_told_why(values: dict[str, Value], why: str) -> None:
    verdict = judge(COUNTRIES, partner(**values), DAY, Places())
    assert not verdict.counted
    assert str(verdict.why) == why


@pytest.mark.parametrize(
    ("setting", "values"),
    [
        ("count_host", {"country": "CN"}),
        ("count_founders", {"country": "RU"}),
        ("count_organisations", {"kind": "organisation", "country": None}),
        ("count_applicants", {"stage": "applied"}),
    ],
)
def test_each_setting_takes_in_what_it_names(setting: str, values: dict[str, Value]) -> None:
    taken_in = replace(COUNTRIES, **{setting: True})
    assert not judge(COUNTRIES, partner(**values), DAY, Places()).counted
    assert judge(taken_in, partner(**values), DAY, Places()).counted
    assert str(taken_in.words()) != str(COUNTRIES.words())


def test_a_day_of_signing_alone_says_that_it_signed() -> None:
    verdict = judge(COUNTRIES, partner(stage=None), DAY, Places())
    assert verdict.counted
    assert verdict.since == date(2023, 12, 6)
    assert str(verdict.why) == "signed on 6 Dec 2023"


def test_a_date_known_to_the_month_counts_from_its_first_day_and_is_uncertain() -> None:
    verdict = judge(COUNTRIES, partner(signed_on="2024-07"), date(2024, 7, 1), Places())
    assert (verdict.counted, verdict.uncertain) == (True, True)
    assert str(verdict.why) == "known only as Jul 2024; taken as 1 Jul 2024"


def test_a_signature_without_a_day_counts_from_when_it_came_into_the_office() -> None:
    undated = partner(signed_on=None)
    before = judge(COUNTRIES, undated, date(2024, 5, 31), Places())
    after = judge(COUNTRIES, undated, DAY, Places())
    assert (before.counted, after.counted, after.uncertain, after.since) == (False, True, True, ENTERED)
    assert "counted from 1 Jun 2024" in str(after.why)
    assert "not in the office before 1 Jun 2024" in str(before.why)


def test_a_record_that_never_was_in_an_office_counts_from_the_start() -> None:
    unentered = Record("partners", 1, {"kind": "country", "country": "EG", "stage": "signed"})
    assert (
        str(judge(COUNTRIES, unentered, DAY, Places()).why) == "no day of signing recorded; counted at once"
    )


def test_an_unreadable_date_is_taken_as_none() -> None:
    verdict = judge(COUNTRIES, partner(signed_on="soon"), DAY, Places())
    assert (verdict.counted, verdict.uncertain) == (True, True)


def test_of_two_records_of_one_country_the_first_to_sign_counts() -> None:
    late, early = (
        partner(1, name="Egypt", signed_on="2024-01-01"),
        partner(2, name="EgSA", signed_on="2023-12-06"),
    )
    places = places_for(Snapshot(1, {"partners": (late, early)}), COUNTRIES, DAY)
    assert judge(COUNTRIES, early, DAY, places).counted
    verdict = judge(COUNTRIES, late, DAY, places)
    assert (verdict.counted, str(verdict.why)) == (False, "the same country as Egypt, record 2")


def test_a_second_record_that_only_talks_takes_no_seat() -> None:
    talks, signed = partner(1, stage="talks", signed_on=None), partner(2)
    places = places_for(Snapshot(1, {"partners": (talks, signed)}), COUNTRIES, DAY)
    assert judge(COUNTRIES, signed, DAY, places).counted
    assert str(judge(COUNTRIES, talks, DAY, places).why) == "in talks, nothing signed"


def test_what_is_in_the_trash_never_counts() -> None:
    assert not judge(COUNTRIES, replace(partner(), trashed=True), DAY, Places()).counted


def test_an_institution_of_the_host_country_is_out_unless_taken_in() -> None:
    home = record("institutions", country="CN", stage="active", signed_on="2024-01-01")
    verdict = judge(INSTITUTIONS, home, DAY, Places())
    assert (verdict.counted, str(verdict.why)) == (False, "in the host country (China)")
    assert judge(replace(INSTITUTIONS, count_home=True), home, DAY, Places()).counted


def test_an_institution_without_country_counts_and_is_uncertain() -> None:
    verdict = judge(
        INSTITUTIONS, record("institutions", stage="signed", signed_on="2024-01-01"), DAY, Places()
    )
    assert (verdict.counted, verdict.uncertain) == (True, True)
    assert "cannot be told whether it is foreign" in str(verdict.why)


def person(**values: Value) -> Record:
    return record("personnel", family_name="Ayşe", **values)


@pytest.mark.parametrize(
    ("values", "counted", "uncertain", "why"),
    [
        ({"nationality": "TH", "start_date": "2024-01-15"}, True, False, "started on 15 Jan 2024"),
        (
            {"nationality": "TH", "start_date": "2024-08-01"},
            False,
            False,
            "starts on 1 Aug 2024, after 31 Jul 2024",
        ),
        (
            {"nationality": "TH", "start_date": "2024", "end_date": "2024-07-31"},
            True,
            True,
            "known only as 2024",
        ),
        (
            {"nationality": "TH", "start_date": "2020-01-01", "end_date": "2024-07-30"},
            False,
            False,
            "ended on 30 Jul 2024, before 31 Jul 2024",
        ),
        (
            {"nationality": "TH", "start_date": "2020-01-01", "end_date": "2024-07"},
            False,
            True,
            "ended on Jul 2024",
        ),
        (
            {"nationality": "TH", "status": "planned", "start_date": "2024-01-01"},
            False,
            False,
            "planned, not started",
        ),
        ({"nationality": "TH", "status": "left"}, False, False, "left, the day is not recorded"),
        (
            {"nationality": "TH", "status": "left", "end_date": "2024-12-31"},
            True,
            True,
            "counted from 1 Jun 2024",
        ),
        ({"nationality": "TH"}, True, True, "no start recorded; counted from 1 Jun 2024"),
        (
            {"nationality": "CN", "country": "TH"},
            False,
            False,
            "has the nationality of the host country (China)",
        ),
        ({"nationality": "TH", "country": "CN", "start_date": "2024-01-01"}, True, False, "started on"),
        ({"country": "CN"}, False, False, "works in the host country (China), nationality not recorded"),
        ({"institution_id": 7}, False, False, "works at an institution of the host country (China)"),
        ({"institution_id": 8, "start_date": "2024-01-01"}, True, False, "started on 1 Jan 2024"),
        ({"start_date": "2024-01-01"}, True, True, "cannot be told whether foreign"),
    ],
)
def test_people(values: dict[str, Value], counted: bool, uncertain: bool, why: str) -> None:
    verdict = judge(PERSONNEL, person(**values), DAY, Places(institutions={7: "CN", 8: "TH"}))
    assert (verdict.counted, verdict.uncertain) == (counted, uncertain)
    assert why in str(verdict.why)


def test_people_of_the_host_country_count_where_the_rule_takes_them_in() -> None:
    home = person(nationality="CN", start_date="2024-01-01")
    assert judge(replace(PERSONNEL, count_home=True), home, DAY, Places()).counted


def test_the_rule_in_words_names_all_that_is_in_and_out() -> None:
    assert str(COUNTRIES.words()) == (
        "Each country is counted once, from the day of signing, if its stage is signed or active. "
        "Not counted: the host country (China), founders (Russia), organisations, applicants."
    )
    all_in = replace(
        COUNTRIES, count_host=True, count_founders=True, count_organisations=True, count_applicants=True
    )
    assert str(all_in.words()).endswith(
        "Counted too: the host country (China), founders (Russia), organisations, applicants."
    )
    assert "people from the host country (China)" in str(PERSONNEL.words())
    assert "Counted too: institutions of the host country" in str(
        replace(INSTITUTIONS, count_home=True).words()
    )
    assert "host" not in str(replace(PERSONNEL, host=None).words())
