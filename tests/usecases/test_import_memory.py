"""What was settled for a sender's list holds the next time, whatever the order of columns; and files that come back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from ilrs_desk.intake.plan import Action, Decisions, TablePlan, table_key
from ilrs_desk.intake.returned import KEY_HEADER, make_key
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.write_returns import write_returns

from .conftest import Send

HEAD = ["Name", "E-mail", "Nationality", "Zone", "Started"]
ADA = ["Ada Moyo", "ada@example.bw", "Bechuanaland", "north", "04/11/2025"]
NO_PLACE = "institution.missing"
BSA = Decisions(agency="BSA")


def table(office: Office, path: Path, decisions: Decisions = BSA) -> TablePlan:
    (found,) = preview_import(office, [path], decisions).plan.files[0].tables
    return found


def settled(office: Office, path: Path) -> None:
    """An import in which a person decided about a column, the order of dates and a country."""
    key = table_key(0, preview_import(office, [path]).plan.files[0].tables[0].sheet)
    decisions = Decisions(
        agency="BSA",
        fields={key: {3: "department"}},
        date_orders={key: {4: "mdy"}},
        answers={"country": {"Bechuanaland": "BW", "Elsewhere": "ZM"}},
    )
    commit_import(office, preview_import(office, [path], decisions).plan)


def test_columns_orders_and_answers_are_as_before_in_any_order_of_columns(office: Office, send: Send) -> None:
    settled(office, send("first.csv", HEAD, ADA))
    cleo = list(reversed(["Cleo Banda", "cleo@example.bw", "Bechuanaland", "south", "05/10/2025"]))
    again = table(office, send("second.csv", list(reversed(HEAD)), cleo))
    (row,) = again.rows
    assert (row.record["department"], row.record["start_date"], row.record["nationality"]) == (
        "south",
        "2025-05-10",
        "BW",
    )
    assert [problem.code for problem in again.problems] == [NO_PLACE]
    assert {str(column.reason) for column in again.columns} == {"As in the last import."}


def test_only_answers_to_what_stands_in_the_file_are_remembered(office: Office, send: Send) -> None:
    settled(office, send("first.csv", HEAD, ADA))
    assert office.register.answers() == {"BSA": {"country": {"Bechuanaland": "BW"}}}


def test_another_sender_is_asked_anew(office: Office, send: Send) -> None:
    settled(office, send("first.csv", HEAD, ADA))
    other = table(office, send("second.csv", HEAD, ADA), Decisions(agency="APSCO"))
    assert [question.text for question in other.questions] == ["Bechuanaland"]
    assert [problem.code for problem in other.problems] == ["ask.date_order", NO_PLACE]


def test_dates_that_prove_their_order_outdo_the_remembered_one(office: Office, send: Send) -> None:
    settled(office, send("first.csv", HEAD, ADA))
    row = ["Cleo Banda", "cleo@example.bw", "Zambia", "south"]
    again = table(
        office, send("second.csv", HEAD, [*row, "05/10/2025"], ["Dan Phiri", "", "", "", "31/10/2025"])
    )
    assert again.rows[0].record["start_date"] == "2025-10-05"


def test_a_list_that_gained_columns_is_still_known_and_the_new_ones_are_named(
    office: Office, send: Send
) -> None:
    settled(office, send("first.csv", HEAD, ADA))
    again = table(office, send("second.csv", [*HEAD, "Role", "Badge"], [*ADA, "Engineer", "7"]))
    assert {column.header: column.field for column in again.columns}["Zone"] == "department"
    (said,) = [problem for problem in again.problems if problem.code == "columns.new"]
    assert str(said.message) == "2 new columns since the last list of this sender: Role, Badge."
    few = table(
        office, send("third.csv", ["Name", "E-mail", "Zone", "Role"], ["Ada Moyo", "a@b.bw", "x", "y"])
    )
    assert {column.header: column.field for column in few.columns}["Zone"] == "department"


def test_what_is_said_now_outdoes_what_was_said_before(office: Office, send: Send) -> None:
    settled(office, send("first.csv", HEAD, ADA))
    path = send("second.csv", HEAD, ["Cleo Banda", "cleo@example.bw", "Bechuanaland", "south", "05/10/2025"])
    key = table_key(0, table(office, path).sheet)
    decisions = Decisions(
        agency="BSA",
        fields={key: {3: None}},
        date_orders={key: {4: "dmy"}},
        answers={"country": {"Bechuanaland": None}},
    )
    (row,) = table(office, path, decisions).rows
    assert row.record == {"full_name": "Cleo Banda", "email": "cleo@example.bw", "start_date": "2025-10-05"}


def test_two_columns_of_one_name_are_told_apart(office: Office, send: Send) -> None:
    head = ["Name", "E-mail", "Date", "Date"]
    path = send("first.csv", head, ["Ada Moyo", "ada@example.bw", "2025-01-31", "2026-01-31"])
    key = table_key(0, table(office, path).sheet)
    decisions = Decisions(agency="BSA", fields={key: {2: "end_date", 3: "start_date"}})
    commit_import(office, preview_import(office, [path], decisions).plan)
    again = table(
        office, send("second.csv", head, ["Ben Dube", "ben@example.bw", "2025-01-31", "2026-01-31"])
    )
    assert [column.field for column in again.columns] == ["full_name", "email", "end_date", "start_date"]


def test_each_value_that_is_not_understood_is_asked_once(office: Office, send: Send) -> None:
    path = send(
        "first.csv",
        ["Name", "E-mail", "Nationality", "Status"],
        ["Ada Moyo", "ada@example.bw", "Nowherestan", "active"],
        ["Ben Dube", "ben(at)", "Nowherestan", "active"],
        ["Cleo Banda", "cleo@example.bw", "Zambia", "active"],
    )
    found = table(office, path).questions
    assert [(each.field, each.text, each.rows) for each in found] == [
        ("nationality", "Nowherestan", (2, 3)),
        ("email", "ben(at)", (3,)),
    ]
    answers = {"country": {"Nowherestan": "BW"}, "email": {"ben(at)": None}}
    after = table(office, path, Decisions(answers=answers))
    assert after.questions == ()
    assert [row.action for row in after.rows] == [Action.ADD] * 3


def _book(path: Path, rows: Sequence[Sequence[str | None]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path


def test_a_file_that_comes_back_changes_only_what_was_corrected(office: Office, tmp_path: Path) -> None:
    rows = [
        ["Name", "E-mail", "Role"],
        ["Ada Moyo", "ada@example.bw", "Engineer"],
        ["Ben Dube", None, "Chemist"],
    ]
    first = _book(tmp_path / "list.xlsx", rows)
    done = commit_import(office, preview_import(office, [first]).plan)
    file = done.plan.files[0]
    save_record(office, "personnel", 1, {"role": "Director", "email": "moyo@example.bw"})
    keys = [make_key(file.sha256, file.tables[0].sheet, number, row) for number, row in enumerate(rows, 1)]
    back = [[*row, key] for row, key in zip(rows, [KEY_HEADER, *keys[1:]], strict=True)]
    back[1][2] = "Engineer"
    back[2][0] = "Benjamin Dube-Nkosi"
    first_row, second = table(office, _book(tmp_path / "back.xlsx", back), Decisions()).rows
    assert (first_row.action, first_row.matched, first_row.changes) == (Action.SAME, 1, {})
    assert (second.action, second.matched) == (Action.UPDATE, 2)
    assert second.changes == {"full_name": ("Ben Dube", "Benjamin Dube-Nkosi")}


def test_our_own_copy_that_comes_back_is_said_to_be_known_and_its_hidden_columns_are_not_told(
    office: Office, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    rows = (["Name", "E-mail", "Nationality", "Zone"], ["Ada Moyo", "ada at bw", "Kenya", "north"])
    for cells in rows:
        book.active.append(cells)
    book.active.column_dimensions["D"].hidden = True
    book.save(path := tmp_path / "staff.xlsx")
    preview = preview_import(office, [path])
    assert "file.hidden_columns" in [problem.code for problem in preview.plan.files[0].warnings]
    commit_import(office, preview.plan)
    (back,) = write_returns(preview, tmp_path)
    sent = openpyxl.load_workbook(back)
    next(sheet for sheet in sent if sheet["B2"].value == "ada at bw")["B2"] = "ada@example.bw"
    sent.save(back)
    warnings = preview_import(office, [back]).plan.files[0].warnings
    assert warnings[0].code == "file.returned"
    assert "as staff.xlsx" in str(warnings[0].message)
    hidden = [problem.message.params for problem in warnings if problem.code == "file.hidden_columns"]
    assert [params["sheet"] for params in hidden] == [preview.plan.files[0].tables[0].sheet]


def test_a_copy_whose_only_hidden_columns_are_ours_hides_nothing(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (["Name", "E-mail", "Nationality"], ["Ada Moyo", "ada at bw", "Kenya"]):
        book.active.append(cells)
    book.save(path := tmp_path / "staff.xlsx")
    preview = preview_import(office, [path])
    commit_import(office, preview.plan)
    (back,) = write_returns(preview, tmp_path)
    assert [each.code for each in preview_import(office, [back]).plan.files[0].warnings] == ["file.returned"]
