"""Meetings: entered, frozen with the pack, compared with today's knowledge, and what changed since."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from ilrs_desk.domain.moments import Moment
from ilrs_desk.store.office import Office
from ilrs_desk.ui.files import FileChooser
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.settled.meetings_page import MeetingsPage
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.settle import settle
from ilrs_desk.usecases.undo import undo

from ..status.conftest import Settle
from .conftest import Opener, answer, texts

HELD = date.today() - timedelta(days=30)


def meeting(office: Office, title: str = "Committee", day: date | None = HELD) -> int:
    values = {"title": title, "place": "Hefei", **({"held_on": day.isoformat()} if day else {})}
    changeset = settle(office, "meetings", values)
    assert changeset is not None
    return changeset.changes[0].id


def frozen(session: Session, opened: Opener, wait: Settle, folder: Path | None = None) -> MeetingsPage:
    page = MeetingsPage(session, chooser=FileChooser(to_folder=lambda *_: folder))
    opened(page)
    dialog = page.ask_freeze()
    wait()
    if folder is not None:
        dialog.files[".xlsx"].setChecked(True)
    dialog.freeze()
    wait()
    wait()
    return page


def test_a_meeting_is_entered_changed_removed_and_brought_back(
    session: Session, opened: Opener, wait: Settle
) -> None:
    page = MeetingsPage(session)
    opened(page)
    asked = page.ask_new()
    asked.form.parts["title"].offer("اللجنة التنفيذية")
    asked.form.parts["held_on"].offer("March 2026")
    asked.save()
    wait()
    assert texts(page.list) == [["Mar 2026 (month)", "\u2068اللجنة التنفيذية\u2069", ""]]
    again = page.ask_edit()
    assert again is not None
    again.form.parts["place"].offer("Cairo")
    again.save()
    wait()
    assert "Cairo" in page.about.text()
    page.ask_remove()
    answer(page, "Remove")
    wait()
    assert texts(page.list) == []
    undo(session.office)
    wait()
    assert len(texts(page.list)) == 1


def test_what_was_not_understood_is_said_in_the_dialog(
    session: Session, opened: Opener, wait: Settle
) -> None:
    page = MeetingsPage(session)
    opened(page)
    asked = page.ask_new()
    asked.form.parts["held_on"].offer("soon")
    asked.save()
    wait()
    assert "soon" in asked.problem.text()
    assert asked.isVisible()
    asked.reject()


def test_freezing_seals_what_was_shown_and_notes_the_pack(
    session: Session, opened: Opener, wait: Settle, tmp_path: Path
) -> None:
    number = meeting(session.office)
    page = frozen(session, opened, wait, tmp_path)
    (seal,) = session.office.seals.of_meeting(number)
    assert seal.as_of == HELD
    assert [file.name for file in seal.files] == [f"Committee {HELD.isoformat()}.xlsx"]
    assert (tmp_path / seal.files[0].name).is_file()
    assert texts(page.list)[0][2] == "yes"
    assert texts(page.seals.figures)[0][:5] == ["Countries", "3", "50", "C-1", "3"]
    assert "says the same" in page.seals.because.text()
    assert seal.files[0].name in page.seals.files.text()


def test_a_figure_that_is_another_by_now_is_explained_and_each_record_opens(
    session: Session, opened: Opener, wait: Settle, qtbot: QtBot
) -> None:
    meeting(session.office)
    page = frozen(session, opened, wait)
    chad = {"name": "Chad", "country": "TD", "stage": "signed", "signed_on": "2024-05-01"}
    changeset = save_record(session.office, "partners", None, chad)
    assert changeset is not None
    wait()
    assert texts(page.seals.figures)[0] == ["Countries", "3", "50", "C-1", "4", "+1"]
    assert page.seals.because.text() == "Countries: 3 then; today's knowledge of that day says 4, because:"
    (reason,) = texts(page.seals.reasons)
    assert reason[:3] == ["+1", "Corrected", "Chad"]
    with qtbot.waitSignal(page.open_record) as told:
        page.seals.reasons.opened.emit(page.seals.reasons.current())
    assert told.args == ["partners", changeset.changes[0].id]


def test_what_changed_since_is_told_apart_and_adds_up(session: Session, opened: Opener, wait: Settle) -> None:
    meeting(session.office)
    page = frozen(session, opened, wait)
    for country, day in (("TD", HELD + timedelta(days=3)), ("PE", date(2024, 1, 1))):
        values = {"name": country, "country": country, "stage": "signed", "signed_on": day.isoformat()}
        save_record(session.office, "partners", None, values)
    wait()
    page.tabs.open(1)
    wait()
    assert texts(page.since.sums)[0] == ["Countries", "3", "Joined 1 (+1) · Corrected 1 (+1)", "= 5"]
    assert [row[:3] for row in texts(page.since.moved)] == [
        ["Joined", "+1", "Chad"],
        ["Corrected", "+1", "Peru"],
    ]


def test_a_meeting_without_a_day_or_yet_to_come_has_nothing_to_compare(
    session: Session, opened: Opener, wait: Settle
) -> None:
    meeting(session.office, "Some day", None)
    page = MeetingsPage(session)
    opened(page)
    page.tabs.open(1)
    wait()
    assert page.since.empty.heading.text() == "Nothing to compare"


def test_a_sealed_meeting_keeps_its_name_and_day_but_takes_notes(
    session: Session, opened: Opener, wait: Settle
) -> None:
    meeting(session.office)
    page = frozen(session, opened, wait)
    asked = page.ask_edit()
    assert asked is not None
    asked.form.parts["notes"].offer("minutes signed")
    asked.save()
    wait()
    assert "minutes signed" in page.about.text()
    page.ask_remove()
    answer(page, "Remove")
    wait()
    assert len(texts(page.list)) == 1


def test_a_day_to_come_cannot_be_frozen(session: Session, opened: Opener, wait: Settle) -> None:
    number = meeting(session.office, day=date.today() + timedelta(days=40))
    page = MeetingsPage(session)
    opened(page)
    dialog = page.ask_freeze()
    wait()
    assert dialog.day.value() == date.today()
    assert dialog.freeze_button.isEnabled()
    dialog.day.show_day(date.today() + timedelta(days=1))
    wait()
    assert "yet to come" in dialog.problem.text()
    assert not dialog.freeze_button.isEnabled()
    dialog.reject()
    assert session.office.seals.of_meeting(number) == ()


def test_another_day_is_only_read(session: Session, opened: Opener, wait: Settle) -> None:
    meeting(session.office)
    past = session.at(Moment(as_of=HELD), session.office)
    page = MeetingsPage(past)
    opened(page)
    for button in (page.new_button, page.edit_button, page.remove_button, page.freeze_button):
        assert not button.isEnabled()
        assert "can only be read" in button.toolTip()
    assert "record.new" not in page.commands()
    assert page.ask_edit() is None
