"""`merge` from the shell: the first record stays, and `undo` parts them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Desk


@pytest.fixture
def two(office: Path, desk: Desk) -> Path:
    """Two records of one institute and a person at the second."""
    desk("add", "institutions", "name=Beihang University", "country=CN", "-o", office)
    desk("add", "institutions", "name=BUAA", "city=Beijing", "-o", office)
    desk("add", "personnel", "family_name=Li", "institution=BUAA", "-o", office)
    return office


def test_the_first_record_stays_and_undo_parts_them(two: Path, desk: Desk) -> None:
    before = desk("check", "-o", two, "--json").json["records_sha256"]
    merged = desk("merge", "institutions", 1, 2, "-o", two, "--json").json
    assert (merged["kept"]["id"], merged["merged"]) == (1, [2])
    assert (merged["kept"]["aliases"], merged["kept"]["city"]) == ("BUAA", "Beijing")
    assert (merged["aliases"], merged["moved"]) == (["BUAA"], {"personnel.institution": 1})
    (person,) = desk("records", "personnel", "-o", two, "--json").json
    assert (person["institution_id"], person["institution"]) == (1, "Beihang University")
    assert [found["id"] for found in desk("records", "institutions", "-o", two, "--json").json] == [1]
    told = desk("history", "-o", two, "--record", "institutions/1", "--json").json[0]
    assert (told["act"], told["id"]) == ("merge", merged["changeset"])
    assert [change["id"] for change in told["changes"]] == [1, 2]
    assert desk("undo", merged["changeset"], "-o", two).status == 0
    assert desk("check", "-o", two, "--json").json["records_sha256"] == before


def test_another_record_can_be_the_one_that_stays(two: Path, desk: Desk) -> None:
    ran = desk("merge", "institutions", 1, 2, "--keep", 2, "-o", two)
    assert ran.status == 0
    assert "Institution 2: BUAA" in ran.out
    assert "Beihang University" in ran.err
    assert "undo 5" in ran.err


@pytest.mark.parametrize(
    ("words", "status"),
    [(("1",), 1), (("1", "9"), 1), (("1", "1"), 1), (("1", "2", "--keep", "3"), 2), (("x", "2"), 2), ((), 2)],
)
def test_what_cannot_be_merged_is_told_and_changes_nothing(
    two: Path, desk: Desk, words: tuple[str, ...], status: int
) -> None:
    before = desk("check", "-o", two, "--json").json["records_sha256"]
    ran = desk("merge", "institutions", *words, "-o", two)
    assert ran.status == status
    assert "Traceback" not in ran.err
    assert desk("check", "-o", two, "--json").json["records_sha256"] == before
