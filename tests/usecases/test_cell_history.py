"""What was said of one field: who, when, why, and in which cell of which file."""

from __future__ import annotations

from pathlib import Path

from ilrs_desk.intake.plan import Decisions, Overwrite
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.cell_history import CellHistory, cell_history
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.merge_records import merge_records
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.undo import undo


def bring_in(office: Office, path: Path, role: str, decisions: Decisions | None = None) -> None:
    path.write_text(f"Full name;E-mail;Role\nAna García;ana@x.org;{role}\n", encoding="utf-8")
    commit_import(office, preview_import(office, [path], decisions).plan)


def history(office: Office, field: str = "role") -> CellHistory:
    found = cell_history(office, "personnel", office.ids("personnel")[0], field)
    assert found is not None
    return found


def test_each_value_is_told_with_its_cell(office: Office, tmp_path: Path) -> None:
    bring_in(office, tmp_path / "first.csv", "Dean")
    save_record(office, "personnel", office.ids("personnel")[0], {"role": "Chair"})
    now, before = history(office).written
    assert (now.value, now.in_force, now.place) == ("Chair", True, None)
    assert (before.value, before.in_force) == ("Dean", False)
    assert before.place is not None
    assert (before.place.file, before.place.row, before.place.column) == ("first.csv", 2, "C")
    assert before.place.kept


def test_a_part_of_a_name_came_from_the_cell_of_the_whole(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "first.csv"
    path.write_text("Full name;E-mail\nGARCÍA, Ana;ana@x.org\nDIOP, Awa;awa@x.org\n", encoding="utf-8")
    commit_import(office, preview_import(office, [path]).plan)
    (said,) = history(office, "family_name").written
    assert said.place is not None
    assert said.place.column == "A"


def test_what_did_not_come_into_force_stands_as_a_claim_with_its_cell(office: Office, tmp_path: Path) -> None:
    bring_in(office, tmp_path / "first.csv", "Dean")
    bring_in(office, tmp_path / "second.csv", "Chair", Decisions(overwrite=Overwrite.GAPS))
    found = history(office)
    assert [said.value for said in found.written] == ["Dean"]
    (claim,) = found.claims
    assert (claim.value, claim.at) == ("Chair", None)
    assert claim.place is not None
    assert (claim.place.file, claim.place.column, claim.place.row) == ("second.csv", "C", 2)


def test_what_was_taken_back_is_marked_so(office: Office, tmp_path: Path) -> None:
    bring_in(office, tmp_path / "first.csv", "Dean")
    save_record(office, "personnel", office.ids("personnel")[0], {"role": "Chair"})
    undo(office)
    written = history(office).written
    assert [(said.value, said.undone, said.in_force) for said in written] == [
        ("Dean", False, True),
        ("Chair", True, False),
        ("Dean", False, False),
    ]


def test_what_was_said_of_a_merged_part_is_told_with_it(office: Office) -> None:
    save_record(office, "personnel", None, {"full_name": "Ana García"})
    save_record(office, "personnel", None, {"full_name": "Ana Garcia", "role": "Dean"})
    one, other = office.ids("personnel")
    merge_records(office, "personnel", one, [other])
    written = history(office).written
    assert [(said.value, said.part) for said in written] == [("Dean", None), ("Dean", other)]


def test_a_record_that_is_not_there_has_none(office: Office) -> None:
    assert cell_history(office, "personnel", 7, "role") is None
