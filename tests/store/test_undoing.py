"""Undo and redo: everything comes back, nothing later is trampled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilrs_desk.domain.changes import MERGED, TRASHED, Act, Draft, Write
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office, create_office, open_office
from ilrs_desk.usecases.merge_records import merge_records

from .conftest import Desk


def test_undo_names_the_act_and_redo_brings_it_back(desk: Desk) -> None:
    assert (desk.office.next_undo(), desk.office.next_redo()) == (None, None)
    desk.write(Write("partners", {"name": "A"}), title="new partner A")
    after = desk.dump()
    undo = desk.office.next_undo()
    assert undo is not None
    assert str(undo.title) == "new partner A"
    result = desk.office.undo()
    assert result.undone.id == undo.id
    assert result.changeset is not None
    assert (str(result.changeset.title), result.changeset.undoes) == ("undo: new partner A", undo.id)
    assert desk.dump() == []
    assert desk.office.next_undo() is None
    redo = desk.office.next_redo()
    assert redo is not None
    assert str(redo.title) == "new partner A"
    brought = desk.office.redo()
    assert (brought.kept, brought.undone.id) == ((), undo.id)
    assert desk.dump() == after
    assert desk.office.next_redo() is None
    assert desk.office.next_undo() is not None


def test_nothing_to_undo_or_redo_is_said(desk: Desk) -> None:
    for act, code in ((desk.office.undo, "undo.nothing"), (desk.office.redo, "redo.nothing")):
        with pytest.raises(InputProblem) as refused:
            act()
        assert refused.value.code == code


def test_a_change_is_taken_back_once(desk: Desk) -> None:
    desk.add("partners", name="A")
    desk.office.undo(1)
    with pytest.raises(InputProblem) as refused:
        desk.office.undo(1)
    assert refused.value.code == "undo.done"
    with pytest.raises(InputProblem) as unknown:
        desk.office.undo(99)
    assert unknown.value.code == "undo.unknown"


def test_the_founding_of_the_office_is_not_offered(office: Office) -> None:
    office.write(Draft(Act.SETTINGS, Message("targets"), (Write("targets", {"key": "countries"}),)))
    assert office.next_undo() is None


def test_a_later_edit_is_left_and_listed(desk: Desk) -> None:
    number = desk.add("partners", name="A", stage="contact", agency="X")
    desk.edit("partners", number, stage="talks", agency="Y")
    desk.edit("partners", number, stage="signed")
    preview = desk.office.preview_undo(2)
    result = desk.office.undo(2)
    assert result.kept == preview.kept
    assert preview.changeset is not None
    assert result.changeset is not None
    assert preview.changeset.changes == result.changeset.changes
    (kept,) = result.kept
    assert (kept.kind, kept.id, kept.field, kept.value, kept.changeset) == (
        "partners",
        1,
        "stage",
        "signed",
        3,
    )
    assert desk.values("partners", number) == {"name": "A", "stage": "signed", "agency": "X"}


def test_an_edit_that_was_taken_back_stands_in_nobodys_way(desk: Desk) -> None:
    number = desk.add("partners", name="A", stage="contact")
    desk.edit("partners", number, stage="talks")
    desk.edit("partners", number, stage="signed")
    desk.office.undo(3)
    assert desk.office.undo(2).kept == ()
    assert desk.values("partners", number)["stage"] == "contact"


def test_a_record_edited_since_it_came_stays(desk: Desk) -> None:
    desk.write(Write("partners", {"name": "A"}), Write("partners", {"name": "B"}))
    desk.edit("partners", 2, stage="talks")
    result = desk.office.undo(1)
    assert [(kept.id, kept.field, kept.changeset) for kept in result.kept] == [(2, None, 2)]
    assert desk.office.get("partners", 1) is None
    assert desk.values("partners", 2) == {"name": "B", "stage": "talks"}


def test_a_record_that_others_link_to_now_stays(desk: Desk) -> None:
    desk.add("institutions", name="BUAA")
    desk.add("personnel", family_name="Li", institution="BUAA")
    result = desk.office.undo(1)
    assert result.changeset is None
    assert str(result.kept[0].why) == "Li is linked to it now"
    assert desk.office.next_undo() is not None
    desk.office.undo()
    assert desk.office.undo(1).kept == ()
    assert desk.dump() == []


def test_an_import_of_institutions_with_their_people_goes_whole(desk: Desk) -> None:
    desk.write(
        Write("institutions", {"name": "X"}), Write("personnel", {"family_name": "Li", "institution": "X"})
    )
    assert desk.office.undo().kept == ()
    assert desk.dump() == []
    desk.office.redo()
    assert desk.values("personnel", 1)["institution_id"] == 1


def test_a_link_and_its_text_stay_or_go_together(desk: Desk) -> None:
    desk.add("institutions", name="A", acronym="AA")
    desk.add("institutions", name="B", acronym="BB")
    person = desk.add("personnel", family_name="Li", institution="A")
    moved = desk.edit("personnel", person, institution="B")
    desk.edit("personnel", person, institution="BB")
    result = desk.office.undo(moved.id)
    assert [kept.field for kept in result.kept] == ["institution"]
    assert desk.values("personnel", person) == {"family_name": "Li", "institution": "BB", "institution_id": 2}


def test_a_link_to_what_is_gone_is_not_brought_back(desk: Desk) -> None:
    desk.add("institutions", name="A")
    person = desk.add("personnel", family_name="Li", institution="A")
    desk.edit("personnel", person, institution="B")
    desk.office.undo(1)
    result = desk.office.undo(3)
    assert [kept.field for kept in result.kept] == ["institution"]
    assert desk.values("personnel", person) == {"family_name": "Li", "institution": "B"}


def test_the_trash_can_be_undone(desk: Desk) -> None:
    number = desk.add("partners", name="A")
    before = desk.dump()
    desk.trash("partners", number)
    assert (desk.dump(), desk.office.trash_count()) == ([], 1)
    desk.office.undo()
    assert (desk.dump(), desk.office.trash_count()) == (before, 0)


def test_many_steps_back_and_forth(desk: Desk, path: Path, reopened: Callable[[Office], Office]) -> None:
    states = [desk.dump()]
    for number in range(6):
        desk.add("partners", name=f"P{number}")
        states.append(desk.dump())
    for expected in reversed(states[:-1]):
        desk.office.undo()
        assert desk.dump() == expected
    desk.office = reopened(desk.office)
    for expected in states[1:]:
        desk.office.redo()
        assert desk.dump() == expected


def test_undoing_an_undo_is_a_redo_and_undoing_a_redo_an_undo(desk: Desk) -> None:
    desk.add("partners", name="A")
    after = desk.dump()
    undone = desk.office.undo().changeset
    assert undone is not None
    redone = desk.office.undo(undone.id).changeset
    assert redone is not None
    assert (redone.act, desk.dump()) == (Act.REDO, after)
    desk.office.undo(redone.id)
    assert desk.dump() == []
    desk.office.redo()
    assert desk.dump() == after


def test_a_record_brought_back_keeps_its_day_of_entry(desk: Desk) -> None:
    number = desk.add("partners", name="A")
    entered = desk.office.get("partners", number)
    desk.office.undo()
    desk.office.redo()
    again = desk.office.get("partners", number)
    assert entered is not None
    assert again is not None
    assert again.entered_on == entered.entered_on


_NAMES = st.sampled_from(["Ann", "Bo", "北航", "Ćiro"])
_ACTS = st.one_of(
    st.tuples(st.just("institutions"), _NAMES),
    st.tuples(st.just("personnel"), _NAMES, _NAMES),
    st.tuples(st.just("rename"), st.integers(1, 4), _NAMES),
    st.tuples(st.just("move"), st.integers(1, 4), st.one_of(st.none(), _NAMES)),
    st.tuples(st.just("trash"), st.sampled_from(["institutions", "personnel"]), st.integers(1, 4)),
    st.tuples(
        st.just("merge"), st.sampled_from(["institutions", "personnel"]), st.integers(1, 4), st.integers(1, 4)
    ),
    st.tuples(st.just("undo"), st.integers(1, 12)),
    st.tuples(st.just("undo"), st.none()),
    st.tuples(st.just("redo")),
)


def _do(office: Office, act: tuple[object, ...]) -> None:
    match act:
        case ("institutions", str(name)):
            write = Write("institutions", {"name": name})
        case ("personnel", str(name), str(institution)):
            write = Write("personnel", {"family_name": name, "institution": institution})
        case ("rename", int(number), str(name)):
            write = Write("institutions", {"name": name}, number)
        case ("move", int(number), name) if name is None or isinstance(name, str):
            write = Write("personnel", {"institution": name}, number)
        case ("trash", str(kind), int(number)):
            write = Write(kind, {TRASHED: "yes"}, number)
        case ("merge", str(kind), int(number), int(other)):
            merge_records(office, kind, number, [other])
            return
        case ("undo", number) if number is None or isinstance(number, int):
            office.undo(number)
            return
        case _:
            office.redo()
            return
    office.write(Draft(Act.FORM, Message("step"), (write,)))


def _later_cells(office: Office, after: int) -> dict[tuple[str, int, str], object]:
    """Cells that ordinary change sets in force wrote after one, with what stands there now.

    Each step writes one record, or merges two: a person's link then only went with what was done to the institution.
    """
    links = {"institution", "institution_id"}
    found: dict[tuple[str, int, str], object] = {}
    for head in office.changesets():
        if head.id <= after or head.undone_by or head.act in (Act.UNDO, Act.REDO):
            continue
        changeset = office.changeset(head.id)
        assert changeset is not None
        for change in changeset.changes:
            if len(changeset.changes) > 1 and (change.new or {}).keys() <= links:
                continue
            record = office.get(change.kind, change.id)
            for key in change.new or {}:
                found[change.kind, change.id, key] = record and (
                    (record.trashed, record.merged_into)
                    if key in (TRASHED, MERGED)
                    else record.values.get(key)
                )
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(_ACTS, max_size=14), chosen=st.integers(1, 14))
def test_any_history_can_be_undone(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[object, ...]], chosen: int
) -> None:
    path = tmp_path_factory.mktemp("undo") / "o.ilrs"
    create_office(path, who="Ada")
    office = open_office(path, who="Ada")
    try:
        for act in acts:
            try:
                _do(office, act)
            except InputProblem as refused:
                if refused.code not in {
                    "record.unknown",
                    "undo.nothing",
                    "redo.nothing",
                    "undo.done",
                    "undo.unknown",
                    "merge.count",
                    "merge.trashed",
                }:
                    raise
        _newest_comes_back(office)
        _older_tramples_nothing(office, chosen)
        assert office.check().problems == ()
    finally:
        office.close()
    again = open_office(path, who="Bo")
    assert again.check().problems == ()
    again.close()


def _newest_comes_back(office: Office) -> None:
    before = list(office.dump())
    written = office.write(Draft(Act.FORM, Message("one more"), (Write("institutions", {"name": "Ann"}),)))
    assert written is not None
    after = list(office.dump())
    assert office.undo().kept == ()
    assert list(office.dump()) == before
    assert office.redo().kept == ()
    assert list(office.dump()) == after


def _older_tramples_nothing(office: Office, chosen: int) -> None:
    changeset = office.changeset(chosen)
    if changeset is None or changeset.undone_by or changeset.act in (Act.UNDO, Act.REDO):
        return
    owned = _later_cells(office, chosen)
    before = list(office.dump())
    result = office.undo(chosen)
    assert _later_cells(office, chosen) == owned
    if result.changeset is not None:
        assert office.redo().kept == ()
        assert list(office.dump()) == before


def test_people_whose_institution_was_renamed_or_merged_since_still_go_with_their_import(desk: Desk) -> None:
    """Only what somebody edited is kept: that a link followed a renaming or a merge is no edit of the person."""
    kept = desk.add("institutions", name="Institute A")
    gone = desk.add("institutions", name="Institute B")
    imported = desk.write(
        Write("personnel", {"family_name": "Li", "institution": "Institute A"}),
        Write("personnel", {"family_name": "Na", "institution": "Institute B"}),
        Write("personnel", {"family_name": "Ma", "institution": "Institute B"}),
        Write("personnel", {"family_name": "Yu", "institution": "Institute C"}),
    )
    desk.add("institutions", name="Institute C")
    desk.edit("institutions", kept, name="Institute of A")
    merge = (Write("institutions", {TRASHED: "yes", MERGED: kept}, gone),)
    moves = tuple(Write("personnel", {"institution_id": kept}, person) for person in (2, 3))
    desk.office.write(Draft(Act.MERGE, Message("merge"), merge + moves))
    desk.edit("personnel", 3, role="Head")
    result = desk.office.undo(imported.id)
    assert [(each.id, str(each.why)) for each in result.kept] == [(3, "changed since (change 7: change)")]
    assert [record.id for record in desk.office.find("personnel")] == [3]


def test_a_change_that_rested_on_one_taken_back_before_brings_nothing_back(desk: Desk) -> None:
    institution = desk.add("institutions", name="A")
    person = desk.add("personnel", family_name="Li")
    linked = desk.edit("personnel", person, institution="A")
    renamed = desk.edit("institutions", institution, name="B")
    assert desk.values("personnel", person)["institution"] == "B"
    desk.office.undo(linked.id)
    assert "institution" not in desk.values("personnel", person)
    desk.office.undo(renamed.id)
    assert desk.values("institutions", institution)["name"] == "A"
    assert "institution" not in desk.values("personnel", person)


def test_a_text_that_is_taken_back_takes_the_target_with_it_that_it_found_since(desk: Desk) -> None:
    person = desk.add("personnel", family_name="Li", institution="Elsewhere")
    before = desk.values("personnel", person)
    written = desk.edit("personnel", person, institution="Institute C")
    arrived = desk.add("institutions", name="Institute C")
    assert desk.values("personnel", person)["institution_id"] == arrived
    assert desk.office.undo(written.id).kept == ()
    assert desk.values("personnel", person) == before


def test_a_link_is_taken_back_also_when_its_target_was_merged_since(desk: Desk) -> None:
    kept, gone = desk.add("institutions", name="A"), desk.add("institutions", name="B")
    person = desk.add("personnel", family_name="Li")
    written = desk.edit("personnel", person, institution="B")
    merged = merge_records(desk.office, "institutions", kept, [gone])
    assert desk.office.undo(written.id).kept == ()
    assert desk.values("personnel", person) == {"family_name": "Li"}
    desk.office.undo(merged.id)
    assert desk.values("personnel", person) == {"family_name": "Li"}


def test_a_link_that_comes_back_leads_to_what_its_target_became_a_part_of(desk: Desk) -> None:
    kept, gone = desk.add("institutions", name="A"), desk.add("institutions", name="B")
    other = desk.add("institutions", name="C")
    person = desk.add("personnel", family_name="Li", institution="B")
    written = desk.edit("personnel", person, institution="C")
    merge_records(desk.office, "institutions", kept, [gone])
    assert desk.values("personnel", person)["institution_id"] == other
    desk.office.undo(written.id)
    assert desk.values("personnel", person)["institution_id"] == kept
