from __future__ import annotations

import pytest

from ilrs_desk.domain.kinds import AGREEMENT_STATUSES, PARTNER_KINDS, PERSON_STATUSES
from ilrs_desk.domain.kinds import STAGES as CHOICES
from ilrs_desk.domain.resources import load_json
from ilrs_desk.domain.stages import STAGES, read_partner_kind, read_stage, read_status
from ilrs_desk.domain.text import fold


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Signed", "signed"),
        ("4. Signed (MoU)", "signed"),
        ("Подписано", "signed"),
        ("已签署", "signed"),
        ("İmzalandı", "signed"),
        ("ลงนามแล้ว", "signed"),
        ("Applied", "applied"),
        ("In talks", "talks"),
        ("переговоры", "talks"),
        ("действует", "active"),
        ("en vigueur", "active"),
        ("withdrawn", "withdrawn"),
        ("отказ", "declined"),
        ("not signed", None),
        ("", None),
        ("Ministry", None),
    ],
)
def test_stages(text: str, stage: str | None) -> None:
    assert read_stage(text) == stage


def test_partner_kinds() -> None:
    assert read_partner_kind("Country") == "country"
    assert read_partner_kind("国际组织") == "organisation"
    assert read_partner_kind("planet") is None


def test_statuses() -> None:
    assert read_status("离职", "personnel") == "left"
    assert read_status("In force", "agreements") == "in_force"
    assert read_status("in_force", "agreements") == "in_force"
    assert read_status("maybe", "personnel") is None


def test_the_choices_are_those_of_the_record_kinds() -> None:
    listed = load_json("reference", "value_words.json")
    assert list(listed["stage"]) == list(STAGES) == [choice.key for choice in CHOICES]
    assert set(listed["partner_kind"]) == {choice.key for choice in PARTNER_KINDS}
    assert set(listed["person_status"]) == {choice.key for choice in PERSON_STATUSES}
    assert set(listed["agreement_status"]) == {choice.key for choice in AGREEMENT_STATUSES}


@pytest.mark.parametrize("choice", ["stage", "partner_kind", "person_status", "agreement_status"])
def test_no_word_means_two_things(choice: str) -> None:
    listed = load_json("reference", "value_words.json")[choice]
    meanings: dict[str, set[str]] = {}
    for key, spellings in listed.items():
        for spelling in spellings:
            meanings.setdefault(fold(spelling), set()).add(key)
    assert {word: keys for word, keys in meanings.items() if len(keys) > 1} == {}
