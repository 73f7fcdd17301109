"""What every test may use: the shipped samples and their truth, an office's path, surroundings of its own."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from ilrs_desk.domain.resources import resource

ROOT = Path(__file__).resolve().parents[1]

# A busy machine is slow at times: a rule is not broken by that. CI must give the same answer twice.
settings.register_profile("desk", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("desk")


@pytest.fixture(scope="session", autouse=True)
def own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No screen, and settings, data and runtime folders that are not the user's, for child processes too."""
    base = tmp_path_factory.mktemp("surroundings")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QT_QPA_PLATFORM", "offscreen")
        for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR"):
            folder = base / name.lower()
            folder.mkdir(mode=0o700)
            patch.setenv(f"XDG_{name}", str(folder))
        yield


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the program's log is a fault, unless the test is marked `loud`."""
    yield
    if request.node.get_closest_marker("loud"):
        return
    loud = [
        f"{record.name}: {record.getMessage()}"
        for record in caplog.get_records("call")
        if record.levelno >= logging.WARNING and record.name.startswith("ilrs_desk")
    ]
    if loud:
        pytest.fail(f"the program logged: {loud}")


@pytest.fixture(scope="session")
def root() -> Path:
    """The source tree."""
    return ROOT


@pytest.fixture(scope="session")
def sample() -> Callable[[str], Path]:
    """`sample(name)`: the path of a shipped sample return."""
    return lambda name: resource("samples", name)


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    """What must come out of each sample, by file name."""
    return json.loads((ROOT / "tests" / "data" / "samples_truth.json").read_text(encoding="utf-8"))


@pytest.fixture
def office_path(tmp_path: Path) -> Path:
    """Where a test may make its office; nothing is there yet."""
    return tmp_path / "office.ilrs"
