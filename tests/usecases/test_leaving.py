"""A partner that left, on the days before and after: figures, table, report; and what a list says of its leaving."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.tables import Query
from ilrs_desk.reports.document import Block, Page, SeatBoard, TableBlock
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.build_report import draw_report
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.progress import counted_ids, members, progress
from ilrs_desk.usecases.save_record import save_record

BEFORE, WITHIN, AFTER = date(2023, 5, 9), date(2024, 6, 30), date(2024, 7, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    create_office(tmp_path / "o.ilrs")
    opened = open_office(tmp_path / "o.ilrs")
    for name, more in (
        ("Egypt", {"stage": "withdrawn", "ended_on": "2024-06-30", "applied_on": "2023-02-01"}),
        ("Kenya", {"stage": "active"}),
    ):
        values = {"name": name, "country": name, "kind": "country", "signed_on": "2023-05-10", **more}
        save_record(opened, "partners", None, values)
    save_record(opened, "partners", None, {"name": "Peru", "country": "Peru", "stage": "withdrawn"})
    yield opened
    opened.close()


def test_the_figure_and_its_curve_lose_it_on_the_day_after(office: Office) -> None:
    assert [counted_ids(office, Moment(day), "countries") for day in (BEFORE, WITHIN, AFTER)] == [
        (),
        (1, 2),
        (2,),
    ]
    figure = next(one for one in progress(office, Moment(AFTER)).figures if one.target.key == "countries")
    assert figure.trend[-2:] == ((date(2023, 5, 10), 2), (AFTER, 1))
    assert [(one.label, str(one.why)) for one in figure.uncertain] == [
        ("Peru", "withdrawn; the day of leaving is not recorded, so it counts on no day")
    ]


def test_it_stands_at_the_stage_of_the_day(office: Office) -> None:
    stages = [
        progress(office, Moment(day)).breakdowns["stage"]["countries"] for day in (BEFORE, WITHIN, AFTER)
    ]
    assert stages == [
        {"applied": 1, "later": 1, "withdrawn": 1},
        {"active": 1, "signed": 1, "withdrawn": 1},
        {"withdrawn": 2, "active": 1},
    ]
    assert members(office, Moment(WITHIN), "countries", "stage", "signed") == (1,)


def test_tables_hold_it_while_it_was_in_force(office: Office) -> None:
    days = (date(2023, 1, 31), BEFORE, WITHIN, AFTER)
    found = [list(office.ids("partners", Query(in_force_on=day))) for day in days]
    assert found == [[], [1], [1, 2], [2]]


def test_a_report_seats_and_lists_it_as_it_stood_on_its_day(office: Office) -> None:
    def blocks(day: date) -> list[Block]:
        sections = draw_report(office, ReportRequest(ReportKind.PACK, Moment(day))).sections
        return [block for one in sections if isinstance(one, Page) for block in one.blocks]

    def seats(day: date) -> dict[str, tuple[str, bool]]:
        (board,) = (block for block in blocks(day) if isinstance(block, SeatBoard))
        return {seat.label: (seat.stage, seat.counted) for seat in board.seats}

    def listed(day: date) -> list[tuple[object, ...]]:
        tables = [block.table for block in blocks(day) if isinstance(block, TableBlock)]
        (partners,) = (table for table in tables if table.name == "Partners")
        return [row[:2] for row in partners.rows]

    assert seats(BEFORE) == {"Egypt": ("applied", False)}
    assert seats(WITHIN) == {"Egypt": ("signed", True), "Kenya": ("active", True)}
    assert seats(AFTER) == {"Kenya": ("active", True)}

    (board,) = (block for block in blocks(BEFORE) if isinstance(block, SeatBoard))
    assert (board.taken, board.total) == (0, 50)

    assert ("Egypt", "Signed") in listed(WITHIN)
    assert ("Egypt", "Withdrawn") in listed(AFTER)


def test_a_list_of_partners_tells_when_they_applied_and_left(office: Office, tmp_path: Path) -> None:
    rows = (
        "Name,Country,Stage,Date of application,Signed on,Date of withdrawal",
        "Kenya,Kenya,Withdrawn,2022-11-01,2023-05-10,2025-03-31",
    )
    path = tmp_path / "partners.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    commit_import(office, preview_import(office, [path]).plan)
    (kenya,) = office.records("partners", [2])
    days = tuple(kenya.text(key) for key in ("applied_on", "signed_on", "ended_on"))
    assert days == ("2022-11-01", "2023-05-10", "2025-03-31")
