"""Who is not in a list any more: kept, marked as left or to be asked about; and never who may still be in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ilrs_desk.intake.plan import Action, Decisions, Missing, WhenMissing
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import Preview, preview_import
from ilrs_desk.usecases.save_record import save_record

from .conftest import Send

HEAD = ["Surname", "First name", "Institution", "E-mail", "Started"]
ADA = ["Moyo", "Ada", "Delta Lab", "ada@example.bw", "2025-03-04"]
BEN = ["Dube", "Ben", "Delta Lab", "ben@example.bw", "2025-03-04"]
CLEO = ["Banda", "Cleo", "Delta Lab", "cleo@example.bw", "2026-09-01"]
BSA = Decisions(agency="BSA")


@pytest.fixture
def listed(office: Office, send: Send) -> Office:
    """Three people of the agency's last list."""
    commit_import(office, preview_import(office, [send("last.csv", HEAD, ADA, BEN, CLEO)], BSA).plan)
    return office


def missing(preview: Preview) -> list[Missing]:
    return [each for _, table in preview.plan.tables() for each in table.missing]


def next_list(send: Send, *rows: list[str], dated: str = "2026-06-30") -> Path:
    return send("next.csv", [f"As of: {dated}"], [], HEAD, *rows)


def test_who_is_missing_is_kept_unless_something_else_is_chosen(listed: Office, send: Send) -> None:
    preview = preview_import(listed, [next_list(send, ADA)], BSA)
    assert [(each.label, each.then, each.changes) for each in missing(preview)] == [
        ("Ben Dube", WhenMissing.KEEP, {}),
        ("Cleo Banda", WhenMissing.KEEP, {}),
    ]
    assert not preview.plan.writes()
    assert commit_import(listed, preview.plan).changeset is None


def test_who_left_today_is_said_to_count_still(listed: Office, send: Send) -> None:
    decisions = Decisions(agency="BSA", missing=WhenMissing.LEFT)
    preview = preview_import(listed, [send("now.csv", HEAD, ADA)], decisions)
    assert preview.plan.effect["personnel"] == 0
    whys = [str(why) for why in preview.why["personnel"]]
    assert whys[:2] == ["2 marked as left, counted until their last day", "1 already counted"]


def test_marked_as_left_on_the_day_of_the_list_they_count_no_more(listed: Office, send: Send) -> None:
    path = next_list(send, ADA)
    decisions = Decisions(
        agency="BSA",
        missing=WhenMissing.LEFT,
        missing_each={("personnel", 3): WhenMissing.ASK},
    )
    preview = preview_import(listed, [path], decisions)
    left, asked = missing(preview)
    assert left.changes == {"status": (None, "left"), "end_date": (None, "2026-06-30")}
    assert (asked.then, asked.changes) == (WhenMissing.ASK, {})
    assert preview.plan.effect["personnel"] == -1
    assert [str(why) for why in preview.why["personnel"]] == [
        "1 already counted",
        "1 no longer counted: ended on 30 Jun 2026, before "
        + str(preview.why["personnel"][1]).rpartition("before ")[2],
    ]
    done = commit_import(listed, preview.plan)
    assert (done.marked, done.added, done.changed) == (1, 0, 0)
    assert listed.get("personnel", 2).values["status"] == "left"  # type: ignore[union-attr]
    assert listed.counts()["personnel"] == 3
    again = preview_import(listed, [path], replace(decisions, complete_list=True))
    assert [each.label for each in missing(again)] == ["Cleo Banda"]
    told = {figure.target.key: figure.value for figure in preview.after.figures}
    assert {figure.target.key: figure.value for figure in again.before.figures} == told


def test_who_started_after_the_day_of_the_list_gets_no_day_of_leaving_before_it(
    listed: Office, send: Send
) -> None:
    decisions = Decisions(agency="BSA", missing=WhenMissing.LEFT)
    _, cleo = missing(preview_import(listed, [next_list(send, ADA)], decisions))
    assert cleo.changes == {"status": (None, "left")}


def test_a_complete_list_misses_nobody_whom_a_row_may_be(listed: Office, send: Send) -> None:
    other = ["Dube", "Ben", "Delta Lab", "b.dube@elsewhere.bw", "2025-03-04"]
    decisions = Decisions(agency="BSA", complete_list=True)
    preview = preview_import(listed, [next_list(send, ADA, other)], decisions)
    (table,) = preview.plan.files[0].tables
    assert table.rows[1].action is Action.POSSIBLE
    assert [each.label for each in missing(preview)] == ["Cleo Banda"]


def test_who_stands_in_another_file_of_the_sitting_is_not_missing(listed: Office, send: Send) -> None:
    one, other = send("one.csv", HEAD, ADA), send("other.csv", HEAD, BEN)
    preview = preview_import(listed, [one, other], Decisions(agency="BSA", complete_list=True))
    assert [each.label for each in missing(preview)] == ["Cleo Banda"]


def test_institutions_are_marked_as_withdrawn(office: Office, send: Send) -> None:
    head = ["Institution name", "Country", "Website"]
    first = send(
        "first.csv",
        head,
        ["Delta Lab", "Botswana", "https://delta.example"],
        ["Okavango Lab", "Botswana", "https://okavango.example"],
    )
    commit_import(office, preview_import(office, [first], BSA).plan)
    second = send("second.csv", head, ["Delta Lab", "Botswana", "https://delta.example"])
    decisions = Decisions(agency="BSA", missing=WhenMissing.LEFT)
    commit_import(office, preview_import(office, [second], decisions).plan)
    stayed, left = office.find("institutions")
    assert (stayed.text("stage"), stayed.text("ended_on")) == (None, None)
    assert left.text("stage") == "withdrawn"
    assert left.text("ended_on") == date.today().isoformat()


def test_the_policy_is_remembered_for_the_sender(listed: Office, send: Send) -> None:
    commit_import(
        listed,
        preview_import(
            listed, [next_list(send, ADA, CLEO)], Decisions(agency="BSA", missing=WhenMissing.LEFT)
        ).plan,
    )
    save_record(listed, "personnel", 2, {"status": None, "end_date": None})
    preview = preview_import(listed, [next_list(send, ADA, dated="2026-07-31")], BSA)
    assert [(each.label, each.then) for each in missing(preview)] == [("Cleo Banda", WhenMissing.LEFT)]
