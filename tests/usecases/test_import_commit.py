"""From file to records through the use cases: once, whole, refused when something moved, taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ilrs_desk.domain.problems import InputProblem, MachineFault
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.preview_import import preview_import, recount
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.undo import undo

Sample = Callable[[str], Path]


def test_a_plan_committed_twice_is_written_once(office: Office, sample: Sample) -> None:
    plan = preview_import(office, [sample("partners_2024.xlsx")]).plan
    first, second = commit_import(office, plan), commit_import(office, plan)
    assert first.changeset is not None
    assert second.changeset is not None
    assert first.changeset.id == second.changeset.id
    assert office.counts()["partners"] == 11


def test_a_plan_is_refused_when_the_office_moved(office: Office, sample: Sample) -> None:
    plan = preview_import(office, [sample("partners_2024.xlsx")]).plan
    save_record(office, "partners", None, {"name": "Peru", "kind": "country", "country": "PE"})
    with pytest.raises(InputProblem, match="has changed since") as refused:
        commit_import(office, plan)
    assert refused.value.code == "plan.stale"
    assert office.counts()["partners"] == 1


def test_a_plan_is_refused_when_the_file_moved(office: Office, sample: Sample, tmp_path: Path) -> None:
    copy = tmp_path / "return.xlsx"
    shutil.copy(sample("partners_2024.xlsx"), copy)
    plan = preview_import(office, [copy]).plan
    shutil.copy(sample("tr_personel.xlsx"), copy)
    with pytest.raises(InputProblem, match=r"return\.xlsx"):
        commit_import(office, plan)
    assert office.counts()["partners"] == 0


def test_a_row_left_unticked_is_not_written_and_leaves_the_effect(office: Office, sample: Sample) -> None:
    preview = preview_import(office, [sample("partners_2024.xlsx")])
    assert preview.plan.effect["countries"] == 10
    fewer = recount(office, preview, preview.plan.with_taken({(0, 0, 2): False}))
    assert fewer.plan.effect["countries"] == 9
    done = commit_import(office, fewer.plan)
    assert (done.added, done.left_out) == (10, 1)
    assert office.counts()["partners"] == 10


def test_the_register_counts_what_came_of_the_rows(office: Office, sample: Sample) -> None:
    preview = preview_import(office, [sample("ng_flawed.xlsx")])
    taken = preview.plan.with_taken({(0, 0, 2): False, (0, 0, 5): True, (0, 0, 6): True})
    done = commit_import(office, taken)
    counts = office.register.imports()[0].counts
    assert counts == {"add": 3, "left_out": 1, "conflict": 1, "reject": 1}
    assert (done.added, done.left_out) == (3, 3)
    assert office.counts()["personnel"] == 3


def test_cancelling_the_commit_leaves_nothing(office: Office, sample: Sample) -> None:
    before = list(office.dump())
    plan = preview_import(office, [sample("tr_personel.xlsx")]).plan
    with pytest.raises(InputProblem):
        commit_import(office, plan, cancelled=lambda: True)
    assert list(office.dump()) == before
    assert office.register.imports() == []


def test_the_effect_told_is_the_effect_had(office: Office, sample: Sample) -> None:
    for name in ("partners_2024.xlsx", "apsco_return.xlsx", "cn_jigou.xls", "tr_personel.xlsx"):
        preview = preview_import(office, [sample(name)])
        commit_import(office, preview.plan)
        again = preview_import(office, [sample(name)])
        told = {figure.target.key: figure.value for figure in preview.after.figures}
        had = {figure.target.key: figure.value for figure in again.before.figures}
        assert told == had


def test_people_are_linked_to_the_institutions_of_the_same_file(office: Office, sample: Sample) -> None:
    commit_import(office, preview_import(office, [sample("apsco_return.xlsx")]).plan)
    people = office.find("personnel")
    assert len(people) == 9
    assert all(person.link("institution") for person in people)


def test_an_import_is_taken_back_after_restart(office: Office, sample: Sample) -> None:
    before = list(office.dump())
    done = commit_import(office, preview_import(office, [sample("tr_personel.xlsx")]).plan)
    path = office.path
    office.close()
    opened = open_office(path)
    try:
        assert done.changeset is not None
        result = undo(opened, done.changeset.id)
        assert "tr_personel.xlsx" in str(result.undone.title)
        assert list(opened.dump()) == before
    finally:
        opened.close()


def test_a_copy_is_kept_before_an_import(office_path: Path, sample: Sample, tmp_path: Path) -> None:
    create_office(office_path)
    office = open_office(office_path, backups=tmp_path / "kept")
    try:
        commit_import(office, preview_import(office, [sample("tr_personel.xlsx")]).plan)
        commit_import(office, preview_import(office, [sample("tr_personel.xlsx")]).plan)
    finally:
        office.close()
    kept = list((tmp_path / "kept").iterdir())
    assert len(kept) == 1
    opened = open_office(kept[0], read_only=True)
    try:
        assert opened.counts()["personnel"] == 0
    finally:
        opened.close()


def test_the_files_themselves_are_kept(office: Office, sample: Sample) -> None:
    path = sample("tr_personel.xlsx")
    commit_import(office, preview_import(office, [path]).plan)
    (noted,) = office.register.imports()
    assert noted.kept
    assert office.register.kept_file(noted.id) == path.read_bytes()


def test_an_import_that_does_not_write_what_was_shown_is_taken_back(office: Office, sample: Sample) -> None:
    """A record that the database swallows stands for whatever may come between the plan and the file."""
    before = list(office.dump())
    plan = preview_import(office, [sample("partners_2024.xlsx")]).plan
    with office._reading() as db:
        db.execute_sql(
            "CREATE TEMP TRIGGER swallow AFTER INSERT ON main.partners WHEN NEW.country = 'ZA' "
            "BEGIN DELETE FROM partners WHERE id = NEW.id; END"
        )
    with pytest.raises(MachineFault, match="11 were to be written and 10 were") as refused:
        commit_import(office, plan)
    assert refused.value.code == "import.unlike_plan"
    assert list(office.dump()) == before
    assert office.register.imports() == []


def test_a_value_that_does_not_stand_as_written_takes_the_import_back(
    office: Office, sample: Sample, tmp_path: Path
) -> None:
    commit_import(office, preview_import(office, [sample("tr_personel.xlsx")]).plan)
    before = list(office.dump())
    later = preview_import(office, [sample("tr_personel_2.xlsx")]).plan
    changed = {key for _, table in later.tables() for row in table.rows for key in row.changes}
    with office._reading() as db:
        db.execute_sql(
            f"CREATE TEMP TRIGGER twist AFTER UPDATE OF {', '.join(sorted(changed))} ON main.personnel BEGIN "
            f"UPDATE personnel SET {', '.join(f'{key} = OLD.{key}' for key in sorted(changed))} WHERE id = NEW.id; END"
        )
    with pytest.raises(MachineFault) as refused:
        commit_import(office, later)
    assert refused.value.code == "import.unlike_plan"
    assert list(office.dump()) == before


def test_why_a_total_moves_no_further_is_told(office: Office, sample: Sample) -> None:
    preview = preview_import(office, [sample("partners_2024.xlsx")])
    assert preview.plan.effect["countries"] == 10
    (why,) = preview.why["countries"]
    assert str(why).startswith("1 not counted: applied")
    commit_import(office, preview.plan)
    again = preview_import(office, [sample("partners_2024.xlsx")])
    assert again.plan.effect["countries"] == 0
    assert str(again.why["countries"][0]) == "10 already counted"
    assert again.why["personnel"] == ()
