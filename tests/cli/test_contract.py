"""The command line as other programs see it: exit status, one JSON document, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Desk

Sample = Callable[[str], Path]


def test_a_missing_office_is_told_and_never_made(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "none.ilrs"
    ran = desk("status", "-o", path)
    assert ran.status == 1
    assert "none.ilrs" in ran.err
    assert "Traceback" not in ran.err
    assert not path.exists()


def test_an_empty_file_is_no_office(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "empty.ilrs"
    path.touch()
    assert desk("status", "-o", path).status == 1
    assert path.read_bytes() == b""


def test_new_never_overwrites(office: Path, desk: Desk) -> None:
    before = office.read_bytes()
    assert desk("new", office).status == 1
    assert office.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [("status",), ("records", "people", "-o", "x"), ("nonsense",), ("add", "partners", "-o", "x", "name")],
)
def test_wrong_usage_is_two(desk: Desk, words: tuple[str, ...]) -> None:
    ran = desk(*words)
    assert ran.status == 2
    assert ran.out == ""


def test_an_office_alone_or_nothing_asks_for_the_window(desk: Desk, office: Path, tmp_path: Path) -> None:
    for words in ((), (office,), (tmp_path / "not there yet.ilrs",)):
        assert desk(*words).status == 9


def test_what_founded_the_office_is_not_taken_back(desk: Desk, office: Path) -> None:
    ran = desk("undo", "1", "-o", office)
    assert ran.status == 1
    assert "targets" in ran.err
    assert len(desk("status", "-o", office, "--json").json["targets"]) == 3


def test_before_the_office_was_there_nothing_was_known(desk: Desk, office: Path, sample: Sample) -> None:
    desk("import", sample("partners_2024.xlsx"), "-o", office)
    known = desk(
        "status", "-o", office, "--as-known-on", "2020-01-01", "--as-of", "2024-07-31", "--json"
    ).json
    assert [target["value"] for target in known["targets"]] == [0, 0, 0]
    assert known["targets"][0]["target"] == 50


def test_an_unreadable_file_is_an_error_in_the_document_and_nothing_is_written(
    office: Path, desk: Desk, tmp_path: Path, sample: Sample
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(sample("tr_personel.xlsx").read_bytes()[:2000])
    before = desk("check", "-o", office, "--json").json["records_sha256"]
    ran = desk("import", broken, sample("partners_2024.xlsx"), "-o", office, "--json")
    assert ran.status == 1
    error = ran.json["files"][0]["error"]
    assert error["code"].startswith("file.")
    assert "broken.xlsx" in error["message"]
    assert ran.json["changeset"] is None
    assert desk("check", "-o", office, "--json").json["records_sha256"] == before


def test_damage_is_a_finding_of_the_check_with_a_document(office: Path, desk: Desk) -> None:
    content = bytearray(office.read_bytes())
    office.write_bytes(bytes(content[: len(content) // 2]))
    ran = desk("check", "-o", office, "--json")
    assert ran.status == 3
    assert ran.json["ok"] is False
    assert ran.json["problems"]


def test_a_dry_run_writes_nothing(office: Path, desk: Desk, sample: Sample) -> None:
    before = office.read_bytes()
    ran = desk("import", sample("partners_2024.xlsx"), "-o", office, "--dry-run", "--json")
    assert ran.status == 0
    assert ran.json["totals"]["add"] == 11
    assert ran.json["effect"] == {"countries": 10, "institutions": 0, "personnel": 0}
    assert ran.json["changeset"] is None
    assert office.read_bytes() == before


def test_several_files_are_one_change_set(office: Path, desk: Desk, sample: Sample) -> None:
    ran = desk("import", sample("partners_2024.xlsx"), sample("tr_personel.xlsx"), "-o", office, "--json")
    assert ran.json["totals"]["add"] == 27
    desk("undo", ran.json["changeset"], "-o", office)
    assert set(desk("check", "-o", office, "--json").json["records"].values()) == {0}


def test_records_are_added_edited_searched_and_filtered(office: Path, desk: Desk) -> None:
    added = desk(
        "add",
        "personnel",
        "family_name=Şahin",
        "given_name=Çağrı",
        "nationality=Turkey",
        "start_date=2024-03",
        "-o",
        office,
        "--json",
    ).json
    assert (added["nationality"], added["start_date"]) == ("TR", "2024-03")
    edited = desk("edit", "personnel", added["id"], "role=Engineer", "-o", office, "--json").json
    assert edited["role"] == "Engineer"
    assert (
        desk("records", "personnel", "-o", office, "--search", "sahin", "--json").json[0]["id"] == added["id"]
    )
    assert desk("records", "personnel", "-o", office, "--where", "nationality=DE", "--json").json == []
    assert len(desk("records", "personnel", "-o", office, "--as-of", "2024-03-01", "--json").json) == 1
    assert desk("records", "personnel", "-o", office, "--as-of", "2023-03-01", "--json").json == []
    history = desk("history", "-o", office, "--record", f"personnel/{added['id']}", "--json").json
    assert history[0]["changes"][0]["fields"]["role"] == [None, "Engineer"]
    wrong = desk("edit", "personnel", added["id"], "start_date=31/02/2024", "-o", office)
    assert wrong.status == 1
    assert "31/02/2024" in wrong.err


def test_undo_leaves_a_later_edit_alone_and_lists_it(office: Path, desk: Desk, sample: Sample) -> None:
    done = desk("import", sample("tr_personel.xlsx"), "-o", office, "--json").json
    person = done["files"][0]["tables"][0]["rows"][0]["id"]
    desk("edit", "personnel", person, "role=Director", "-o", office)
    result = desk("undo", done["changeset"], "-o", office, "--json").json
    assert [kept["id"] for kept in result["kept"]] == [person]
    left = desk("records", "personnel", "-o", office, "--json").json
    assert [(row["id"], row["role"]) for row in left] == [(person, "Director")]


def test_reference_fills_what_is_well_known_and_lists_the_rest(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "r.ilrs"
    assert desk("new", path, "--reference").status == 0
    partners = desk("records", "partners", "-o", path, "--json").json
    assert all(partner["source"] for partner in partners)
    codes = {partner["country"] for partner in partners}
    assert {"VE", "ZA", "TR", "CN", "RU"} <= codes
    assert not {"BH", "AR", "DZ"} & codes
    reported = desk("reported", "-o", path, "--json").json
    assert {"BH", "AR", "DZ"} <= {row.get("country") for row in reported}
    status = desk("status", "-o", path, "--as-of", "2024-07-31", "--json").json
    assert status["targets"][0]["value"] == 10
    assert desk("check", "-o", path, "--json").json["ok"]


def test_the_module_runs_as_a_program(office: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "ilrs_desk", "check", "-o", str(office), "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["sqlite"].startswith("3.")


def test_what_does_not_leave_the_house_is_said(
    office: Path, desk: Desk, sample: Sample, tmp_path: Path
) -> None:
    desk("import", sample("tr_personel.xlsx"), "-o", office)
    shared, own = tmp_path / "shared.csv", tmp_path / "own.csv"
    told = desk("records", "personnel", "-o", office, "--out", shared)
    assert "E-mail" in told.err
    assert "@example.com.tr" not in shared.read_text("utf-8-sig")
    assert desk("records", "personnel", "-o", office, "--out", own, "--audience", "internal").status == 0
    assert "kisi0@example.com.tr" in own.read_text("utf-8-sig")
