"""The sender's own workbook goes back with what is to be corrected and, corrected, only the corrections count."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import openpyxl.drawing.image
import PIL.Image
import pytest

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.intake.draw import FileError
from ilrs_desk.intake.plan import Action, Decisions, WhenMissing
from ilrs_desk.intake.returned.workbook import return_file
from ilrs_desk.intake.texts import languages
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.preview_import import Preview, preview_import
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.write_returns import write_returns

Sample = Callable[[str], Path]

HEADER = ["No", "Family name", "Given name", "E-mail", "Nationality", "Institution", "Role", "Start date"]
PEOPLE: list[list[object]] = [
    [number, f"Family{letter}", f"Given{letter}", f"{letter}.person@example.org", "Kenya", "Savanna Observatory",
     "Engineer", "2025-02-14"]
    for number, letter in enumerate("abcdefghijkl", 1)
]  # fmt: skip


@pytest.fixture
def office(office_path: Path) -> Iterator[Office]:
    create_office(office_path)
    opened = open_office(office_path)
    yield opened
    opened.close()


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    """A workbook of twelve people, three of whom have a flaw, with a total by formula beside."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Staff"
    for row in [HEADER, *PEOPLE]:
        sheet.append(row)
    sheet["D4"], sheet["H6"], sheet["E8"] = "c.person at example", "2025-02-31", "Kenyatta"
    sheet["K1"] = "=COUNTA(B2:B13)"
    sheet.auto_filter.ref = "A1:H13"
    path = tmp_path / "staff.xlsx"
    book.save(path)
    return path


def sent_back(office: Office, path: Path, folder: Path) -> tuple[Preview, Path]:
    preview = preview_import(office, [path])
    commit_import(office, preview.plan)
    (written,) = write_returns(preview, folder)
    return preview, written


def correct(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    staff: Any = book["Staff"]
    staff["D4"], staff["H6"], staff["E8"] = "c.person@example.org", "2025-02-28", "Kenya"
    book.save(path)


def test_what_is_needed_is_marked_and_said(office: Office, sample: Sample, tmp_path: Path) -> None:
    preview = preview_import(office, [sample("ng_flawed.xlsx"), sample("tr_personel.xlsx")])
    paths = write_returns(preview, tmp_path / "back")
    assert [path.name for path in paths] == ["ng_flawed to correct.xlsx"]
    book = openpyxl.load_workbook(paths[0])
    assert book.sheetnames[:2] == ["What we need", "Roster"]
    needs, roster = book["What we need"], book["Roster"]
    said = {str(row[1].value): str(row[3].value) for row in needs.iter_rows(min_row=5) if row[1].value}
    assert {cell[1:] for cell in said} >= {"3", "4", "5", "6"}
    for row in needs.iter_rows(min_row=5):
        if row[1].hyperlink:
            marked = roster[row[1].value]
            assert row[1].hyperlink.location == f"'Roster'!{row[1].value}"
            assert marked.fill.fgColor.rgb.endswith("FDE3B8")
            assert str(row[3].value) in marked.comment.text
    original = openpyxl.load_workbook(sample("ng_flawed.xlsx"))["Roster"]
    for sent, came in zip(roster.iter_rows(), original.iter_rows(), strict=True):
        assert [cell.value for cell in sent][: len(came)] == [cell.value for cell in came]
    letter = paths[0].with_suffix(".txt").read_text(encoding="utf-8")
    assert "ng_flawed.xlsx" in letter
    assert "musa at example.ng" in letter


def test_corrected_only_the_corrections_count(office: Office, flawed: Path, tmp_path: Path) -> None:
    preview, path = sent_back(office, flawed, tmp_path)
    before = preview.plan.totals()
    assert before["reject"] == 2
    correct(path)
    again = preview_import(office, [path])
    assert again.plan.totals() == {**dict.fromkeys(before, 0), "add": 2, "update": 1, "same": 9}
    (update,) = [row for _, t in again.plan.tables() for row in t.rows if row.action is Action.UPDATE]
    assert update.changes == {"nationality": (None, "KE")}
    commit_import(office, again.plan)
    assert office.counts()["personnel"] == 12
    assert preview_import(office, [path]).plan.totals()["same"] == 12


def test_what_the_office_edited_in_between_stays(office: Office, flawed: Path, tmp_path: Path) -> None:
    _, path = sent_back(office, flawed, tmp_path)
    person = next(
        each
        for each in office.snapshot(("personnel",)).of("personnel")
        if each.text("family_name") == "Familya"
    )
    save_record(office, "personnel", person.id, {"role": "Director", "email": "new@example.org"})
    correct(path)
    commit_import(office, preview_import(office, [path]).plan)
    kept = next(each for each in office.snapshot(("personnel",)).of("personnel") if each.id == person.id)
    assert (kept.text("role"), kept.text("email")) == ("Director", "new@example.org")
    assert office.counts()["personnel"] == 12


@pytest.mark.parametrize("with_keys", [True, False])
def test_sorted_rows_are_recognised(office: Office, flawed: Path, tmp_path: Path, with_keys: bool) -> None:
    _, path = sent_back(office, flawed, tmp_path)
    correct(path)
    book = openpyxl.load_workbook(path)
    staff: Any = book["Staff"]
    width = staff.max_column if with_keys else len(HEADER)
    rows = [[cell.value for cell in row] for row in staff.iter_rows(min_row=2, max_row=13, max_col=width)]
    for line, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            staff.cell(line, column).value = value
    book.save(path)
    totals = preview_import(office, [path]).plan.totals()
    assert (totals["add"], totals["update"], totals["same"]) == (2, 1, 9)


def test_saved_by_another_program_it_is_the_same(office: Office, flawed: Path, tmp_path: Path) -> None:
    office_program = shutil.which("soffice")
    if office_program is None:
        pytest.skip("no other spreadsheet program here")
    _, path = sent_back(office, flawed, tmp_path)
    correct(path)
    out = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office_program, profile, "--headless", "--convert-to", "xlsx", "--outdir", out, path]
    subprocess.run(command, check=True, capture_output=True, timeout=50)
    totals = preview_import(office, [out / path.name]).plan.totals()
    assert (totals["add"], totals["update"], totals["same"]) == (2, 1, 9)


