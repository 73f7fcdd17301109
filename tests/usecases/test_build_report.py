"""Reports of an open office: each kind, any day, and nothing of a person in what leaves the house."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.reports.document import Document, Page, Records, TableBlock
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.build_report import build_report, draw_report
from ilrs_desk.usecases.open_office import create_office, open_office

PEOPLE = 5_000
DAY = date(2026, 6, 1)
COUNTRIES = ("TH", "EG", "KZ", "RS", "ZA", "PK")
#: What each record's own word in a field begins with: found in a file, it has leaked.
CONTACT, NAME, KEPT = "contactq", "nameq", "keptq"


def person(number: int) -> dict[str, Value]:
    """A person each of whose texts can be told from everything else."""
    return {
        "family_name": f"{NAME}{number}",
        "given_name": f"{NAME}g{number}",
        "native_name": f"{NAME}n{number}",
        "aliases": f"{NAME}a{number}",
        "nationality": COUNTRIES[number % len(COUNTRIES)] if number > 3 else "MN",
        "institution_id": 1 + number % 40,
        "email": f"{CONTACT}{number}@example.org",
        "phone": f"+6621234{number:05}",
        "other_emails": f"{CONTACT}o{number}@example.org",
        "other_phones": f"+6629999{number:05}",
        "orcid": f"{KEPT}orcid{number}",
        "notes": f"{KEPT}{number}",
        "role": "Engineer",
        "workstream": "Power" if number % 3 else "Science",
        "start_date": f"202{number % 6}-0{1 + number % 9}-01",
        "end_date": "2025-01-01" if number % 50 == 0 else None,
    }


def place(number: int) -> dict[str, Value]:
    return {
        "name": f"Institute {number}",
        "country": COUNTRIES[number % len(COUNTRIES)],
        "stage": "signed" if number % 4 else "talks",
        "signed_on": "2024-03-01" if number % 4 else None,
        "contact_name": f"{CONTACT}person{number}",
        "contact_email": f"{CONTACT}i{number}@example.org",
        "contact_phone": f"+6621111{number:05}",
        "notes": f"{KEPT}i{number}",
    }


def paper(number: int) -> dict[str, Value]:
    return {
        "title": f"Paper {number}",
        "institution_id": number,
        "signatory": f"{CONTACT}s{number}",
        "signed_on": "2024",
    }


def filled(path: Path) -> None:
    create_office(path)
    office = open_office(path)
    try:
        partners = [
            {
                "name": code,
                "country": code,
                "kind": "country",
                "stage": "signed",
                "signed_on": f"202{number}-05-04",
                "notes": f"{KEPT}p",
            }
            for number, code in enumerate(COUNTRIES)
        ]
        for kind, made in (
            ("partners", partners),
            ("institutions", [place(number) for number in range(1, 41)]),
            ("personnel", [person(number) for number in range(1, PEOPLE + 1)]),
            ("agreements", [paper(number) for number in range(1, 11)]),
        ):
            writes = tuple(Write(kind, values) for values in made)
            office.write(Draft(Act.COMMAND, Message("{count} made", {"count": len(made)}), writes))
    finally:
        office.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("reports") / "office.ilrs"
    filled(path)
    opened = open_office(path, read_only=True)
    yield opened
    opened.close()


def asked(kind: ReportKind, audience: str = "internal", **more: object) -> ReportRequest:
    partner = 1 if kind is ReportKind.DOSSIER else None
    return ReportRequest(kind, Moment(DAY), audience=audience, partner=partner, **more)  # type: ignore[arg-type]


def texts(part: object) -> Iterator[str]:
    """Every text of a document, whatever it stands in."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from texts(tuple(part.values()))
    elif isinstance(part, tuple | list):
        for one in part:
            yield from texts(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def told(document: Document) -> str:
    return "\n".join(texts(document))


@pytest.mark.parametrize("kind", ReportKind)
def test_every_kind_says_what_each_page_must(office: Office, kind: ReportKind) -> None:
    document = draw_report(office, asked(kind, filter_words="all regions"))
    assert document.sections
    assert document.as_of == DAY
    assert document.moment == "in force on 1 Jun 2026"
    assert document.rules == "rules C-1 v1, I-1 v1, P-1 v1"
    assert document.marks[-2:] == ("all regions", document.audience_words)
    assert len({section.title for section in document.sections}) == len(document.sections)


@pytest.mark.parametrize("kind", ReportKind)
def test_partners_are_told_nothing_of_how_to_reach_a_person(office: Office, kind: ReportKind) -> None:
    said = told(draw_report(office, asked(kind, "partners")))
    for kept in (CONTACT, KEPT, "+662"):
        assert kept not in said


@pytest.mark.parametrize("kind", ReportKind)
def test_the_public_is_told_nothing_of_any_person(office: Office, kind: ReportKind) -> None:
    said = told(draw_report(office, asked(kind, "public")))
    for kept in (CONTACT, KEPT, NAME, "+662"):
        assert kept not in said


def test_the_house_itself_is_told_everything(office: Office) -> None:
    said = told(draw_report(office, asked(ReportKind.AS_OF)))
    assert f"{CONTACT}17@example.org" in said
    assert "+662123400017" in said
    assert f"{NAME}17" in said


@pytest.mark.parametrize(
    ("kind", "ending", "audience"),
    [
        (ReportKind.AS_OF, ".xlsx", "partners"),
        (ReportKind.AS_OF, ".xlsx", "public"),
        (ReportKind.PACK, ".pptx", "public"),
        (ReportKind.PACK, ".pdf", "public"),
        (ReportKind.DIRECTORY, ".xlsx", "public"),
    ],
)
def test_nothing_of_a_person_is_in_the_file_either(
    office: Office, tmp_path: Path, kind: ReportKind, ending: str, audience: str
) -> None:
    path = tmp_path / f"report{ending}"
    build_report(office, path, asked(kind, audience))
    if ending == ".pdf":
        content = "\n".join(page.extract_text() for page in PdfReader(path).pages) + str(
            PdfReader(path).metadata
        )
    else:
        with zipfile.ZipFile(path) as package:
            content = "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    assert "Institute" in content
    for kept in (CONTACT, KEPT, "+662", *([NAME] if audience == "public" else [])):
        assert kept not in content


def test_small_counts_of_the_public_are_hidden_with_what_would_tell_them(office: Office) -> None:
    document = draw_report(office, asked(ReportKind.AS_OF, "public"))
    page = next(section for section in document.sections if section.title == "Breakdowns")
    assert isinstance(page, Page)
    for block in page.blocks:
        for row in getattr(getattr(block, "table", None), "rows", ()):
            assert not any(isinstance(value, int) and 0 < value < 5 for value in row), row
    assert "<5" in told(document)
    shown = told(draw_report(office, asked(ReportKind.AS_OF, "partners")))
    assert "<5" not in shown


def test_everything_on_one_day_holds_every_record(office: Office) -> None:
    document = draw_report(office, asked(ReportKind.AS_OF))
    tables = {section.title: section.table for section in document.sections if isinstance(section, Records)}
    assert list(tables) == [kind.label for kind in KINDS.values()]
    assert len(tables["Personnel"].rows) == PEOPLE
    counted = [column.label for column in tables["Personnel"].columns].index("Counted")
    figure = next(row for row in _figures(document) if row[0] == "Personnel")
    assert sum(row[counted] == "yes" for row in tables["Personnel"].rows) == figure[1]


def _figures(document: Document) -> tuple[tuple[object, ...], ...]:
    return _table(document, "Figures")


def _table(document: Document, name: str) -> tuple[tuple[object, ...], ...]:
    """The rows of a small table on one of the pages."""
    pages = [section for section in document.sections if isinstance(section, Page)]
    blocks = [block for page in pages for block in page.blocks if isinstance(block, TableBlock)]
    return next(block.table.rows for block in blocks if block.table.name == name)


def test_as_known_on_a_day_before_anything_was_known_holds_nothing(office: Office) -> None:
    request = ReportRequest(moment=Moment(DAY, date(2020, 1, 1)))
    document = draw_report(office, request)
    assert document.moment == "in force on 1 Jun 2026, as known on 1 Jan 2020"
    assert [row[1] for row in _figures(document)] == [0, 0, 0]
    assert "as the office knew them at the end of 1 Jan 2020" in told(document)


def test_a_dossier_holds_what_belongs_to_its_country(office: Office) -> None:
    document = draw_report(office, asked(ReportKind.DOSSIER))
    said = told(document)
    assert document.subtitle == "Thailand"
    assert [row[0] for row in _table(document, "Institutions")] == [
        f"Institute {6 * n}" for n in (2, 3, 4, 5, 6, 1)
    ]
    assert "counts: signed on 4 May 2020" in said
    assert "came into the office" in said


@pytest.mark.parametrize("name", ["report.xlsx", "report.pdf", "report.pptx"])
def test_a_report_without_a_request_is_one_for_partners(office: Office, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    build_report(office, path)
    assert path.stat().st_size > 10_000
    if name.endswith("xlsx"):
        assert "Progress" in openpyxl.load_workbook(path, read_only=True).sheetnames


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (ReportRequest(audience="all"), "internal, partners, public"),
        (ReportRequest(language="xx"), "xx"),
        (ReportRequest(ReportKind.DOSSIER, partner=999), "999"),
        (ReportRequest(ReportKind.PACK, meeting=999), "999"),
    ],
)
def test_what_there_is_not_is_told_of(office: Office, request_: ReportRequest, said: str) -> None:
    with pytest.raises(InputProblem) as told_of:
        draw_report(office, request_)
    assert said in str(told_of.value)


def test_another_ending_is_told_of(office: Office, tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as told_of:
        build_report(office, tmp_path / "report.docx")
    assert ".pptx" in str(told_of.value)
