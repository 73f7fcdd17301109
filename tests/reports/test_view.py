"""Records as people read them: names for codes, words for choices, and nobody's address unless for the office."""

from __future__ import annotations

from datetime import date

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.records import Record
from ilrs_desk.reports.document import ColumnType, Records
from ilrs_desk.reports.view import view_document, view_table

PERSON = Record(
    "personnel",
    1,
    {
        "family_name": "Kaya",
        "nationality": "TR",
        "email": "a@example.org",
        "phone": "+90312",
        "start_date": "2024-07-31",
    },
)


def test_codes_choices_and_days_are_shown_as_on_screen() -> None:
    partner = Record(
        "partners", 1, {"name": "Turkey", "country": "TR", "stage": "applied", "signed_on": "2024-04"}
    )
    keys = ("country", "stage", "signed_on", "agency")
    table = view_table(KINDS["partners"], keys, [partner], audience="partners")
    assert table.rows == (("Türkiye", "Applied", "2024-04", None),)
    assert [column.label for column in table.columns] == ["Country", "Stage", "Signed on", "Agency"]
    assert table.columns[2].type is ColumnType.DATE


def test_a_whole_day_is_a_day() -> None:
    table = view_table(KINDS["personnel"], ("start_date",), [PERSON], audience="partners")
    assert table.rows == ((date(2024, 7, 31),),)


def test_contact_data_is_for_the_office_only() -> None:
    keys = tuple(KINDS["personnel"].by_key)
    inside = view_table(KINDS["personnel"], keys, [PERSON], audience="internal")
    assert {"E-mail", "Phone"} <= {column.label for column in inside.columns}
    for audience in ("partners", "public"):
        table = view_table(KINDS["personnel"], keys, [PERSON], audience=audience)
        assert {column.label for column in table.columns} & {"E-mail", "Phone"} == set()
        assert "a@example.org" not in table.rows[0]


def test_what_is_no_day_or_number_stays_as_written() -> None:
    target = Record("agreements", 1, {"signed_on": "2024-13-99"})
    assert view_table(KINDS["agreements"], ("signed_on",), [target], audience="internal").rows == (
        ("2024-13-99",),
    )


def test_a_view_is_a_document_of_one_table() -> None:
    table = view_table(KINDS["personnel"], ("family_name",), [PERSON], audience="partners")
    document = view_document(table)
    assert document.sections == (Records("Personnel", table),)
