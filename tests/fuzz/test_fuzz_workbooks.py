"""A short run of the workbook fuzzer, and proof that it would see a fault."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.fuzz import fuzz_workbooks

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message


def test_forty_spoiled_workbooks(tmp_path: Path) -> None:
    """A workbook or a known refusal, in time, with nothing left behind."""
    outcomes, faults = fuzz_workbooks.run(40, random.randrange(1_000_000), tmp_path)
    assert not faults
    assert outcomes.total() == 40


@pytest.mark.parametrize(
    "mutant",
    [
        lambda path: path / 0,
        lambda path: path.with_name("left behind").write_bytes(b"x"),
        lambda _: (_ for _ in ()).throw(InputProblem("x", Message("raw exception text"))),
    ],
)
def test_the_fuzzer_sees_faults(mutant: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that raises something else, leaves files, or speaks in raw text is caught."""
    real = fuzz_workbooks.read_workbook

    def reader(path: Path) -> object:
        mutant(path)  # type: ignore[operator]
        return real(path)

    monkeypatch.setattr(fuzz_workbooks, "read_workbook", reader)
    outcomes, faults = fuzz_workbooks.run(1, 1, tmp_path)
    assert faults, outcomes
