"""The real window on an office with a past: dates in its records, and days on which they were entered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.wording import Message
from ilrs_desk.store import journal
from ilrs_desk.ui.main_window import MainWindow
from ilrs_desk.usecases.open_office import create_office, open_office

from ..conftest import Desk

#: The day on which a change set of the office below was written → name, start and end of each person in it.
ENTERED = {
    date(2024, 1, 10): (("Abebe", "2023-02-01", None), ("Bauer", "2024-03-01", None)),
    date(2025, 6, 1): (("Chen", "2023-05-01", "2024-12-31"), ("Diop", "2025-01-15", None)),
}
IN_FORCE = Moment(date(2024, 6, 1))
KNOWN = Moment(None, date(2024, 6, 1))
BOTH = Moment(date(2024, 2, 1), date(2024, 6, 1))


@pytest.fixture
def past_path(office_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office of four people, two of whom were entered in January 2024, when it was made, and two in June 2025."""
    clock = [datetime(2024, 1, 10, 12, tzinfo=UTC)]
    with monkeypatch.context() as then:
        then.setattr(journal, "now", lambda: clock[0])
        create_office(office_path, who="Li Lei")
        office = open_office(office_path, who="Li Lei")
        for day, people in ENTERED.items():
            clock[0] = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            office.write(
                Draft(Act.FORM, Message("entered {day}", {"day": day.isoformat()}), _writes(day, people))
            )
        office.close()
    return office_path


def _writes(day: date, people: tuple[tuple[str, str, str | None], ...]) -> tuple[Write, ...]:
    fields = ("family_name", "start_date", "end_date")
    partner = {
        "name": f"Partner of {day.year}",
        "kind": "country",
        "country": {2024: "EG", 2025: "ZA"}[day.year],
        "stage": "signed",
        "signed_on": day.isoformat(),
    }
    return (
        *(Write("personnel", {"nationality": "EG", **dict(zip(fields, one, strict=True))}) for one in people),
        Write("partners", partner),
    )


@pytest.fixture
def past_desk(empty_window: MainWindow, past_path: Path, qtbot: QtBot) -> Desk:
    """The window on that office, as of today."""
    empty_window.open(past_path)
    qtbot.waitUntil(lambda: empty_window.view is not None, timeout=10_000)
    desk = Desk(empty_window, qtbot)
    desk.settle()
    return desk


Turn = Callable[[Moment], None]


@pytest.fixture
def turn(past_desk: Desk) -> Turn:
    """``turn(moment)``: the window shows it."""

    def go(moment: Moment) -> None:
        past_desk.window.desks.turn_to(moment)
        past_desk.settle()
        assert past_desk.session.moment == moment

    return go


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where offices of the past are put aside; nothing may be left there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder
