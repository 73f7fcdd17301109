"""A template that was filled, in any language and saved by another program, brings exactly those records."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.test_template import filled as filled_template
from tests.intake.test_template import records

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Value
from ilrs_desk.intake.texts import languages
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import preview_import

from .offices import filled
from .profile import PATIENCE, ROUNDS, through_files

pytestmark = PATIENCE

Listed = dict[str, list[dict[str, Value]]]


def brought(office_path: Path, paths: Sequence[Path], listed: Listed) -> None:
    """Import the filled templates into an empty office: it holds those records, and again is nothing to do."""
    office = filled(office_path, {})
    try:
        preview = preview_import(office, paths)
        assert [table.kind for _, table in preview.plan.tables()] == list(listed)
        assert not [table.questions for _, table in preview.plan.tables() if table.questions]
        for _, table in preview.plan.tables():
            assert [dict(row.record) for row in table.rows] == listed[table.kind]
        ticks = {
            (f, 0, row.row): True for f, file in enumerate(preview.plan.files) for row in file.tables[0].rows
        }
        commit_import(office, preview.plan.with_taken(ticks))
        assert preview_import(office, paths).plan.totals()["add"] == 0
    finally:
        office.close()


def lists(data: st.DataObject) -> Listed:
    return {kind: data.draw(records(kind)) for kind in KINDS}


@through_files(3)
@given(data=st.data())
def test_a_filled_template_brings_its_records(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder, listed = tmp_path_factory.mktemp("templates"), lists(data)
    language = data.draw(st.sampled_from(languages()))
    paths = [folder / f"{kind}.xlsx" for kind in listed]
    for path, (kind, rows) in zip(paths, listed.items(), strict=True):
        filled_template(kind, language, rows).save(path)
    brought(folder / "office.ilrs", paths, listed)


@through_files(1)
@given(data=st.data())
def test_saved_by_another_program_it_brings_them_too(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    office_program = shutil.which("soffice")
    if office_program is None:
        pytest.skip("no other spreadsheet program here")
    folder = tmp_path_factory.mktemp("templates")
    spoken = data.draw(
        st.lists(st.sampled_from(languages()), min_size=1, max_size=min(ROUNDS, 3), unique=True)
    )
    listed = {language: lists(data) for language in spoken}
    for language, by_kind in listed.items():
        for kind, rows in by_kind.items():
            filled_template(kind, language, rows).save(folder / f"{language}-{kind}.xlsx")
    ending = data.draw(st.sampled_from(["ods", "xlsx"]))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office_program, profile, "--headless", "--convert-to", ending, "--outdir", folder / "saved"]
    subprocess.run(
        [*command, *sorted(folder.glob("*.xlsx"))], check=True, capture_output=True, timeout=55 * ROUNDS
    )
    for language, by_kind in listed.items():
        saved = [folder / "saved" / f"{language}-{kind}.{ending}" for kind in by_kind]
        brought(folder / f"{language}.ilrs", saved, by_kind)
