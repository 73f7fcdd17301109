"""What moved a figure between two moments: each way by an example, and that the parts always make the difference."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from ilrs_desk.domain.moments import NOW, Moment
from ilrs_desk.domain.movement import Move, Moved, TargetMovement
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.tables import Query
from ilrs_desk.store import journal
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.freeze import freeze_meeting
from ilrs_desk.usecases.merge_records import merge_records
from ilrs_desk.usecases.movement import movement, reckon
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.settle import settle
from ilrs_desk.usecases.trash_records import restore_records, trash_records
from ilrs_desk.usecases.undo import redo, undo

_FIRST = datetime(2025, 5, 1, 12, tzinfo=UTC)
_MET = Moment(date(2025, 5, 1), date(2025, 5, 1))
_LATER = Moment(date(2025, 5, 9), date(2025, 5, 9))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment at which the journal writes."""
    moment = [_FIRST]
    monkeypatch.setattr(journal, "now", lambda: moment[0])
    return moment


@pytest.fixture
def office(office_path: object, clock: list[datetime]) -> Iterator[Office]:
    create_office(office_path)
    opened = open_office(office_path)
    yield opened
    opened.close()


def add(office: Office, kind: str, /, **values: str) -> int:
    changeset = save_record(office, kind, None, values)
    assert changeset is not None
    return next(change.id for change in changeset.changes if change.kind == kind)


def edit(office: Office, kind: str, number: int, /, **values: str) -> None:
    assert save_record(office, kind, number, values) is not None


def partner(office: Office, country: str, **values: str) -> int:
    return add(office, "partners", **{"kind": "country", "name": country, "country": country, **values})


def person(office: Office, name: str, **values: str) -> int:
    return add(office, "personnel", **{"family_name": name, "nationality": "KZ", **values})


def moved(
    office: Office, target: str, since: Moment = _MET, until: Moment = _LATER
) -> tuple[TargetMovement, list[Moved]]:
    found = next(one for one in movement(office, since, until).targets if one.target.key == target)
    assert found.before + sum(one.effect for one in found.moved) == found.after
    return found, list(found.moved)


def only(office: Office, target: str) -> tuple[Move, int, str]:
    """The one record that moved."""
    (one,) = moved(office, target)[1]
    return one.move, one.effect, str(one.why)


def test_joined_by_a_day_between(office: Office, clock: list[datetime]) -> None:
    number = partner(office, "Chad", stage="applied")
    clock[0] += timedelta(days=3)
    edit(office, "partners", number, stage="signed", signed_on="2025-05-03")
    assert only(office, "countries") == (Move.JOINED, 1, "signed on 3 May 2025")


def test_joined_by_going_up_where_no_day_is_recorded(office: Office, clock: list[datetime]) -> None:
    number = partner(office, "Chad", stage="applied")
    clock[0] += timedelta(days=3)
    edit(office, "partners", number, stage="signed")
    assert only(office, "countries") == (Move.JOINED, 1, "Applied → Signed, recorded on 4 May 2025")


def test_a_planned_person_who_is_there_joined(office: Office, clock: list[datetime]) -> None:
    number = person(office, "Li", status="planned")
    clock[0] += timedelta(days=3)
    edit(office, "personnel", number, status="active")
    assert only(office, "personnel") == (Move.JOINED, 1, "Planned → Active, recorded on 4 May 2025")


def test_promoted_moves_no_figure(office: Office, clock: list[datetime]) -> None:
    number = partner(office, "Chad", stage="contact")
    host = partner(office, "China", stage="talks")
    clock[0] += timedelta(days=3)
    edit(office, "partners", number, stage="applied")
    edit(office, "partners", host, stage="signed")
    assert only(office, "countries") == (Move.PROMOTED, 0, "Contact → Applied, recorded on 4 May 2025")


