"""The check: sound offices are called sound, and damage is named by record."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import Act, Draft, Place, Write
from ilrs_desk.domain.problems import DeskError
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.imports import ImportedRow, ImportedTable, ImportEntry
from ilrs_desk.store.office import open_office

from .conftest import Desk


def test_the_dump_is_every_live_record_in_one_spelling(desk: Desk) -> None:
    desk.add("personnel", family_name="Li", institution="X")
    desk.add("institutions", name="X")
    desk.add("partners", name="Gone")
    desk.trash("partners", 1)
    desk.add("targets", key="countries")
    lines = desk.dump()
    assert [json.loads(line) for line in lines] == [
        {"kind": "institutions", "id": 1, "name": "X"},
        {"kind": "personnel", "id": 1, "family_name": "Li", "institution": "X", "institution_id": 1},
    ]
    result = desk.office.check()
    assert result.ok
    assert dict(result.records) == {"partners": 0, "institutions": 1, "personnel": 1, "agreements": 0}
    assert (
        result.records_sha256 == hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    )
    assert result.sqlite.startswith("3.")


@pytest.fixture
def sound(path: Path) -> Path:
    """An office with some of everything, closed."""
    office = open_office(path, who="Ada")
    desk = Desk(office)
    desk.write(*(Write("institutions", {"name": f"Institute {n}", "city": "Minsk"}) for n in range(40)))
    people = tuple(
        Write(
            "personnel",
            {"family_name": f"Name{n}", "institution": f"Institute {n % 40}", "email": f"p{n}@x.org"},
            place=Place("a.xlsx", "S", n + 2),
        )
        for n in range(300)
    )
    rows = tuple(
        ImportedRow("personnel", "S", n + 2, "add", None, True, {"role": "Head"}) for n in range(300)
    )
    table = ImportedTable("S", "personnel", "fp", ("Name",), {"name": "family_name"}, {"family_name": "A"})
    contents = b"what the sender sent"
    digest = hashlib.sha256(contents).hexdigest()
    entry = ImportEntry(
        "a.xlsx", digest, len(contents), "CNSA", {"add": 300}, (table,), rows, "2026-01-01", contents
    )
    office.write(Draft(Act.IMPORT, Message("import"), people), imported=entry)
    for number in range(1, 60):
        desk.edit("personnel", number, role=f"Role {number}")
    office.undo(10)
    desk.write(Write("personnel", {}, 200, apart=frozenset({100})))
    office.close()
    return path


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE personnel SET role = 'boss' WHERE id = 7",
            "Person 7 (Name6): not as the journal says: role.",
        ),
        ("UPDATE personnel SET institution_id = 3 WHERE id = 7", "Person 7 (Name6)"),
        (
            "UPDATE personnel SET institution_id = 999 WHERE id = 7",
            "personnel 7 points to a row of institutions",
        ),
        ("DELETE FROM personnel WHERE id = 7", "Person 7 (Name6): it is missing."),
        ("UPDATE personnel SET entered_on = '2001-01-01' WHERE id = 7", "day of entry"),
        ("UPDATE personnel SET changeset_id = 1 WHERE id = 7", "Person 7 (Name6)"),
        ("INSERT INTO partners(id, changeset_id, entered_on) VALUES(5, 1, '2026-01-01')", "does not know it"),
        (
            'UPDATE changes SET new = \'{"role":"x"}\' WHERE changeset_id = 9',
            "Change 9 of the journal was altered",
        ),
        ('UPDATE changes SET old = \'{"role":"x"}\' WHERE changeset_id = 9', "person 7 (Name6) at change 9"),
        ("DELETE FROM changes WHERE changeset_id = 9", "Change 9 of the journal was altered"),
        ("UPDATE changesets SET who = 'Eve' WHERE id = 9", "Change 9 of the journal was altered"),
        ("UPDATE changesets SET undone_by = 8 WHERE id = 9", "Change 9 of the journal is marked"),
        ("UPDATE changesets SET undone_by = NULL WHERE id = 10", "Change 10 of the journal is marked"),
        ("UPDATE imports SET counts = '{}'", "import 1 (a.xlsx) was altered"),
        ("UPDATE sources SET title = 'b.xlsx'", "import 1 (b.xlsx) was altered"),
        ("UPDATE import_rows SET record_id = 8 WHERE id = 7", "import 1 (a.xlsx) was altered"),
        ("UPDATE import_rows SET told = NULL WHERE id = 7", "import 1 (a.xlsx) was altered"),
        ("UPDATE import_tables SET columns = '{}'", "import 1 (a.xlsx) was altered"),
        ("UPDATE imports SET dated = NULL", "import 1 (a.xlsx) was altered"),
        ("UPDATE kept_files SET packed = x'789c030000000001'", "kept file a.xlsx is not as it came"),
        ("UPDATE kept_files SET packed = zeroblob(20)", "kept file a.xlsx is not as it came"),
        ("UPDATE distinctions SET other = '9'", "not as the journal says: other"),
        ("UPDATE personnel SET merged_into = 8 WHERE id = 7", "not as the journal says: merged_into"),
        (
            "UPDATE personnel SET sort_full_name = 'a' WHERE id = 7",
            "Person 7 (Name6): its entry in the search",
        ),
        ("DELETE FROM names WHERE record_id = 7", "Institution 7 (Institute 6): its entry in the search"),
    ],
)
def test_a_change_past_the_gate_is_named(sound: Path, statement: str, told: str) -> None:
    other = sqlite3.connect(sound)
    other.execute(statement)
    other.commit()
    other.close()
    office = open_office(sound, who="Ada", read_only=True)
    result = office.check()
    office.close()
    assert not result.ok
    assert any(told in str(problem) for problem in result.problems), [str(found) for found in result.problems]


def _reading(path: Path) -> object:
    """All that the program would show of the file."""
    office = open_office(path, who="Ada", read_only=True)
    try:
        journal = [office.changeset(head.id) for head in office.changesets(limit=1000)]
        rows = [office.register.rows(found.id) for found in office.register.imports()]
        found = office.ids("personnel"), office.snapshot(), rows, office.register.imports(), journal
        return found, [
            list(office._db.execute_sql(f"SELECT rowid, * FROM {kind}_search")) for kind in ("personnel",)
        ]
    finally:
        office.close()


def test_flipped_bits_that_do_harm_are_reported(sound: Path) -> None:
    good, right = sound.read_bytes(), _reading(sound)
    chance = random.Random(7)
    harmful = noticed = 0
    for _ in range(100):
        data = bytearray(good)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        sound.write_bytes(data)
        try:
            harm = _reading(sound) != right
        except Exception:  # noqa: BLE001  (whatever damage does to a reader)
            harm = True
        try:
            office = open_office(sound, who="Ada", read_only=True)
            told = not office.check().ok
            office.close()
        except DeskError:
            told = True
        harmful += harm
        noticed += harm and told
    assert harmful >= 15, "the flips must hit something"
    assert noticed / harmful >= 0.98, f"{noticed} of {harmful}"
