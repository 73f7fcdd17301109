"""The gate: what a write does, refuses and leaves alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, Place, Write
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office, open_office

from .conftest import Desk


def test_a_new_record_stands_with_its_change_set(desk: Desk) -> None:
    before = datetime.now(UTC)
    changeset = desk.write(
        Write("partners", {"name": "Pakistan", "country": "PK", "notes": ""}, place=Place("a.xlsx", "S", 7)),
        title="new partner",
    )
    record = desk.office.get("partners", 1)
    assert record is not None
    assert dict(record.values) == {"name": "Pakistan", "country": "PK"}
    assert (record.version, record.entered_on, record.label) == (changeset.id, date.today(), "Pakistan")
    assert (changeset.who, changeset.act, str(changeset.title), changeset.size) == (
        "Ada",
        Act.FORM,
        "new partner",
        1,
    )
    assert 0 <= (changeset.at - before).total_seconds() + 0.001 < 60
    (change,) = changeset.changes
    assert (change.old, change.new) == (None, {"name": "Pakistan", "country": "PK"})
    assert change.place == Place("a.xlsx", "S", 7)
    assert desk.office.changeset(changeset.id) == changeset


def test_only_what_differs_is_journalled(desk: Desk) -> None:
    number = desk.add("partners", name="Pakistan", stage="talks")
    changeset = desk.edit("partners", number, name="Pakistan", stage="signed", notes="x")
    assert changeset.changes[0].old == {"stage": "talks", "notes": None}
    assert changeset.changes[0].new == {"stage": "signed", "notes": "x"}


def test_nothing_changed_is_no_change_set(desk: Desk) -> None:
    number = desk.add("partners", name="Pakistan")
    draft = Draft(Act.FORM, Message("again"), (Write("partners", {"name": "Pakistan", "notes": ""}, number),))
    assert desk.office.write(draft) is None
    assert desk.office.generation == 1


def test_the_same_key_writes_once(desk: Desk) -> None:
    first = desk.write(Write("partners", {"name": "A"}), key="k")
    again = desk.write(Write("partners", {"name": "A"}), key="k")
    assert again == first
    assert desk.office.count("partners") == 1
    assert desk.office.committed("k") == first
    assert desk.office.committed("other") is None


def test_a_record_changed_since_it_was_seen_is_refused_by_name(desk: Desk) -> None:
    number = desk.add("partners", name="Pakistan")
    seen = desk.office.get("partners", number)
    assert seen is not None
    desk.write(Write("partners", {"stage": "talks"}, number), title="change of stage")
    stale = Write("partners", {"stage": "signed"}, number, version_seen=seen.version)
    with pytest.raises(InputProblem) as refused:
        desk.office.write(Draft(Act.FORM, Message("late"), (Write("partners", {"name": "B"}), stale)))
    assert refused.value.code == "record.changed_since"
    assert "Ada" in str(refused.value)
    assert "change of stage" in str(refused.value)
    assert desk.office.count("partners") == 1
    assert desk.values("partners", number)["stage"] == "talks"


def test_an_unknown_record_is_refused(desk: Desk) -> None:
    with pytest.raises(InputProblem) as refused:
        desk.edit("partners", 9, name="X")
    assert refused.value.code == "record.unknown"


def test_an_unknown_field_or_type_is_a_fault_of_the_caller(desk: Desk) -> None:
    with pytest.raises(ValueError, match="no field"):
        desk.add("partners", colour="red")
    with pytest.raises(ValueError, match="cannot hold"):
        desk.add("partners", name=5)
    with pytest.raises(ValueError, match="no such kind"):
        desk.add("ships", name="x")


def test_half_a_character_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(InputProblem) as refused:
        desk.add("partners", name="\ud800")
    assert refused.value.code == "value.not_text"
    assert desk.dump() == []


def test_cancel_leaves_nothing(desk: Desk) -> None:
    answers = iter([False, False, True])
    writes = tuple(Write("personnel", {"family_name": f"P{n}"}) for n in range(5_000))
    with pytest.raises(InputProblem) as refused:
        desk.office.write(Draft(Act.IMPORT, Message("import"), writes), cancelled=lambda: next(answers))
    assert refused.value.code == "cancelled"
    assert (desk.dump(), desk.office.generation) == ([], 0)


def test_numbers_are_never_given_twice(desk: Desk) -> None:
    desk.add("partners", name="A")
    desk.office.undo()
    assert desk.add("partners", name="B") == 2


def test_one_write_may_name_a_record_twice(desk: Desk) -> None:
    number = desk.add("partners", name="A")
    changeset = desk.write(
        Write("partners", {"stage": "talks"}, number), Write("partners", {"notes": "n"}, number)
    )
    assert changeset.changes[0].new == {"stage": "talks", "notes": "n"}
    assert changeset.size == 1


def test_listeners_hear_each_change_after_it_is_written(desk: Desk) -> None:
    heard: list[tuple[ChangeSet, int]] = []
    desk.office.on_changed(lambda changeset: heard.append((changeset, desk.office.generation)))
    written = desk.write(Write("partners", {"name": "A"}))
    undone = desk.office.undo().changeset
    assert heard == [(written, 1), (undone, 2)]


def test_what_is_written_survives_closing(office: Office, path: Path) -> None:
    Desk(office).add("partners", name="Pakistan")
    before = list(office.dump())
    office.close()
    again = open_office(path, who="Bo")
    assert list(again.dump()) == before
    again.close()


def test_settings_of_the_office_are_journalled_too(desk: Desk) -> None:
    number = desk.add("rules", code="C-1", target="countries", version="1", count_host=None)
    desk.edit("rules", number, count_host="yes")
    assert [head.id for head in desk.office.history("rules", number)] == [2, 1]
    assert desk.dump() == []


def test_history_of_a_record_shows_only_its_own_changes(desk: Desk) -> None:
    desk.write(Write("partners", {"name": "A"}), Write("partners", {"name": "B"}))
    desk.edit("partners", 2, stage="talks")
    history = desk.office.history("partners", 2)
    assert [(head.id, head.changes[0].id, head.size) for head in history] == [(2, 2, 1), (1, 2, 2)]


def test_change_sets_come_in_pages(desk: Desk) -> None:
    for number in range(5):
        desk.add("partners", name=str(number))
    assert [head.id for head in desk.office.changesets(limit=2)] == [5, 4]
    assert [head.id for head in desk.office.changesets(limit=2, before=4)] == [3, 2]
    assert all(head.changes == () for head in desk.office.changesets())


def test_that_a_record_is_not_another_is_noted_with_it(desk: Desk) -> None:
    """Also for a record that has no number yet; once, however often it is said."""
    first, second = desk.add("personnel", family_name="Li"), desk.add("personnel", family_name="Lee")
    written = desk.write(
        Write("personnel", {"family_name": "Ly"}, apart=frozenset({first, second})),
        Write("personnel", {}, second, apart=frozenset({first})),
        Write("personnel", {}, first, apart=frozenset({second})),
    )
    pairs = [
        (record.values["kind"], record.values["one"], record.values["other"])
        for record in desk.office.snapshot(("distinctions",)).of("distinctions")
    ]
    assert pairs == [("personnel", "1", "2"), ("personnel", "1", "3"), ("personnel", "2", "3")]
    again = Write("personnel", {"role": "Head"}, second, apart=frozenset({first}))
    assert [change.kind for change in desk.write(again).changes] == ["personnel"]
    desk.office.undo(written.id)
    assert desk.office.snapshot(("distinctions",)).of("distinctions") == ()