def test_left_by_a_day_between_or_by_a_way_out(office: Office, clock: list[datetime]) -> None:
    ending = person(office, "Diop", start_date="2024-01-01")
    person(office, "Khan", start_date="2024-01-01", end_date="2025-05-04")
    leaving = person(office, "Nagy", start_date="2024-01-01")
    state = partner(office, "Chad", stage="signed", signed_on="2024-01-01")
    clock[0] += timedelta(days=3)
    edit(office, "personnel", ending, end_date="2025-05-03")
    edit(office, "personnel", leaving, status="left")
    edit(office, "partners", state, stage="withdrawn")
    found = {one.label: (one.move, one.effect, str(one.why)) for one in moved(office, "personnel")[1]}
    assert found == {
        "Diop": (Move.LEFT, -1, "ended on 3 May 2025, before 9 May 2025"),
        "Khan": (Move.LEFT, -1, "ended on 4 May 2025, before 9 May 2025"),
        "Nagy": (Move.LEFT, -1, "Status: Left, entered on 4 May 2025"),
    }
    assert only(office, "countries") == (Move.LEFT, -1, "Signed → Withdrawn, recorded on 4 May 2025")


def test_who_came_and_went_between_is_told_of_both(office: Office, clock: list[datetime]) -> None:
    person(office, "Diop", start_date="2025-05-03", end_date="2025-05-05")
    person(office, "Wang", nationality="CN", start_date="2025-05-03", end_date="2025-05-05")
    person(office, "Khan", start_date="2025-05-05", end_date="2025-05-03")
    partner(office, "Chad", stage="withdrawn", signed_on="2025-05-03", ended_on="2025-05-05")
    assert [(one.label, one.move, one.effect, str(one.why)) for one in moved(office, "personnel")[1]] == [
        ("Diop", Move.JOINED, 1, "started on 3 May 2025"),
        ("Diop", Move.LEFT, -1, "ended on 5 May 2025, before 9 May 2025"),
    ]
    states = [(one.move, one.effect, str(one.why)) for one in moved(office, "countries")[1]]
    assert states == [
        (Move.JOINED, 1, "signed on 3 May 2025"),
        (Move.LEFT, -1, "left on 5 May 2025, before 9 May 2025"),
    ]
    known, _ = moved(office, "personnel", Moment(_MET.day), Moment(_LATER.day))
    assert [one.effect for one in known.moved] == [1, -1]


def test_a_partner_leaves_on_its_day_whenever_that_was_recorded(
    office: Office, clock: list[datetime]
) -> None:
    told = partner(office, "Chad", stage="signed", signed_on="2024-01-01")
    long_ago = partner(office, "Kenya", stage="signed", signed_on="2024-01-01")
    partner(office, "Peru", stage="withdrawn", signed_on="2024-01-01", ended_on="2025-05-06")
    clock[0] += timedelta(days=3)
    edit(office, "partners", told, stage="withdrawn", ended_on="2025-05-03")
    edit(office, "partners", long_ago, stage="withdrawn", ended_on="2025-02-01")
    found = {one.label: (one.move, one.effect) for one in moved(office, "countries")[1]}
    assert found == {"Chad": (Move.LEFT, -1), "Kenya": (Move.CORRECTED, -1), "Peru": (Move.LEFT, -1)}
    by_day = movement(office, Moment(date(2025, 5, 3)), Moment(date(2025, 5, 9)))
    (countries,) = (one for one in by_day.targets if one.target.key == "countries")
    assert [(one.label, one.move, str(one.why)) for one in countries.moved] == [
        ("Chad", Move.LEFT, "left on 3 May 2025, before 9 May 2025"),
        ("Peru", Move.LEFT, "left on 6 May 2025, before 9 May 2025"),
    ]


def test_corrected_is_what_was_learned_of_earlier_days(office: Office, clock: list[datetime]) -> None:
    home = person(office, "Li", nationality="CN", start_date="2024-01-01")
    over = person(office, "Diop", start_date="2024-01-01")
    binned = person(office, "Khan", start_date="2024-01-01")
    clock[0] += timedelta(days=2)
    edit(office, "personnel", home, nationality="KZ")
    edit(office, "personnel", over, end_date="2025-01-31")
    trash_records(office, "personnel", [binned])
    person(office, "Nagy", start_date="2024-02")
    found = {one.label: (one.move, one.effect, str(one.why)) for one in moved(office, "personnel")[1]}
    assert found == {
        "Li": (Move.CORRECTED, 1, "Nationality corrected from CN to KZ on 3 May 2025"),
        "Diop": (Move.CORRECTED, -1, "Ended: 31 Jan 2025, entered on 3 May 2025"),
        "Khan": (Move.CORRECTED, -1, "was put into the trash, on 3 May 2025"),
        "Nagy": (Move.CORRECTED, 1, "entered on 3 May 2025; started on Feb 2024"),
    }


