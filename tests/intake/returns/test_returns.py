"""Every invented return gives its truth: tables, columns, records, what is left out and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from ilrs_desk.domain.records import Snapshot
from ilrs_desk.intake.draw import draw_plan
from ilrs_desk.intake.memory import Memory
from ilrs_desk.intake.plan import Decisions, TablePlan

from .build import Case, load_cases


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case.name)
def test_return_gives_its_truth(case: Case) -> None:
    plan = draw_plan([case.workbook()], Snapshot(0), Decisions(), Memory(), key="k", today=date(2026, 11, 23))
    file = plan.files[0]
    assert [table.kind for table in file.tables] == [table["kind"] for table in case.truth["tables"]]
    for found, truth in zip(file.tables, case.truth["tables"], strict=True):
        check_table(found, truth)
    assert {sheet.sheet for sheet in file.skipped} == set(case.truth.get("skipped", ()))
    assert {warning.code for warning in file.warnings} == set(case.truth.get("warnings", ()))


def check_table(found: TablePlan, truth: Mapping[str, Any]) -> None:
    assert found.layout == truth.get("layout", "table")
    assert list(found.header_rows) == truth["header_rows"]
    columns = {column.column: column.field for column in found.columns}
    wanted = truth.get("columns", {})
    assert {letter: columns.get(letter) for letter in wanted} == wanted
    check_records(found, truth)
    assert sorted(each.row for each in found.left_out) == truth.get("left_out", [])
    assert truth.get("context", {}).items() <= dict(found.context).items()
    assert set(truth.get("said", ())) <= {problem.code for problem in found.problems}
    if found.layout == "table":
        below = found.last_row - found.first_row + 1
        assert below == len(found.rows) + len(found.left_out) + found.blank


def check_records(found: TablePlan, truth: Mapping[str, Any]) -> None:
    rows = {str(row.row): row for row in found.rows}
    assert set(rows) >= set(truth["records"])
    for number, values in truth["records"].items():
        record = rows[number].record
        assert {key: record.get(key) for key in values} == values
    actions = {number: row.action.value for number, row in rows.items() if row.action.value != "add"}
    assert actions == truth.get("actions", {})
    said = {(row.row, problem.field, problem.code) for row in found.rows for problem in row.problems}
    for number, field, code in truth.get("problems", ()):
        assert any(at == number and key == field and told.startswith(code) for at, key, told in said), said
