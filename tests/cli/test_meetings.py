"""What the office settles, and what it told its meetings, from the shell."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from .conftest import Desk


@pytest.fixture
def office(desk: Desk, office_path: Path) -> Path:
    desk("new", office_path)
    for country, day in (("Chad", "2024-05-01"), ("Peru", "2025-06-01"), ("Oman", "2026-02-01")):
        values = (f"name={country}", f"country={country}", "stage=signed", f"signed_on={day}")
        assert desk("add", "partners", *values, "-o", office_path).status == 0
    return office_path


def test_a_meeting_is_entered_frozen_and_shown(desk: Desk, office: Path, tmp_path: Path) -> None:
    made = desk(
        "meeting", "add", "Third meeting", "--on", "2025-12-01", "place=Guiyang", "-o", office, "--json"
    )
    assert made.status == 0
    assert made.json == {
        "id": 1, "title": "Third meeting", "held_on": "2025-12-01", "place": "Guiyang", "notes": None, "sealed": False,
    }  # fmt: skip
    pack = tmp_path / "pack.xlsx"
    frozen = desk("freeze", "-o", office, "--meeting", 1, "--out", pack, "--json")
    assert frozen.status == 0
    countries = frozen.json["figures"][0]
    assert (countries["target"], countries["value"], countries["ids"]) == ("countries", 2, [1, 2])
    assert (countries["rule"]["code"], countries["rule"]["values"]["host"]) == ("C-1", "CN")
    (file,) = frozen.json["files"]
    assert file["name"] == "pack.xlsx"
    assert file["sha256"] == hashlib.sha256(pack.read_bytes()).hexdigest()
    assert desk("seal", "show", 1, "-o", office, "--json").json == frozen.json
    listed = desk("seal", "list", "-o", office, "--json").json
    assert [(row["id"], row["as_of"], row["countries"]) for row in listed] == [(1, "2025-12-01", 2)]
    assert desk("meeting", "list", "-o", office, "--json").json[0]["sealed"] is True
    assert desk("check", "-o", office, "--json").json["ok"] is True


def test_a_seal_in_words(desk: Desk, office: Path) -> None:
    desk("meeting", "add", "Third meeting", "-o", office)
    told = desk("freeze", "-o", office, "--meeting", 1, "--as-of", "2024-12-31").out
    assert "Third meeting, figures of 2024-12-31" in told
    assert "Countries: 1 of 50, rule C-1" in told
    assert "Third meeting" in desk("seal", "list", "-o", office).out


def test_then_and_today_with_the_reason(desk: Desk, office: Path) -> None:
    desk("meeting", "add", "Third meeting", "--on", "2025-12-01", "-o", office)
    sealed = desk("freeze", "-o", office, "--meeting", 1, "--json").json["figures"][0]
    assert (sealed["value"], sealed["now"], sealed["because"]) == (2, 2, [])
    desk("edit", "partners", 1, "signed_on=2026-01-05", "-o", office)
    shown = desk("seal", "show", 1, "-o", office, "--json").json["figures"][0]
    assert (shown["value"], shown["now"]) == (2, 1)
    assert [(moved["id"], moved["label"], moved["effect"]) for moved in shown["because"]] == [(1, "Chad", -1)]
    told = desk("seal", "show", 1, "-o", office).out
    assert "2 then; today's knowledge of that day says 1, because:" in told
    assert "-1 Chad: " in told


def test_what_is_sealed_is_refused_in_words_with_status_one(desk: Desk, office: Path) -> None:
    desk("meeting", "add", "Third meeting", "-o", office)
    desk("freeze", "-o", office, "--meeting", 1)
    assert desk("meeting", "remove", 1, "-o", office).status == 1
    assert "sealed" in desk("meeting", "edit", 1, "title=Fourth", "-o", office).err
    assert desk("freeze", "-o", office, "--meeting", 7).status == 1
    assert desk("seal", "show", 9, "-o", office).status == 1


def test_a_rule_is_changed_and_a_sealed_one_superseded(desk: Desk, office: Path) -> None:
    edited = desk("rule", "edit", 1, "count_founders=yes", "-o", office, "--json").json
    assert (edited["id"], edited["code"], edited["version"]) == (1, "C-2", "2")
    desk("meeting", "add", "Third meeting", "-o", office)
    desk("freeze", "-o", office, "--meeting", 1)
    after = desk("rule", "edit", 1, "count_founders=", "-o", office, "--json").json
    assert (after["code"], after["supersedes"], after["count_founders"]) == ("C-3", "1", None)
    rules = desk("rule", "list", "-o", office, "--json").json
    assert [(rule["code"], rule["sealed"]) for rule in rules if rule["target"] == "countries"] == [
        ("C-2", True),
        ("C-3", False),
    ]


def test_targets_claims_and_groupings(desk: Desk, office: Path) -> None:
    made = desk(
        "target", "add", "label=Asia", "kind=partners", "number=9", "region=Asia", "-o", office, "--json"
    )
    assert made.json["key"] == "asia"
    assert "asia" in {one["key"] for one in desk("status", "-o", office, "--json").json["targets"]}
    assert desk("claim", "add", "target=asia", "value=4", "claimed_on=2026-05", "-o", office).status == 0
    assert desk("grouping", "add", "label=Ours", "-o", office).status == 0
    assert desk("membership", "add", "grouping=ours", "country=Chad", "-o", office).status == 0
    assert desk("workstream", "add", "label=Lunar law", "-o", office).status == 0
    assert desk("target", "add", "label=Asia", "kind=planets", "number=9", "-o", office).status == 1
    assert "Nothing changed" in desk("target", "edit", made.json["id"], "label=Asia", "-o", office).err
    assert desk("target", "remove", made.json["id"], "-o", office).status == 0
    assert desk("target", "remove", made.json["id"], "-o", office).status == 1
    assert desk("target", "add", "-o", office).status == 2


def test_nothing_stays_of_a_pack_that_could_not_be_sealed(desk: Desk, office: Path, tmp_path: Path) -> None:
    desk("meeting", "add", "Third meeting", "--on", "2025-12-01", "-o", office)
    one, other, kept = tmp_path / "one.xlsx", tmp_path / "no folder" / "other.xlsx", tmp_path / "kept.xlsx"
    kept.write_bytes(b"an older pack")
    ran = desk("freeze", "-o", office, "--meeting", 1, "--out", one, "--out", tmp_path / "pack.doc")
    assert (ran.status, one.exists()) == (1, False)
    ran = desk("freeze", "-o", office, "--meeting", 1, "--out", one, "--out", kept, "--out", other)
    assert (ran.status, one.exists(), kept.exists()) == (1, False, True)
    assert desk("seal", "list", "-o", office, "--json").json == []


def test_figures_of_a_day_to_come_are_not_sealed(desk: Desk, office: Path) -> None:
    desk("meeting", "add", "Third meeting", "-o", office)
    ran = desk("freeze", "-o", office, "--meeting", 1, "--as-of", "2999-01-01")
    assert ran.status == 1
    assert "1 Jan 2999 is still to come" in ran.err
    assert desk("seal", "list", "-o", office, "--json").json == []


@pytest.mark.parametrize("given", ["code=X-9", "version=99", "supersedes=2", "target=personnel"])
def test_what_a_rule_is_given_by_itself_is_not_taken_in_silence(desk: Desk, office: Path, given: str) -> None:
    ran = desk("rule", "edit", 1, given, "count_host=yes", "-o", office)
    assert ran.status == 1
    assert "Nothing was saved" in ran.err
    assert desk("rule", "list", "-o", office, "--json").json[0]["count_host"] is None
    assert desk("rule", "edit", 1, "code=C-1", "target=Countries", "count_host=yes", "-o", office).status == 0
