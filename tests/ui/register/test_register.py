"""The register on a real office: kept files shown at a cell, written out, and the history of a cell."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest
from PySide6.QtCore import Qt

from ilrs_desk.intake.plan import Decisions, Overwrite, WhenMissing
from ilrs_desk.ui.journal.imports_page import ImportsPage
from ilrs_desk.ui.register.cell_dialog import CellDialog
from ilrs_desk.ui.register.file_window import FileWindow
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import ReadOptions, preview_import

from ..conftest import Answers, Desk


@pytest.fixture
def page(desk: Desk, sample: Callable[[str], Path]) -> ImportsPage:
    """The register after two returns of the same agency."""
    for name in ("tr_personel.xlsx", "tr_personel_2.xlsx"):
        commit_import(desk.office, preview_import(desk.office, [sample(name)]).plan)
    desk.do("page.imports")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, ImportsPage)
    return page


def test_rows_are_listed_by_what_came_of_them(desk: Desk, page: ImportsPage) -> None:
    texts = [page.outcomes.itemText(at) for at in range(page.outcomes.count())]
    assert texts[0].startswith("All ")
    changed = page.outcomes.findData("update")
    page.outcomes.setCurrentIndex(changed)
    page.outcomes.activated.emit(changed)
    lines = page.rows.model_.lines
    assert lines
    assert {line.cells[2].text for line in lines} == {"changed"}
    assert page.outcomes.itemText(changed) == f"{len(lines)} changed"


def listed(page: ImportsPage) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in line.cells[1:]) for line in page.rows.model_.lines]


def test_what_an_import_does_beside_its_rows_and_whom_it_left_out_stand_in_the_register(
    desk: Desk, tmp_path: Path
) -> None:
    head = "Family name,Given name,Institution,Country,E-mail"
    rows = ("Khan,Bilal,Institute of Moon Dust,Pakistan,b@x.org", "Malik,Sana,,Pakistan,s@x.org")
    for name, lines in (("first.csv", rows), ("second.csv", ("Mirza,Omar,,Pakistan,omar at x",))):
        path = tmp_path / name
        path.write_text("\n".join([head, *lines]), encoding="utf-8")
        decisions = Decisions(agency="SUPARCO", create_offers=True, missing=WhenMissing.LEFT)
        commit_import(desk.office, preview_import(desk.office, [path], decisions).plan)
    desk.do("page.imports")
    assert desk.window.view is not None
    page = desk.window.view.page
    assert isinstance(page, ImportsPage)
    assert page.list.model_.lines[0].cells[4].text == "2 marked as left, 1 not readable"
    assert listed(page) == [
        ("2", "not readable, left out", "Person", "Omar Mirza"),
        ("", "marked as left", "Person", "Bilal Khan"),
        ("", "marked as left", "Person", "Sana Malik"),
    ]
    page.list.selectRow(1)
    desk.settle()
    assert page.list.model_.lines[1].cells[4].text == "2 added, 1 added besides"
    assert ("2", "added besides", "Institution", "Institute of Moon Dust") in listed(page)


def test_the_kept_file_is_shown_at_the_row(desk: Desk, page: ImportsPage) -> None:
    page.rows.selectRow(2)
    row = page.rows.current()
    page.file_button.click()
    window = desk.child(FileWindow)
    assert isinstance(window, FileWindow)
    desk.settle()
    assert window.view.currentIndex().row() + 1 == row.row
    heads = [
        window.view.model_.headerData(at, Qt.Orientation.Horizontal)
        for at in range(window.view.model_.columnCount())
    ]
    assert "F  E-mail" in heads
    assert window.outcome.text().startswith(f"Row {row.row}: ")
    window.open_button.click()
    desk.settle()
    assert desk.window.view is not None
    assert desk.window.view.key == "personnel"


def test_the_kept_file_is_written_out_as_it_came(
    desk: Desk, page: ImportsPage, answers: Answers, sample: Callable[[str], Path], tmp_path: Path
) -> None:
    answers.save = tmp_path / "copy.xlsx"
    page.save_button.click()
    desk.settle()
    assert answers.save.read_bytes() == sample("tr_personel_2.xlsx").read_bytes()


@pytest.fixture
def conflicting(desk: Desk, tmp_path: Path) -> int:
    """A person of whom one file says another role than the office holds; number of the record."""
    for name, role in (("first.csv", "Dean"), ("second.csv", "Chair")):
        path = tmp_path / name
        path.write_text(f"Full name;E-mail;Role\nLi Na;li@x.org;{role}\n", encoding="utf-8")
        decisions = Decisions(overwrite=Overwrite.GAPS)
        commit_import(desk.office, preview_import(desk.office, [path], decisions).plan)
    return max(desk.office.ids("personnel"))


def test_a_claim_is_put_in_force_and_shown_in_its_file(desk: Desk, conflicting: int) -> None:
    page = desk.page("personnel")
    page.show_record(conflicting)
    desk.settle()
    column = list(page.kind.by_key).index("role")
    page.view.setCurrentIndex(page.model.index(page.model.ids.index(conflicting), column))
    desk.settle()
    desk.do("record.history")
    dialog = desk.child(CellDialog)
    assert isinstance(dialog, CellDialog)
    desk.settle()
    states = [(line.cells[0].text, line.cells[1].text) for line in dialog.list.model_.lines]
    assert states == [("Dean", "in force"), ("Chair", "also said")]
    assert not dialog.force_button.isEnabled()
    dialog.list.selectRow(1)
    desk.qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    window = desk.child(FileWindow)
    assert isinstance(window, FileWindow)
    desk.settle()
    assert window.view.address() == "C2"
    assert window.cell.text().endswith("Chair")
    dialog.force_button.click()
    desk.settle()
    record = desk.office.get("personnel", conflicting)
    assert record is not None
    assert record.text("role") == "Chair"
    assert dialog.value.text() == "Chair"
    desk.do("edit.undo")
    assert dialog.value.text() == "Dean"


def test_alt_enter_in_the_form_asks_for_the_field_of_the_form(desk: Desk, conflicting: int) -> None:
    page = desk.page("personnel")
    page.show_record(conflicting)
    desk.settle()
    desk.qtbot.waitUntil(page.pane.view.form.editor("email").isVisible)
    desk.window.activateWindow()
    page.pane.view.form.editor("email").setFocus()
    page.ask_history()
    dialog = desk.child(CellDialog)
    assert isinstance(dialog, CellDialog)
    assert dialog.field.key == "email"


def test_a_name_made_of_its_parts_tells_where_they_came_from(desk: Desk) -> None:
    page = desk.page("personnel")
    column = list(page.kind.by_key).index("full_name")
    page.view.setCurrentIndex(page.model.index(0, column))
    desk.settle()
    desk.do("record.history")
    dialog = desk.child(CellDialog)
    assert isinstance(dialog, CellDialog)
    assert dialog.field.key == "family_name"


def file_window(desk: Desk) -> FileWindow:
    """The window on the newest imported file."""
    assert desk.window.view is not None
    window = desk.window.view.opening.show_file(desk.office.register.imports()[0])
    desk.settle()
    return window


def test_a_kept_file_under_a_password_asks_for_it(
    desk: Desk, sample: Callable[[str], Path], tmp_path: Path
) -> None:
    path = tmp_path / "locked.xlsx"
    locked = BytesIO()
    with sample("partners_2024.xlsx").open("rb") as plain:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("moon", locked)
    path.write_bytes(locked.getvalue())
    options = ReadOptions(passwords={path: "moon"})
    commit_import(desk.office, preview_import(desk.office, [path], options=options).plan)
    window = file_window(desk)
    assert window.answer.password.isVisible()
    desk.qtbot.keyClicks(window.answer.password, "sun")
    window.answer.open_button.click()
    desk.settle()
    assert window.answer.password.isVisible()
    window.answer.password.clear()
    desk.qtbot.keyClicks(window.answer.password, "moon")
    desk.qtbot.keyClick(window.answer.password, Qt.Key.Key_Return)
    desk.settle()
    assert window.answer.isHidden()
    assert window.view.model_.rowCount() > 11


def test_a_kept_file_whose_letters_can_be_read_in_several_ways_asks_how(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Family name,Given name\nKõiv,Jüri\n".encode("cp1252"))
    options = ReadOptions(encodings={path: "cp1252"})
    commit_import(desk.office, preview_import(desk.office, [path], options=options).plan)
    window = file_window(desk)
    assert window.answer.encoding.isVisible()
    window.answer.encoding.setCurrentText("cp1252")
    window.answer.open_button.click()
    desk.settle()
    assert window.view.model_.index(1, 0).data() == "Kõiv"


def test_what_was_pasted_is_shown_like_a_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "Clipboard"
    path.write_text("Full name\tE-mail\nLi Na\tli@x.org\n", encoding="utf-8")
    commit_import(desk.office, preview_import(desk.office, [path]).plan)
    window = file_window(desk)
    window.go_to(None, 2, "B")
    assert window.cell.text() == "B2   li@x.org"
