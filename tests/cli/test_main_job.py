"""The main job through the command line: returns in, records kept, targets shown, report out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from .conftest import Desk

Sample = Callable[[str], Path]


def _figure(document: dict[str, Any], key: str) -> dict[str, Any]:
    return next(target for target in document["targets"] if target["key"] == key)


def test_a_new_office_holds_targets_and_claims_and_no_records(office: Path, desk: Desk) -> None:
    checked = desk("check", "-o", office, "--json").json
    assert checked["ok"]
    assert set(checked["records"].values()) == {0}
    status = desk("status", "-o", office, "--as-of", "2024-07-31", "--json").json
    assert [(t["key"], t["value"], t["target"]) for t in status["targets"]] == [
        ("countries", 0, 50),
        ("institutions", 0, 500),
        ("personnel", 0, 5000),
    ]
    assert _figure(status, "countries")["claimed"] == 11
    assert _figure(status, "institutions")["claimed"] == 30
    assert _figure(status, "personnel")["claimed"] is None
    before = desk("status", "-o", office, "--as-of", "2024-06-30", "--json").json
    assert _figure(before, "countries")["claimed"] is None


def test_ten_of_fifty_are_documented_when_eleven_were_claimed(
    office: Path, desk: Desk, sample: Sample
) -> None:
    assert desk("import", sample("partners_2024.xlsx"), "-o", office).status == 0
    countries = _figure(desk("status", "-o", office, "--as-of", "2024-07-31", "--json").json, "countries")
    assert (countries["value"], countries["target"], countries["claimed"]) == (10, 50, 11)
    applied = {left["label"]: left["why"] for left in countries["not_counted"]}
    assert "applied" in applied["Türkiye"]
    early = _figure(desk("status", "-o", office, "--as-of", "2023-08-01", "--json").json, "countries")
    assert early["value"] == 1


def test_the_same_file_again_changes_nothing_and_undo_empties_the_office(
    office: Path, desk: Desk, sample: Sample
) -> None:
    empty = desk("check", "-o", office, "--json").json["records_sha256"]
    desk("import", sample("partners_2024.xlsx"), "-o", office)
    filled = desk("check", "-o", office, "--json").json["records_sha256"]
    again = desk("import", sample("partners_2024.xlsx"), "-o", office, "--json").json
    assert again["totals"]["same"] in {10, 11}
    assert sum(again["totals"][action] for action in ("add", "update", "conflict", "reject")) == 0
    assert again["changeset"] is None
    assert desk("check", "-o", office, "--json").json["records_sha256"] == filled
    assert desk("undo", "-o", office).status == 0
    after = desk("check", "-o", office, "--json").json
    assert after["records_sha256"] == empty
    assert set(after["records"].values()) == {0}
    assert desk("redo", "-o", office).status == 0
    assert desk("check", "-o", office, "--json").json["records_sha256"] == filled


def test_a_later_list_updates_two_and_tells_who_is_missing(office: Path, desk: Desk, sample: Sample) -> None:
    assert desk("import", sample("tr_personel.xlsx"), "-o", office, "--json").json["totals"]["add"] == 16
    later = desk("import", sample("tr_personel_2.xlsx"), "-o", office, "--json").json
    assert later["totals"] == {"add": 0, "update": 2, "same": 13, "possible": 0, "conflict": 0, "reject": 0}
    missing = later["files"][0]["tables"][0]["missing"]
    assert len(missing) == 1
    assert desk("check", "-o", office, "--json").json["records"]["personnel"] == 16


def test_every_problem_of_a_flawed_file_is_shown_at_once(office: Path, desk: Desk, sample: Sample) -> None:
    document = desk("import", sample("ng_flawed.xlsx"), "-o", office, "--json").json
    table = document["files"][0]["tables"][0]
    rows = {row["row"]: row for row in table["rows"]}
    found = {(row["row"], p["field"]) for row in table["rows"] for p in row["problems"]}
    for expected in ((4, "family_name"), (5, "email"), (5, "start_date"), (6, "institution")):
        assert expected in found
    for expected in ((6, "start_date"), (6, "country"), (7, "family_name")):
        assert expected in found
    country = next(p for p in rows[6]["problems"] if p["field"] == "country")
    assert country["code"].startswith("ask.")
    assert set(country["suggestions"]) >= {"NE", "NG"}
    assert rows[2]["action"] == rows[7]["action"] == "add"
    assert rows[3]["action"] == "conflict"
    assert rows[4]["action"] == "reject"
    assert all(p["column"] for row in (rows[5], rows[6], rows[7]) for p in row["problems"])
    assert not {8, 9} & set(rows)


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_text_like_a_formula_is_dead_in_every_export(
    office: Path, desk: Desk, sample: Sample, tmp_path: Path, audience: str
) -> None:
    desk("import", sample("ng_flawed.xlsx"), "-o", office)
    report, view, text = tmp_path / "r.xlsx", tmp_path / "v.xlsx", tmp_path / "v.csv"
    assert desk("report", "-o", office, "--out", report, "--audience", audience).status == 0
    assert desk("records", "personnel", "-o", office, "--out", view).status == 0
    assert desk("records", "personnel", "-o", office, "--out", text).status == 0
    hits = 0
    for path in (report, view):
        for sheet in openpyxl.load_workbook(path).worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert cell.data_type != "f"
                hits += isinstance(cell.value, str) and "HYPERLINK" in cell.value
    assert hits >= 2
    written = text.read_text(encoding="utf-8-sig")
    assert "HYPERLINK" in written
    assert not any(line.split(",")[0].strip('"').startswith("=") for line in written.splitlines())
    assert '"=HYPERLINK' not in written


def test_personal_contact_data_leaves_only_for_the_internal_audience(
    office: Path, desk: Desk, sample: Sample, tmp_path: Path
) -> None:
    desk("import", sample("tr_personel.xlsx"), "-o", office)

    def strings(audience: str) -> str:
        path = tmp_path / f"{audience}.xlsx"
        assert desk("report", "-o", office, "--out", path, "--audience", audience).status == 0
        sheets = openpyxl.load_workbook(path).worksheets
        return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)

    assert "kisi0@example.com.tr" in strings("internal")
    for audience in ("partners", "public"):
        assert "kisi0@example.com.tr" not in strings(audience)
    assert "Çağrı" in strings("partners")
    assert "Çağrı" not in strings("public")