def test_a_person_moves_by_what_is_learned_of_the_institution(office: Office, clock: list[datetime]) -> None:
    there = add(office, "institutions", name="Institute", country="CN")
    person(office, "Li", nationality="", institution="Institute", start_date="2024-01-01")
    clock[0] += timedelta(days=2)
    edit(office, "institutions", there, country="KZ")
    words = "Institute: Country corrected from CN to KZ on 3 May 2025"
    assert only(office, "personnel") == (Move.CORRECTED, 1, words)


def test_a_merge_is_no_departure(office: Office, clock: list[datetime]) -> None:
    kept = person(office, "Sato Mai", start_date="2024-01-01")
    double = person(office, "Satou Mai", start_date="2024-01-01")
    clock[0] += timedelta(days=2)
    merge_records(office, "personnel", kept, [double])
    assert only(office, "personnel") == (
        Move.MERGED,
        -1,
        f"became a part of Sato Mai, record {kept}, on 3 May 2025",
    )
    clock[0] += timedelta(days=1)
    undo(office)
    assert moved(office, "personnel")[1] == []
    parted = moved(office, "personnel", Moment(date(2025, 5, 3), date(2025, 5, 3)))[1]
    assert [(one.move, one.effect, one.id) for one in parted] == [(Move.MERGED, 1, double)]


def test_whom_a_merge_puts_in_the_place_of_another_is_no_newcomer(
    office: Office, clock: list[datetime]
) -> None:
    counted = person(office, "Sato Mai", start_date="2024-01-01")
    kept = person(office, "Satou Mai", nationality="", status="planned")
    clock[0] += timedelta(days=2)
    merge_records(office, "personnel", kept, [counted], values={"status": "active"})
    found = {one.id: (one.move, one.effect) for one in moved(office, "personnel")[1]}
    assert found == {counted: (Move.MERGED, -1), kept: (Move.MERGED, 1)}


def test_a_merge_of_what_did_not_count_moves_nothing(office: Office, clock: list[datetime]) -> None:
    kept, double = person(office, "Li", nationality="CN"), person(office, "Lee", nationality="CN")
    clock[0] += timedelta(days=2)
    merge_records(office, "personnel", kept, [double])
    assert only(office, "personnel")[:2] == (Move.MERGED, 0)


def test_recounted_by_another_rule_although_nothing_changed(office: Office, clock: list[datetime]) -> None:
    partner(office, "Chad", stage="applied", signed_on="")
    partner(office, "Peru", stage="signed", signed_on="2025-05-02")
    clock[0] += timedelta(days=2)
    rule = next(one for one in office.snapshot(("rules",)).of("rules") if one.text("target") == "countries")
    settle(office, "rules", {"count_applicants": "yes"}, rule.id)
    target, found = moved(office, "countries")
    assert (target.rule_before.version, target.rule_after.version) == (1, 2)
    assert [(one.label, one.move, one.effect) for one in found] == [
        ("Peru", Move.JOINED, 1),
        ("Chad", Move.RECOUNTED, 1),
    ]
    assert "applied, nothing signed" in str(found[1].why)


def test_with_the_same_knowledge_only_days_move_figures(office: Office) -> None:
    person(office, "Li", start_date="2025-05-02")
    person(office, "Diop", start_date="2024-01-01", end_date="2025-05-01")
    moves = {
        one.label: (one.move, one.effect)
        for one in moved(office, "personnel", Moment(date(2025, 5, 1)), Moment(date(2025, 5, 2)))[1]
    }
    assert moves == {"Li": (Move.JOINED, 1), "Diop": (Move.LEFT, -1)}


