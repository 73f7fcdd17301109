"""The one entry of the process: the program, or a reader child of the frozen program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ilrs_desk.domain.resources import resource
from ilrs_desk.intake.read import read_workbook


@pytest.mark.skipif(
    sys.platform == "win32", reason="a script with a #! line stands in for the frozen program"
)
@pytest.mark.parametrize("name", ["tr_personel.xlsx", "cn_jigou.xls", "hu_people.ods", "bo_personal.csv"])
def test_a_frozen_program_reads_files_in_a_child_that_loads_nothing_else_of_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = resource("samples", name)
    as_ever = read_workbook(sample)
    frozen, log = tmp_path / "ilrs-desk", tmp_path / "imports"
    frozen.write_text(f'#!/bin/sh\nexec "{sys.executable}" -X importtime -m ilrs_desk "$@" 2>"{log}"\n')
    frozen.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(frozen))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert read_workbook(sample) == as_ever
    loaded = {line.rpartition("|")[2].strip() for line in log.read_text().splitlines()}
    assert "ilrs_desk.intake.read.child.main" in loaded
    assert not loaded & {
        "click",
        "platformdirs",
        "ilrs_desk.app.program",
        "ilrs_desk.cli",
        "ilrs_desk.domain",
    }