def test_no_formula_is_left_without_its_value(office: Office, flawed: Path, tmp_path: Path) -> None:
    _, path = sent_back(office, flawed, tmp_path)
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)


def test_text_like_a_formula_is_sent_back_as_text(office: Office, tmp_path: Path) -> None:
    sent = tmp_path / "sent.xlsx"
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Family name", "Given name", "E-mail"])
    sheet.append(["", '=HYPERLINK("http://x","Ali")', "no address"])
    sheet["B2"].data_type = "s"
    book.save(sent)
    path = write_returns(preview_import(office, [sent]), tmp_path / "back")[0]
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(cell.value == '=HYPERLINK("http://x","Ali")' for cell in cells)


def test_a_text_file_comes_back_as_a_workbook(office: Office, tmp_path: Path) -> None:
    sent = tmp_path / "staff.csv"
    rows = [HEADER, *PEOPLE]
    rows[3] = [*rows[3][:3], "c.person", *rows[3][4:]]
    with sent.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    _, path = sent_back(office, sent, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet: Any = book[book.sheetnames[1]]
    assert sheet.max_row == 13
    sheet["D4"] = "c.person@example.org"
    book.save(path)
    totals = preview_import(office, [path]).plan.totals()
    assert (totals["add"], totals["same"]) == (1, 11)


def test_sent_back_twice_it_still_has_one_key_a_row(office: Office, flawed: Path, tmp_path: Path) -> None:
    _, path = sent_back(office, flawed, tmp_path)
    preview = preview_import(office, [path])
    commit_import(office, preview.plan)
    (second,) = write_returns(preview, tmp_path / "second")
    assert second.name == "staff to correct.xlsx"
    book = openpyxl.load_workbook(second)
    assert sum(name.startswith("What we need") for name in book.sheetnames) == 2
    keyed = [
        cell for row in book["Staff"].iter_rows() for cell in row if str(cell.value).startswith("ilrs:key")
    ]
    assert len(keyed) == 13
    correct(second)
    totals = preview_import(office, [second]).plan.totals()
    assert (totals["add"], totals["update"], totals["same"]) == (2, 1, 9)


def test_the_senders_own_note_validation_and_hidden_sheet_stay(office: Office, tmp_path: Path) -> None:
    from openpyxl.comments import Comment
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Family name", "Given name", "E-mail"])
    sheet.append(["Moyo", "Ada", "ada at example"])
    sheet["C2"].comment = Comment("ask Ada", "Bo")
    choice = DataValidation("list", formula1='"a,b"')
    choice.add("B2")
    sheet.add_data_validation(choice)
    book.create_sheet("Lists").sheet_state = "hidden"
    sent = tmp_path / "sent.xlsx"
    book.save(sent)
    path = write_returns(preview_import(office, [sent]), tmp_path / "back")[0]
    back = openpyxl.load_workbook(path)
    assert back["Lists"].sheet_state == "hidden"
    assert back["Sheet"]["C2"].comment.text.startswith("ask Ada\n")
    assert [str(each.sqref) for each in back["Sheet"].data_validations.dataValidation] == ["B2"]
    assert [each.sheet_view.tabSelected for each in back.worksheets] == [True, False, False]


@pytest.mark.parametrize("language", languages())
def test_it_is_written_in_every_language(office: Office, flawed: Path, tmp_path: Path, language: str) -> None:
    preview = preview_import(office, [flawed])
    (path,) = write_returns(preview, tmp_path, language)
    book = openpyxl.load_workbook(path)
    needs: Any = book.worksheets[0]
    assert needs.sheet_view.rightToLeft == (language in ("ar", "fa", "ur"))
    said = " ".join(str(cell.value) for cell in needs["D"]) + path.with_suffix(".txt").read_text(
        encoding="utf-8"
    )
    assert "{" not in said
    assert "c.person at example" in said
    correct(path)
    assert preview_import(office, [path]).plan.totals()["reject"] == 0


def test_the_sender_is_written_to_in_the_language_of_the_headers(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Фамилия", "Имя", "Эл. почта", "Должность"])
    sheet.append(["Иванов", "Пётр", "нет адреса", "инженер"])
    sent = tmp_path / "sent.xlsx"
    book.save(sent)
    path = write_returns(preview_import(office, [sent]), tmp_path)[0]
    assert openpyxl.load_workbook(path).sheetnames[0] == "Что нам нужно"
    assert "Уважаемые коллеги" in path.with_suffix(".txt").read_text(encoding="utf-8")


def test_a_language_that_we_cannot_write_is_told(office: Office, flawed: Path, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="no texts in the language xx"):
        write_returns(preview_import(office, [flawed]), tmp_path, "xx")


def test_nothing_is_written_when_nothing_is_needed(office: Office, sample: Sample, tmp_path: Path) -> None:
    assert write_returns(preview_import(office, [sample("tr_personel.xlsx")]), tmp_path / "back") == []
    assert not (tmp_path / "back").exists()


def test_a_folder_that_cannot_be_made_is_told(office: Office, sample: Sample, tmp_path: Path) -> None:
    (tmp_path / "back").write_text("in the way")
    with pytest.raises(InputProblem, match="no folder"):
        write_returns(preview_import(office, [sample("ng_flawed.xlsx")]), tmp_path / "back")


def test_a_possible_match_and_the_missing_are_asked_about(office: Office, tmp_path: Path) -> None:
    save_record(
        office,
        "personnel",
        None,
        {"family_name": "Okonkwo", "given_name": "Adaeze", "institution": "Lagos Lab"},
    )
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in (
        ["Family name", "Given name", "Institution"],
        ["Okonkwo", "A.", "Lagos Lab"],
        ["Eze", "Chidi", "Lagos Lab"],
    ):
        sheet.append(row)
    first = tmp_path / "first.xlsx"
    book.save(first)
    preview = preview_import(office, [first], Decisions(agency="Lagos Agency"))
    commit_import(office, preview.plan)
    needs: Any = openpyxl.load_workbook(write_returns(preview, tmp_path)[0]).worksheets[0]
    assert any("Okonkwo" in str(cell.value) and "Is it?" in str(cell.value) for cell in needs["D"])
    assert any(cell.value == "Your answer" for cell in needs["E"])
    sheet.delete_rows(2, 2)
    sheet.append(["Bello", "Musa", "Lagos Lab"])
    second = tmp_path / "second.xlsx"
    book.save(second)
    asked = preview_import(
        office, [second], Decisions(agency="Lagos Agency", complete_list=True, missing=WhenMissing.ASK)
    )
    path = write_returns(asked, tmp_path)[0]
    assert any("Eze" in str(cell.value) for cell in openpyxl.load_workbook(path).worksheets[0]["C"])
    assert "Eze" in path.with_suffix(".txt").read_text(encoding="utf-8")


def test_a_merged_cell_is_marked_at_its_first(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Family name", "Given name", "Country", "E-mail"])
    for name in ("Ada", "Bo", "Cy"):
        sheet.append(["Moyo", name, "Atlantis", f"{name.lower()}@example.org"])
    sheet.merge_cells("C2:C4")
    sent = tmp_path / "sent.xlsx"
    book.save(sent)
    path = write_returns(preview_import(office, [sent]), tmp_path / "back")[0]
    back: Any = openpyxl.load_workbook(path).worksheets[1]
    assert "Atlantis" in back["C2"].comment.text
    assert back["C2"].comment.text.count("Atlantis") == 1


def test_what_cannot_be_written_into_goes_back_as_a_twin(
    office: Office, sample: Sample, tmp_path: Path
) -> None:
    preview = preview_import(office, [sample("ng_flawed.xlsx")])
    plan, (file,) = preview.plan.files[0], preview.files
    assert not isinstance(file, FileError)
    made = return_file(file, plan, original=b"no zip", language="ar")
    whole = return_file(file, plan, original=sample("ng_flawed.xlsx").read_bytes(), language="ar")
    assert made is not None
    assert whole is not None
    rows = [[cell.value for cell in row] for row in made["Roster"].iter_rows()]
    assert rows == [[cell.value for cell in row] for row in whole["Roster"].iter_rows()]
    assert made["Roster"].sheet_view.rightToLeft


def test_a_picture_of_the_sender_stays_in_the_workbook(office: Office, flawed: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(flawed)
    emblem = io.BytesIO()
    PIL.Image.new("RGB", (24, 16), (180, 20, 20)).save(emblem, "PNG")
    book["Staff"].add_image(openpyxl.drawing.image.Image(emblem), "J3")
    book.save(flawed)
    _, written = sent_back(office, flawed, tmp_path / "back")
    pictures: Any = openpyxl.load_workbook(written)["Staff"]
    (kept,) = pictures._images
    assert (kept.width, kept.height, kept.anchor._from.col, kept.anchor._from.row) == (24, 16, 9, 2)
