"""Claims, workstreams and groupings on their pages; the tests of a record's counting."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.tables import Query
from ilrs_desk.ui.session import Session
from ilrs_desk.ui.settled.claims_page import ClaimsPage
from ilrs_desk.ui.settled.groupings_page import GroupingsPage
from ilrs_desk.ui.settled.record_why import RecordWhyDialog
from ilrs_desk.ui.settled.workstreams_page import WorkstreamsPage
from ilrs_desk.usecases.list_groupings import list_groupings
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.undo import undo

from ..status.conftest import Settle
from .conftest import Opener, answer, texts


def test_a_claim_stands_beside_what_is_documented_and_is_explained(
    session: Session, opened: Opener, wait: Settle
) -> None:
    page = ClaimsPage(session)
    opened(page)
    asked = page.ask_new()
    values = {"value": "4", "claimed_on": "2024-05-01", "target": "countries", "source": "a paper"}
    for key, text in values.items():
        asked.form.parts[key].offer(text)
    asked.save()
    wait()
    assert page.list.current() == session.office.find("claims", Query())[-1].id
    row = next(row for row in texts(page.list) if row[0] == "1 May 2024")
    assert row == ["1 May 2024", "Countries", "4", "3", "1"]
    assert "With founders (Russia) it is 4" in page.reasons.text()
    assert "a paper" in page.about.text()


def test_a_claim_together_names_what_it_counts(session: Session, opened: Opener, wait: Settle) -> None:
    page = ClaimsPage(session)
    opened(page)
    asked = page.ask_new()
    values = {
        "value": "17",
        "claimed_on": "2024-09",
        "covers": "countries; organisations",
        "named": "مصر; VE",
    }
    for key, text in values.items():
        asked.form.parts[key].offer(text)
    asked.save()
    wait()
    assert texts(page.list)[0][:3] == ["Sep 2024 (month)", "Countries, Organisations", "17"]
    record = page.record()
    assert record is not None
    assert record.text("named") == "EG; VE"
    again = page.ask_edit()
    assert again is not None
    assert again.form.parts["named"].text() == "Egypt; Venezuela"
    assert again.form.typed() == {}
    again.reject()


def test_a_claim_of_a_later_day_is_not_compared_on_an_earlier_one(session: Session, opened: Opener) -> None:
    past = session.at(Moment(as_of=session.moment.day.replace(year=2020)), session.office)
    page = ClaimsPage(past)
    opened(page)
    assert page.reasons.text() == "It was made on a later day."
    assert not page.new_button.isEnabled()


def test_an_unknown_text_becomes_another_name_of_a_workstream(
    session: Session, opened: Opener, wait: Settle, qtbot: QtBot
) -> None:
    values = {"name": "Lunar Garden Lab", "workstream": "Moon gardening"}
    changeset = save_record(session.office, "institutions", None, values)
    assert changeset is not None
    page = WorkstreamsPage(session)
    opened(page)
    assert page.list.go_to("Moon gardening")
    assert page.unknown.isVisibleTo(page)
    assert not page.edit_button.isEnabled()
    with qtbot.waitSignal(page.open_records) as told:
        page.links["institutions"].click()
    assert told.args is not None
    assert told.args[:2] == ["institutions", [changeset.changes[0].id]]
    page.choice.offer("life_support") if page.choice.box.findData("life_support") >= 0 else None
    key = page.choice.text()
    page.take_name()
    wait()
    assert page.list.current() == key
    assert "Moon gardening" in page.about.text()
    assert all(row[0] != "“Moon gardening”?" for row in texts(page.list))
    undo(session.office)
    wait()
    assert any(row[0] == "“Moon gardening”?" for row in texts(page.list))


def test_an_unknown_text_becomes_a_workstream_of_its_own(
    session: Session, opened: Opener, wait: Settle
) -> None:
    save_record(session.office, "institutions", None, {"name": "Lab", "workstream": "Moon gardening"})
    page = WorkstreamsPage(session)
    opened(page)
    page.list.go_to("Moon gardening")
    asked = page.make_workstream()
    assert asked is not None
    asked.save()
    wait()
    assert page.name.text() == "Moon gardening"
    line = page.line()
    assert line is not None
    assert line.known
    page.ask_remove()
    answer(page, "Remove")
    wait()
    assert "“Moon gardening”?" in [row[0] for row in texts(page.list)]


def test_a_shipped_grouping_is_read_and_its_copy_is_edited(
    session: Session, opened: Opener, wait: Settle
) -> None:
    page = GroupingsPage(session)
    opened(page)
    assert page.list.go_to("BRICS")
    shipped = texts(page.members)
    assert not page.edit_button.isEnabled()
    assert not page.add_button.isEnabled()
    page.copy_grouping()
    wait()
    assert page.name.text() == "BRICS (own)"
    assert [row[:3] for row in texts(page.members)] == [row[:3] for row in shipped]
    asked = page.ask_add_member()
    assert asked is not None
    asked.form.parts["country"].offer("Türkiye")
    asked.form.parts["since"].offer("2026-02")
    asked.save()
    wait()
    assert ["Türkiye", "Feb 2026 (month)"] in [row[:2] for row in texts(page.members)]
    own = next(one for one in list_groupings(session.office) if one.grouping.label == "BRICS (own)")
    assert "TR" in own.members
    row = next(one.stands_for for one in page.members.model_.lines if one.cells[0].text == "Türkiye")
    page.members.go_to(row)
    page.ask_remove_member()
    answer(page, "Take Out")
    wait()
    assert [row[:3] for row in texts(page.members)] == [row[:3] for row in shipped]
    page.ask_remove()
    answer(page, "Remove")
    wait()
    assert all(one.grouping.label != "BRICS (own)" for one in list_groupings(session.office))
    assert session.office.find("memberships", Query()) == []


def test_who_left_a_grouping_is_shown_when_asked(session: Session, opened: Opener) -> None:
    page = GroupingsPage(session)
    opened(page)
    page.list.go_to("EU")
    now = len(texts(page.members))
    page.former.click()
    assert [row[2] for row in texts(page.members) if row[0] == "United Kingdom"] == ["31 Jan 2020"]
    assert len(texts(page.members)) > now


def test_every_test_of_a_record_is_told_those_against_it_first(
    session: Session, opened: Opener, wait: Settle
) -> None:
    page = GroupingsPage(session)
    opened(page)
    russia = next(one for one in session.office.find("partners", Query()) if one.text("country") == "RU")
    dialog = RecordWhyDialog(session, "partners", russia.id, page)
    wait()
    assert dialog.name.text() == "Russia"
    lines = dialog.copied().split("\n")
    assert lines[1:3] == ["Judged today.", "Countries: not counted, 1 of 4 tests speak against it"]
    assert lines[3].startswith("✗\tFounder")
    assert all(line.startswith("✓") for line in lines[4:])


def test_an_agreement_of_nobody_says_through_whom_it_would_count(
    session: Session, opened: Opener, wait: Settle
) -> None:
    page = GroupingsPage(session)
    opened(page)
    (paper,) = session.office.find("agreements", Query())
    dialog = RecordWhyDialog(session, "agreements", paper.id, page)
    wait()
    assert dialog.view.found == ()
    assert dialog.name.text() == "Old paper"
