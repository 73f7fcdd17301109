"""The register of imports: what is kept and remembered, who said what, and what a returned file's rows were."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import pytest

from ilrs_desk.domain.changes import Act, ChangeSet, Draft, Place, Write
from ilrs_desk.domain.memory import Choices, Told
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.imports import ImportedRow, ImportedTable, ImportEntry
from ilrs_desk.usecases.merge_records import merge_records

from .conftest import Desk

_TABLE = ImportedTable(
    "S", "personnel", "fp-1", ("Name", "Started"), {"name": "full_name", "started": "start_date"},
    {"full_name": "A", "start_date": "B"}, {"started": "dmy"}, {"empty": "clear"},
)  # fmt: skip


def _import(
    desk: Desk,
    agency: str | None,
    values: Mapping[str, Value],
    record_id: int | None = None,
    *,
    told: Mapping[str, Value] | None = None,
    dated: str | None = None,
    answers: Mapping[str, Mapping[str, str | None]] | None = None,
) -> ChangeSet | None:
    """One file of ``agency`` with one person in row 2."""
    contents = f"{agency} {sorted(values.items())} {dated}".encode()
    file = f"{agency}.xlsx"
    row = ImportedRow("personnel", "S", 2, "add", record_id, True, told or {})
    entry = ImportEntry(
        file, hashlib.sha256(contents).hexdigest(), len(contents), agency, {}, (_TABLE,), (row,), dated, contents,
        answers or {},
    )  # fmt: skip
    writes = (Write("personnel", values, record_id, place=Place(file, "S", 2)),) if values else ()
    return desk.office.write(Draft(Act.IMPORT, Message("import"), writes), imported=entry)


def test_the_file_itself_is_kept_once_and_comes_back_byte_for_byte(desk: Desk) -> None:
    _import(desk, "CNSA", {"family_name": "Li"})
    _import(desk, "CNSA", {"family_name": "Li"})
    newest, first = desk.office.register.imports()
    contents = desk.office.register.kept_file(first.id)
    assert contents is not None
    assert hashlib.sha256(contents).hexdigest() == first.sha256
    assert (first.kept, newest.sha256, desk.office.register.kept_file(newest.id)) == (
        True,
        first.sha256,
        contents,
    )
    assert desk.office.register.count() == 2
    desk.office.write(Draft(Act.IMPORT, Message("none"), ()), imported=ImportEntry("b.xlsx", "cd" * 32, 1))
    other = desk.office.register.imports()[0]
    assert (other.kept, desk.office.register.kept_file(other.id)) == (False, None)


def test_bytes_that_are_not_those_of_the_file_are_refused(desk: Desk) -> None:
    entry = ImportEntry("a.xlsx", "ab" * 32, 1, contents=b"x")
    with pytest.raises(ValueError, match=r"a\.xlsx"):
        desk.office.write(Draft(Act.IMPORT, Message("import"), ()), imported=entry)
    assert desk.office.register.imports() == []


def test_letters_days_and_what_was_told_are_noted(desk: Desk) -> None:
    person = desk.add("personnel", family_name="Li")
    _import(desk, "CNSA", {}, person, told={"role": "Guide"}, dated="2026-03-01")
    (noted,) = desk.office.register.imports()
    assert noted.dated == "2026-03-01"
    assert desk.office.register.tables(noted.id)[0].columns == {"full_name": "A", "start_date": "B"}
    assert desk.office.register.rows(noted.id)[0].told == {"role": "Guide"}


def test_what_was_chosen_and_answered_is_remembered_and_can_be_forgotten(desk: Desk) -> None:
    _import(desk, "CNSA", {"family_name": "Li"}, answers={"country": {"Kongo": "CG", "?": None}})
    _import(desk, None, {"family_name": "Na"}, answers={"status": {"aktiv": "active"}})
    _import(desk, "cnsa", {"family_name": "Wu"}, answers={"country": {"Kongo": "CD"}})
    register = desk.office.register
    choices = Choices("personnel", {"started": "dmy"}, {"empty": "clear"})
    assert register.choices() == {("CNSA", "fp-1"): choices, ("", "fp-1"): choices}
    assert register.answers() == {
        "CNSA": {"country": {"Kongo": "CD", "?": None}},
        "": {"status": {"aktiv": "active"}},
    }
    cnsa, nobody = register.agencies()
    assert (cnsa.name, cnsa.imports, cnsa.last_at is not None, nobody.id, nobody.name) == (
        "CNSA",
        2,
        True,
        0,
        "",
    )
    assert cnsa.answers == (("country", "?", None), ("country", "Kongo", "CD"))
    assert (cnsa.mappings[0].headers, cnsa.mappings[0].kind) == (("Name", "Started"), "personnel")
    register.forget_mapping(cnsa.id, "fp-1")
    register.forget_answer(cnsa.id, "country", "Kongo")
    register.forget_answer(0, "status", "aktiv")
    assert set(register.mappings()) == {("", "fp-1")}
    assert register.answers() == {"CNSA": {"country": {"?": None}}}


def test_who_said_a_value_is_who_said_it_last_of_those_that_stand(desk: Desk) -> None:
    _import(desk, "CNSA", {"family_name": "Li", "role": "Guide"}, dated="2026-01-05")
    _import(desk, "TUA", {"role": "Head", "degree": "PhD"}, 1)
    edited = desk.edit("personnel", 1, department="Optics")
    told = desk.office.register.told("personnel", [1, 9])[1]
    assert (told["family_name"].agency, told["family_name"].day) == ("CNSA", "2026-01-05")
    assert (told["role"].agency, told["role"].file, told["role"].value) == ("TUA", "TUA.xlsx", "Head")
    assert told["department"] == Told("Optics", str(edited.at.astimezone().date()), changeset=edited.id)
    desk.office.undo(edited.id - 1)
    told = desk.office.register.told("personnel", [1])[1]
    assert (told["role"].agency, told["role"].value, "degree" in told) == ("CNSA", "Guide", False)


def test_claims_of_two_agencies_are_both_kept_and_one_is_in_force(desk: Desk) -> None:
    _import(desk, "CNSA", {"family_name": "Li", "role": "Guide"})
    _import(desk, "TUA", {"degree": "PhD"}, 1, told={"role": "Head"})
    _import(desk, "ESO", {}, 1, told={"role": "Pilot"})
    claims = desk.office.register.claims("personnel", 1, "role")
    assert [(claim.value, claim.agency) for claim in claims] == [
        ("Guide", "CNSA"),
        ("Pilot", "ESO"),
        ("Head", "TUA"),
    ]
    desk.edit("personnel", 1, role="Head")
    claims = desk.office.register.claims("personnel", 1, "role")
    assert [(claim.value, claim.agency) for claim in claims] == [
        ("Head", None),
        ("Head", "TUA"),
        ("Pilot", "ESO"),
        ("Guide", "CNSA"),
    ]


def test_what_was_said_of_a_merged_record_is_said_of_the_one_that_stays(desk: Desk) -> None:
    _import(desk, "CNSA", {"family_name": "Li", "role": "Guide"})
    _import(desk, "TUA", {"family_name": "Li", "role": "Head", "degree": "PhD"})
    merge_records(desk.office, "personnel", 1, [2])
    told = desk.office.register.told("personnel", [1])[1]
    assert [(told[key].agency, told[key].value) for key in ("role", "degree")] == [
        ("CNSA", "Guide"),
        ("TUA", "PhD"),
    ]
    claims = desk.office.register.claims("personnel", 1, "role")
    assert [(claim.agency, claim.value) for claim in claims] == [("CNSA", "Guide"), ("TUA", "Head")]


def test_the_rows_of_a_file_sent_back_are_known_also_after_a_merge(desk: Desk) -> None:
    _import(desk, "CNSA", {"family_name": "Li"})
    _import(desk, "TUA", {"family_name": "Lee"})
    tua, cnsa = desk.office.register.imports()
    assert desk.office.register.sent(cnsa.sha256[:16]) == {("S", 2): 1}
    merge_records(desk.office, "personnel", 2, [1])
    assert desk.office.register.sent(cnsa.sha256[:16]) == {("S", 2): 2}
    assert list(desk.office.register.lists()[1].record_ids) == [2]
    desk.trash("personnel", 2)
    assert desk.office.register.sent(tua.sha256[:16]) == {}
    assert desk.office.register.sent("0" * 16) == {}


def test_an_import_is_taken_back_long_after_with_a_merge_between(desk: Desk) -> None:
    """The record that was merged is left and listed; taking the merge back first gives everything back."""
    person = desk.add("personnel", family_name="Li", role="Guide")
    before = desk.dump()
    imported = _import(desk, "CNSA", {"family_name": "Lee", "role": "Head"})
    assert imported is not None
    merged = merge_records(desk.office, "personnel", person, [2])
    result = desk.office.undo(imported.id)
    assert [(kept.id, kept.changeset) for kept in result.kept] == [(2, merged.id)]
    desk.office.undo(merged.id)
    desk.office.undo(imported.id)
    assert desk.dump() == before


def test_who_said_a_link_stays_when_its_target_is_renamed_or_merged(desk: Desk) -> None:
    first, other = desk.add("institutions", name="Institute A"), desk.add("institutions", name="Institute B")
    _import(desk, "CNSA", {"family_name": "Li", "institution": "Institute A"}, dated="2026-01-05")
    desk.edit("institutions", first, name="Institute of A")
    merge_records(desk.office, "institutions", other, [first])
    told = desk.office.register.told("personnel", [1])[1]["institution"]
    assert (told.agency, told.day, told.value) == ("CNSA", "2026-01-05", "Institute B")
    assert [claim.agency for claim in desk.office.register.claims("personnel", 1, "institution")] == ["CNSA"]
