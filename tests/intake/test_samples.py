"""Every sample return gives its truth, and what a later list changes and lacks is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.resources import resource
from ilrs_desk.intake.draw import draw_plan
from ilrs_desk.intake.memory import LastList, Memory, header_fingerprint
from ilrs_desk.intake.plan import Action, Decisions, ImportPlan, TablePlan
from ilrs_desk.intake.read import read_workbook

TODAY = date(2026, 11, 23)


def draw(name: str, snapshot: Snapshot | None = None, memory: Memory | None = None) -> ImportPlan:
    book = read_workbook(resource("samples", name))
    return draw_plan([book], snapshot or Snapshot(0), Decisions(), memory or Memory(), key="k", today=TODAY)


def taken_in(plan: ImportPlan) -> Snapshot:
    """The office after the plan's certain rows were added."""
    records: dict[str, list[Record]] = {}
    for _, table in plan.tables():
        for row in table.rows:
            if row.action is Action.ADD:
                kept = records.setdefault(table.kind, [])
                kept.append(Record(table.kind, len(kept) + 1, row.record))
    return Snapshot(1, {kind: tuple(found) for kind, found in records.items()})


SAMPLES = sorted(path.name for path in resource("samples").iterdir())


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_gives_its_truth(name: str, truth: Mapping[str, Any]) -> None:
    expected = truth[name]
    (file,) = draw(name).files
    sheets = expected.get("sheets") or {file.tables[0].sheet: expected}
    assert {table.sheet for table in file.tables} == set(sheets)
    for table in file.tables:
        check_table(table, sheets[table.sheet])
    assert {sheet.sheet for sheet in file.skipped} == set(expected.get("skipped", ()))


def check_table(table: TablePlan, expected: Mapping[str, Any]) -> None:
    assert table.kind == expected["kind"]
    assert table.layout == expected.get("layout", "table")
    if "header_rows" in expected:
        assert list(table.header_rows) == expected["header_rows"]
    columns = {column.column: column.field for column in table.columns if column.field}
    if "columns" in expected:
        assert columns == expected["columns"]
    rows = {row.row: row for row in table.rows}
    for record in expected.get("records", ()):
        found = rows[record["row"]].record
        wanted = {key: value for key, value in record.items() if key != "row"}
        assert {key: found.get(key) for key in wanted} == wanted
    if "records" in expected:
        assert set(rows) == {record["row"] for record in expected["records"]}
    assert set(expected.get("skipped_rows", ())).isdisjoint(rows)
    for problem in expected.get("problems", ()):
        found_fields = {each.field for each in rows[problem["row"]].problems}
        assert problem.get("field") in found_fields


def test_flawed_roster_shows_all_at_once_and_takes_the_good_rows() -> None:
    (table,) = draw("ng_flawed.xlsx").files[0].tables
    actions = {row.row: row.action.value for row in table.rows}
    assert actions == {2: "add", 3: "conflict", 4: "reject", 5: "reject", 6: "reject", 7: "add"}
    rows = {row.row: row for row in table.rows}
    codes = {number: {problem.code for problem in row.problems} for number, row in rows.items()}
    assert codes[3] == {"row.same_as"}
    assert rows[3].candidates[0].row == 2
    assert codes[4] == {"required.missing"}
    assert codes[5] == {"email.unreadable", "date.impossible"}
    assert codes[6] == {"institution.missing", "date.impossible", "ask.country"}
    asked = next(problem for problem in rows[6].problems if problem.code == "ask.country")
    assert set(asked.suggestions) == {"NG", "NE"}
    assert codes[7] == {"text.formula"}
    assert rows[7].record["family_name"] == '=HYPERLINK("http://x","Ali")'


@pytest.mark.parametrize("name", SAMPLES)
def test_same_file_again_changes_nothing(name: str) -> None:
    first = draw(name)
    again = draw(name, taken_in(first))
    added = first.totals()["add"]
    assert again.totals()["same"] >= added
    assert again.totals()["add"] == again.totals()["update"] == 0


def test_second_list_changes_two_and_misses_one_and_removes_nobody() -> None:
    first = draw("tr_personel.xlsx")
    (table,) = first.files[0].tables
    fingerprint = header_fingerprint(column.header for column in table.columns)
    snapshot = taken_in(first)
    memory = Memory(lists=(LastList("personnel", None, fingerprint, tuple(range(1, 17))),))
    plan = draw("tr_personel_2.xlsx", snapshot, memory)
    totals = plan.totals()
    assert (totals["add"], totals["update"], totals["same"]) == (0, 2, 13)
    (table,) = plan.files[0].tables
    assert [missing.label for missing in table.missing] == ["Çağrı Öztürk"]
    changed = [row.changes for row in table.rows if row.changes]
    assert changed == [{"role": ("Doç. Dr.", "Bölüm Başkanı")}, {"role": ("Araştırmacı", "Bölüm Başkanı")}]


def test_people_and_institutions_of_one_file_come_in_one_plan() -> None:
    plan = draw("apsco_return.xlsx")
    assert {table.kind: len(table.rows) for _, table in plan.tables()} == {"institutions": 3, "personnel": 9}
    assert plan.writes()


def test_stopping_is_told_as_cancelled() -> None:
    from ilrs_desk.domain.problems import InputProblem

    book = read_workbook(resource("samples", "tr_personel.xlsx"))
    stop: Callable[[], bool] = lambda: True  # noqa: E731
    with pytest.raises(InputProblem) as told:
        draw_plan([book], Snapshot(0), Decisions(), Memory(), key="k", today=TODAY, cancelled=stop)
    assert told.value.code == "cancelled"
