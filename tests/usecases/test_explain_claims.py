"""The publicly known record beside the published counts: reproduced on their dates, or the difference named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.claimed import Explanation
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.resources import load_json
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.explain_claims import explain_claims
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.progress import progress

TEN = {"VE", "BY", "PK", "AZ", "ZA", "EG", "NI", "TH", "RS", "KZ"}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with the publicly known record."""
    path = tmp_path_factory.mktemp("known") / "known.ilrs"
    create_office(path, reference=True, who="test")
    office = open_office(path, who="test")
    yield office
    office.close()


def explained(office: Office, day: str, value: int, target: str = "") -> Explanation:
    return next(
        one
        for one in explain_claims(office, Moment(date(2026, 1, 1)))
        if (one.claim.claimed_on, one.claim.value, one.claim.target) == (day, value, target)
    )


def test_every_published_count_is_held_with_its_source_and_compared_on_its_day(known: Office) -> None:
    found = explain_claims(known)
    assert len(found) == len(load_json("reference", "claims.json")["claims"])
    assert all(one.claim.source and one.words for one in found)
    assert [one.claim.claimed_on for one in found] == sorted(one.claim.claimed_on for one in found)


def test_our_counts_on_the_published_days(known: Office) -> None:
    """By hand from the list of signatures: what was signed by each day, host and founder left out."""
    by_hand = {
        ("2023-10-03", 15): 4 + 1 + 3,
        ("2023-11-14", 11): 5 + 1 + 4,
        ("2024-07-22", 25): 10 + 2 + 10,
        ("2024-09-05", 17): 11 + 2,
        ("2025-04-23", 17): 11 + 2,
    }
    for (day, value), documented in by_hand.items():
        assert explained(known, day, value).documented == documented, day
    for day, value, documented in (
        ("2023-11-14", 6, 5), ("2024-07-20", 10, 10), ("2024-07-23", 11, 10), ("2025-04-29", 13, 11),
    ):  # fmt: skip
        assert explained(known, day, value, "countries").documented == documented, day


def test_eleven_in_july_2024_are_the_ten_named_and_russia(known: Office) -> None:
    found = explained(known, "2024-07-23", 11, "countries")
    assert {one.code for one in found.named} == TEN
    assert all(one.counted for one in found.named)
    assert not found.beside
    assert [step.setting for step in found.ways[0]] == ["count_founders"]
    assert "Russia" in str(found.ways[0][0].words)
    assert found.unexplained == 0
    assert "with founders (Russia) it is 11" in [str(words) for words in found.words]


def test_who_is_named_and_does_not_count_is_in_the_sum_and_is_told(known: Office) -> None:
    (egypt,) = [one for one in known.find("partners", Query()) if one.text("country") == "EG"]
    later = Write("partners", {"signed_on": "2025-06-01"}, egypt.id)
    known.write(Draft(Act.FORM, Message("corrected"), (later,)))
    found = explained(known, "2024-07-23", 11, "countries")
    signed = Write("partners", {"signed_on": egypt.text("signed_on")}, egypt.id)
    known.write(Draft(Act.FORM, Message("back"), (signed,)))
    assert found.documented == 9
    assert "with all that it names and founders (Russia) it is 11" in [str(words) for words in found.words]


def test_the_status_tells_the_eleven_from_its_day_on(known: Office) -> None:
    claims = {
        day: progress(known, Moment(date.fromisoformat(day))).figures[0].claim
        for day in ("2024-07-19", "2024-07-20", "2024-07-23", "2024-07-31", "2025-04-29")
    }
    told = {day: claim.value if claim else None for day, claim in claims.items()}
    assert told == {"2024-07-19": 6, "2024-07-20": 10, "2024-07-23": 11, "2024-07-31": 11, "2025-04-29": 13}


def test_seventeen_in_september_2024_cannot_be_reached(known: Office) -> None:
    """17 counts countries and organisations: 13 are documented, and host, founder and applicant make 16."""
    found = explained(known, "2024-09-05", 17)
    assert found.claim.covers == ("countries", "organisations")
    assert (found.documented, found.missing, found.ways, found.unexplained) == (13, 4, (), 1)
    assert {step.setting: step.effect for step in found.steps} == {
        "count_founders": 1, "count_host": 1, "count_applicants": 1,
    }  # fmt: skip
    assert [one.label for one in found.reported] == ["United Arab Emirates"]
    assert "Senegal" in found.counted
    assert any("cannot be reached" in str(words) for words in found.words)


def test_a_claim_that_names_its_countries_is_compared_name_by_name(known: Office) -> None:
    found = explained(known, "2025-04-29", 13, "countries")
    assert [one.code for one in found.named if one.reported] == ["BO", "DJ", "ET"]
    assert sum(one.counted for one in found.named) == 10
    assert found.beside == ("Kazakhstan",)
    assert (found.ways, found.unexplained) == ((), 0)


def test_what_is_no_total_is_compared_with_nothing(known: Office) -> None:
    found = explained(known, "2025-09-05", 7)
    assert found.documented is None
    assert "no total" in str(found.words[0])


def test_only_what_was_said_by_the_day_is_told(known: Office) -> None:
    assert {one.claim.claimed_on for one in explain_claims(known, Moment(date(2023, 11, 14)))} == {
        "2023-10-03", "2023-11-14",
    }  # fmt: skip
    institutions = explain_claims(known, Moment(date(2024, 8, 1)), target="institutions")
    assert [one.claim.value for one in institutions] == [4, 30, 30]
    assert [one.unexplained for one in institutions] == [0, 20, 20]


def test_as_known_before_the_office_was_there_nothing_was_documented(known: Office) -> None:
    found = explain_claims(known, Moment(date(2026, 1, 1), known_on=date(2000, 1, 1)))
    assert {one.documented for one in found} == {0, None}


def test_a_claim_on_people_has_its_number_beside_ours(tmp_path: Path) -> None:
    path = tmp_path / "o.ilrs"
    create_office(path, who="test")
    office = open_office(path, who="test")
    person = {"full_name": "A", "nationality": "TH", "start_date": "2024-01-01"}
    claim = {"target": "personnel", "value": "3", "wording": "3 people", "claimed_on": "2024-06"}
    office.write(Draft(Act.FORM, Message("test"), (Write("personnel", person), Write("claims", claim))))
    (found,) = explain_claims(office, target="personnel")
    assert (found.day, found.documented, found.missing, found.unexplained) == (date(2024, 6, 30), 1, 2, 2)
    office.close()


def test_turkiye_is_an_applicant_from_the_day_on_which_that_was_told(known: Office) -> None:
    found = [
        progress(known, Moment(day)).breakdowns["stage"]["countries"].get("applied", 0)
        for day in (date(2024, 4, 7), date(2024, 4, 8))
    ]
    assert found == [0, 1]
