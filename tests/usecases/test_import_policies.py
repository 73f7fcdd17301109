"""What a file changes in what we hold: by policy, by who said it and when, and by what a person refuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ilrs_desk.intake.plan import Action, Decisions, EmptyCells, Overwrite, RowPlan
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import Committed, commit_import
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.save_record import save_record

from .conftest import Send

HEAD = ["Name", "E-mail", "Role", "Phone", "Started"]


def take(office: Office, path: Path, decisions: Decisions | None = None) -> Committed:
    return commit_import(office, preview_import(office, [path], decisions).plan)


def rows(office: Office, path: Path, decisions: Decisions | None = None) -> Sequence[RowPlan]:
    (table,) = preview_import(office, [path], decisions).plan.files[0].tables
    return table.rows


@pytest.fixture
def ada(office: Office, send: Send) -> Office:
    """Ada as one agency told of her on a day."""
    first = send(
        "first.csv",
        ["As of: 2026-03-01"], [], HEAD,
        ["Ada Moyo", "ada@example.bw", "Engineer", "+267 71 123 456", "2025-03-04"],
        ["Ben Dube", "ben@example.bw", "Chemist", "+267 71 123 457", "2025-03-04"],
    )  # fmt: skip
    take(office, first, Decisions(agency="BSA"))
    save_record(office, "personnel", 2, {"role": "Chief chemist"})
    return office


def list_of(send: Send, day: str, role: str, phone: str = "+267 71 123 456", name: str = "next.csv") -> Path:
    return send(
        name,
        [f"As of: {day}"], [], HEAD,
        ["Ada Moyo", "ada@example.bw", role, phone, "2025-03-04"],
        ["Ben Dube", "ben@example.bw", "Chief chemist", "+267 71 123 457", "2025-03-04"],
    )  # fmt: skip


def test_a_newer_file_takes_the_place_of_ours(ada: Office, send: Send) -> None:
    first, second = rows(ada, list_of(send, "2026-06-30", "Director"))
    assert (first.action, first.changes) == (Action.UPDATE, {"role": ("Engineer", "Director")})
    assert second.action is Action.SAME


def test_an_older_file_leaves_ours_alone_and_what_it_said_is_kept(ada: Office, send: Send) -> None:
    done = take(ada, list_of(send, "2026-02", "Intern"), Decisions(agency="BSA"))
    row = done.plan.files[0].tables[0].rows[0]
    assert (row.action, row.changes, row.left_alone) == (
        Action.SAME,
        {},
        {"role": ("Engineer", "Intern")},
    )
    assert done.changeset is None
    said = [(told.value, told.day) for told in ada.register.claims("personnel", 1, "role")]
    assert said == [("Engineer", "2026-03-01"), ("Intern", "2026-02")]


def test_a_file_that_may_be_of_the_same_day_is_not_older(ada: Office, send: Send) -> None:
    assert rows(ada, list_of(send, "2026", "Director"))[0].action is Action.UPDATE


def test_always_takes_an_older_file_too_and_gaps_only_what_is_empty(ada: Office, send: Send) -> None:
    old = list_of(send, "2026-02", "Intern")
    assert rows(ada, old, Decisions(overwrite=Overwrite.ALWAYS))[0].action is Action.UPDATE
    save_record(ada, "personnel", 1, {"phone": None})
    row = rows(ada, old, Decisions(overwrite=Overwrite.GAPS))[0]
    assert (row.changes, row.left_alone) == (
        {"phone": (None, "+26771123456")},
        {"role": ("Engineer", "Intern")},
    )


def test_a_name_in_parts_is_no_gap_for_a_full_name(office: Office, send: Send) -> None:
    save_record(
        office,
        "personnel",
        None,
        {"family_name": "Moyo", "given_name": "Ada", "email": "ada@example.bw"},
    )
    path = send("one.csv", ["Name", "E-mail"], ["Adaeze Moyo-Dube Nkosi Zulu", "ada@example.bw"])
    for row in rows(office, path, Decisions(overwrite=Overwrite.GAPS, same_as={(0, 0, 2): 1})):
        assert row.changes == {}


def test_an_empty_cell_erases_nothing_unless_that_is_chosen(ada: Office, send: Send) -> None:
    path = list_of(send, "2026-06-30", "", phone="")
    assert rows(ada, path)[0].action is Action.SAME
    row = rows(ada, path, Decisions(empty=EmptyCells.CLEAR))[0]
    assert row.changes == {"role": ("Engineer", None), "phone": ("+26771123456", None)}
    take(ada, path, Decisions(empty=EmptyCells.CLEAR))
    assert "role" not in person_of(ada, 1)
    assert person_of(ada, 1)["email"] == "ada@example.bw"


def person_of(office: Office, number: int) -> dict[str, object]:
    found = office.get("personnel", number)
    assert found is not None
    return dict(found.values)


def test_clearing_spares_names_identifiers_unread_cells_and_fields_without_a_column(
    ada: Office, send: Send
) -> None:
    path = send(
        "few.csv",
        ["Name", "E-mail", "Started", "Role"],
        ["Ada Moyo", "ada@example.bw", "31/02/2025", "-"],
        ["", "ben@example.bw", "", "Chief chemist"],
    )
    decisions = Decisions(empty=EmptyCells.CLEAR, same_as={(0, 0, 2): 1, (0, 0, 3): 2})
    first, second = rows(ada, path, decisions)
    assert first.changes == {"role": ("Engineer", None)}
    assert second.changes == {"start_date": ("2025-03-04", None)}


def test_an_older_file_clears_nothing(ada: Office, send: Send) -> None:
    path = list_of(send, "2026-02", "")
    row = rows(ada, path, Decisions(empty=EmptyCells.CLEAR))[0]
    assert (row.action, row.left_alone) == (Action.SAME, {"role": ("Engineer", None)})


def test_a_refused_cell_stays_and_the_others_are_taken(ada: Office, send: Send) -> None:
    path = send(
        "next.csv",
        HEAD,
        ["Ada Moyo", "ada@example.bw", "Director", "+267 71 999 999", "2025-03-04"],
    )
    decisions = Decisions(refused={(0, 0, 2): frozenset({"role"})})
    row = rows(ada, path, decisions)[0]
    assert list(row.changes) == ["phone"]
    assert row.left_alone == {"role": ("Engineer", "Director")}
    take(ada, path, decisions)
    assert person_of(ada, 1)["role"] == "Engineer"
    assert person_of(ada, 1)["phone"] == "+26771999999"
    assert [told.value for told in ada.register.claims("personnel", 1, "role")] == ["Engineer", "Director"]


def test_what_another_agency_told_is_said_and_both_are_kept(ada: Office, send: Send) -> None:
    path = list_of(send, "2026-06-30", "Director")
    mine = rows(ada, path, Decisions(agency="bsa"))[0]
    assert (mine.told, mine.problems) == ({}, ())
    row = rows(ada, path, Decisions(agency="APSCO"))[0]
    assert row.action is Action.UPDATE
    assert (row.told["role"].agency, row.told["role"].value) == ("BSA", "Engineer")
    (contested,) = row.problems
    assert contested.code == "value.contested"
    assert str(contested.message) == (
        'Role: "Engineer" was told by BSA on 1 Mar 2026. This file says "Director", which takes its place; '
        "both are kept with their source."
    )
    take(ada, path, Decisions(agency="APSCO"))
    said = [(told.value, told.agency) for told in ada.register.claims("personnel", 1, "role")]
    assert said == [("Director", "APSCO"), ("Engineer", "BSA")]


def test_what_an_officer_typed_later_outlives_an_older_file(ada: Office, send: Send) -> None:
    path = list_of(send, "2026-06-30", "Engineer")
    older = path.read_text().replace("Chief chemist", "Chemist")
    path.write_text(older)
    row = rows(ada, path)[1]
    assert (row.action, row.left_alone) == (Action.SAME, {"role": ("Chief chemist", "Chemist")})


def test_policies_are_remembered_for_the_sender_and_what_is_said_now_wins(ada: Office, send: Send) -> None:
    first = list_of(send, "2026-06-30", "Director", name="second.csv")
    take(ada, first, Decisions(agency="BSA", empty=EmptyCells.CLEAR, overwrite=Overwrite.ALWAYS))
    path = list_of(send, "2026-07-30", "", name="third.csv")
    (table,) = preview_import(ada, [path], Decisions(agency="BSA")).plan.files[0].tables
    assert (table.policies.empty, table.policies.overwrite) == (EmptyCells.CLEAR, Overwrite.ALWAYS)
    assert table.rows[0].changes == {"role": ("Director", None)}
    kept = Decisions(agency="BSA", empty=EmptyCells.KEEP)
    assert rows(ada, path, kept)[0].action is Action.SAME
    assert rows(ada, path, replace(kept, agency="APSCO", empty=None))[0].action is Action.SAME


def test_policies_of_a_file_of_nobody_named_are_not_remembered(office: Office, send: Send) -> None:
    head = ["Name", "E-mail", "Role"]
    first = send("first.csv", head, ["Ada Moyo", "ada@example.bw", "Engineer"])
    take(office, first, Decisions(empty=EmptyCells.CLEAR))
    second = send("second.csv", head, ["Ada Moyo", "ada@example.bw", ""])
    assert rows(office, second)[0].action is Action.SAME


def test_other_names_are_added_to_ours_by_every_policy(office: Office, send: Send) -> None:
    ours = {"name": "Delta Lab", "country": "BW", "aliases": "Old Lab; Lab of the Delta"}
    save_record(office, "institutions", None, ours)
    head = ["Institution name", "Country", "Other names"]
    path = send("list.csv", head, ["Delta Lab", "Botswana", "OLD LAB; Laboratoire du Delta"])
    for policy in Overwrite:
        row = rows(office, path, Decisions(kind="institutions", fields={}, overwrite=policy))[0]
        assert row.changes["aliases"][1] == "Old Lab; Lab of the Delta; Laboratoire du Delta"
    take(office, path)
    assert rows(office, path)[0].action is Action.SAME
