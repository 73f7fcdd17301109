"""What the commands print is what is counted: `status --json`, and `records --json` of what is held."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ilrs_desk.cli.main import run

from .compare import census
from .held import LISTED, Held, held_now, held_on

#: The office of ten years may have to be made first, on a busy machine.
pytestmark = pytest.mark.timeout(240)

Said = pytest.CaptureFixture[str]


def said(capfd: Said, *words: object) -> Any:
    """What a command prints as JSON."""
    capfd.readouterr()
    assert run([str(word) for word in words], lambda office: 9, lambda folder, window: 9) == 0
    return json.loads(capfd.readouterr().out)


def same(document: Any, held: Held, day: date) -> None:
    own = census(held, day)
    assert document["as_of"] == day.isoformat()
    for told, target in zip(document["targets"], own.targets(), strict=True):
        counted = own.count(target)
        assert (told["key"], told["value"]) == (target["key"], len(counted.ids))
        assert told["target"] == int(target["number"])
        for dimension, parts in document["breakdowns"].items():
            assert parts[target["key"]] == counted.breakdown(dimension), (dimension, target["key"])


def test_status(few_years: Path, capfd: Said) -> None:
    day, known = date(2022, 2, 2), date(2021, 9, 9)
    same(said(capfd, "status", "-o", few_years, "--as-of", day, "--json"), held_now(few_years), day)
    both = ("--as-of", day, "--as-known-on", known)
    same(said(capfd, "status", "-o", few_years, *both, "--json"), held_on(few_years, known), day)


@pytest.mark.parametrize("kind", LISTED)
def test_records(few_years: Path, capfd: Said, kind: str) -> None:
    listed = {one["id"]: one for one in said(capfd, "records", kind, "-o", few_years, "--json")}
    held = {row["id"]: row for row in held_now(few_years).live(kind)}
    assert listed.keys() == held.keys()
    own = {"entered_on", "full_name"}  # the one is not printed, the other is put together of its parts
    for number, row in held.items():
        filled = {key: value for key, value in listed[number].items() if value is not None}
        assert {key: value for key, value in row.items() if key not in own} == {
            key: value for key, value in filled.items() if key not in own
        }
