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
