"""What a person decides changes the plan, what was settled before is remembered, and nobody is lost unsaid."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from ilrs_desk.domain.memory import Told
from ilrs_desk.domain.problems import Problem, Severity
from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.draw import FileError, draw_plan
from ilrs_desk.intake.lexicon import header_key
from ilrs_desk.intake.memory import LastList, Memory, header_fingerprint, mapping_to_remember
from ilrs_desk.intake.plan import Action, Decisions, ImportPlan, TablePlan, table_key
from ilrs_desk.intake.sheets import Cell, Sheet, Workbook

HEADER = ["Name", "Institution", "E-mail", "Started", "Zone"]
ROWS: list[list[Cell]] = [
    ["Ada Moyo", "Space Lab", "ada@example.bw", "04/11/2025", "north"],
    ["Ben Dube", "Space Lab", "ben@example.bw", "05/10/2025", "south"],
]
STAFF = Sheet("Staff", False, [list(HEADER), *ROWS])
KEY = table_key(0, "Staff")


def draw(
    decisions: Decisions | None = None,
    sheets: Sequence[Sheet] = (STAFF,),
    snapshot: Snapshot | None = None,
    memory: Memory | None = None,
) -> ImportPlan:
    book = Workbook(Path("list.xlsx"), "xlsx", "hash", 1, sheets)
    plan = [book], snapshot or Snapshot(0), decisions or Decisions(), memory or Memory()
    return draw_plan(*plan, key="k", today=date(2026, 11, 23))


def table(plan: ImportPlan) -> TablePlan:
    (found,) = plan.files[0].tables
    return found


def fields(plan: ImportPlan) -> dict[str, str | None]:
    return {column.header: column.field for column in table(plan).columns}


def office(*people: dict[str, str]) -> Snapshot:
    records = tuple(Record("personnel", number, values) for number, values in enumerate(people, 1))
    return Snapshot(3, {"personnel": records})


class TestDecisions:
    def test_unknown_column_is_left_out_until_a_field_is_chosen(self) -> None:
        assert fields(draw())["Zone"] is None
        chosen = draw(Decisions(fields={KEY: {4: "department"}}))
        assert fields(chosen)["Zone"] == "department"
        assert table(chosen).rows[0].record["department"] == "north"

    def test_column_can_be_left_out(self) -> None:
        plan = draw(Decisions(fields={KEY: {1: None}}))
        assert fields(plan)["Institution"] is None
        assert "institution" not in table(plan).rows[0].record

    def test_order_of_dates_is_asked_once_and_then_as_answered(self) -> None:
        asked = table(draw())
        assert [problem.code for problem in asked.problems] == ["ask.date_order"]
        assert all(row.action is Action.ADD and "start_date" not in row.record for row in asked.rows)
        answered = table(draw(Decisions(date_orders={KEY: {3: "mdy"}})))
        assert [row.record["start_date"] for row in answered.rows] == ["2025-04-11", "2025-05-10"]
        assert answered.problems == ()

    def test_kind_can_be_said(self) -> None:
        assert table(draw(Decisions(kinds={KEY: "institutions"}))).kind == "institutions"
        assert table(draw(Decisions(kind="agreements"))).kind == "agreements"

    def test_header_row_can_be_said(self) -> None:
        rows: list[list[Cell]] = [
            ["alpha", "beta"],
            ["Ada Moyo", "ada@example.bw"],
            ["Ben Dube", "ben@example.bw"],
        ]
        odd = Sheet("Odd", False, rows)
        told = draw(Decisions(kind="personnel", header_rows={table_key(0, "Odd"): (1,)}), [odd])
        assert table(told).header_rows == (1,)
        assert table(told).rows[0].record["email"] == "ada@example.bw"

    def test_sheets_can_be_skipped_and_hidden_ones_taken(self) -> None:
        hidden = Sheet("Old", True, [list(HEADER), ["Cleo Banda", "Space Lab", "cleo@example.bw"]])
        plan = draw(Decisions(skip_sheets=frozenset({KEY})), [STAFF, hidden])
        assert plan.files[0].tables == ()
        assert {sheet.sheet for sheet in plan.files[0].skipped} == {"Staff", "Old"}
        assert [warning.code for warning in plan.files[0].warnings] == ["sheet.hidden"]
        both = draw(Decisions(take_sheets=frozenset({table_key(0, "Old")})), [STAFF, hidden])
        assert [(each.sheet, each.hidden) for each in both.files[0].tables] == [
            ("Staff", False),
            ("Old", True),
        ]

    def test_row_can_be_said_to_be_a_record(self) -> None:
        ours = office({"full_name": "Ada M.", "email": "other@example.bw"})
        plan = draw(Decisions(same_as={(0, 0, 2): 1}), snapshot=ours)
        row = table(plan).rows[0]
        assert (row.action, row.matched) == (Action.UPDATE, 1)
        assert row.changes["email"] == ("other@example.bw", "ada@example.bw")


class TestMemory:
    def test_mapping_settled_before_is_used_whatever_the_order_of_columns(self) -> None:
        settled = draw(Decisions(fields={KEY: {4: "department", 1: None}}))
        mapping = mapping_to_remember(table(settled).columns)
        assert mapping[header_key("Zone")] == "department"
        memory = Memory(mappings={("", header_fingerprint(HEADER)): mapping})
        turned = Sheet("Staff", False, [list(reversed(row)) for row in [list(HEADER), *ROWS]])
        assert fields(draw(sheets=[turned], memory=memory)) == fields(settled)

    def test_file_seen_before_is_told(self) -> None:
        assert draw(memory=Memory(seen={"hash": "3 Oct by A."})).files[0].seen_before == "3 Oct by A."


class TestMissing:
    OURS = office(
        {"full_name": "Ada Moyo", "email": "ada@example.bw", "institution": "Space Lab"},
        {"full_name": "Cleo Banda", "email": "cleo@example.bw", "institution": "Space Lab"},
        {"full_name": "Dan Phiri", "email": "dan@example.zm", "institution": "Elsewhere"},
    )

    def test_person_of_the_senders_last_list_is_missing(self) -> None:
        memory = Memory(lists=(LastList("personnel", "Agency", "other headers", (1, 2)),))
        plan = draw(Decisions(agency="AGENCY"), snapshot=self.OURS, memory=memory)
        assert [missing.label for missing in table(plan).missing] == ["Cleo Banda"]

    def test_list_of_another_sender_with_the_same_headers_is_no_previous_list(self) -> None:
        memory = Memory(lists=(LastList("personnel", None, header_fingerprint(HEADER), (2, 3)),))
        assert table(draw(snapshot=self.OURS, memory=memory)).missing == ()

    def test_complete_list_misses_all_others_of_its_institution(self) -> None:
        plan = draw(Decisions(complete_list=True), snapshot=self.OURS)
        assert [missing.id for missing in table(plan).missing] == [2]


class TestSaid:
    def test_file_that_cannot_be_read_stands_in_the_plan(self) -> None:
        problem = Problem("file.damaged", Message("Damaged."))
        plan = draw_plan(
            [FileError(Path("x.xlsx"), problem)],
            Snapshot(7),
            Decisions(),
            Memory(),
            key="k",
            today=date(2026, 1, 1),
        )
        assert plan.files[0].error is problem
        assert plan.generation == 7

    def test_list_without_a_header_is_asked_about(self) -> None:
        rows: list[list[Cell]] = [[f"a{n}", f"b{n}", f"c{n}"] for n in range(5)]
        plan = draw(sheets=[Sheet("Raw", False, rows)])
        assert plan.files[0].tables == ()
        (asked,) = plan.files[0].warnings
        assert (asked.code, asked.severity) == ("ask.header", Severity.ASK)

    def test_certain_rows_are_ticked_and_no_others(self) -> None:
        ours = office({"full_name": "Ada Moyo", "institution": "Space Lab", "email": "old@example.bw"})
        plan = draw(snapshot=ours)
        first, second = table(plan).rows
        assert (first.action, first.taken, first.candidates[0].id) == (Action.POSSIBLE, False, 1)
        assert (second.action, second.taken) == (Action.ADD, True)

    def test_sensitive_columns_are_left_out_and_said_to_be(self) -> None:
        rows: list[list[Cell]] = [["Name", "Date of birth", "E-mail"], ["Ada Moyo", "A1", "ada@example.bw"]]
        plan = draw(sheets=[Sheet("Staff", False, rows)])
        birth = table(plan).columns[1]
        assert (birth.field, birth.sensitive) == (None, True)
        assert "A1" not in table(plan).rows[0].record.values()

    def test_people_named_in_two_files_are_one(self) -> None:
        book = Workbook(Path("a.xlsx"), "xlsx", "h1", 1, [STAFF])
        again = Workbook(Path("b.xlsx"), "xlsx", "h2", 1, [STAFF])
        plan = draw_plan([book, again], Snapshot(0), Decisions(), Memory(), key="k", today=date(2026, 1, 1))
        assert plan.totals()["add"] == plan.totals()["same"] == 2


class Said:
    """What an office would say of who told its values."""

    def told(self, kind: str, ids: Collection[int]) -> Mapping[int, Mapping[str, Told]]:
        return {number: {"department": Told("east", "2026-05-01", "BSA")} for number in ids}

    def sent(self, sha256: str) -> Mapping[tuple[str, int], int]:
        return {}


class TestAge:
    OURS = office({"full_name": "Ada Moyo", "email": "ada@example.bw", "department": "east"})
    CHOSEN = Decisions(fields={KEY: {4: "department"}})

    def test_a_file_without_a_date_is_of_today(self) -> None:
        plan = draw(self.CHOSEN, snapshot=self.OURS, memory=Memory(lookups=Said()))
        assert table(plan).rows[0].changes["department"] == ("east", "north")

    def test_a_file_that_comes_again_is_as_old_as_it_was_the_first_time(self) -> None:
        memory = Memory(lookups=Said(), seen_on={"hash": "2026-04-30"})
        row = table(draw(self.CHOSEN, snapshot=self.OURS, memory=memory)).rows[0]
        assert row.left_alone["department"] == ("east", "north")
        assert row.told["department"].agency == "BSA"
