"""What is noted of imports, and the reported list."""

from __future__ import annotations

import apsw

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, Place, Write
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.imports import ImportedRow, ImportedTable, ImportEntry
from ilrs_desk.store.reported import Reported

from .conftest import Desk

_TABLE = ImportedTable("S", "personnel", "fp-1", ("Name", "CNIC"), {"name": "full_name", "cnic": None})


def _import(
    desk: Desk, *writes: Write, rows: tuple[ImportedRow, ...], file: str = "a.xlsx"
) -> ChangeSet | None:
    entry = ImportEntry(file, "ab" * 32, 12, "CNSA", {"add": 1}, (_TABLE,), rows)
    return desk.office.write(Draft(Act.IMPORT, Message("import of a.xlsx"), writes), imported=entry)


def _person(name: str, row: int, record_id: int | None = None) -> Write:
    return Write("personnel", {"family_name": name}, record_id, place=Place("a.xlsx", "S", row))


def test_an_import_is_noted_with_its_rows_and_their_records(desk: Desk) -> None:
    desk.add("personnel", family_name="Old")
    rows = (
        ImportedRow("personnel", "S", 2, "add", None, True),
        ImportedRow("personnel", "S", 3, "same", 1, True),
        ImportedRow("personnel", "S", 4, "reject", None, False),
        ImportedRow("personnel", "S", 5, "add", None, True),
    )
    changeset = _import(desk, _person("A", 2), _person("B", 5), rows=rows)
    assert changeset is not None
    (noted,) = desk.office.register.imports()
    assert (noted.file, noted.agency, noted.who, dict(noted.counts)) == ("a.xlsx", "CNSA", "Ada", {"add": 1})
    assert (noted.changeset, noted.undone, changeset.import_id) == (changeset.id, False, noted.id)
    assert noted.at == changeset.at
    assert [(row.row, row.record_id) for row in desk.office.register.rows(noted.id)] == [
        (2, 2),
        (3, 1),
        (4, None),
        (5, 3),
    ]
    (listed,) = desk.office.register.lists()
    assert (listed.kind, listed.agency, listed.fingerprint, tuple(listed.record_ids)) == (
        "personnel", "CNSA", "fp-1", (2, 1, 3),
    )  # fmt: skip
    assert desk.office.register.seen() == {"ab" * 32: noted}


def test_an_import_that_changes_nothing_is_noted_all_the_same(desk: Desk) -> None:
    desk.add("personnel", family_name="A")
    rows = (ImportedRow("personnel", "S", 2, "same", 1, True),)
    assert _import(desk, _person("A", 2, 1), rows=rows) is None
    (noted,) = desk.office.register.imports()
    assert noted.changeset is None
    assert desk.office.register.lists()[0].record_ids[:] == (1,)
    assert desk.office.generation == 1


def test_an_import_taken_back_is_remembered_as_such(desk: Desk) -> None:
    rows = (ImportedRow("personnel", "S", 2, "add", None, True),)
    _import(desk, _person("A", 2), rows=rows)
    desk.office.undo()
    assert desk.office.register.imports()[0].undone
    assert (desk.office.register.lists(), desk.office.register.seen()) == ([], {})
    desk.office.redo()
    assert not desk.office.register.imports()[0].undone


def test_files_of_one_act_are_told_apart(desk: Desk) -> None:
    entries = tuple(
        ImportEntry(name, name * 8, 1, None, {}, (), (ImportedRow("personnel", "S", 2, "add", None, True),))
        for name in ("a", "b")
    )
    writes = tuple(Write("personnel", {"family_name": n}, place=Place(n, "S", 2)) for n in ("b", "a"))
    desk.office.write(Draft(Act.IMPORT, Message("two"), writes), imported=entries)
    newest, older = desk.office.register.imports()
    assert desk.office.register.rows(newest.id)[0].record_id == 1
    assert desk.office.register.rows(older.id)[0].record_id == 2


def test_columns_are_remembered_for_each_agency_and_header(desk: Desk) -> None:
    _import(desk, rows=())
    assert desk.office.register.mappings() == {("CNSA", "fp-1"): {"name": "full_name", "cnic": None}}
    other = ImportedTable("S", "personnel", "fp-1", ("Name",), {"name": "family_name"})
    nobody = ImportEntry("b.xlsx", "c", 1, None, {}, (other,), ())
    again = ImportEntry("c.xlsx", "d", 1, "cnsa", {}, (other,), ())
    desk.office.write(Draft(Act.IMPORT, Message("none"), ()), imported=(nobody, again))
    assert desk.office.register.mappings() == {
        ("", "fp-1"): {"name": "family_name"},
        ("CNSA", "fp-1"): {"name": "family_name"},
    }
    assert {found.agency for found in desk.office.register.imports()} == {"CNSA", None}


def test_reported_records_count_toward_nothing_until_taken(desk: Desk) -> None:
    item = Reported(0, "partners", {"name": "Bolivia", "country": "BO"}, "press", "low", "one report only")
    desk.office.add_reported([item])
    desk.office.add_reported([item])
    (listed,) = desk.office.reported()
    assert (listed.values, listed.source, listed.record_id) == (
        {"name": "Bolivia", "country": "BO"},
        "press",
        None,
    )
    assert desk.dump() == []
    number = desk.add("partners", **listed.values)
    desk.office.mark_reported(listed.id, number)
    assert desk.office.reported()[0].record_id == number


def test_what_the_office_rests_on_is_noted_once(desk: Desk) -> None:
    """A file sent again is the same source, one of the same name with other contents is another."""
    for contents in ("ab", "ab", "cd"):
        entry = ImportEntry("a.xlsx", contents * 32, 12, "CNSA", {}, (), ())
        desk.office.write(Draft(Act.IMPORT, Message("import of a.xlsx"), ()), imported=entry)
    press = [
        Reported(0, "partners", {"name": name}, source, "low", "one source")
        for name, source in (("A", "Press, 2024"), ("B", "Press, 2024 "), ("C", ""))
    ]
    desk.office.add_reported(press)
    assert [found.sha256[:2] for found in desk.office.register.imports()] == ["cd", "ab", "ab"]
    assert [item.source for item in desk.office.reported()] == ["Press, 2024", "Press, 2024", ""]
    assert _sources(desk) == [
        ("a.xlsx", "ab" * 32, 12),
        ("a.xlsx", "cd" * 32, 12),
        ("Press, 2024", None, None),
    ]


def _sources(desk: Desk) -> list[tuple[str, str | None, int | None]]:
    connection = apsw.Connection(str(desk.office.path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return list(connection.execute("SELECT title, sha256, size FROM sources ORDER BY id"))
    finally:
        connection.close()
