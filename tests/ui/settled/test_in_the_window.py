"""Meetings, rules and reasons as the menus of the real window open them."""

from __future__ import annotations

from ilrs_desk.ui.details.record_view import RecordView
from ilrs_desk.ui.settled.meetings_page import MeetingsPage
from ilrs_desk.ui.settled.record_why import RecordWhyDialog
from ilrs_desk.ui.settled.targets_dialog import TargetsDialog
from ilrs_desk.usecases.settle import settle

from ..conftest import Desk


def test_pages_without_a_line_in_the_sidebar_mark_none_of_it(desk: Desk) -> None:
    for key in ("claims", "workstreams", "groupings"):
        desk.do(f"page.{key}")
        assert desk.window.view is not None
        assert desk.window.view.key == key
        assert desk.window.view.sidebar.checked() == ""
    desk.do("page.meetings")
    assert desk.window.view is not None
    assert desk.window.view.sidebar.checked() == "meetings"


def test_the_rules_open_from_any_page_and_undo_takes_a_saved_one_back(desk: Desk) -> None:
    desk.page("partners")
    desk.do("data.rules")
    dialog = desk.child(TargetsDialog)
    assert isinstance(dialog, TargetsDialog)
    desk.settle()
    dialog.forms["countries"].target.parts["number"].offer("60")
    desk.qtbot.wait(200)
    desk.settle()
    dialog.save()
    desk.settle()
    assert desk.office.find("targets")[0].text("number") == "60"
    assert "change of target Countries" in desk.window.menus.actions["edit.undo"].text()
    desk.do("edit.undo")
    assert desk.office.find("targets")[0].text("number") == "50"


def test_the_status_page_learns_that_figures_were_frozen(desk: Desk) -> None:
    settle(desk.office, "meetings", {"title": "Committee", "held_on": "2026-01-01"})
    desk.do("page.status")
    desk.do("page.meetings")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, MeetingsPage)
    dialog = page.ask_freeze()
    desk.settle()
    dialog.freeze()
    desk.settle()
    assert len(desk.office.seals.all()) == 1
    status = desk.window.view.go_to("status")
    desk.settle()
    assert status.beside is not None  # type: ignore[attr-defined]
    assert status.beside.since.sealed  # type: ignore[attr-defined]


def test_why_a_record_counts_stands_in_the_pane_and_opens_by_its_menu_entry(desk: Desk) -> None:
    page = desk.page("personnel")
    page.view.selectRow(0)
    desk.settle()
    desk.qtbot.wait(80)
    desk.settle()
    view = page.pane.view
    assert isinstance(view, RecordView)
    assert [target.key for target, _ in view.tests.found] == ["personnel"]
    desk.do("record.why")
    dialog = desk.child(RecordWhyDialog)
    assert isinstance(dialog, RecordWhyDialog)
    desk.settle()
    assert "Personnel: " in dialog.copied()
