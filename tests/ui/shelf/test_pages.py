"""Trash and the reported list on a real office."""

from __future__ import annotations

from ilrs_desk.store.reported import Reported
from ilrs_desk.ui.shelf.reported_page import ReportedPage
from ilrs_desk.ui.shelf.trash_page import TrashPage
from ilrs_desk.usecases.merge_records import merge_records
from ilrs_desk.usecases.trash_records import trash_records

from ..conftest import Desk


def test_trashed_records_wait_and_are_restored_as_they_were(desk: Desk) -> None:
    before = list(desk.office.dump())
    trash_records(desk.office, "personnel", list(desk.office.ids("personnel"))[:2])
    trash_records(desk.office, "institutions", list(desk.office.ids("institutions"))[:1])
    desk.do("page.trash")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, TrashPage)
    assert [line.cells[1].text for line in page.list.model_.lines] == ["Institution", "Person", "Person"]
    desk.do("edit.select_all")
    desk.do("record.restore")
    assert list(desk.office.dump()) == before
    assert page.list.model_.lines == ()
    assert not page.restore_button.isEnabled()


def test_a_merged_record_names_what_it_became_a_part_of_and_is_taken_out_by_restoring(desk: Desk) -> None:
    one, other = list(desk.office.ids("institutions"))[:2]
    merge_records(desk.office, "institutions", one, [other])
    desk.do("page.trash")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, TrashPage)
    kept = desk.office.records("institutions", [one])[0].label
    (waiting,) = page.list.model_.lines
    assert waiting.cells[2].text.startswith(f"Merged into {kept}")
    desk.do("edit.select_all")
    desk.do("record.restore")
    restored = desk.office.records("institutions", [other])[0]
    assert (restored.trashed, restored.merged_into) == (False, None)


def test_what_is_reported_becomes_a_record_only_when_added(desk: Desk) -> None:
    values = {"name": "Kenya", "kind": "country", "country": "KE", "stage": "talks"}
    desk.office.add_reported(
        [
            Reported(0, "partners", values, "a newspaper", "low", "one source only"),
            Reported(
                0, "partners", {**values, "name": "Peru", "country": "PE"}, "a blog", "conflicting", "denied"
            ),
        ]
    )
    assert desk.office.counts()["partners"] == 1
    desk.do("page.reported")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, ReportedPage)
    texts = [[cell.text for cell in line.cells] for line in page.list.model_.lines]
    assert texts[0] == ["Kenya", "Partner", "Talks", "low", "one source only", "a newspaper"]
    page.list.selectRow(0)
    page.add_button.click()
    desk.settle()
    assert desk.office.counts()["partners"] == 2
    assert page.list.model_.lines[0].cells[3].text == "added"
    page.list.selectRow(0)
    assert not page.add_button.isEnabled()
    assert desk.window.view.sidebar._items["reported"].accessibleName() == "Reported, 1"
