"""The details pane on a real office: the form saves, links lead on, history tells."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.ui.details.record_view import RecordView
from ilrs_desk.ui.journal.history_page import HistoryPage
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.tables.page import RecordPage
from ilrs_desk.usecases.merge_records import merge_records
from ilrs_desk.usecases.save_record import save_record

from ..conftest import Desk


def shown(desk: Desk, page: RecordPage, row: int) -> RecordView:
    page.view.setCurrentIndex(page.model.index(row, 0))
    desk.settle()
    return page.pane.view


def texts(view: RecordView) -> list[str]:
    return [label.text() for label in view.findChildren(PlainLabel) if not label.isHidden()]


def test_the_pane_names_the_record_and_why_it_counts(desk: Desk) -> None:
    page = desk.page("personnel")
    view = shown(desk, page, 0)
    assert view.name.text() == "Fatma Hassan"
    assert view.native.text() == "فاطمة حسن"
    assert view.line.text().startswith("counted toward 5,000")
    view = shown(desk, page, 2)
    assert view.line.text().startswith("not counted:")
    assert "China" in view.line.text()


def test_a_reason_that_several_targets_have_is_told_once(desk: Desk) -> None:
    (rule,) = [one for one in desk.office.find("rules", Query()) if one.text("target") == "personnel"]
    target = {"key": "abroad", "label": "People abroad", "kind": "personnel", "number": "900"}
    writes = (Write("targets", target), Write("rules", {**rule.values, "target": "abroad", "code": "A-1"}))
    desk.office.write(Draft(Act.SETTINGS, Message("a target"), writes))
    view = shown(desk, desk.page("personnel"), 2)
    assert view.line.text().count("not counted:") == 1


def test_a_field_is_saved_when_it_is_left_and_can_be_undone(desk: Desk) -> None:
    page = desk.page("personnel")
    view = shown(desk, page, 1)
    desk.do("record.open")
    editor = view.form.editor("role")
    editor.setFocus()
    editor.selectAll()  # type: ignore[union-attr]
    desk.qtbot.keyClicks(editor, "Professor")
    view.form.editor("department").setFocus()
    desk.settle()
    record = desk.office.get("personnel", page.view.current_id())
    assert record is not None
    assert record.text("role") == "Professor"
    assert desk.office.changesets(limit=1)[0].act is Act.FORM
    assert desk.shown(page, "role")[1] == "Professor"
    desk.do("edit.undo")
    assert view.form.editor("role").text_typed() == "Engineer"


def test_what_is_not_understood_is_marked_beside_its_field(desk: Desk) -> None:
    page = desk.page("personnel")
    view = shown(desk, page, 1)
    desk.do("record.open")
    editor = view.form.editor("email")
    editor.setFocus()
    desk.qtbot.keyClicks(editor, "nowhere")
    view.form.editor("phone").setFocus()
    desk.settle()
    assert editor.property("unread") is True
    assert any("nowhere" in text for text in texts(view))
    record = desk.office.get("personnel", page.view.current_id())
    assert record is not None
    assert record.text("email") is None
    shown(desk, page, 2)
    assert page.bar.isVisible()
    assert "E-mail" in page.bar.label.text()


def test_going_to_another_record_saves_what_was_typed(desk: Desk) -> None:
    page = desk.page("personnel")
    view = shown(desk, page, 1)
    first = page.view.current_id()
    editor = view.form.editor("notes")
    desk.qtbot.keyClicks(editor, "met in Vienna")
    shown(desk, page, 2)
    record = desk.office.get("personnel", first)
    assert record is not None
    assert record.text("notes") == "met in Vienna"
    assert view.form.editor("notes").text_typed() == ""


def test_dates_rest_in_words_and_are_edited_as_written(desk: Desk) -> None:
    page = desk.page("personnel")
    view = shown(desk, page, 1)
    record_id = page.view.current_id()
    save_record(desk.office, "personnel", record_id, {"start_date": "2024-03"})
    desk.settle()
    editor = view.form.editor("start_date")
    assert editor.text() == "Mar 2024 (month)"  # type: ignore[union-attr]
    editor.setFocus()
    assert editor.text() == "2024-03"  # type: ignore[union-attr]
    view.form.editor("end_date").setFocus()
    desk.settle()
    assert editor.text() == "Mar 2024 (month)"  # type: ignore[union-attr]
    assert len(desk.office.history("personnel", record_id)) == 2


def test_links_lead_from_person_to_institution_and_back_and_a_partner_knows_its_institutions(
    desk: Desk,
) -> None:
    page = desk.page("personnel")
    view = shown(desk, page, 0)
    assert any(
        "1" in button.text() for button in view.tabs.findChildren(QPushButton) if "Linked" in button.text()
    )
    link = next(button for button in view.linked.findChildren(QPushButton) if "Egyptian" in button.text())
    link.click()
    desk.settle()
    assert desk.window.view is not None
    assert desk.window.view.key == "institutions"
    there = desk.page("institutions")
    assert there.pane.view.name.text() == "Egyptian Space Agency"
    back = next(
        button for button in there.pane.view.linked.findChildren(QPushButton) if "Hassan" in button.text()
    )
    back.click()
    desk.settle()
    assert desk.window.view.key == "personnel"
    partners = desk.page("partners")
    view = shown(desk, partners, 0)
    assert any("Egyptian Space Agency" in button.text() for button in view.linked.findChildren(QPushButton))


def test_the_history_of_a_record_tells_old_and_new_and_opens_the_change(desk: Desk) -> None:
    page = desk.page("personnel")
    save_record(desk.office, "personnel", page.model.ids[1], {"role": "Dean"})
    desk.settle()
    view = shown(desk, page, 1)
    told = list(view.history.findChildren(PlainLabel))
    assert any(label.text() == "Engineer" and label.font().strikeOut() for label in told)
    assert any(label.text() == "Dean" for label in told)
    next(button for button in view.history.findChildren(QPushButton) if button.text() == "Open").click()
    desk.settle()
    assert desk.window.view is not None
    history = desk.window.view.page
    assert isinstance(history, HistoryPage)
    assert history.list.current() == desk.office.changesets(limit=1)[0].id


def test_the_history_of_a_record_tells_what_was_merged_into_it(desk: Desk) -> None:
    page = desk.page("institutions")
    kept, other = page.model.ids[0], page.model.ids[1]
    label = desk.office.records("institutions", [other])[0].label
    merge_records(desk.office, "institutions", kept, [other])
    desk.settle()
    view = shown(desk, page, list(page.model.ids).index(kept))
    told = [found.text() for found in view.history.findChildren(PlainLabel)]
    assert f"{label} became a part of record {kept}" in told


def test_the_pane_can_be_hidden_and_stays_so_on_every_page(desk: Desk) -> None:
    page = desk.page("personnel")
    desk.do("view.details")
    assert page.pane.isHidden()
    assert desk.page("institutions").pane.isHidden()
    desk.do("view.details")
    assert not desk.page("institutions").pane.isHidden()
