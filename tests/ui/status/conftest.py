"""The real Status page on a real office of invented records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.status.page import StatusPage
from ilrs_desk.ui.tasks import TaskRunner
from ilrs_desk.ui.theme import Theme
from ilrs_desk.usecases.open_office import create_office, open_office

PARTNERS = (
    ("Venezuela", "VE", "signed", "2023-07-17"),
    ("South Africa", "ZA", "active", "2023-09-01"),
    ("Egypt", "EG", "signed", "2023-12"),
    ("Türkiye", "TR", "applied", None),
    ("Russia", "RU", "active", "2021-03-09"),
    ("Bolivia", "BO", "talks", None),
)
INSTITUTIONS = (("Cairo Observatory", "EG"), ("Caracas Institute", "VE"), ("Beihang University", "CN"))
PEOPLE = (("Hassan", "EG"), ("García", "VE"), ("Nkosi", "ZA"), ("Wang", "CN"))


@pytest.fixture
def office(office_path: Path) -> Iterator[Office]:
    """A new office: targets and rules, no records."""
    create_office(office_path, who="Li Lei")
    office = open_office(office_path, who="Li Lei")
    yield office
    office.close()


@pytest.fixture
def filled(office: Office) -> Office:
    """Six partners of which three count, three institutions of which two do, four people of which three do."""
    writes = [
        Write(
            "partners", {"name": name, "kind": "country", "country": code, "stage": stage, "signed_on": day}
        )
        for name, code, stage, day in PARTNERS
    ]
    writes += [
        Write("institutions", {"name": name, "country": code, "stage": "signed", "signed_on": "2024-02-01"})
        for name, code in INSTITUTIONS
    ]
    writes += [
        Write("personnel", {"family_name": name, "nationality": code, "start_date": "2024-03-01"})
        for name, code in PEOPLE
    ]
    paper = {"title": "Old paper", "signed_on": "2020-01-01", "expires_on": "2021-01-01", "status": "signed"}
    writes.append(Write("agreements", paper))
    office.write(Draft(Act.FORM, Message("first records"), tuple(writes)))
    return office


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[TaskRunner]:
    """Workers; a fault in one fails the test."""
    runner = TaskRunner()
    faults: list[str] = []
    runner.fault_met.connect(faults.append)
    yield runner
    runner.close()
    assert faults == []


Settle = Callable[[], None]


@pytest.fixture
def settle(runner: TaskRunner, qtbot: QtBot) -> Settle:
    """Wait until all that was begun has been done and shown."""

    def wait() -> None:
        qtbot.wait(20)
        qtbot.waitUntil(lambda: not runner.busy, timeout=20_000)
        qtbot.wait(10)

    return wait


Shower = Callable[..., StatusPage]


@pytest.fixture
def show(
    runner: TaskRunner, settings: Settings, theme: Theme, qtbot: QtBot, settle: Settle
) -> Iterator[Shower]:
    """``show(office, moment)``: the page once it was counted."""
    pages: list[StatusPage] = []

    def begin(office: Office, moment: Moment = NOW) -> StatusPage:
        page = StatusPage(Session(office, runner, settings, moment=moment))
        pages.append(page)
        page.resize(1084, 740)
        page.show()
        qtbot.waitUntil(lambda: page.reading is not None, timeout=20_000)
        settle()
        return page

    yield begin
    for page in pages:
        page.close()
        page.deleteLater()
