"""The sample office: whole, or not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.usecases import sample_office as room
from ilrs_desk.usecases.open_office import open_office


def test_the_shipped_returns_are_all_in_it_and_it_is_kept(tmp_path: Path) -> None:
    said: list[str] = []
    path = room.sample_office(tmp_path / "demo", said.append)
    assert len(said) == 10
    office = open_office(path, read_only=True)
    try:
        assert office.counts() == {"partners": 11, "institutions": 11, "personnel": 44, "agreements": 0}
    finally:
        office.close()
    assert room.sample_office(tmp_path / "demo", said.append) == path
    assert len(said) == 10


def test_a_return_that_cannot_be_read_leaves_no_office_behind(
    tmp_path: Path, sample: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(sample("tr_personel.xlsx").read_bytes()[:2000])
    monkeypatch.setattr(room, "_samples", lambda: [sample("partners_2024.xlsx"), broken])
    with pytest.raises(InputProblem, match=r"broken\.xlsx"):
        room.sample_office(tmp_path / "demo")
    assert list((tmp_path / "demo").iterdir()) == []
