"""`claims` and the other commands on what figures are seen beside and split up by."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Desk


@pytest.fixture
def known(tmp_path: Path, desk: Desk) -> Path:
    """An office with the publicly known record."""
    path = tmp_path / "known.ilrs"
    assert desk("new", path, "--reference").status == 0
    return path


def test_claims_are_told_with_what_makes_the_difference(known: Path, desk: Desk) -> None:
    found = desk("claims", "-o", known, "--json").json
    eleven = next(one for one in found if (one["target"], one["claimed"]) == ("countries", 11))
    assert (eleven["documented"], eleven["missing"], eleven["ways"][0]) == (10, 1, ["count_founders"])
    assert eleven["claimed_on"] == "2024-07-23"
    assert len(eleven["named"]) == 10
    assert "with founders (Russia) it is 11" in eleven["words"]
    plain = desk("claims", "-o", known)
    assert "17 countries and international organisations" in plain.out
    assert "it cannot be reached" in plain.out


def test_claims_of_a_day(known: Path, desk: Desk) -> None:
    found = desk("claims", "-o", known, "--as-of", "2023-10-31", "--json").json
    assert [one["claimed"] for one in found] == [15]


def test_workstreams_with_who_works_on_them_and_the_gaps(desk: Desk, office: Path) -> None:
    desk("add", "institutions", "name=NARIT", "country=TH", "workstream=Science; Energy", "-o", office)
    desk("add", "institutions", "name=SANSA", "country=ZA", "-o", office)
    person = ("nationality=RU", "start_date=2024-01-01")
    desk("add", "personnel", "full_name=A", "institution=SANSA", "workstream=связь", *person, "-o", office)
    desk(
        "add", "personnel", "full_name=B", "institution=NARIT", "workstream=power, tea", *person, "-o", office
    )
    desk("add", "personnel", "full_name=C", *person, "-o", office)
    found = desk("workstreams", "-o", office, "--json").json
    lines = {line["key"]: line for line in found["workstreams"]}
    assert lines["power"]["institutions"] == [1]
    assert (lines["power"]["through_people"], lines["power"]["people"]) == ([], 1)
    assert lines["power"]["countries"] == ["RU", "TH"]
    assert (lines["communication"]["through_people"], lines["communication"]["countries"]) == (
        [2],
        ["RU", "ZA"],
    )
    assert lines["communication"]["counted"] == {"personnel": 1}
    assert (lines["Tea"]["known"], found["unknown"]) == (False, ["Tea"])
    assert (found["people_without"], found["institutions_without"]) == (1, [2])
    assert "transport" in found["gaps"]
    assert not {"power", "science", "communication"} & set(found["gaps"])
    plain = desk("workstreams", "-o", office)
    assert "Nobody works on:" in plain.err


def test_groupings_on_a_day(desk: Desk, office: Path) -> None:
    before, after = (
        {one["key"]: one for one in desk("groupings", "-o", office, "--as-of", day, "--json").json}
        for day in ("2023-12-31", "2024-01-01")
    )
    assert set(after["BRICS"]["members"]) - set(before["BRICS"]["members"]) == {"AE", "EG", "ET", "IR"}
    assert before["BRICS"]["source"]
    assert "Southern hemisphere" in desk("groupings", "-o", office).out


def test_what_is_expected_of_an_agency(desk: Desk, office: Path) -> None:
    assert desk("agency", "ROSA", "-o", office, "--return-months", "6", "--contact", "Ana").status == 0
    (found,) = desk("agencies", "-o", office, "--json").json
    assert (found["name"], found["return_months"], found["contact"], found["due"]) == ("ROSA", 6, "Ana", True)
    assert "ROSA" in desk("agencies", "-o", office).out
    status = desk("status", "-o", office, "--json").json
    (line,) = status["attention"]
    assert (line["code"], line["count"], line["ids"]) == ("agency.due", 1, [line["id"]])
    assert desk("agency", "ROSA", "-o", office, "--return-months", "0").status == 1
    assert desk("agency", " ", "-o", office).status == 1
    desk("agency", "rosa", "-o", office)
    assert desk("agencies", "-o", office, "--json").json[0]["return_months"] is None


def test_workstreams_of_institutions_come_in_with_a_return(desk: Desk, office: Path, tmp_path: Path) -> None:
    sent = tmp_path / "institutions.csv"
    sent.write_text(
        "Institution,Country,Workstreams,Stage,Signed on\n"
        "Alpha Observatory,Thailand,Power; Astronomy,signed,2024-05-01\n"
        'Beta Institute,Egypt,"Связь, энергетика",signed,2024-06-01\n',
        encoding="utf-8",
    )
    assert desk("import", sent, "-o", office).status == 0
    lines = {line["key"]: line for line in desk("workstreams", "-o", office, "--json").json["workstreams"]}
    told = {key: lines[key]["institutions"] for key in ("power", "astronomy", "communication", "science")}
    assert told == {"power": [1, 2], "astronomy": [1], "communication": [2], "science": []}
    by_workstream = desk("status", "-o", office, "--json").json["breakdowns"]["workstream"]["institutions"]
    assert by_workstream == {"power": 2, "astronomy": 1, "communication": 1}


def test_a_narrowed_rule_names_its_grouping_and_workstream_as_the_office_does(
    desk: Desk, office: Path
) -> None:
    desk("grouping", "add", "label=Old road {x}", "-o", office)
    for narrowed in ("grouping=African Union", "grouping=Old road {x}", "workstream=power"):
        values = (f"label={narrowed}", "kind=institutions", "number=5", narrowed)
        assert desk("target", "add", *values, "-o", office).status == 0
    rules = [one["rule"] for one in desk("status", "-o", office, "--json").json["targets"]][-3:]
    for rule, named in zip(rules, ("African Union", "Old road {x}", "Power and energy"), strict=True):
        assert f"{named}" in rule
    assert "Only of the grouping African Union, as it is on the day." in desk("status", "-o", office).out
