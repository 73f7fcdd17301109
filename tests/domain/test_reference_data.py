"""The reference data that ship with the program keep to our own fields, choices and decisions."""

from __future__ import annotations

from typing import Any

import pytest

from ilrs_desk.domain.countries import find_country, is_countable_country, is_state
from ilrs_desk.domain.dates import first_day, is_partial_date
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.resources import load_json, resource
from ilrs_desk.domain.stages import STAGES

CONFIDENCE = {"high", "medium", "low", "conflicting"}
NAMED_IN_JULY_2024 = ["VE", "BY", "PK", "AZ", "ZA", "EG", "NI", "TH", "RS", "KZ"]


def rows(name: str) -> list[dict[str, Any]]:
    return list(load_json("reference", name))


@pytest.mark.parametrize("kind", ["partners", "institutions"])
def test_rows_are_records_with_source_and_confidence(kind: str) -> None:
    fields = KINDS[kind].by_key
    for row in rows(f"{kind}.json"):
        assert row.keys() - {"confidence", "reported_on"} <= fields.keys()
        assert is_partial_date(row.get("reported_on") or row.get("signed_on") or "2024")
        assert row["confidence"] in CONFIDENCE
        assert row["source"]
        assert row["stage"] in STAGES
        assert "signed_on" not in row or is_partial_date(row["signed_on"])
        assert row["stage"] not in ("contact", "talks", "applied") or "signed_on" not in row


def test_the_ten_named_countries_are_certain_and_signed_before_the_announcement() -> None:
    sure = {row.get("country"): row for row in rows("partners.json") if row["confidence"] == "high"}
    for code in NAMED_IN_JULY_2024:
        assert sure[code]["stage"] == "signed"
        assert first_day(sure[code]["signed_on"]) <= first_day("2024-07-23")
    assert sure["TR"]["stage"] == "applied"
    assert sure["KE"]["stage"] == "contact"
    assert (sure["PK"]["signed_on"], sure["RS"]["signed_on"]) == ("2023-10", "2024-05")


def test_partners_of_disputed_standing_are_only_reported() -> None:
    unsure = {row.get("country") for row in rows("partners.json") if row["confidence"] != "high"}
    assert unsure == {"DJ", "ET", "BO", "AE", "BH", "BR", "AR", "MY", "LA", "CU", "DZ"}


def test_partner_names_are_names_of_their_country() -> None:
    for row in rows("partners.json"):
        if row["kind"] == "country":
            assert find_country(row["name"]).code == row["country"]
            assert is_countable_country(row["country"])
            assert find_country(row.get("native_name", row["name"])).code == row["country"]


def test_look_alikes_say_why_they_do_not_count() -> None:
    for row in rows("institutions.json"):
        assert row["stage"] == "signed" or "does not count" in row["notes"]


def test_a_new_office_starts_with_two_claims() -> None:
    claims = [claim for claim in load_json("reference", "claims.json")["claims"] if claim.get("new_office")]
    assert [(claim["target"], claim["value"], claim["claimed_on"]) for claim in claims] == [
        ("countries", 11, "2024-07"),
        ("institutions", 30, "2024-07"),
    ]


def test_fifty_nine_states_had_signed_the_artemis_accords_by_november_2025() -> None:
    signed = [row for row in load_json("reference", "artemis.json")["signatories"] if "signed_on" in row]
    by_day = [row for row in signed if first_day(row["signed_on"]) <= first_day("2025-11")]
    assert len(by_day) == 59
    assert all(is_state(row["country"]) for row in signed)
    assert [row["number"] for row in signed] == list(range(1, len(signed) + 1))


def test_the_header_lexicon_is_whole() -> None:
    lexicon = load_json("reference", "header_lexicon.json")
    assert len(lexicon["fields"]) == 25
    assert sum(len(words) for field in lexicon["fields"].values() for words in field.values()) == 1849
    assert all(set(field) <= set(lexicon["languages"]) for field in lexicon["fields"].values())
    assert lexicon["sensitive"]["az"]
    assert lexicon["ambiguous"]


def test_every_file_is_explained() -> None:
    folder = resource("reference")
    explained = (folder / "README.md").read_text(encoding="utf-8")
    ours = {path.name for path in folder.glob("*.json") if not path.name.startswith("header_lexicon_")}
    assert {name for name in ours if f"`{name}`" not in explained} == set()
