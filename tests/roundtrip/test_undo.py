"""Imports, edits and merges can be taken back at any later time, in any order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.merge_records import merge_records
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.save_record import save_record
from ilrs_desk.usecases.undo import preview_undo, undo

from .offices import filled
from .profile import PATIENCE, through_files
from .sittings import Sent, sittings

pytestmark = PATIENCE

EDITS = {
    "personnel": [("role", "Director"), ("role", ""), ("institution", "DL"), ("family_name", "Phiri")],
    "institutions": [("name", "Delta Space Lab"), ("acronym", "DSL"), ("country", "BW"), ("stage", "active")],
    "agreements": [("title", "Treaty"), ("institution", "Delta Lab")],
}


def edit(office: Office, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(EDITS)))
    for record in [data.draw(st.sampled_from(found)) for found in [office.find(kind)] if found]:
        key, value = data.draw(st.sampled_from(EDITS[kind]))
        save_record(office, kind, record.id, {key: value})


def merge(office: Office, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["personnel", "institutions"]))
    ids = [record.id for record in office.find(kind)]
    if len(ids) > 1:
        keep, *others = data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True))
        merge_records(office, kind, keep, others, {})


def acted(office: Office, folder: Path, sent: list[Sent], data: st.DataObject) -> dict[int, list[str]]:
    """Import each list, with edits and merges after it; by change set what the office held before it."""
    before: dict[int, list[str]] = {}
    for number, each in enumerate(sent):
        paths = each.write(folder / str(number))
        acts = data.draw(st.lists(st.sampled_from([edit, edit, merge]), max_size=3))
        for act in (None, *acts):
            dump, last = list(office.dump()), office.generation
            if act is None:
                commit_import(office, preview_import(office, paths, each.general).plan)
            else:
                act(office, data)
            if office.generation != last:
                before[office.generation] = dump
    return before


@through_files(3)
@given(data=st.data(), sent=st.lists(sittings(), min_size=1, max_size=2))
def test_everything_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, sent: list[Sent]
) -> None:
    folder = tmp_path_factory.mktemp("office")
    office = filled(folder / "office.ilrs", {})
    try:
        before = acted(office, folder, sent, data)
        at_last = list(office.dump())
        for changeset in sorted(before, reverse=True):
            assert undo(office, changeset).kept == ()
            assert list(office.dump()) == before[changeset]
        for _ in before:
            assert office.redo().kept == ()
        assert list(office.dump()) == at_last
        assert office.check().ok
        assert_any_order(office, list(before), next(iter(before.values()), []), data)
    finally:
        office.close()


def assert_any_order(office: Office, changesets: list[int], first: list[str], data: st.DataObject) -> None:
    """Taken back in another order, what was touched later is left and listed, and nothing else stays."""
    left = False
    for changeset in data.draw(st.permutations(changesets)):
        shown = preview_undo(office, changeset)
        result = undo(office, changeset)
        assert result.kept == shown.kept
        assert all(kept.changeset != changeset for kept in result.kept)
        left = left or bool(result.kept)
        assert office.check().ok
    assert left or list(office.dump()) == first
