"""Run a command as a shell would, with what it printed and its exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ilrs_desk.cli.main import run


@dataclass(frozen=True)
class Ran:
    """What a command gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Desk = Callable[..., Ran]


@pytest.fixture
def desk(capfd: pytest.CaptureFixture[str]) -> Desk:
    """``desk("status", "-o", path)`` runs a command in this process."""

    def go(*words: object) -> Ran:
        capfd.readouterr()
        status = run([str(word) for word in words], lambda office: 9, lambda folder, window: 9)
        printed = capfd.readouterr()
        return Ran(status, printed.out, printed.err)

    return go


@pytest.fixture
def office(tmp_path: Path, desk: Desk) -> Path:
    """A new, empty office."""
    path = tmp_path / "o.ilrs"
    assert desk("new", path).status == 0
    return path
