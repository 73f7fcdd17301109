"""The real import window on a real office file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ilrs_desk.intake.plan import Decisions
from ilrs_desk.store.office import Office
from ilrs_desk.ui.intake.window import REVIEW, ImportWindow
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.ui.theme import Theme
from ilrs_desk.usecases.open_office import create_office, open_office


@pytest.fixture
def office(office_path: Path) -> Iterator[Office]:
    """A new office: targets and rules, no records."""
    create_office(office_path, who="Li Lei")
    office = open_office(office_path, who="Li Lei")
    yield office
    office.close()


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    """Workers; a fault in one fails the test."""
    runner = TaskRunner()
    faults: list[str] = []
    runner.fault_met.connect(faults.append)
    yield runner
    runner.close()
    assert faults == []


Opener = Callable[..., ImportWindow]


@pytest.fixture
def importing(office: Office, runner: TaskRunner, theme: Theme, qtbot: QtBot) -> Iterator[Opener]:
    """``importing(path, …)``: the window once the files were read."""
    windows: list[ImportWindow] = []

    def begin(*paths: Path) -> ImportWindow:
        window = ImportWindow(office, paths, runner)
        windows.append(window)
        window.show()
        faults: list[str] = []
        runner.fault_met.connect(faults.append)
        qtbot.waitUntil(lambda: bool(faults or (window.work.preview and not runner.busy)), timeout=20_000)
        assert not faults
        return window

    yield begin
    for window in filter(isValid, windows):
        window.work.ticks.clear()
        window.work.decisions = Decisions()
        window.close()


@pytest.fixture
def settle(runner: TaskRunner, qtbot: QtBot) -> Callable[[], None]:
    """Wait until all that was begun has been done and shown."""

    def wait() -> None:
        qtbot.wait(20)
        qtbot.waitUntil(lambda: not runner.busy, timeout=20_000)
        qtbot.wait(10)

    return wait


@pytest.fixture
def reviewing(importing: Opener) -> Opener:
    """``reviewing(path, …)``: the window at its third step."""

    def begin(*paths: Path) -> ImportWindow:
        window = importing(*paths)
        window.go_to(REVIEW)
        return window

    return begin
