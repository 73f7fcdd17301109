"""A short run of the workbook fuzzer, and proof that it would see a fault."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from tests.fuzz import fuzz_workbooks
from tests.fuzz._injuries import spoiled
from tests.fuzz._seeds import seeds

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.read import read_workbook
from ilrs_desk.intake.read.wording import REFUSALS
from ilrs_desk.usecases import preview_import

#: How a sentence tells what to do next.
NEXT_STEP = (
    *("Open", "Ask", "Type", "Choose", "choose", "Save", "Split", "Delete", "Correct", "Unpack", "Copy"),
    *("close it there", "Shorten", "Nothing was changed", "Take"),
)


def test_sixty_spoiled_files(tmp_path: Path) -> None:
    """A plan or known words, in time, with nothing left behind and the office untouched."""
    found = fuzz_workbooks.run(60, random.randrange(1_000_000), tmp_path)
    assert not found.faults
    assert found.outcomes.total() == 60


@pytest.mark.parametrize(
    "mutant",
    [
        lambda path: path / 0,
        lambda path: path.with_name("left behind").write_bytes(b"x"),
        lambda path: (_ for _ in ()).throw(
            InputProblem("x", Message("{file} UnicodeDecodeError", {"file": path.name}))
        ),
    ],
)
def test_the_fuzzer_sees_faults(mutant: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that raises something else, leaves files, or speaks in raw text is caught."""

    def reader(path: Path, **options: Any) -> object:
        mutant(path)
        return read_workbook(path, **options)

    monkeypatch.setattr(preview_import, "read_workbook", reader)
    found = fuzz_workbooks.run(1, 1, tmp_path)
    assert found.faults, found.outcomes


def test_unspoiled_seeds_are_read(tmp_path: Path) -> None:
    """What is spoiled is a good file to begin with, or the injuries would say nothing."""
    for name, data in seeds().items():
        path = tmp_path / name
        path.write_bytes(data)
        assert read_workbook(path, password="geheim").sheets[0].total_rows > 1, name


def test_injuries_can_be_repeated() -> None:
    """The same number, the same file: a fault that was found can be looked at."""
    for name, data in seeds().items():
        twice = [spoiled(data, random.Random(f"7 {name}")) for _ in range(2)]
        assert twice[0] == twice[1]


@pytest.mark.parametrize("cause", sorted(REFUSALS))
def test_every_refusal_names_the_file_and_the_next_step(cause: str) -> None:
    """No sentence leaves its reader alone with what happened."""
    sentence = REFUSALS[cause]
    assert "{file}" in sentence
    assert any(word in sentence for word in NEXT_STEP)
    assert not fuzz_workbooks.JARGON.search(sentence.replace("{", "").replace("}", ""))
