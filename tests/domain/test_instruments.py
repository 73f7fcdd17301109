"""What was signed, as offices write it, on its rung."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ilrs_desk.domain.counting import CountingRule, checks_of, judge, places_for, rule_on, rung_of, suffices
from ilrs_desk.domain.kinds import INSTRUMENTS
from ilrs_desk.domain.records import Record, Snapshot, Value

DAY = date(2025, 6, 15)
RULE = CountingRule("C-1", "countries", "partners", minimum_instrument="memorandum")


@pytest.mark.parametrize(
    ("written", "rung"),
    [
        ("Cooperation agreement", "agreement"),
        ("MoU", "memorandum"),
        ("M.O.U.", "memorandum"),
        ("Memorandum of understanding on a cooperation agreement", "memorandum"),
        ("Letter of intent to sign a cooperation agreement", "letter_of_intent"),
        ("Joint declaration of intent", "letter_of_intent"),
        ("Déclaration conjointe", "joint_statement"),
        ("Соглашение о намерениях", "letter_of_intent"),
        ("Соглашение о сотрудничестве", "agreement"),
        ("关于国际月球科研站合作的谅解备忘录", "memorandum"),
        ("合作意向书", "letter_of_intent"),
        ("บันทึกความเข้าใจว่าด้วยความร่วมมือ", "memorandum"),
        ("مذكرة تفاهم", "memorandum"),
        ("Acuerdo de Cooperación", "agreement"),
        ("Letter of intent; Memorandum", "memorandum"),
        ("Agreement or memorandum of understanding", "memorandum"),
        ("Letter of intent (claimed)", "letter_of_intent"),
        ("memorandum", "memorandum"),
        ("MoU (draft)", None),
        ("a handshake", None),
        ("", None),
        (None, None),
    ],
)
def test_an_instrument_as_written(written: str | None, rung: str | None) -> None:
    assert rung_of(written) == rung


@pytest.mark.parametrize("choice", INSTRUMENTS, ids=lambda choice: choice.key)
def test_each_rung_by_its_own_key_and_label(choice: object) -> None:
    key, label = choice.key, choice.label  # type: ignore[attr-defined]
    assert rung_of(key) == rung_of(label) == key
    assert suffices(key, key)


def partner(number: int = 1, /, **values: Value) -> Record:
    return Record("partners", number, {"kind": "country", "country": "EG", "stage": "signed", **values})


def verdict(
    record: Record, *papers: Record, rule: CountingRule = RULE, day: date = DAY
) -> tuple[bool, str, bool]:
    snapshot = Snapshot(1, {"partners": (record,), "agreements": papers})
    found = judge(rule, record, day, places_for(snapshot, rule, day))
    return found.counted, str(found.why), found.uncertain


def paper(**values: Value) -> Record:
    return Record("agreements", 1, {"partner_id": 1, **values})


def test_less_than_the_minimum_does_not_count_and_enough_does() -> None:
    signed = {"signed_on": "2024-05-06"}
    assert verdict(partner(instrument="MoU", **signed))[0]
    assert verdict(partner(instrument="Cooperation agreement", **signed))[0]
    counted, why, uncertain = verdict(partner(instrument="Letter of intent", **signed))
    assert (counted, uncertain) == (False, False)
    assert (
        why
        == "only this is signed: letter of intent; this rule asks at least for: memorandum of understanding"
    )


def test_what_was_signed_is_not_recorded_so_it_is_uncertain_and_out() -> None:
    assert verdict(partner(signed_on="2024-05-06"))[::2] == (False, True)
    assert verdict(partner(signed_on="2024-05-06"), rule=replace(RULE, minimum_instrument=None))[::2] == (
        True,
        False,
    )


def test_an_agreement_in_force_makes_up_for_it_from_its_own_day() -> None:
    weak = partner(instrument="Letter of intent", signed_on="2023-01-02")
    strong = paper(instrument="Memorandum of understanding", signed_on="2025-03-04")
    assert verdict(weak, strong) == (True, "signed on 4 Mar 2025", False)
    assert not verdict(weak, strong, day=date(2025, 3, 3))[0]
    for status in ("draft", "expired", "ended"):
        assert not verdict(weak, replace(strong, values={**strong.values, "status": status}))[0]


def test_the_version_of_a_rule_that_applies_on_the_day() -> None:
    first = replace(RULE, version=1, effective_until="2025-05")
    second = replace(RULE, version=2, effective_from="2025-06-01")
    assert rule_on([second, first], date(2025, 5, 31)) is first
    assert rule_on([second, first], date(2025, 6, 1)) is second
    gap = replace(second, effective_from="2026-01-01")
    assert rule_on([gap, first], DAY) is gap
    ended = replace(second, effective_until="2025-06-10")
    assert rule_on([first, ended], DAY) is ended
    assert rule_on([], DAY) is None


def test_every_test_of_a_rule_is_told_not_only_the_first_that_is_not_passed() -> None:
    record = partner(country="CN", stage="talks", instrument="Letter of intent")
    places = places_for(Snapshot(1, {"partners": (record,)}), RULE, DAY)
    found = {check.code: check.passed for check in checks_of(RULE, record, DAY, places)}
    assert found == {"kind": True, "place": False, "stage": False, "instrument": False}
