"""Freezing the figures of a meeting, and what they say later."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ilrs_desk.domain.moments import NOW
from ilrs_desk.domain.movement import Move
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.freeze import freeze_meeting, note_file
from ilrs_desk.usecases.freeze_pack import freeze_with_pack
from ilrs_desk.usecases.last_meeting import since_meeting
from ilrs_desk.usecases.movement import movement, reckon
from ilrs_desk.usecases.progress import counted_ids, progress
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.settle import remove_settled, settle


@pytest.fixture
def office(office: Office) -> Iterator[Office]:
    for country, signed_on in (("Chad", "2024-05-01"), ("Peru", "2025-06-01"), ("Oman", "2026-02-01")):
        values = {"name": country, "country": country, "stage": "signed", "signed_on": signed_on}
        save_record(office, "partners", None, values)
    yield office
    assert office.check().problems == ()


def meeting(office: Office, **values: str) -> int:
    changeset = settle(office, "meetings", {"title": "Third meeting", **values})
    assert changeset is not None
    return changeset.changes[0].id


def test_what_a_meeting_was_told_is_kept_whole(office: Office, tmp_path: Path) -> None:
    pack = tmp_path / "pack.xlsx"
    pack.write_bytes(b"the pack")
    number = meeting(office, held_on="2025-12-01")
    seal = freeze_meeting(office, number, files=[pack])
    countries = seal.figures[0]
    assert (countries.target, countries.value, countries.number, countries.ids) == (
        "countries",
        2,
        50,
        (1, 2),
    )
    assert (countries.rule_code, countries.rule_version, countries.claimed) == ("C-1", 1, 11)
    assert countries.rule_id in {rule.id for rule in office.snapshot(("rules",)).of("rules")}
    assert "Each country is counted once" in countries.rule_words
    assert {
        "host": "CN",
        "founders": "RU",
        "stages": "signed; active",
    }.items() <= countries.rule_values.items()
    assert [figure.target for figure in seal.figures] == ["countries", "institutions", "personnel"]
    assert (seal.as_of, seal.generation) == (date(2025, 12, 1), office.generation)
    assert seal.files[0].sha256 == hashlib.sha256(b"the pack").hexdigest()
    assert seal.files[0].size == 8
    assert office.seals.of_meeting(number) == (seal,)


def test_sealed_figures_stay_whatever_happens_to_the_records(office: Office) -> None:
    number = meeting(office, held_on="2025-12-01")
    seal = freeze_meeting(office, number)
    save_record(office, "partners", 1, {"signed_on": "2026-01-01"})
    rule = seal.figures[0].rule_id
    settle(office, "rules", {"count_founders": "yes"}, rule)
    assert office.seals.get(seal.id) == seal
    assert progress(office).figures[0].rule.code == "C-2"


def test_freezing_again_makes_a_second_seal(office: Office) -> None:
    number = meeting(office, held_on="2025-12-01")
    first = freeze_meeting(office, number)
    save_record(office, "partners", 1, {"stage": "withdrawn"})
    second = freeze_meeting(office, number)
    assert [seal.figures[0].value for seal in office.seals.of_meeting(number)] == [1, 2]
    assert office.seals.of_meeting(number) == (second, first)


def test_another_day_can_be_asked_for(office: Office) -> None:
    seal = freeze_meeting(office, meeting(office, held_on="2025-12"), as_of=date(2024, 12, 31))
    assert (seal.as_of, seal.figures[0].value) == (date(2024, 12, 31), 1)


@pytest.mark.parametrize("held_on", [None, (date.today() + timedelta(days=400)).isoformat()])
def test_no_figure_is_of_a_day_yet_to_come(office: Office, held_on: str | None) -> None:
    seal = freeze_meeting(office, meeting(office, **({"held_on": held_on} if held_on else {})))
    assert (seal.as_of, seal.figures[0].value) == (date.today(), 3)


def test_a_target_is_reckoned_by_what_it_was_narrowed_to_then(office: Office) -> None:
    settle(office, "targets", {"label": "Africa", "kind": "partners", "number": "9", "region": "Africa"})
    target = office.snapshot(("targets",)).of("targets")[-1].id
    seal = freeze_meeting(office, meeting(office, held_on="2026-05-01"))
    assert (seal.figures[-1].target, seal.figures[-1].ids) == ("africa", (1,))
    assert seal.figures[-1].target_values["region"] == "Africa"
    settle(office, "targets", {"region": "Asia"}, target)
    assert counted_ids(office, NOW, "africa") == (3,)
    found = reckon(office, seal)[-1]
    assert (found.then, found.now, found.because) == (1, 1, ())


def test_there_is_nothing_to_freeze_without_a_meeting(office: Office) -> None:
    gone = meeting(office)
    remove_settled(office, "meetings", gone)
    for number in (99, gone):
        with pytest.raises(InputProblem) as refused:
            freeze_meeting(office, number)
        assert refused.value.code == "seal.meeting"
    assert office.seals.all() == ()


def test_a_file_that_is_not_there_seals_nothing(office: Office, tmp_path: Path) -> None:
    number = meeting(office)
    with pytest.raises(InputProblem) as refused:
        freeze_meeting(office, number, files=[tmp_path / "pack.xlsx"])
    assert refused.value.code == "seal.file"
    assert office.seals.all() == ()


def test_a_file_made_later_is_noted(office: Office, tmp_path: Path) -> None:
    seal = freeze_meeting(office, meeting(office))
    (tmp_path / "pack.pdf").write_bytes(b"pages")
    assert [file.name for file in note_file(office, seal.id, tmp_path / "pack.pdf").files] == ["pack.pdf"]


def test_a_meeting_in_a_seal_cannot_be_removed(office: Office) -> None:
    number = meeting(office)
    freeze_meeting(office, number)
    with pytest.raises(InputProblem) as refused:
        remove_settled(office, "meetings", number)
    assert refused.value.code == "record.sealed"


def test_the_change_since_a_frozen_meeting_begins_with_what_it_was_told_also_on_the_day_of_sealing(
    office: Office,
) -> None:
    number = meeting(office, held_on="2025-12-01")
    freeze_meeting(office, number)
    values = {"name": "Cuba", "country": "CU", "stage": "signed", "signed_on": "2024-01-01"}
    save_record(office, "partners", None, values)
    record = office.get("meetings", number)
    assert record is not None
    since = since_meeting(office, record)
    assert since is not None
    found = movement(office, since.moment, NOW, upto=since.upto).targets[0]
    assert (found.before, found.after) == (2, 4)
    assert [(one.move, one.label) for one in found.moved] == [
        (Move.JOINED, "Oman"),
        (Move.CORRECTED, "Cuba"),
    ]


def test_the_pack_and_the_seal_are_made_together_or_not_at_all(office: Office, tmp_path: Path) -> None:
    number = meeting(office, title='Third: "meeting"/2025', held_on="2025-12-01")
    day = date(2025, 12, 1)
    seal, made = freeze_with_pack(office, number, day, tmp_path, (".xlsx",))
    assert [path.name for path in made] == ["Third meeting 2025 2025-12-01.xlsx"]
    assert seal.files[0].sha256 == hashlib.sha256(made[0].read_bytes()).hexdigest()
    _, again = freeze_with_pack(office, number, day, tmp_path, (".xlsx",))
    assert again[0].name == "Third meeting 2025 2025-12-01 (2).xlsx"
    with pytest.raises(InputProblem):
        freeze_with_pack(office, number, date.today() + timedelta(days=3), tmp_path, (".xlsx", ".doc"))
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == sorted(
        path.name for path in (*made, *again)
    )
