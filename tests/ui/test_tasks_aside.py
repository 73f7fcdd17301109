"""What is only read aside: it holds up no table, and is given up without a question when the window closes."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ilrs_desk.ui.tasks import Job, TaskRunner


def test_quick_work_does_not_wait_for_what_is_read_aside(qapp: QApplication, qtbot: QtBot) -> None:
    runner = TaskRunner()
    go = threading.Event()
    done: list[str] = []
    runner.run(lambda job: go.wait(20), lambda _: done.append("aside"), aside=True)
    runner.run(lambda job: None, lambda _: done.append("quick"))
    qtbot.waitUntil(lambda: done == ["quick"], timeout=10_000)
    assert runner.busy
    assert not runner.busy_long
    go.set()
    qtbot.waitUntil(lambda: done == ["quick", "aside"], timeout=10_000)
    runner.close()


def test_what_waits_aside_is_given_up_on_closing(qapp: QApplication) -> None:
    runner = TaskRunner()
    begun = threading.Event()
    carried_out: list[int] = []

    def first(job: Job[None]) -> None:
        begun.set()
        while not job.cancelled():
            pass

    runner.run(first, aside=True)
    begun.wait(10)
    runner.run(lambda job: carried_out.append(1), aside=True)
    runner.close()
    assert carried_out == []
