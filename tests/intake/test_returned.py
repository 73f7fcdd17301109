"""What was left out goes back to its sender and, corrected, comes in again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.write_returns import write_returns

Sample = Callable[[str], Path]


@pytest.fixture
def office(office_path: Path) -> Iterator[Office]:
    create_office(office_path)
    opened = open_office(office_path)
    yield opened
    opened.close()


def test_rows_left_out_are_marked_and_said(office: Office, sample: Sample, tmp_path: Path) -> None:
    preview = preview_import(office, [sample("ng_flawed.xlsx"), sample("tr_personel.xlsx")])
    paths = write_returns(preview, tmp_path / "back")
    assert [path.name for path in paths] == ["ng_flawed to correct.xlsx"]
    book = openpyxl.load_workbook(paths[0])
    assert book.sheetnames == ["What we need", "Roster"]
    said = "\n".join(str(cell.value) for cell in book["What we need"]["A"])
    for place in ("row 3:", "row 4:", "row 5:", "row 6:"):
        assert f"Roster, {place}" in said
    roster = book["Roster"]
    assert [cell.value for cell in roster[1]][:3] == ["No", "Family name", "Given name"]
    assert [row[2].value for row in roster.iter_rows(min_row=2)] == ["Chidi", "Amina", "Musa", "Ngozi"]
    email = next(cell for cell in roster["E"] if cell.value == "musa at example.ng")
    assert email.comment is not None
    assert email.fill.fgColor.rgb.endswith("FDE3B8")
    links = [cell.hyperlink.location for cell in book["What we need"]["A"] if cell.hyperlink]
    assert all(link.startswith("'Roster'!") for link in links)
    assert len(links) >= 6


def test_corrected_it_brings_in_only_what_was_missing(office: Office, sample: Sample, tmp_path: Path) -> None:
    preview = preview_import(office, [sample("ng_flawed.xlsx")])
    commit_import(office, preview.plan)
    assert office.counts()["personnel"] == 2
    path = write_returns(preview, tmp_path)[0]
    book = openpyxl.load_workbook(path)
    roster = book["Roster"]
    roster["B3"], roster["E4"], roster["F4"] = "Yusuf", "musa@example.ng", "28/02/2025"
    roster["F5"], roster["G5"] = "25/01/2025", "Nigeria"
    roster.delete_rows(2)
    book.save(path)
    again = preview_import(office, [path])
    assert again.plan.totals()["add"] == 3
    commit_import(office, again.plan)
    assert office.counts()["personnel"] == 5


def test_text_like_a_formula_is_sent_back_as_text(office: Office, tmp_path: Path) -> None:
    sent = tmp_path / "sent.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Family name", "Given name", "E-mail"])
    book.active.append(["", '=HYPERLINK("http://x","Ali")', "no address"])
    book.active["B2"].data_type = "s"
    book.save(sent)
    path = write_returns(preview_import(office, [sent]), tmp_path / "back")[0]
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(cell.value == '=HYPERLINK("http://x","Ali")' for cell in cells)


def test_nothing_is_written_when_every_row_was_taken(office: Office, sample: Sample, tmp_path: Path) -> None:
    assert write_returns(preview_import(office, [sample("tr_personel.xlsx")]), tmp_path / "back") == []
    assert not (tmp_path / "back").exists()


def test_a_folder_that_cannot_be_made_is_told(office: Office, sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "back").write_text("in the way")
    with pytest.raises(InputProblem, match="no folder"):
        write_returns(preview_import(office, [sample("ng_flawed.xlsx")]), tmp_path / "back")
