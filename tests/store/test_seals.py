"""The sealed figures of meetings: added whole, never changed, and holding fast what they were counted by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import apsw
import pytest

from ilrs_desk.domain.problems import InputProblem, MachineFault
from ilrs_desk.domain.sealing import Seal, SealedFigure, SealedFile
from ilrs_desk.store.office import Office, open_office, restore_office
from ilrs_desk.store.past import PastOffice

from .conftest import Desk

DAY = date(2026, 10, 1)
FILE = SealedFile("pack.xlsx", "ab" * 32, 4711)


@pytest.fixture
def rule(office: Office) -> int:
    return Desk(office).add("rules", code="C-1", target="countries", version="1")


@pytest.fixture
def meeting(office: Office) -> int:
    return Desk(office).add("meetings", title="Fourth meeting", held_on="2026-10-01")


def figure(rule: int, value: int = 3) -> SealedFigure:
    values = {"code": "C-1", "target": "countries", "version": "1", "host": "CN"}
    ids = tuple(range(1, value + 1))
    return SealedFigure(
        "countries", "Страны · 国家", "partners", 50, value, rule, "C-1", 1, "Each country …", values, ids, 11
    )


@pytest.fixture
def seal(office: Office, rule: int, meeting: int) -> Seal:
    return office.seals.add(meeting, DAY, [figure(rule)], [FILE], generation=office.generation)


def test_a_seal_comes_back_as_it_was_made(office: Office, seal: Seal, rule: int, meeting: int) -> None:
    assert office.seals.get(seal.id) == seal
    assert (seal.id, seal.meeting_id, seal.as_of, seal.who) == (1, meeting, DAY, "Ada")
    assert seal.figures == (figure(rule),)
    assert seal.files == (FILE,)
    assert office.seals.sealed("rules") == {rule}
    assert office.seals.sealed("meetings") == {meeting}
    assert office.seals.get(2) is None


def test_a_second_seal_stands_beside_the_first_one_newest_first(
    desk: Desk, office: Office, seal: Seal, rule: int, meeting: int
) -> None:
    again = office.seals.add(meeting, DAY, [figure(rule, 4)], generation=office.generation)
    assert office.seals.of_meeting(meeting) == (again, seal)
    assert office.seals.all() == (again, seal)
    assert office.seals.of_meeting(meeting + 1) == ()


def test_a_file_made_later_is_noted_beside(desk: Desk, office: Office, seal: Seal) -> None:
    later = SealedFile("pack.pdf", "cd" * 32, 12)
    noted = office.seals.add_file(seal.id, later)
    assert noted == office.seals.get(seal.id) == replace(seal, files=(FILE, later))
    with pytest.raises(InputProblem):
        office.seals.add_file(seal.id + 1, later)


def test_figures_of_another_state_of_the_office_are_not_sealed(
    office: Office, desk: Desk, meeting: int
) -> None:
    before = office.generation
    desk.add("partners", name="Chad", country="TD")
    with pytest.raises(InputProblem) as refused:
        office.seals.add(meeting, DAY, [], generation=before)
    assert refused.value.code == "plan.stale"
    assert office.seals.all() == ()


CHANGES: list[Callable[[Desk, int, int], object]] = [
    lambda desk, rule, meeting: desk.edit("rules", rule, count_host="yes"),
    lambda desk, rule, meeting: desk.edit("rules", rule, definition="other words"),
    lambda desk, rule, meeting: desk.trash("rules", rule),
    lambda desk, rule, meeting: desk.edit("meetings", meeting, title="Fifth meeting"),
    lambda desk, rule, meeting: desk.edit("meetings", meeting, held_on="2026-10-02"),
    lambda desk, rule, meeting: desk.trash("meetings", meeting),
    lambda desk, rule, meeting: desk.office.undo(1),
    lambda desk, rule, meeting: desk.office.preview_undo(1),
    lambda desk, rule, meeting: desk.office.undo(2),
]


@pytest.mark.parametrize("change", CHANGES)
def test_what_stands_in_a_seal_cannot_be_changed(
    desk: Desk,
    office: Office,
    seal: Seal,
    rule: int,
    meeting: int,
    change: Callable[[Desk, int, int], object],
) -> None:
    before = office.generation
    with pytest.raises(InputProblem) as refused:
        change(desk, rule, meeting)
    assert refused.value.code == "record.sealed"
    assert "C-1" in str(refused.value) or "Fourth meeting" in str(refused.value)
    assert office.generation == before
    assert office.seals.get(seal.id) == seal


def test_the_rule_and_the_meeting_not_in_a_seal_can(desk: Desk, office: Office, seal: Seal) -> None:
    other = desk.add("rules", code="C-2", target="countries", version="2")
    desk.edit("rules", other, count_host="yes")
    desk.trash("rules", other)
    desk.trash("meetings", desk.add("meetings", title="Cancelled"))


def test_notes_of_a_meeting_can_be_written_after_it(
    desk: Desk, office: Office, seal: Seal, meeting: int
) -> None:
    desk.edit("meetings", meeting, notes="Minutes are with the secretary.")
    office.undo()
    assert "notes" not in desk.values("meetings", meeting)


def test_undo_stops_at_what_a_seal_holds_and_says_where_to_go_on(
    desk: Desk, office: Office, rule: int, meeting: int
) -> None:
    before = desk.add("partners", name="Chad", country="TD")
    edit = desk.edit("rules", rule, count_host="yes")
    office.seals.add(meeting, DAY, [figure(rule)], generation=office.generation)
    following = office.next_undo()
    assert following is not None
    assert following.id == edit.id
    with pytest.raises(InputProblem) as refused:
        office.undo()
    assert "from the history" in str(refused.value)
    assert office.get("partners", before) is not None
    office.undo(edit.id - 1)
    assert office.get("partners", before) is None


def test_a_redo_does_not_reach_into_a_seal(desk: Desk, office: Office, rule: int, meeting: int) -> None:
    desk.edit("rules", rule, count_host="yes")
    office.undo()
    office.seals.add(meeting, DAY, [figure(rule)], generation=office.generation)
    with pytest.raises(InputProblem) as refused:
        office.redo()
    assert refused.value.code == "record.sealed"


def test_a_backup_keeps_seals(desk: Desk, office: Office, seal: Seal, tmp_path: Path) -> None:
    office.backup(tmp_path / "copy.ilrs")
    restore_office(tmp_path / "copy.ilrs", tmp_path / "again.ilrs", who="Bo")
    again = open_office(tmp_path / "again.ilrs", who="Bo", read_only=True)
    try:
        assert again.seals.all() == (seal,)
        assert again.check().problems == ()
        with pytest.raises(InputProblem):
            again.seals.add(1, DAY, [], generation=again.generation)
    finally:
        again.close()


def test_an_office_as_known_before_a_seal_has_none_and_is_sound(
    office: Office, desk: Desk, seal: Seal, rule: int, meeting: int, tmp_path: Path
) -> None:
    desk.add("partners", name="Chad", country="TD")
    second = office.seals.add(meeting, DAY, [figure(rule, 4)], [FILE], generation=office.generation)
    for upto, known in ((seal.generation, (seal,)), (1, ()), (second.generation, (second, seal))):
        past = PastOffice(office, date.today() + timedelta(days=1), upto)
        try:
            assert past.seals.all() == known
            past.backup(tmp_path / f"{upto}.ilrs")
        finally:
            past.close()
        copy = open_office(tmp_path / f"{upto}.ilrs", who="Bo", read_only=True)
        try:
            assert copy.seals.all() == known
            assert copy.check().problems == ()
        finally:
            copy.close()


DAMAGE = [
    ("UPDATE seals SET body = zeroblob(20)", "Seal 1 is not as it was sealed."),
    ("UPDATE seals SET who = 'Eve'", "Seal 1 is not as it was sealed."),
    ("UPDATE seals SET as_of = '2026-10-02'", "Seal 1 is not as it was sealed."),
    ("UPDATE seals SET generation = generation - 1", "Seal 1 is not as it was sealed."),
    ("UPDATE seals SET digest = 'x'", "Seal 1 is not as it was sealed."),
    ("DELETE FROM sealed WHERE kind = 'rules'", "Seal 1 is not as it was sealed."),
    ("DELETE FROM seals", "Seal 1 is missing."),
    ("UPDATE seal_files SET sha256 = 'ef'", "What was noted of file pack.xlsx of seal 1 was altered."),
    ("UPDATE seal_files SET size = 1", "What was noted of file pack.xlsx of seal 1 was altered."),
    ("DELETE FROM seal_files", "What was noted of file 1 of a seal is missing."),
]


@pytest.mark.parametrize(("damage", "told"), DAMAGE)
def test_check_names_a_seal_that_was_altered(
    path: Path, seal: Seal, office: Office, damage: str, told: str
) -> None:
    office.close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(damage)
    connection.close()
    again = open_office(path, who="Ada", read_only=True)
    try:
        assert told in [str(problem) for problem in again.check().problems]
    finally:
        again.close()


def test_a_damaged_seal_is_not_shown_as_if_it_stood(path: Path, seal: Seal, office: Office) -> None:
    office.close()
    connection = apsw.Connection(str(path))
    connection.execute("UPDATE seals SET as_of = '2026-10-02'")
    connection.close()
    again = open_office(path, who="Ada", read_only=True)
    try:
        with pytest.raises(MachineFault) as fault:
            again.seals.all()
        assert "Seal 1 is not as it was sealed" in str(fault.value)
    finally:
        again.close()