def test_who_comes_into_a_grouping_joins_its_target(office: Office) -> None:
    partner(office, "Egypt", stage="signed", signed_on="2020-05-01")
    settle(
        office,
        "targets",
        {"label": "BRICS countries", "kind": "partners", "number": "9", "grouping": "BRICS"},
    )
    since, until = Moment(date(2023, 6, 1)), Moment(date(2024, 3, 1))
    key = next(
        one.target.key for one in movement(office, since, until).targets if "BRICS" in one.target.label
    )
    (one,) = moved(office, key, since, until)[1]
    assert (one.label, one.move, one.effect) == ("Egypt", Move.JOINED, 1)
    assert str(one.why).startswith("on 1 Jun 2023 still: ")


def test_what_was_taken_back_is_corrected(office: Office, clock: list[datetime]) -> None:
    person(office, "Li", start_date="2024-01-01")
    clock[0] += timedelta(days=2)
    undo(office)
    found = only(office, "personnel")
    assert found == (Move.CORRECTED, -1, "was taken back: it is no longer in the office, on 3 May 2025")


def test_a_target_that_is_new_shows_what_moved_all_the_same(office: Office, clock: list[datetime]) -> None:
    partner(office, "Chad", stage="signed", signed_on="2024-01-01")
    clock[0] += timedelta(days=2)
    settle(
        office,
        "targets",
        {"label": "African countries", "kind": "partners", "number": "20", "region": "Africa"},
    )
    partner(office, "Mali", stage="signed", signed_on="2025-05-02")
    key = next(
        one.target.key for one in movement(office, _MET, _LATER).targets if "African" in one.target.label
    )
    target, found = moved(office, key)
    assert (target.before, target.after) == (1, 2)
    assert [(one.label, one.move) for one in found] == [("Mali", Move.JOINED)]


def test_a_moment_before_the_office(office: Office, clock: list[datetime]) -> None:
    person(office, "Li", start_date="2024-01-01")
    early = Moment(date(2020, 1, 1), date(2020, 1, 1))
    target, found = moved(office, "personnel", early)
    assert (target.before, target.after, [one.move for one in found]) == (0, 1, [Move.JOINED])


def test_days_are_filled_in_and_stand_in_order(office: Office) -> None:
    found = movement(office, Moment(date(2025, 5, 1)), NOW)
    assert (found.until.as_of, found.until.known_on) == (date.today(), None)
    with pytest.raises(InputProblem) as told:
        movement(office, Moment(date(2999, 1, 1)))
    assert told.value.code == "movement.backwards"


def test_a_sealed_figure_beside_what_is_known_today(office: Office, clock: list[datetime]) -> None:
    kept = person(office, "Sato Mai", start_date="2024-01-01")
    double = person(office, "Satou Mai", start_date="2024-01-01")
    person(office, "Khan", start_date="2024-01-01")
    changeset = settle(office, "meetings", {"title": "Third", "held_on": "2025-05-01"})
    assert changeset is not None
    seal = freeze_meeting(office, changeset.changes[0].id)
    assert all(one.then == one.now and not one.because for one in reckon(office, seal))
    # Still on the day of the meeting, after it.
    merge_records(office, "personnel", kept, [double])
    clock[0] += timedelta(days=9)
    person(office, "Diop", start_date="2024-06-01")
    person(office, "Newcomer", start_date="2025-05-03")
    found = next(one for one in reckon(office, seal) if one.figure.target == "personnel")
    assert (found.then, found.now) == (3, 3)
    assert {(one.label, one.move, one.effect) for one in found.because} == {
        ("Satou Mai", Move.MERGED, -1),
        ("Diop", Move.CORRECTED, 1),
    }
    rule = next(one for one in office.snapshot(("rules",)).of("rules") if one.text("target") == "personnel")
    settle(office, "rules", {"count_home": "yes"}, rule.id)
    person(office, "Li", nationality="CN", start_date="2024-01-01")
    by_the_sealed_rule = next(one for one in reckon(office, seal) if one.figure.target == "personnel")
    assert (by_the_sealed_rule.then, by_the_sealed_rule.now) == (3, 3)


