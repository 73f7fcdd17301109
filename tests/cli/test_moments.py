"""Every command and export on another day: what was in force on it, and what the office knew then."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from ilrs_desk.store import journal

from .conftest import Desk

_FIRST = datetime(2025, 3, 1, 12, tzinfo=UTC)
_THEN, _NOW = "2025-03-01", "2025-03-03"


@pytest.fixture
def told(office: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office that learned on 2 March that a person of 1 March came from elsewhere, and of another one."""
    moment = [_FIRST]
    monkeypatch.setattr(journal, "now", lambda: moment[0])
    person = ("family_name=Sato", "nationality=CN", "start_date=2024-01-01", "end_date=2025-01-31")
    assert desk("add", "personnel", *person, "-o", office).status == 0
    moment[0] += timedelta(days=1)
    assert desk("edit", "personnel", 1, "nationality=KZ", "-o", office).status == 0
    assert desk("add", "personnel", "family_name=Diop", "start_date=2025-02-01", "-o", office).status == 0
    return office


def _names(rows: list[dict[str, object]]) -> list[object]:
    return [row["family_name"] for row in rows]


def test_records_as_known_and_as_in_force(told: Path, desk: Desk) -> None:
    then = desk("records", "personnel", "-o", told, "--as-known-on", _THEN, "--json").json
    assert [(row["family_name"], row["nationality"]) for row in then] == [("Sato", "CN")]
    in_force = desk("records", "personnel", "-o", told, "--as-of", "2025-01-31", "--json").json
    assert [(row["family_name"], row["nationality"]) for row in in_force] == [("Sato", "KZ")]
    both = desk(
        "records", "personnel", "-o", told, "--as-of", "2025-02-01", "--as-known-on", _THEN, "--json"
    ).json
    assert both == []
    said = desk("records", "personnel", "-o", told, "--as-of", "2025-02-01", "--as-known-on", _NOW)
    assert "1 personnel, in force on 1 Feb 2025, as known on 3 Mar 2025." in said.err
    assert (
        _names(
            desk(
                "records", "personnel", "-o", told, "--search", "diop", "--as-known-on", _THEN, "--json"
            ).json
        )
        == []
    )


def test_an_export_says_of_which_day_it_is(told: Path, desk: Desk, tmp_path: Path) -> None:
    words = "in force on 1 Jan 2025, as known on 1 Mar 2025"
    day = ("--as-of", "2025-01-01", "--as-known-on", _THEN)
    said = desk("records", "personnel", "-o", told, *day, "--out", tmp_path / "p.csv")
    assert f"1 records, {words} written" in said.err
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Family name"], row["Nationality"], row["Moment"]) == ("Sato", "China", words)
    desk("records", "personnel", "-o", told, *day, "--out", tmp_path / "p.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx").worksheets[0]
    assert words in f"{sheet.oddHeader.left.text}{sheet.oddHeader.center.text}{sheet.oddHeader.right.text}"
    desk("records", "personnel", "-o", told, "--out", tmp_path / "now.csv")
    assert "Moment" not in (tmp_path / "now.csv").read_text(encoding="utf-8-sig")


def test_what_was_exported_of_the_past_is_not_taken_for_news(told: Path, desk: Desk, tmp_path: Path) -> None:
    day = ("--as-of", "2025-02-01", "--as-known-on", _NOW, "--audience", "internal")
    desk("records", "personnel", "-o", told, *day, "--out", tmp_path / "p.csv")
    again = desk("import", tmp_path / "p.csv", "-o", told, "--kind", "personnel", "--dry-run", "--json").json
    assert again["totals"] == {"add": 0, "update": 0, "same": 1, "possible": 0, "conflict": 0, "reject": 0}
    (table,) = again["files"][0]["tables"]
    assert [column["field"] for column in table["columns"] if column["header"] == "Moment"] == [None]


