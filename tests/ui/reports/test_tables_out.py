"""Tables as they are shown, to files and to the clipboard."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.wording import Message
from ilrs_desk.ui.copying import as_table, copied
from ilrs_desk.ui.lists import ListTable, line
from ilrs_desk.ui.reports.export_dialog import ExportDialog
from ilrs_desk.ui.reports.habits import keep_warned
from ilrs_desk.ui.tables.page import RecordPage
from ilrs_desk.ui.text import isolate

from ..conftest import Answers, Desk


def ask(desk: Desk) -> ExportDialog:
    """The export dialog of the page that is seen."""
    desk.do("file.export")
    dialog = desk.child(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    desk.settle()
    return dialog


def hide_all_but(page: RecordPage, *keys: str) -> None:
    """Show these columns only."""
    for number, key in enumerate(page.kind.by_key):
        page.view.setColumnHidden(number, key not in keys)


def test_a_text_table_goes_without_a_header_where_it_is_wished(
    desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    page = desk.page("personnel")
    hide_all_but(page, "full_name", "nationality", "email")
    page.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    dialog = ask(desk)
    assert dialog.leaving.text() == ("Without personal contact data. Kept in the house: 1 value (E-mail).")
    dialog.format.choose(".csv")
    dialog.header.setChecked(False)
    answers.save = tmp_path / "people"
    dialog.go.click()
    desk.settle()
    raw = (tmp_path / "people.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[0] == '"Hassan, Fatma",Egypt'
    assert not (tmp_path / "people.csv.part").exists()
    again = ask(desk)
    assert (again.format.value(), again.header.isChecked()) == (".csv", False)
    again.format.choose(".xlsx")
    assert not again.header.isEnabled()
    again.reject()


def test_a_list_of_people_is_not_for_the_public(desk: Desk) -> None:
    desk.page("personnel")
    dialog = ask(desk)
    dialog.audience.choose("public")
    assert not dialog.go.isEnabled()
    assert "not for the public" in dialog.leaving.text()
    dialog.audience.choose("partners")
    assert dialog.go.isEnabled()
    dialog.reject()
    desk.page("institutions")
    dialog = ask(desk)
    dialog.audience.choose("public")
    assert dialog.go.isEnabled()
    dialog.reject()


def test_a_file_that_cannot_be_written_is_told_and_stays(
    desk: Desk, answers: Answers, tmp_path: Path
) -> None:
    page = desk.page("institutions")
    taken = tmp_path / "taken.xlsx"
    taken.mkdir()
    (taken / "inside").write_bytes(b"x")
    assert desk.window.commands_ is not None
    desk.window.commands_.export(page, taken, "partners")
    desk.settle()
    box = desk.child(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "could not be written" in box.informativeText()
    box.close()
    assert [one.name for one in taken.iterdir()] == ["inside"]
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_cells_are_copied_as_text_and_as_a_table(desk: Desk) -> None:
    desk.office.write(
        Draft(
            Act.FORM,
            Message("odd names"),
            (Write("institutions", {"name": "A <b>&\tB\n=1+1"}),),
        )
    )
    desk.settle()
    page = desk.page("institutions")
    hide_all_but(page, "name", "country")
    page.view.selectAll()
    desk.settle()
    desk.do("edit.copy_headers")
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0] == "Name\tCountry"
    assert "A <b>& B =1+1\t" in data.text()
    assert "A &lt;b&gt;&amp;" in data.html()
    assert "北京航空航天大学" not in data.html()
    assert data.html().count("<tr>") == 4
    assert "mso-number-format" in data.html()


def test_very_many_rows_are_offered_as_text_alone() -> None:
    rows = [["a", str(number)] for number in range(10_001)]
    text, table = copied(["x", "y"], rows)
    assert text.count("\n") == 10_001
    assert table == ""
    assert copied([], rows[:2]) == ("a\t0\na\t1", as_table([], rows[:2]))


@pytest.mark.parametrize("headers", [True, False])
def test_what_is_copied_can_be_read_back(desk: Desk, headers: bool, tmp_path: Path) -> None:
    page = desk.page("personnel")
    hide_all_but(page, "full_name", "native_name", "nationality")
    page.view.selectAll()
    desk.settle()
    desk.do("edit.copy_headers" if headers else "edit.copy")
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert len(lines) == 4 + headers
    assert {len(line) for line in lines} == {3}
    assert desk.window.commands_ is not None
    desk.window.commands_.export(page, tmp_path / "t.xlsx", "partners")
    desk.settle()
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    written = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    assert written[1:] == lines[int(headers) :]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_the_list_of_another_page_goes_out_as_it_is_seen(
    desk: Desk, answers: Answers, tmp_path: Path, ending: str
) -> None:
    keep_warned(desk.session.settings)
    assert desk.window.view is not None
    desk.window.view.go_to("history")
    desk.settle()
    dialog = ask(desk)
    assert [dialog.audience.itemText(at) for at in range(dialog.audience.count())] == [
        "Internal: the office itself"
    ]
    dialog.format.choose(ending)
    answers.save = tmp_path / f"history{ending}"
    dialog.go.click()
    desk.settle()
    if ending == ".csv":
        text = answers.save.read_text(encoding="utf-8-sig")
    else:
        rows = openpyxl.load_workbook(answers.save).active.values
        text = "\n".join(str(cell) for row in rows for cell in row)
    assert "First records" in text
    assert "Li Lei" in text
    desk.do("edit.copy_headers")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("First records\t")
    assert "<table>" in QGuiApplication.clipboard().mimeData().html()


def test_a_page_without_a_list_exports_nothing(desk: Desk) -> None:
    assert desk.window.view is not None
    desk.window.view.go_to("trash")
    desk.settle()
    assert not desk.window.menus.actions["file.export"].isEnabled()
    assert not desk.window.menus.actions["edit.copy_headers"].isEnabled()


def test_no_isolates_of_the_window_reach_the_clipboard(desk: Desk) -> None:
    page = desk.page("personnel")
    page.view.selectRow(0)
    desk.settle()
    desk.do("record.trash")
    assert desk.window.view is not None
    trash = desk.window.view.go_to("trash")
    desk.settle()
    for list_ in trash.findChildren(ListTable):
        list_.tell([line(1, isolate("فاطمة حسن"), "Person", "")])
    desk.do("edit.copy_headers")
    assert QGuiApplication.clipboard().text().splitlines()[1] == "فاطمة حسن\tPerson\t"
