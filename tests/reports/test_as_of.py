"""The progress report of an office, read back from the workbook as a reader of it would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.reports.inspector import living_parts, words_in
from tests.reports.made import drawn

from ilrs_desk.domain.records import Record, Snapshot, Value
from ilrs_desk.domain.targets import default_office
from ilrs_desk.reports.xlsx import write_xlsx

DAY = date(2024, 7, 31)
ENTERED = date(2024, 6, 1)
Reported = Callable[[str], Path]


def record(of: str, number: int, /, **values: Value) -> Record:
    return Record(of, number, values, entered_on=ENTERED)


def office() -> Snapshot:
    held: dict[str, list[Record]] = {}
    for number, (kind, values) in enumerate(default_office(), 1):
        held.setdefault(kind, []).append(Record(kind, number, values))
    held["partners"] = [
        record("partners", 1, name="Egypt", country="EG", stage="signed", signed_on="2023-12-06"),
        record("partners", 2, name="Pakistan", country="PK", stage="signed", signed_on="2023-10"),
        record("partners", 3, name="Turkey", country="TR", stage="applied"),
    ]
    held["institutions"] = [
        record("institutions", 1, name="=2+5", country="TH", stage="signed", signed_on="2024-01-01"),
        record("institutions", 2, name="国家天文台", country="CN", stage="active", signed_on="2024-01-01"),
    ]
    held["personnel"] = [
        record(
            "personnel",
            number,
            family_name=f"Person {number:03}",
            nationality="TH",
            email=f"p{number}@secret.example",
            phone="+66212345678",
            start_date="2024-01-01" if number < 30 else None,
            workstream="Power",
        )
        for number in range(1, 61)
    ]
    held["personnel"] += [record("personnel", 100, full_name="Müller Anna", country="CN")]
    held["agreements"] = [
        record("agreements", 1, title="Paper", signatory="Somebody", expires_on="2024-09-01")
    ]
    return Snapshot(1, {kind: tuple(ones) for kind, ones in held.items()})


@pytest.fixture
def reported(tmp_path: Path) -> Reported:
    def write(audience: str) -> Path:
        snapshot, path = office(), tmp_path / f"{audience}.xlsx"
        document = drawn(snapshot, DAY, audience=audience)
        write_xlsx(document, path)
        return path

    return write


def texts(path: Path, sheet: str) -> list[str]:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [str(value) for row in rows for value in row if value is not None]


def test_the_first_sheet_says_how_far_the_office_is(reported: Reported) -> None:
    path = reported("partners")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Contents",
        "Progress",
        "Breakdowns",
        "Trend",
        "Partners",
        "Institutions",
        "Personnel",
        "Agreements",
    ]
    rows = [row for row in book["Progress"].iter_rows(values_only=True) if row[0] == "Countries"]
    assert rows[0][1:6] == (2, 50, 0.04, 11, 0.22)
    words = texts(path, "Progress")
    assert words[:2] == ["Progress toward the targets", "Desk & Co · in force on 31 Jul 2024"]
    assert any("Not counted: the host country (China), founders (Russia)" in text for text in words)
    assert any(text.startswith("Claimed 11, documented 2. The claim is of Jul 2024") for text in words)
    assert "applied, nothing signed" in words
    assert "known only as Oct 2023; taken as 1 Oct 2023" in words
    assert 'Personnel: 11 more are on the sheet "Personnel", column "Why".' in words
    assert "Paper ends on 1 Sep 2024, in 32 days" in words
    assert [len(sheet._charts) for sheet in book.worksheets[1:4]] == [2, 6, 3]
    assert living_parts(path) == []


def test_each_record_stands_with_whether_it_counts(reported: Reported) -> None:
    book = openpyxl.load_workbook(reported("partners"))
    table = book["Partners"].tables["Partners"]
    header, *rows = [[cell.value for cell in row] for row in book["Partners"][table.ref]]
    assert header[-2:] == ["Counted", "Why"]
    assert [(row[0], *row[-2:]) for row in rows] == [
        ("Egypt", "yes", None),
        ("Pakistan", "yes", "known only as Oct 2023; taken as 1 Oct 2023"),
        ("Turkey", "no", "applied, nothing signed"),
    ]
    header, *rows = book["Personnel"].iter_rows(values_only=True)
    assert len(rows) == 61
    assert [row[header.index("Name")] for row in rows][::60] == ["Müller Anna", "Person 060"]
    assert book["Personnel"].tables["Personnel"].ref.endswith("62")


def test_contact_data_leaves_the_house_only_for_internal_use(reported: Reported) -> None:
    assert "p7@secret.example" in words_in(reported("internal"))
    for audience in ("partners", "public"):
        content = words_in(reported(audience))
        assert "secret.example" not in content
        assert "+662" not in content
        assert "Somebody" not in content


def test_the_trend_sheet_holds_the_month_ends(reported: Reported) -> None:
    rows = list(openpyxl.load_workbook(reported("partners"))["Trend"].iter_rows(values_only=True))
    start = next(number for number, row in enumerate(rows) if row[0] == "Month")
    data = [(row[0].date(), *row[1:4]) for row in rows[start + 1 :] if row[0] is not None]
    assert data[0] == (date(2023, 9, 30), 0, 0, 0)
    assert data[1] == (date(2023, 10, 31), 1, 0, 0)
    assert data[-1] == (DAY, 2, 1, 60)
    assert [row[0] for row in data] == sorted({row[0] for row in data})


def test_breakdowns_are_numbers_and_shares(reported: Reported) -> None:
    rows = list(openpyxl.load_workbook(reported("partners"))["Breakdowns"].iter_rows(values_only=True))
    by_label = {row[0]: row[1:7] for row in rows}
    assert by_label["Signed"][:4] == (2, 1, 0, pytest.approx(2 / 3))
    assert by_label["Asia"] == (1, 1, 60, 0.5, 1.0, 1.0)
    assert by_label["Power and energy"] == (60, 1.0, None, None, None, None)


def test_an_empty_office_has_a_report_too(tmp_path: Path) -> None:
    snapshot = Snapshot(
        1, {kind: ones for kind, ones in office().records.items() if kind in ("targets", "rules")}
    )
    document = drawn(snapshot, DAY, "Empty", audience="partners")
    write_xlsx(document, tmp_path / "empty.xlsx")
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    assert book.sheetnames == ["Contents", "Progress", "Partners", "Institutions", "Personnel", "Agreements"]


def test_a_long_history_is_told_by_years() -> None:
    held = office()
    old = record("partners", 9, name="Egypt", country="EG", stage="signed", signed_on="1901-01-01")
    snapshot = Snapshot(1, {**held.records, "partners": (old,)})
    document = drawn(snapshot, DAY, "Old", audience="partners")
    trend = next(section for section in document.sections if section.title == "Trend")
    rows = trend.blocks[-1].table.rows
    assert len(rows) == 125
    assert rows[0][0] == date(1900, 12, 31)