def test_status_says_of_which_moment_it_is(told: Path, desk: Desk) -> None:
    def people(*words: str) -> int:
        found = desk("status", "-o", told, *words, "--json").json
        return next(one["value"] for one in found["targets"] if one["key"] == "personnel")

    day = ("--as-of", "2025-01-31")
    assert (people(*day), people(*day, "--as-known-on", _NOW), people(*day, "--as-known-on", _THEN)) == (
        1,
        1,
        0,
    )
    document = desk("status", "-o", told, *day, "--as-known-on", _THEN, "--json").json
    assert (document["as_of"], document["as_known_on"]) == ("2025-01-31", _THEN)
    assert desk("status", "-o", told, *day, "--as-known-on", _THEN).out.startswith(
        "In force on 31 Jan 2025, as known on 1 Mar 2025:\n"
    )
    assert desk("status", "-o", told, "--json").json["as_known_on"] is None


def test_history_upto_a_day(told: Path, desk: Desk) -> None:
    desk("undo", "-o", told)
    now = desk("history", "-o", told, "--json").json
    assert [(one["id"], one["undone_by"]) for one in now][:2] == [(5, None), (4, 5)]
    for words in (("--as-known-on", _THEN), ("--as-of", _THEN)):
        assert [one["id"] for one in desk("history", "-o", told, *words, "--json").json] == [2, 1]
    assert "2 changes, as known on 1 Mar 2025." in desk("history", "-o", told, "--as-known-on", _THEN).err
    record = ("history", "-o", told, "--record", "personnel/1", "--json")
    assert [one["id"] for one in desk(*record).json] == [3, 2]
    assert [one["id"] for one in desk(*record, "--as-known-on", _THEN).json] == [2]
    assert [one["id"] for one in desk(*record, "--as-of", _THEN).json] == [2]


def test_before_the_office_was_there(told: Path, desk: Desk, tmp_path: Path) -> None:
    early = ("--as-known-on", "2000-02-29")
    ran = desk("records", "personnel", "-o", told, *early, "--json")
    assert (ran.status, ran.json) == (0, [])
    assert "There was no office yet on 29 Feb 2000: nothing was known." in ran.err
    status = desk("status", "-o", told, *early, "--json").json
    assert [(one["value"], one["target"]) for one in status["targets"]] == [(0, 50), (0, 500), (0, 5000)]
    assert desk("history", "-o", told, *early, "--json").json == []


def test_a_day_to_come(told: Path, desk: Desk) -> None:
    assert _names(desk("records", "personnel", "-o", told, "--as-of", "2999-12-31", "--json").json) == [
        "Diop"
    ]
    assert len(desk("records", "personnel", "-o", told, "--as-known-on", "9999-12-31", "--json").json) == 2
    assert desk("status", "-o", told, "--as-of", "2999-12-31", "--json").status == 0


def test_a_copy_of_the_office_as_it_was(told: Path, desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "then.ilrs"
    said = desk("backup", "-o", told, "--as-known-on", _THEN, "--out", copy)
    assert "The office as known on 1 Mar 2025 was copied" in said.err
    assert desk("check", "-o", copy, "--json").json["ok"]
    assert [row["nationality"] for row in desk("records", "personnel", "-o", copy, "--json").json] == ["CN"]


def test_without_a_day_of_its_own_the_dates_are_judged_as_on_the_day_of_knowing(
    told: Path, desk: Desk
) -> None:
    desk("add", "personnel", "family_name=Roy", "start_date=2025-01-15", "end_date=2025-03-02", "-o", told)
    both = desk("status", "-o", told, "--as-known-on", _NOW, "--as-of", _NOW, "--json").json
    alone = desk("status", "-o", told, "--as-known-on", _NOW, "--json").json
    assert alone == both
    assert alone["as_of"] == _NOW
    to_come = desk("status", "-o", told, "--as-known-on", "9999-12-31", "--json").json
    assert to_come["as_of"] == desk("status", "-o", told, "--json").json["as_of"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_that_can_be_written(desk: Desk, office_path: Path, day: str) -> None:
    desk("new", office_path, "--reference")
    for command in ("status", "claims", "workstreams", "groupings"):
        assert desk(command, "-o", office_path, "--as-of", day, "--json").status == 0
    for kind in ("pack", "requests"):
        out = office_path.with_name(f"{kind}.xlsx")
        ran = desk("report", "-o", office_path, "--kind", kind, "--as-of", day, "--out", out)
        assert (ran.status, ran.out) == (0, "")
