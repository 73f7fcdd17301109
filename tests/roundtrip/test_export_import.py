"""What the office writes out it takes in again as what it is: nothing to do here, the same records elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.tables import Query
from ilrs_desk.intake.plan import Action
from ilrs_desk.reports.request import ReportRequest
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.build_report import build_report
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.export_view import export_view
from ilrs_desk.usecases.preview_import import Preview, preview_import

from .offices import Filled, filled, offices, offices_with_doubles, said
from .profile import PATIENCE, through_files

pytestmark = PATIENCE

#: Writes an office into a folder.
Export = Callable[[Office, Path], list[Path]]


def by_report(office: Office, folder: Path) -> list[Path]:
    path = folder / "report.xlsx"
    build_report(office, path, ReportRequest(audience="internal"))
    return [path]


def by_tables(ending: str) -> Export:
    def write(office: Office, folder: Path) -> list[Path]:
        paths = []
        for kind in KINDS:
            if office.counts()[kind]:
                paths.append(folder / f"{kind}{ending}")
                export_view(office, kind, Query(), paths[-1], audience="internal")
        return paths

    return write


EXPORTS = {"report": by_report, "xlsx": by_tables(".xlsx"), "csv": by_tables(".csv")}


def untaken(preview: Preview) -> list[object]:
    """All that is not plainly the same."""
    said: list[object] = [
        (table.kind, row)
        for _, table in preview.plan.tables()
        for row in table.rows
        if row.action is not Action.SAME or row.left_alone
    ]
    said += [offer for offer in preview.plan.offers if offer.taken]
    return said + [file.error for file in preview.plan.files if file.error]


@pytest.mark.parametrize("export", EXPORTS)
@through_files(3)
@given(typed=st.one_of(offices(), offices_with_doubles()))
def test_what_was_written_out_is_nothing_new(
    tmp_path_factory: pytest.TempPathFactory, export: str, typed: Filled
) -> None:
    folder = tmp_path_factory.mktemp("office")
    office = filled(folder / "office.ilrs", typed)
    try:
        before = list(office.dump())
        paths = EXPORTS[export](office, folder)
        preview = preview_import(office, paths)
        assert untaken(preview) == []
        found = dict.fromkeys(KINDS, 0)
        for _, table in preview.plan.tables():
            found[table.kind] += len(table.rows)
        assert found == dict(office.counts())
        assert commit_import(office, preview.plan).changeset is None
        assert list(office.dump()) == before
    finally:
        office.close()


@pytest.mark.parametrize("export", ["xlsx", "csv"])
@through_files(3)
@given(typed=offices())
def test_what_was_written_out_is_the_same_elsewhere(
    tmp_path_factory: pytest.TempPathFactory, export: str, typed: Filled
) -> None:
    folder = tmp_path_factory.mktemp("office")
    here, there = filled(folder / "here.ilrs", typed), filled(folder / "there.ilrs", {})
    try:
        preview = preview_import(there, EXPORTS[export](here, folder))
        assert all(row.taken for _, table in preview.plan.tables() for row in table.rows)
        commit_import(there, preview.plan)
        assert said(there) == said(here)
    finally:
        here.close()
        there.close()


def test_what_somebody_wrote_into_it_since_is_read_as_from_anybody(tmp_path: Path) -> None:
    people = [
        {
            "family_name": f"Family{letter}",
            "nationality": "JO",
            "email": f"{letter}@x.org",
            "phone": "0446681800",
        }
        for letter in "abc"
    ]
    office = filled(tmp_path / "office.ilrs", {"personnel": people})
    try:
        (path,) = EXPORTS["xlsx"](office, tmp_path)
        book = openpyxl.load_workbook(path)
        sheet: Any = book.active
        column = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(2, column["Role"]).value = "Director"
        sheet.cell(3, column["Started"]).value = "2025-02-31"
        sheet.append([None, "Moyo", "Ben"])
        sheet.append([None] * column["Role"] + ["nobody"])
        book.save(path)
        rows = [row for _, table in preview_import(office, [path]).plan.tables() for row in table.rows]
        assert [row.action.value for row in rows] == ["update", "reject", "same", "add", "reject"]
        assert rows[0].changes == {"role": (None, "Director")}
        assert [problem.code for problem in rows[1].problems] == ["date.impossible"]
        assert [problem.code for problem in rows[4].problems] == ["required.missing"]
    finally:
        office.close()
