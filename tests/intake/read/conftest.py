"""Reading bytes under a file name, and the refusal where it is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.intake.read import read_workbook
from ilrs_desk.intake.sheets import Workbook

Read = Callable[..., Workbook]
Refuse = Callable[..., InputProblem]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """``read(data, name="x.xlsx", **options)``: the workbook."""

    def reader(data: bytes, name: str = "x.xlsx", **options: object) -> Workbook:
        path = tmp_path / name
        path.write_bytes(data)
        return read_workbook(path, **options)  # type: ignore[arg-type]

    return reader


@pytest.fixture
def refuse(read: Read) -> Refuse:
    """``refuse(data, name, **options)``: the known error, whose sentence names the file and says what to do."""

    def refuser(data: bytes, name: str = "x.xlsx", **options: object) -> InputProblem:
        with pytest.raises(InputProblem) as caught:
            read(data, name, **options)
        sentence = str(caught.value)
        assert name in sentence
        assert "{" not in sentence
        return caught.value

    return refuser
