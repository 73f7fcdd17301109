"""What `import` can be told, and what it prints of it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from .conftest import Desk

PEOPLE = ["Surname", "First name", "Institution", "Country", "E-mail", "Role"]
ADA = ["Moyo", "Ada", "Delta Lab", "Botswana", "ada@example.bw", "Engineer"]
BEN = ["Dube", "Ben", "Delta Lab", "Botswana", "ben@example.bw", "Chemist"]


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return write(tmp_path / "first.csv", PEOPLE, ADA, BEN)


def write(path: Path, *rows: Sequence[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


def test_institutions_are_offered_and_made_when_asked(office: Path, desk: Desk, listed: Path) -> None:
    document = desk("import", listed, "-o", office, "--dry-run", "--json").json
    (offer,) = document["files"][0]["offers"]
    assert offer["record"] == {"name": "Delta Lab", "country": "BW"}
    assert [place["row"] for place in offer["rows"]] == [2, 3]
    assert (offer["created"], offer["id"]) == (False, None)
    assert document["effect"]["institutions"] == 0
    said = desk("import", listed, "-o", office)
    assert "Named by 2 rows, not among our institutions: Delta Lab (BW)" in said.err
    done = desk("import", listed, "-o", office, "--create-institutions", "--json").json
    assert done["files"][0]["offers"][0]["id"] == 1
    assert done["changeset"] is not None
    people = desk("records", "personnel", "-o", office, "--json").json
    assert len(people) == 2
    again = desk("import", listed, "-o", office, "--json").json
    assert (again["files"][0]["offers"], again["changeset"]) == ([], None)


def test_policies_come_from_the_command_line(office: Path, desk: Desk, listed: Path, tmp_path: Path) -> None:
    desk("import", listed, "-o", office, "--agency", "BSA")
    later = write(tmp_path / "later.csv", PEOPLE, [*ADA[:-1], ""])
    plain = desk("import", later, "-o", office, "--agency", "BSA", "--dry-run", "--json").json
    assert plain["totals"]["same"] == 1
    table = plain["files"][0]["tables"][0]
    assert table["policies"] == {"empty": "keep", "overwrite": "newer", "missing": "keep"}
    assert [each["then"] for each in table["missing"]] == ["keep"]
    options = ("--empty", "clear", "--overwrite", "always", "--missing", "left")
    done = desk("import", later, "-o", office, "--agency", "BSA", *options, "--json").json
    table = done["files"][0]["tables"][0]
    assert table["rows"][0]["changes"] == {"role": ["Engineer", None]}
    assert table["missing"][0]["changes"]["status"] == [None, "left"]
    records = desk("records", "personnel", "-o", office, "--json").json
    assert [record.get("status") for record in records] == [None, "left"]
    assert desk("import", later, "-o", office, "--empty", "erase").status == 2


def test_gaps_only_leaves_what_differs_and_says_so(
    office: Path, desk: Desk, listed: Path, tmp_path: Path
) -> None:
    desk("import", listed, "-o", office)
    later = write(tmp_path / "later.csv", PEOPLE, [*ADA[:-1], "Director"])
    said = desk("import", later, "-o", office, "--overwrite", "gaps")
    assert "row 2: role stays Engineer; the file says Director" in said.err
    row = desk("import", later, "-o", office, "--overwrite", "gaps", "--json").json["files"][0]["tables"][0][
        "rows"
    ][0]
    assert (row["action"], row["left_alone"]) == ("same", {"role": ["Engineer", "Director"]})


def test_the_effect_is_told_with_its_why(office: Path, desk: Desk, listed: Path) -> None:
    first = desk("import", listed, "-o", office, "--json").json
    assert first["effect"]["personnel"] == 2
    again = desk("import", listed, "-o", office)
    assert "personnel: 2 already counted." in again.out
    document = desk("import", listed, "-o", office, "--json").json
    assert document["effect_why"]["personnel"] == ["2 already counted"]


def test_values_that_are_not_understood_are_listed_once(office: Path, desk: Desk, tmp_path: Path) -> None:
    path = write(
        tmp_path / "odd.csv", PEOPLE, [*ADA[:3], "Nowherestan", *ADA[4:]], [*BEN[:3], "Nowherestan", *BEN[4:]]
    )
    (asked,) = desk("import", path, "-o", office, "--dry-run", "--json").json["files"][0]["tables"][0][
        "questions"
    ]
    assert (asked["field"], asked["text"], asked["rows"], asked["code"]) == (
        "country", "Nowherestan", [2, 3], "ask.country",
    )  # fmt: skip
