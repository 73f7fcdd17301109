"""What a person types into a field: read, or refused with what to write instead."""

from __future__ import annotations

import pytest

from ilrs_desk.domain.entry import read_entry
from ilrs_desk.domain.kinds import INSTITUTIONS, PARTNERS, PERSONNEL, RULES, TARGETS
from ilrs_desk.domain.problems import InputProblem

PERSON = PERSONNEL.by_key


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("family_name", "  Şahin\u200b ", "Şahin"),
        ("family_name", "   ", None),
        ("start_date", "2024-03", "2024-03"),
        ("start_date", "3 July 2024", "2024-07-03"),
        ("start_date", "25/03/2025", "2025-03-25"),
        ("nationality", "Peruvian", "PE"),
        ("nationality", "土耳其", "TR"),
        ("nationality", "Guinea", "GN"),
        ("country", "Georgia", "GE"),
        ("country", "ZA", "ZA"),
        ("email", "Name <KISI@example.org>", "KISI@example.org"),
        ("other_emails", "a@x.org;  B <b@x.org> ; ", "a@x.org; b@x.org"),
        ("other_emails", "a@x.org, b@x.org；a@x.org", "a@x.org; b@x.org"),
        ("other_phones", "+7 495 123-45-67; ask at the desk", "+74951234567; ask at the desk"),
        ("other_nationalities", "Kazakh; Russian；KZ", "KZ; RU"),
        ("status", "left", "left"),
        ("status", "on leave", "on leave"),
        ("notes", " two\nlines ", "two\nlines"),
    ],
)
def test_what_is_typed_is_stored_in_the_fields_own_form(key: str, typed: str, stored: str | None) -> None:
    assert read_entry(PERSON[key], typed, {}) == stored


def test_of_several_addresses_the_one_that_is_none_is_named() -> None:
    with pytest.raises(InputProblem) as refused:
        read_entry(PERSON["other_emails"], "a@x.org; musa at example.ng", {})
    assert '"Other e-mails": musa at example.ng is' in str(refused.value)


def test_a_phone_is_read_by_the_records_country() -> None:
    assert read_entry(PERSON["phone"], "0 (312) 210 10 20", {"nationality": "TR"}) == "+903122101020"
    assert read_entry(PERSON["phone"], "ask at the desk", {}) == "ask at the desk"


def test_choices_are_taken_by_key_or_word() -> None:
    stage = PARTNERS.by_key["stage"]
    assert read_entry(stage, "Signed", {}) == read_entry(stage, "signed", {}) == "signed"
    assert read_entry(RULES.by_key["count_host"], "yes", {}) == "yes"
    assert read_entry(RULES.by_key["count_host"], "no", {}) is None
    assert read_entry(TARGETS.by_key["number"], "5,000", {}) == "5000"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (PERSON["start_date"], "31/02/2024"),
        (PERSON["start_date"], "03/04/2024"),
        (PERSON["nationality"], "Nigerla"),
        (PERSON["country"], "Congo"),
        (PERSON["email"], "musa at example.ng"),
        (INSTITUTIONS.by_key["stage"], "somehow"),
        (TARGETS.by_key["number"], "many"),
    ],
)
def test_what_cannot_be_told_is_refused_by_name_and_value(field, typed: str) -> None:
    with pytest.raises(InputProblem) as refused:
        read_entry(field, typed, {})
    assert typed in str(refused.value)
    assert field.label in str(refused.value)


def test_an_unclear_country_names_what_it_can_be() -> None:
    with pytest.raises(InputProblem, match="Congo"):
        read_entry(PERSON["country"], "Congo", {})
