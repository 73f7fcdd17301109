"""``report``: each kind from the shell, for whom, of which day, in the office's own look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from ilrs_desk.reports.request import ReportKind

from .conftest import Desk

Made = Callable[..., Path]


@pytest.fixture
def filled(office: Path, desk: Desk) -> Path:
    words = ("name=Egypt", "kind=country", "country=EG", "stage=signed", "signed_on=2023-12-06")
    assert desk("add", "partners", *words, "-o", office).status == 0
    person = ("family_name=Moyo", "nationality=EG", "email=moyo@example.org", "start_date=2024-01-01")
    assert desk("add", "personnel", *person, "-o", office).status == 0
    return office


def sheets(path: Path) -> list[str]:
    return openpyxl.load_workbook(path, read_only=True).sheetnames


def told(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join(str(value) for row in rows for value in row if value is not None)


@pytest.mark.parametrize("kind", [kind.value for kind in ReportKind])
def test_every_kind_can_be_asked_for(filled: Path, desk: Desk, tmp_path: Path, kind: str) -> None:
    partner = ["--partner", "Egypt"] if kind == "dossier" else []
    path = tmp_path / "report.xlsx"
    ran = desk("report", "-o", filled, "--out", path, "--kind", kind, *partner)
    assert (ran.status, ran.out) == (0, "")
    assert "For partners: without personal contact data" in told(path)


def test_without_a_kind_it_is_everything_and_as_slides_the_pack(
    filled: Path, desk: Desk, tmp_path: Path
) -> None:
    from pptx import Presentation

    assert desk("report", "-o", filled, "--out", tmp_path / "r.xlsx").status == 0
    assert sheets(tmp_path / "r.xlsx")[-4:] == ["Partners", "Institutions", "Personnel", "Agreements"]
    assert desk("report", "-o", filled, "--out", tmp_path / "r.pptx").status == 0
    words = [
        shape.text_frame.text
        for shape in Presentation(str(tmp_path / "r.pptx")).slides[0].shapes
        if shape.has_text_frame
    ]
    assert "Meeting pack" in words


def test_days_audience_paper_and_style_are_taken(filled: Path, desk: Desk, tmp_path: Path) -> None:
    style = tmp_path / "style.toml"
    style.write_text(
        'organisation = "National Office"\n[wording]\n"Needs attention" = "To be settled"\n', "utf-8"
    )
    path = tmp_path / "r.xlsx"
    words = (
        "--as-of",
        "2023-01-01",
        "--audience",
        "internal",
        "--paper",
        "letter",
        "--style",
        style,
        "--since",
        "2022-01-01",
    )
    assert desk("report", "-o", filled, "--out", path, *words).status == 0
    said = told(path)
    assert "National Office" in said
    assert "in force on 1 Jan 2023" in said
    assert "Changes since 1 Jan 2022" in said
    assert "moyo@example.org" in said
    assert openpyxl.load_workbook(path)["Progress"].page_setup.paperSize == 1


@pytest.mark.parametrize("partner", ["1", "EG", "egypt", "Egypt"])
def test_a_dossier_is_found_by_number_code_or_name(
    filled: Path, desk: Desk, tmp_path: Path, partner: str
) -> None:
    path = tmp_path / "r.xlsx"
    assert desk("report", "-o", filled, "--out", path, "--partner", partner).status == 0
    assert "counts: signed on 6 Dec 2023" in told(path)


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--kind", "dossier"), 2, "--partner"),
        (("--partner", "Atlantis"), 1, "records partners"),
        (("--language", "xx"), 1, "It can be one of: en"),
        (("--kind", "change", "--meeting", "9"), 1, "There is no meeting 9"),
        (("--kind", "requests", "--agency", "Nobody"), 1, "There is no agency Nobody"),
        (("--style", "gone.toml"), 1, "gone.toml"),
        (("--kind", "poem"), 2, "poem"),
    ],
)
def test_what_there_is_not_is_told_and_nothing_is_written(
    filled: Path, desk: Desk, tmp_path: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    path = tmp_path / "r.xlsx"
    ran = desk("report", "-o", filled, "--out", path, *words)
    assert ran.status == status
    assert said in ran.err
    assert not path.exists()
