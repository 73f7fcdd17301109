"""Same or not the same: what a person says of a row is done, remembered and taken back by another word."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilrs_desk.intake.plan import Action, Decisions, RowPlan
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.save_record import save_record

from .conftest import Send

HEAD = ["Surname", "First name", "Institution", "E-mail", "Role"]
ROW = (0, 0, 2)


@pytest.fixture
def path(office: Office, send: Send) -> Path:
    """A row that may be the one person of the office."""
    ours = {
        "family_name": "Moyo",
        "given_name": "Ada",
        "institution": "Delta Lab",
        "email": "ada@old.example.bw",
    }
    save_record(office, "personnel", None, ours)
    return send("list.csv", HEAD, ["Moyo", "Ada", "Delta Lab", "ada@new.example.bw", "Engineer"])


def row_of(office: Office, path: Path, decisions: Decisions | None = None) -> RowPlan:
    return preview_import(office, [path], decisions).plan.files[0].tables[0].rows[0]


def test_possible_is_never_taken_by_itself(office: Office, path: Path) -> None:
    row = row_of(office, path)
    assert (row.action, row.taken, [each.id for each in row.candidates]) == (Action.POSSIBLE, False, [1])
    assert commit_import(office, preview_import(office, [path]).plan).changeset is None


def test_same_changes_the_record(office: Office, path: Path) -> None:
    commit_import(office, preview_import(office, [path], Decisions(same_as={ROW: 1})).plan)
    (person,) = office.find("personnel")
    assert (person.values["email"], person.values["role"]) == ("ada@new.example.bw", "Engineer")


def test_not_the_same_is_added_and_remembered(office: Office, path: Path, send: Send) -> None:
    decisions = Decisions(apart=frozenset({(ROW, 1)}))
    row = row_of(office, path, decisions)
    assert (row.action, row.apart) == (Action.ADD, frozenset({1}))
    commit_import(office, preview_import(office, [path], decisions).plan)
    (pair,) = office.snapshot(("distinctions",)).of("distinctions")
    assert {pair.values["one"], pair.values["other"]} == {"1", "2"}
    assert pair.values["why"] == f"said in the import of {path.name}, row {ROW[2]}"
    assert row_of(office, path).action is Action.SAME


def test_two_that_a_row_may_be_are_a_conflict_until_one_is_named(office: Office, path: Path) -> None:
    save_record(
        office,
        "personnel",
        None,
        {
            "family_name": "Moyo",
            "given_name": "Ada",
            "institution": "Delta Lab",
            "email": "moyo@old.example.bw",
        },
    )
    row = row_of(office, path)
    assert (row.action, sorted(each.id or 0 for each in row.candidates)) == (Action.CONFLICT, [1, 2])
    one_left = row_of(office, path, Decisions(apart=frozenset({(ROW, 1)})))
    assert (one_left.action, [each.id for each in one_left.candidates]) == (Action.POSSIBLE, [2])
    assert row_of(office, path, Decisions(same_as={ROW: 2})).matched == 2


@pytest.mark.parametrize(
    ("column", "text", "field", "answer"),
    [
        ("Started", "as agreed", "start_date", "2025-04"),
        ("E-mail", "ada(at)example", "email", "ada@example.bw"),
        ("ORCID", "none yet, 17", "orcid", None),
        ("Nationality", "Bechuanaland", "country", "BW"),
        ("Phone", "call me", "phone", "+26771123456"),
    ],
)
def test_any_field_takes_an_answer(
    office: Office, send: Send, column: str, text: str, field: str, answer: str | None
) -> None:
    head = ["Name", "Role", column]
    path = send("list.csv", head, ["Ada Moyo", "Engineer", text], ["Ben Dube", "Chemist", text])
    table = preview_import(office, [path]).plan.files[0].tables[0]
    (asked,) = table.questions
    assert (asked.text, asked.rows) == (text, (2, 3))
    after = preview_import(office, [path], Decisions(answers={field: {text: answer}})).plan.files[0].tables[0]
    assert after.questions == ()
    assert {row.record.get(asked.field) for row in after.rows} == {answer}
    assert not any(problem.value == text for row in after.rows for problem in row.problems)


def test_a_stage_takes_an_answer(office: Office, send: Send) -> None:
    head = ["Institution name", "Country", "Stage"]
    path = send("list.csv", head, ["Delta Lab", "Botswana", "with the board"])
    (asked,) = preview_import(office, [path]).plan.files[0].tables[0].questions
    assert (asked.field, asked.text, "talks" in asked.suggestions) == ("stage", "with the board", True)
    answered = row_of(office, path, Decisions(answers={"stage": {"with the board": "talks"}}))
    assert (answered.record["stage"], answered.problems) == ("talks", ())
