"""Reading bytes under a file name, in a child and once more here, and the refusal where it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.intake.read import read_workbook
from ilrs_desk.intake.read.child.main import serve
from ilrs_desk.intake.sheets import Workbook

Read = Callable[..., Workbook]
Refuse = Callable[..., InputProblem]


class ReaderHere:
    """The child's work in this process, without its limits: seen by the coverage measure, and another check."""

    def __init__(self, *_: object) -> None:
        pass

    def allow(self, _: float) -> None:
        """There is no deadline here."""

    def messages(self, request: dict[str, object], data: bytes) -> Iterator[bytes]:
        lines: list[bytes] = []
        serve(request, data, lines.append, lambda *_: None)
        yield from lines


def outcome(path: Path, options: dict[str, object]) -> Workbook | InputProblem:
    """The workbook, or the known error."""
    try:
        return read_workbook(path, **options)  # type: ignore[arg-type]
    except InputProblem as problem:
        return problem


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Workbook | InputProblem]:
    """Read in a child and here with the same result; ``apart=True`` only in a child, for what kills a process."""

    def reader(data: bytes, name: str, *, apart: bool = False, **options: object) -> Workbook | InputProblem:
        path = tmp_path / name
        path.write_bytes(data)
        found = outcome(path, options)
        if apart:
            return found
        with monkeypatch.context() as patch:
            patch.setattr("ilrs_desk.intake.read.workbook.ReaderChild", ReaderHere)
            here = outcome(path, options)
        if isinstance(found, InputProblem):
            assert isinstance(here, InputProblem)
            assert (here.code, str(here)) == (found.code, str(found))
        else:
            assert here == found
        return found

    return reader


@pytest.fixture
def read(both: Callable[..., Workbook | InputProblem]) -> Read:
    """``read(data, name="x.xlsx", **options)``: the workbook."""

    def reader(data: bytes, name: str = "x.xlsx", **options: object) -> Workbook:
        found = both(data, name, **options)
        if isinstance(found, InputProblem):
            raise found
        return found

    return reader


@pytest.fixture
def refuse(both: Callable[..., Workbook | InputProblem]) -> Refuse:
    """``refuse(data, name, **options)``: the known error, whose sentence names the file and says what to do."""

    def refuser(data: bytes, name: str = "x.xlsx", **options: object) -> InputProblem:
        found = both(data, name, **options)
        assert isinstance(found, InputProblem)
        assert name in str(found)
        assert "{" not in str(found)
        return found

    return refuser
