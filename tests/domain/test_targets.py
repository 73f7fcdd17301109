"""The targets, rules and claims of an office, read from its records."""

from __future__ import annotations

from datetime import date

from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.targets import claims_from, default_office, latest_claim, rules_from, targets_from


def settings(kind: str) -> list[Record]:
    return [
        Record(one, number, values) for number, (one, values) in enumerate(default_office(), 1) if one == kind
    ]


def test_a_new_office_aims_at_50_500_and_5000() -> None:
    targets = targets_from(settings("targets"))
    assert [(target.key, target.kind, target.number, target.baseline_value) for target in targets] == [
        ("countries", "partners", 50, 11),
        ("institutions", "institutions", 500, 30),
        ("personnel", "personnel", 5000, None),
    ]
    assert all(target.deadline is None for target in targets)


def test_the_rules_of_a_new_office_leave_out_all_that_a_setting_may_take_in() -> None:
    rules = rules_from(settings("rules"), targets_from(settings("targets")))
    assert [rule.code for rule in rules.values()] == ["C-1", "I-1", "P-1"]
    for rule in rules.values():
        assert (rule.host, rule.founders, rule.stages) == ("CN", ("RU",), ("signed", "active"))
        flags = (rule.count_host, rule.count_founders, rule.count_applicants, rule.count_organisations)
        assert not any((*flags, rule.count_home))


def test_what_a_new_office_holds_fits_the_declarations() -> None:
    for kind, values in default_office():
        assert set(values) <= set(JOURNALLED[kind].by_key)
        required = {field.key for field in JOURNALLED[kind].fields if field.required}
        assert required <= set(values)


def test_a_claim_counts_from_its_day_and_only_for_its_own_target() -> None:
    claims = claims_from(settings("claims"))
    assert latest_claim(claims, "countries", date(2024, 6, 30)) is None
    countries = latest_claim(claims, "countries", date(2024, 7, 1))
    institutions = latest_claim(claims, "institutions", date(2026, 1, 1))
    assert countries is not None
    assert institutions is not None
    assert (countries.value, countries.words) == (11, "11")
    assert (institutions.value, institutions.words) == (30, "nearly 30")
    assert latest_claim(claims, "personnel", date(2026, 1, 1)) is None


def test_of_two_claims_on_one_day_the_later_record_holds() -> None:
    made = [
        Record("claims", number, {"target": "countries", "value": value, "claimed_on": "2024-09-05"})
        for number, value in enumerate(("17", "16"), 1)
    ]
    claim = latest_claim(claims_from(made), "countries", date(2024, 9, 5))
    assert claim is not None
    assert (claim.value, claim.words) == (16, "16")


def test_the_newest_version_of_a_rule_holds_and_a_target_without_rule_gets_the_standard_one() -> None:
    targets = targets_from(settings("targets"))
    values: dict[str, Value] = {"code": "C-2", "target": "countries", "version": "2", "count_host": "yes"}
    rules = rules_from([Record("rules", 9, values), *settings("rules")[:1]], targets)
    assert (rules["countries"].code, rules["countries"].count_host) == ("C-2", True)
    assert (rules["personnel"].code, rules["personnel"].host) == ("P-1", "CN")


def test_numbers_and_dates_that_cannot_be_read_are_left_out() -> None:
    assert targets_from([Record("targets", 1, {"key": "x", "kind": "partners", "number": "many"})]) == ()
    assert claims_from([Record("claims", 1, {"target": "x", "value": "9", "claimed_on": "soon"})]) == ()