class Life:
    """A history of anything, by a clock that may be set back."""

    def __init__(self, office: Office, clock: list[datetime], seed: int) -> None:
        self.office, self.clock, self.chance = office, clock, random.Random(seed)

    def go(self, steps: int) -> None:
        doings = (
            self.add,
            self.add,
            self.edit,
            self.edit,
            self.bin,
            self.unbin,
            self.merge,
            self.back,
            self.rule,
        )
        for _ in range(steps):
            self.clock[0] += timedelta(hours=self.chance.choice((-30, 0, 7, 20, 50)))
            self.chance.choice(doings)()

    def some(self, kind: str, number: int = 1, *, trashed: bool = False) -> list[int]:
        ids = list(self.office.ids(kind, Query(trashed=trashed)))
        return self.chance.sample(ids, number) if len(ids) >= number else []

    def day(self) -> str:
        day = (_FIRST + timedelta(days=self.chance.randint(-200, 60))).date().isoformat()
        return self.chance.choice((day, day, day[:7], ""))

    def values(self, kind: str) -> dict[str, str]:
        name, country = self.chance.choice("ABCDEF"), self.chance.choice(("KZ", "CN", "TD", ""))
        if kind == "personnel":
            told = {
                "family_name": name,
                "nationality": country,
                "start_date": self.day(),
                "end_date": self.day(),
            }
            return {
                **told,
                "institution": self.chance.choice("ABC"),
                "status": self.chance.choice(("active", "left", "")),
            }
        stage = self.chance.choice(("applied", "signed", "active", "withdrawn"))
        return {"name": name, "country": country or "KZ", "stage": stage, "signed_on": self.day()}

    def kind(self) -> str:
        return self.chance.choice(("partners", "institutions", "personnel"))

    def add(self) -> None:
        kind = self.kind()
        save_record(self.office, kind, None, self.values(kind))

    def edit(self) -> None:
        kind = self.kind()
        for number in self.some(kind):
            save_record(self.office, kind, number, self.values(kind))

    def bin(self) -> None:
        kind = self.kind()
        trash_records(self.office, kind, self.some(kind))

    def unbin(self) -> None:
        kind = self.kind()
        restore_records(self.office, kind, self.some(kind, trashed=True))

    def merge(self) -> None:
        kind = self.kind()
        if pair := self.some(kind, 2):
            merge_records(self.office, kind, pair[0], pair[1:])

    def back(self) -> None:
        try:
            self.chance.choice((lambda: undo(self.office), lambda: redo(self.office)))()
        except InputProblem:
            return

    def rule(self) -> None:
        rule = self.chance.choice(self.office.snapshot(("rules",)).of("rules"))
        setting = self.chance.choice(("count_home", "count_host", "count_applicants"))
        settle(self.office, "rules", {setting: self.chance.choice(("yes", ""))}, rule.id)


@pytest.mark.parametrize("seed", range(3))
def test_before_and_what_moved_make_after(office: Office, clock: list[datetime], seed: int) -> None:
    """Whatever was done between, and in knowledge of the same day or of different ones."""
    life = Life(office, clock, seed)
    life.go(90)
    days = [
        _FIRST.date() + timedelta(days=chosen) for chosen in sorted(life.chance.sample(range(-20, 80), 6))
    ]
    seen: set[Move] = set()
    for since, until in pairwise(days):
        for moments in (
            (Moment(since, since), Moment(until, until)),
            (Moment(since), Moment(until)),
            (Moment(until, since), Moment(until)),
        ):
            for target in movement(office, *moments).targets:
                assert target.before + sum(one.effect for one in target.moved) == target.after
                steps = defaultdict(list)
                for one in target.moved:
                    steps[one.id].append((one.move, one.effect))
                twice = [found for found in steps.values() if len(found) > 1]
                assert all(found == [(Move.JOINED, 1), (Move.LEFT, -1)] for found in twice)
                assert all(str(one.why) and "{" not in str(one.why) for one in target.moved)
                seen.update(target.by_move())
    assert {Move.CORRECTED, Move.RECOUNTED} <= seen
