"""What stays in the house is counted as an independent look at the records counts it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.wording import Message
from ilrs_desk.reports.audience import Audience
from ilrs_desk.reports.request import ReportKind
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.left_out import LeftOut, left_out_of_report, left_out_of_table
from ilrs_desk.usecases.open_office import create_office, open_office

PEOPLE = (
    {"family_name": "Hassan", "email": "h@example.org", "phone": "+20 2 27960000"},
    {"family_name": "Wang", "email": "w@example.org"},
    {"family_name": "García", "nationality": "VE"},
)


@pytest.fixture
def office(office_path: Path) -> Iterator[Office]:
    """Three people, two with an address, one of them with a telephone."""
    create_office(office_path, who="Li Lei")
    office = open_office(office_path, who="Li Lei")
    office.write(
        Draft(Act.FORM, Message("people"), tuple(Write("personnel", dict(values)) for values in PEOPLE))
    )
    yield office
    office.close()


def test_a_table_keeps_the_values_of_the_columns_that_are_seen(office: Office) -> None:
    found = left_out_of_table(office, "personnel", Query(), ["full_name", "email", "phone", "orcid"])
    assert ([field.key for field in found.fields], found.values) == (["email", "phone"], 3)
    only = left_out_of_table(office, "personnel", Query(search="wang"), ["full_name", "email", "phone"])
    assert ([field.key for field in only.fields], only.values) == (["email"], 1)
    assert left_out_of_table(office, "personnel", Query(), ["full_name"]) == LeftOut()


def test_a_report_of_records_keeps_every_personal_value(office: Office) -> None:
    personal = sum(
        record.values.get(field.key) is not None
        for kind, declared in KINDS.items()
        for record in office.find(kind)
        for field in declared.fields
        if field.personal
    )
    for kind in (ReportKind.AS_OF, ReportKind.DIRECTORY):
        assert left_out_of_report(office, kind, Audience.PARTNERS).values == personal
        assert left_out_of_report(office, kind, Audience.PARTNERS).people == 0
        assert left_out_of_report(office, kind, Audience.PUBLIC).people == 3
    assert left_out_of_report(office, ReportKind.PROGRESS, Audience.PUBLIC) == LeftOut()
