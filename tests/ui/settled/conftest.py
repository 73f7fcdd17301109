"""The real Status page and the real window, for what the office settles."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ilrs_desk.store.office import Office
from ilrs_desk.ui.lists import ListTable
from ilrs_desk.ui.page import Page
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.ui.theme import Theme

from ..status.conftest import Settle, filled, office, runner, settle, show

__all__ = ["filled", "office", "runner", "settle", "show"]


@pytest.fixture
def wait(settle: Settle) -> Settle:
    """Wait until all that was begun has been done and shown."""
    return settle


@pytest.fixture
def session(filled: Office, runner: TaskRunner, settings: Settings, theme: Theme) -> Session:
    """The filled office as the window holds it."""
    return Session(filled, runner, settings)


Opener = Callable[[Page], None]


@pytest.fixture
def opened(wait: Settle, qtbot: QtBot) -> Iterator[Opener]:
    """``opened(page)``: it is seen, and all was read."""
    pages: list[Page] = []

    def begin(page: Page) -> None:
        pages.append(page)
        page.resize(1000, 700)
        page.show()
        qtbot.waitExposed(page)
        wait()

    yield begin
    for page in pages:
        page.close()
        page.deleteLater()


def texts(table: ListTable) -> list[list[str]]:
    """What a list shows, line by line."""
    return [[cell.text for cell in one.cells] for one in table.model_.lines]


def answer(parent: QWidget, verb: str) -> None:
    """Press the button with ``verb`` in the question that is open."""
    box = next(one for one in parent.findChildren(QMessageBox) if one.isVisible())
    next(button for button in box.buttons() if button.text() == verb).click()
