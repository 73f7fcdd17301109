"""The office as known on any day, beside a replay of its journal from nothing, in plain Python over the bare file."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ilrs_desk.domain.changes import MERGED, TRASHED, Act, Draft, Write
from ilrs_desk.domain.kinds import JOURNALLED, KINDS
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.targets import default_office
from ilrs_desk.domain.wording import Message
from ilrs_desk.store import aside, journal
from ilrs_desk.store.connection import open_database
from ilrs_desk.store.imports import ImportedRow, ImportEntry
from ilrs_desk.store.location import Location
from ilrs_desk.store.office import Office, create_office, open_office

_FIRST = datetime(2018, 1, 3, 9, tzinfo=UTC)
_NAMES = ("Ünal", "Li Wei", "Иванов", "Ada", "Khan", "Đurić", "فاطمة", "กัญญา")
_COUNTRIES = ("PK", "TH", "CN", "ZA", None)

State = dict[tuple[str, int], dict[str, Any]]


class History:
    """Does anything that can be done to an office, in any order, by a clock that may be set back."""

    def __init__(self, office: Office, clock: list[datetime], seed: int) -> None:
        self.office = office
        self.clock = clock
        self.chance = random.Random(seed)
        self.written = 0

    def go(self, steps: int) -> None:
        self.write(*(Write(kind, values) for kind, values in default_office()), act=Act.SETTINGS)
        doings = (
            self.add,
            self.add,
            self.edit,
            self.edit,
            self.bin,
            self.merge,
            self.undo,
            self.redo,
            self.bring,
        )
        for _ in range(steps):
            back = self.chance.random() < 0.05
            self.clock[0] += timedelta(
                hours=-self.chance.randint(1, 3000) if back else self.chance.randint(0, 60)
            )
            self.chance.choice(doings)()

    def write(self, *writes: Write, act: Act = Act.FORM, imported: ImportEntry | None = None) -> None:
        self.written += 1
        self.office.write(Draft(act, Message("step"), writes), imported=imported or ())

    def values(self, kind: str) -> dict[str, Any]:
        name = self.chance.choice(_NAMES)
        match kind:
            case "personnel":
                link = self.chance.choice([None, *self.ids("institutions")])
                told = {"institution_id": link} if link else {"institution": self.chance.choice(_NAMES)}
                return {"family_name": name, "nationality": self.chance.choice(_COUNTRIES), **told}
            case "agreements":
                return {"title": name, "partner": self.chance.choice(_NAMES), "status": "signed"}
            case "meetings":
                return {"title": name, "held_on": "2020-05"}
            case _:
                return {"name": name, "country": self.chance.choice(_COUNTRIES), "stage": "signed"}

    def ids(self, kind: str) -> list[int]:
        return [record.id for record in self.office.snapshot([kind]).of(kind)]

    def kind(self) -> str:
        return self.chance.choice(("partners", "institutions", "personnel", "agreements", "meetings"))

    def some(self, kind: str, number: int = 1) -> list[int]:
        ids = self.ids(kind)
        return self.chance.sample(ids, number) if len(ids) >= number else []

    def add(self) -> None:
        kind = self.kind()
        self.write(*(Write(kind, self.values(kind)) for _ in range(self.chance.randint(1, 4))))

    def edit(self) -> None:
        kind = self.kind()
        for number in self.some(kind):
            self.write(Write(kind, self.values(kind), number))

    def bin(self) -> None:
        kind = self.kind()
        for number in self.some(kind):
            self.write(Write(kind, {TRASHED: "yes"}, number), act=Act.TRASH)
        for number in list(self.office.ids(kind, Query(trashed=True)))[:1] if kind in KINDS else ():
            self.write(Write(kind, {TRASHED: None}, number), act=Act.RESTORE)

    def merge(self) -> None:
        kind = self.chance.choice(("partners", "institutions", "personnel"))
        if pair := self.some(kind, 2):
            self.write(Write(kind, {TRASHED: "yes", MERGED: pair[1]}, pair[0]), act=Act.MERGE)

    def undo(self) -> None:
        heads = [head.id for head in self.office.changesets(limit=9) if head.id > 1]
        try:
            self.office.undo(self.chance.choice([None, *heads]))
        except InputProblem:
            return

    def redo(self) -> None:
        try:
            self.office.redo()
        except InputProblem:
            return

    def bring(self) -> None:
        self.written += 1
        row = ImportedRow("institutions", "Sheet1", 2, "add", None, taken=True)
        entry = ImportEntry(f"{self.written}.xlsx", f"{self.written:064x}", 9, agency="A", rows=(row,))
        self.write(Write("institutions", self.values("institutions")), act=Act.IMPORT, imported=entry)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The moment at which the journal writes: change its only item."""
    moment = [_FIRST]
    monkeypatch.setattr(journal, "now", lambda: moment[0])
    return moment


