"""What reports say of meetings: what moved since, what was sealed, and that the sums are right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.office_years.desk import Clock, Desk, clock_at

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.reports.document import Block, Document, Heading, Page, Paragraph, TableBlock
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.build_report import draw_report
from ilrs_desk.usecases.freeze import freeze_meeting
from ilrs_desk.usecases.last_meeting import last_meeting
from ilrs_desk.usecases.merge_records import merge_records
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.settle import settle

DAY = date(2026, 6, 1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}T12:00:00").replace(tzinfo=UTC)


def country(code: str, day: str) -> dict[str, str | int | None]:
    return {"name": code, "country": code, "kind": "country", "stage": "signed", "signed_on": day}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Two countries at the meeting of May 2025, sealed; then one joins, one leaves, and one was forgotten before."""
    with clock_at(at("2025-01-01")) as clock:
        create_office(tmp_path / "office.ilrs", who="Ada")
        opened = open_office(tmp_path / "office.ilrs", who="Ada")
        desk = Desk(opened)
        desk.form("partners", country("EG", "2024-03-01"))
        leaving = desk.form("partners", country("KZ", "2024-04-01"))
        meet(opened, clock, "2025-05-10")
        clock.set(at("2025-09-01"))
        desk.form("partners", country("RS", "2025-08-01"))
        desk.form("partners", country("TH", "2025-02-01"))
        desk.form("partners", {"stage": "withdrawn"}, leaving)
        yield opened
        opened.close()


def meet(office: Office, clock: Clock, day: str) -> None:
    clock.set(at(day))
    settle(office, "meetings", {"title": "Council", "held_on": day, "place": "Hefei"})
    freeze_meeting(
        office, office.snapshot(("meetings",)).of("meetings")[-1].id, as_of=date.fromisoformat(day)
    )


def drawn(office: Office, kind: ReportKind, **asked: object) -> Document:
    return draw_report(office, ReportRequest(kind, Moment(DAY), audience="internal", **asked))  # type: ignore[arg-type]


def blocks(document: Document) -> list[Block]:
    return [block for section in document.sections if isinstance(section, Page) for block in section.blocks]


def said(document: Document) -> list[str]:
    return [f"{block.label}: {block.text}" for block in blocks(document) if isinstance(block, Paragraph)]


def table(document: Document, name: str) -> tuple[tuple[object, ...], ...]:
    return next(
        one.table.rows for one in blocks(document) if isinstance(one, TableBlock) and one.table.name == name
    )


def test_the_meeting_before_a_day_is_known(office: Office) -> None:
    found = last_meeting(office, DAY)
    assert found is not None
    assert (found.meeting.label, found.moment) == ("Council", Moment(date(2025, 5, 10), date(2025, 5, 10)))
    assert last_meeting(office, date(2025, 5, 10)) is None
    assert last_meeting(office, DAY, other_than=found.meeting.id) is None


@pytest.mark.parametrize("kind", [ReportKind.PROGRESS, ReportKind.PACK, ReportKind.CHANGE])
def test_what_moved_since_the_last_meeting_stands_apart_and_adds_up(office: Office, kind: ReportKind) -> None:
    document = drawn(office, kind)
    titles = [block.text for block in blocks(document) if isinstance(block, Heading)]
    assert "Changes since Council, 10 May 2025" in titles
    row = next(row for row in table(document, "Changes") if row[0] == "Countries")
    assert row == ("Countries", "2", "+1", "−1", "+1", "3")


def test_a_change_report_says_who_moved_and_what_the_meeting_was_told(office: Office) -> None:
    document = drawn(office, ReportKind.CHANGE)
    assert document.title == "Change since Council, 10 May 2025"
    lines = said(document)
    assert "Countries: 2 + 1 joined − 1 left + 1 corrected = 3" in lines
    assert "Institutions: 0, unchanged" in lines
    assert "Countries: 2 then; today's knowledge of that date says 2." in lines
    assert any(line.startswith(": −1: Kazakhstan") for line in lines)
    assert any(line.startswith(": Sealed on 10 May 2025, digest ") for line in lines)
    assert any(line.startswith(": +1: Thailand") for line in lines)
    assert [row[2] for row in table(document, "Joined")] == ["Serbia"]
    assert [row[2] for row in table(document, "Left")] == ["Kazakhstan"]
    assert [row[2] for row in table(document, "Corrected")] == ["Thailand"]


def test_a_merge_is_told_apart_from_who_left(office: Office) -> None:
    desk = Desk(office)
    one, other = (
        desk.form(
            "institutions",
            {"name": f"Institute {n}", "country": "EG", "stage": "signed", "signed_on": "2025-06-01"},
        )
        for n in "AB"
    )
    since = Moment(date(2025, 9, 1), date(2025, 9, 1))
    with clock_at(at("2025-10-01")):
        merge_records(office, "institutions", one, [other], {})
    document = drawn(office, ReportKind.CHANGE, since=since)
    assert "Institutions: 2 − 1 merged = 1" in said(document)
    assert "Left" not in [block.table.name for block in blocks(document) if isinstance(block, TableBlock)]


def test_a_day_may_be_asked_instead_of_a_meeting(office: Office) -> None:
    document = drawn(office, ReportKind.AS_OF, since=Moment(date(2025, 2, 1), date(2025, 2, 1)))
    assert document.sections[1].title == "Changes"
    early = drawn(office, ReportKind.CHANGE, since=Moment(date(2020, 1, 1), date(2020, 1, 1)))
    assert "Countries: 0 + 3 joined = 3" in said(early)


def test_the_public_is_told_of_small_changes_among_people_by_their_sum_only(office: Office) -> None:
    Desk(office).form("personnel", {"family_name": "Nameq", "nationality": "EG", "start_date": "2025-10-01"})
    document = draw_report(office, ReportRequest(ReportKind.CHANGE, Moment(DAY), audience="public"))
    assert "Personnel: 0 before, 1 after" in said(document)
    assert "Nameq" not in str(document)


def test_without_a_meeting_it_is_said_that_there_is_none(tmp_path: Path) -> None:
    create_office(tmp_path / "new.ilrs")
    office = open_office(tmp_path / "new.ilrs")
    try:
        for kind in (ReportKind.PACK, ReportKind.CHANGE):
            assert any("No meeting is recorded before this day" in line for line in said(drawn(office, kind)))
    finally:
        office.close()


def test_a_meeting_after_the_day_is_told_of(office: Office) -> None:
    (meeting,) = office.snapshot(("meetings",)).of("meetings")
    with pytest.raises(InputProblem) as told:
        draw_report(office, ReportRequest(ReportKind.CHANGE, Moment(date(2025, 1, 2)), meeting=meeting.id))
    assert "Council was held after the day of the report" in str(told.value)


def test_a_pack_names_the_meeting_that_it_is_made_for(office: Office) -> None:
    (meeting,) = office.snapshot(("meetings",)).of("meetings")
    assert drawn(office, ReportKind.PACK, meeting=meeting.id).subtitle == "Council · 10 May 2025 · Hefei"
