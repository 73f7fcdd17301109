"""The office as it stood, and snapshots."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.problems import MachineFault
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.store import journal

from .conftest import Desk

_DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment at which the journal writes: change its only item."""
    moment = [_DAY]
    monkeypatch.setattr(journal, "now", lambda: moment[0])
    return moment


def _values(snapshot: Snapshot) -> dict[str, dict[int, str]]:
    return {
        kind: {record.id: json.dumps(dict(record.values), sort_keys=True) for record in snapshot.of(kind)}
        for kind in snapshot.records
    }


def test_a_snapshot_holds_the_live_records_of_one_generation(desk: Desk) -> None:
    desk.add("partners", name="A")
    desk.add("partners", name="B")
    desk.trash("partners", 2)
    snapshot = desk.office.snapshot()
    assert snapshot.generation == 3
    assert [record.label for record in snapshot.of("partners")] == ["A"]
    assert set(snapshot.records) == set(JOURNALLED)
    assert set(desk.office.snapshot(["partners"]).records) == {"partners"}


def test_every_day_is_known_as_it_was(desk: Desk, clock: list[datetime]) -> None:
    seen: dict[date, dict[str, dict[int, str]]] = {}
    steps = [
        lambda: desk.add("institutions", name="A"),
        lambda: desk.add("personnel", family_name="Li", institution="A"),
        lambda: desk.edit("institutions", 1, name="B"),
        lambda: desk.trash("personnel", 1),
        lambda: desk.office.undo(3),
        lambda: desk.office.undo(4),
        lambda: desk.office.undo(2),
        lambda: desk.office.redo(),
        lambda: desk.edit("personnel", 1, institution=None),
    ]
    for number, step in enumerate(steps):
        clock[0] = _DAY + timedelta(days=number)
        step()
        seen[clock[0].date()] = _values(desk.office.snapshot())
    for day, values in seen.items():
        assert _values(desk.office.snapshot(known_on=day)) == values, day
    assert _values(desk.office.snapshot(known_on=date(2026, 2, 28)))["institutions"] == {}


def test_what_was_known_carries_versions_and_days_of_then(desk: Desk, clock: list[datetime]) -> None:
    desk.add("partners", name="A")
    then = desk.office.snapshot().of("partners")
    clock[0] += timedelta(days=1)
    desk.edit("partners", 1, name="B")
    assert desk.office.snapshot(known_on=_DAY.date()).of("partners") == then
    clock[0] += timedelta(days=1)
    desk.office.undo(2)
    known = desk.office.snapshot(known_on=_DAY.date())
    assert (known.of("partners"), known.generation) == (then, 1)


def test_a_day_ends_at_midnight_utc(desk: Desk, clock: list[datetime]) -> None:
    clock[0] = datetime(2026, 3, 1, 23, 59, 59, 999000, tzinfo=UTC)
    desk.add("partners", name="A")
    clock[0] = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
    desk.add("partners", name="B")
    assert len(desk.office.snapshot(known_on=date(2026, 3, 1)).of("partners")) == 1


def test_a_clock_set_back_does_not_reorder_the_journal(desk: Desk, clock: list[datetime]) -> None:
    desk.add("partners", name="A")
    clock[0] -= timedelta(days=900)
    desk.edit("partners", 1, name="B")
    assert [head.id for head in desk.office.changesets()] == [2, 1]
    assert desk.office.undo().undone.id == 2
    assert desk.values("partners", 1)["name"] == "A"


def test_that_the_past_has_no_room_is_told_in_words(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(MachineFault) as fault:
        desk.office.as_known(date(2026, 1, 1))
    assert fault.value.code == "disk.io"