@pytest.fixture(params=(1, 2))
def lived(request: pytest.FixtureRequest, office: Office, clock: list[datetime]) -> Office:
    """An office after some hundred steps."""
    History(office, clock, request.param).go(220)
    return office


def replayed(path: Path) -> Iterator[tuple[int, datetime, State]]:
    """After each change set its number, its time by the clock, and all records with the trashed ones."""
    state: State = {}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
        heads = file.execute("SELECT id, at FROM changesets ORDER BY id").fetchall()
        for number, at in heads:
            changes = file.execute(
                "SELECT kind, record_id, new FROM changes WHERE changeset_id = ? ORDER BY id", (number,)
            )
            for kind, record_id, new in changes:
                if new is None:
                    state.pop((kind, record_id))
                    continue
                merged = {**state.get((kind, record_id), {}), **json.loads(new)}
                state[kind, record_id] = {key: value for key, value in merged.items() if value is not None}
            yield number, datetime.fromisoformat(at), {key: dict(values) for key, values in state.items()}


def held(office: Office) -> State:
    """All records of an office with the trashed ones, read through its front door."""
    found: State = {}
    for kind in JOURNALLED:
        records = [*office.find(kind), *office.find(kind, Query(trashed=True))]
        for record in records:
            pseudo = {TRASHED: "yes" if record.trashed else None, MERGED: record.merged_into}
            values = {**record.values, **{key: value for key, value in pseudo.items() if value is not None}}
            found[kind, record.id] = values
    return found


def test_two_hundred_days_equal_a_replay_from_nothing(lived: Office) -> None:
    steps = list(replayed(lived.path))
    spread = (max(at for _, at, _ in steps) - min(at for _, at, _ in steps)).days + 10
    chance = random.Random(7)
    for _ in range(200):
        day = min(at for _, at, _ in steps).date() + timedelta(days=chance.randint(0, spread))
        end = datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=1)
        number, _, state = max((step for step in steps if step[1] < end), key=lambda step: step[0])
        with closing(lived.as_known(day)) as past:
            assert held(past) == state, day
            assert (past.generation, past.known_on, past.founded) == (number, day, True)


def test_what_was_known_is_a_sound_office_in_all_its_parts(lived: Office) -> None:
    """Search, names, order, journal, imports and digests are those of then: the check would name what is not."""
    days = sorted({at.date() for _, at, _ in replayed(lived.path)})
    for day in days[:: max(1, len(days) // 15)]:
        with closing(lived.as_known(day)) as past:
            assert past.check().problems == (), day
            assert [head.id for head in past.changesets(9999)] == list(range(past.generation, 0, -1))
            assert all(
                head.undone_by is None or head.undone_by <= past.generation for head in past.changesets()
            )
            assert all((one.changeset or 0) <= past.generation for one in past.register.imports())


def test_what_was_undone_later_still_stood_then(office: Office, clock: list[datetime]) -> None:
    History(office, clock, 3).go(0)
    office.write(Draft(Act.FORM, Message("one"), (Write("partners", {"name": "A"}),)))
    for step in (office.undo, office.redo, office.undo):
        clock[0] += timedelta(days=1)
        step()
    for later, undone_by in enumerate((None, 3, None, 5)):
        with closing(office.as_known(_FIRST.date() + timedelta(days=later))) as past:
            change = past.changeset(2)
            assert change is not None
            assert (change.undone_by, past.count("partners")) == (undone_by, 0 if undone_by else 1)


def test_words_order_and_history_are_those_of_then(office: Office, clock: list[datetime]) -> None:
    office.write(
        Draft(Act.FORM, Message("one"), (Write("institutions", {"name": "Zeta", "city": "Almaty"}),))
    )
    clock[0] += timedelta(days=1)
    office.write(Draft(Act.FORM, Message("two"), (Write("institutions", {"name": "Alpha"}, 1),)))
    office.write(Draft(Act.FORM, Message("three"), (Write("institutions", {"name": "Mitte"}),)))
    with closing(office.as_known(_FIRST.date())) as past:
        assert [record.label for record in past.find("institutions", Query(search="zet"))] == ["Zeta"]
        assert (
            past.count("institutions", Query(search="alpha"))
            == past.count("institutions", Query(search="mit"))
            == 0
        )
        assert [head.id for head in past.history("institutions", 1)] == [1]
        assert past.next_redo() is None
        assert (undoable := past.next_undo()) is not None
        assert undoable.id == 1
        assert list(past.dump()) == ['{"city":"Almaty","id":1,"kind":"institutions","name":"Zeta"}']


def test_later_edits_do_not_show_and_none_can_be_made(office: Office, clock: list[datetime]) -> None:
    office.write(Draft(Act.FORM, Message("one"), (Write("partners", {"name": "A"}),)))
    with closing(office.as_known(_FIRST.date())) as past:
        office.write(Draft(Act.FORM, Message("two"), (Write("partners", {"name": "B"}, 1),)))
        office.write(Draft(Act.FORM, Message("three"), (Write("partners", {"name": "C"}),)))
        assert [record.label for record in past.find("partners", Query(search="a"))] == ["A"]
        assert past.check().ok
        assert past.generation == 1
        for forbidden in (
            lambda: past.write(Draft(Act.FORM, Message("no"), (Write("partners", {"name": "D"}),))),
            past.undo,
            lambda: past.add_reported([]),
        ):
            with pytest.raises(InputProblem) as told:
                forbidden()
            assert told.value.code == "office.past"
            assert "3 Jan 2018" in str(told.value)
        assert past.read_only


def test_before_the_office_there_is_nothing_but_what_is_aimed_at(
    office: Office, clock: list[datetime]
) -> None:
    History(office, clock, 4).go(20)
    with closing(office.as_known(date(1999, 1, 1))) as past:
        assert not past.founded
        assert past.counts() == dict.fromkeys(KINDS, 0)
        assert past.changesets() == []
        assert [record.label for record in past.snapshot().of("targets")] == [
            "Countries",
            "Institutions",
            "Personnel",
        ]


@pytest.mark.parametrize("day", [date(2018, 1, 3), date(9999, 12, 31)])
def test_a_day_to_come_holds_what_is_known_now(office: Office, clock: list[datetime], day: date) -> None:
    office.write(Draft(Act.FORM, Message("one"), (Write("partners", {"name": "A"}),)))
    with closing(office.as_known(day)) as past:
        assert held(past) == held(office)


def test_an_earlier_day_of_a_past_office_and_never_a_later_one(office: Office, clock: list[datetime]) -> None:
    for name in ("A", "B", "C"):
        office.write(Draft(Act.FORM, Message("one"), (Write("partners", {"name": name}),)))
        clock[0] += timedelta(days=1)
    with closing(office.as_known(_FIRST.date() + timedelta(days=1))) as past:
        for day, count in ((0, 1), (1, 2), (2, 2)):
            with closing(past.as_known(_FIRST.date() + timedelta(days=day))) as earlier:
                assert earlier.count("partners") == count


def test_a_moment_within_a_day(office: Office) -> None:
    for name in ("A", "B", "C"):
        office.write(Draft(Act.FORM, Message("one"), (Write("partners", {"name": name}),)))
    with closing(office.as_known(datetime.now(UTC).date(), upto=2)) as past:
        assert (past.generation, past.count("partners")) == (2, 2)
        assert [(head.id, head.changes[0].label) for head in office.changes_of("partners", [1, 3], 1, 3)] == [
            (3, "C")
        ]


def test_a_copy_of_the_past_is_an_office_that_goes_on(
    office: Office, clock: list[datetime], tmp_path: Path
) -> None:
    History(office, clock, 5).go(40)
    with closing(office.as_known(_FIRST.date() + timedelta(days=20))) as past:
        past.backup(tmp_path / "then.ilrs")
        before = held(past)
    again = open_office(tmp_path / "then.ilrs", who="Ada")
    assert held(again) == before
    again.write(Draft(Act.FORM, Message("on"), (Write("partners", {"name": "new"}),)))
    assert again.check().problems == ()
    again.close()


def test_several_days_are_open_at_once_in_several_threads(lived: Office) -> None:
    days = [at.date() for _, at, _ in replayed(lived.path)][::40]
    expected = {}
    for day in days:
        with closing(lived.as_known(day)) as past:
            expected[day] = held(past)
    found: dict[date, State] = {}

    def look(day: date) -> None:
        with closing(lived.as_known(day)) as past:
            workers = [
                threading.Thread(target=past.find, args=("personnel", Query(search="k"))) for _ in range(3)
            ]
            for worker in workers:
                worker.start()
            found[day] = held(past)
            for worker in workers:
                worker.join()

    threads = [threading.Thread(target=look, args=(day,)) for day in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == expected


def test_it_closes_when_nobody_reads_any_more(lived: Office) -> None:
    day = _FIRST.date() + timedelta(days=100)
    told: list[str] = []

    def read(past: Office) -> None:
        try:
            for word in ("k", "a", "w"):
                past.find("personnel", Query(search=word))
        except InputProblem as problem:
            told.append(problem.code)

    for _ in range(20):
        past = lived.as_known(day)
        readers = [threading.Thread(target=read, args=(past,)) for _ in range(3)]
        for reader in readers:
            reader.start()
        past.close()
        for reader in readers:
            reader.join()
        with pytest.raises(InputProblem, match="closed"):
            past.counts()
    assert set(told) <= {"office.closed"}


def test_nothing_stays_on_the_disk(
    office: Office, clock: list[datetime], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    History(office, clock, 6).go(5)
    with closing(office.as_known(_FIRST.date())) as past:
        (folder,) = (tmp_path / "temp").iterdir()
        past.check()
        assert folder.stat().st_mode & 0o077 == 0
        aside.sweep()
        assert past.count("partners") == past.counts()["partners"]
    assert list((tmp_path / "temp").iterdir()) == []


def test_what_a_crash_left_is_taken_away_at_the_next_start(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    left = tmp_path / "temp" / "ilrs-desk-aside-left"
    young = tmp_path / "temp" / "ilrs-desk-aside-young"
    other = tmp_path / "temp" / "somebody-else"
    for folder in (left, young, other):
        folder.mkdir(parents=True)
        (folder / "past.ilrs").write_bytes(b"x")
    for folder in (left, other):
        os.utime(folder, (time.time() - 3600,) * 2)
    open_office(path, who="Ada").close()
    assert sorted((tmp_path / "temp").iterdir()) == [young, other]


def test_an_office_on_a_share_has_its_past_too(path: Path, clock: list[datetime]) -> None:
    """There one connection holds the file alone, so that its past is drawn from a copy."""

    def on_share(path: Path, *, read_only: bool = False) -> Any:
        db = open_database(path, read_only=read_only)
        return type(db)(path, read_only=read_only, location=Location.SHARE, immutable=False, vfs=None)

    office = open_office(path, who="Ada", connect=on_share)
    History(office, clock, 8).go(30)
    with closing(office.as_known(_FIRST.date() + timedelta(days=9))) as past:
        assert past.check().problems == ()
        assert 0 < past.generation < office.generation
    office.close()


def test_the_past_of_an_office_that_cannot_be_written(path: Path, clock: list[datetime]) -> None:
    office = open_office(path, who="Ada")
    History(office, clock, 9).go(30)
    office.close()
    reader = open_office(path, who="Eve", read_only=True)
    with closing(reader.as_known(_FIRST.date() + timedelta(days=9))) as past:
        assert past.check().problems == ()
    reader.close()


def test_an_office_without_a_change_has_no_past(tmp_path: Path) -> None:
    create_office(tmp_path / "new.ilrs", who="Ada")
    with (
        closing(open_office(tmp_path / "new.ilrs", who="Ada")) as office,
        closing(office.as_known(date(2020, 1, 1))) as past,
    ):
        assert held(past) == {}
