"""Why one record counts or does not, by every test of each rule, read from the office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.judge_record import explain_record, judge_record
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.progress import progress

DAY = Moment(date(2025, 6, 15))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    create_office(tmp_path / "office.ilrs")
    with closing(open_office(tmp_path / "office.ilrs")) as office:
        yield office


def add(office: Office, of: str, /, **values: Value) -> int:
    written = office.write(Draft(Act.COMMAND, Message("test"), (Write(of, values),)))
    assert written is not None
    return written.changes[0].id


def failed(office: Office, kind: str, number: int) -> dict[str, list[str]]:
    """By target the tests that the record does not pass."""
    found = explain_record(office, kind, number, DAY)
    return {target.key: [check.code for check in checks if not check.passed] for target, checks in found}


def test_one_record_is_told_what_the_total_counts(desk: Office) -> None:
    lab = add(desk, "institutions", name="Delta Lab", country="CN", stage="signed", signed_on="2024-01-01")
    first = add(desk, "personnel", family_name="Moyo", given_name="Ada", nationality="ZA",
                orcid="0000-0002-1825-0097", start_date="2024-01-01")  # fmt: skip
    again = add(desk, "personnel", family_name="Moyo", given_name="A.", nationality="ZA",
                orcid="0000-0002-1825-0097", start_date="2024-05-01")  # fmt: skip
    home = add(desk, "personnel", family_name="Li", institution="Delta Lab", start_date="2024-01-01")
    assert failed(desk, "personnel", first) == {"personnel": []}
    assert failed(desk, "personnel", again) == {"personnel": ["double"]}
    assert failed(desk, "personnel", home) == {"personnel": ["origin"]}
    assert failed(desk, "institutions", lab) == {"institutions": ["place"]}
    assert [figure.value for figure in progress(desk, DAY).figures] == [0, 0, 1]
    for number in (first, again, home):
        record = desk.get("personnel", number)
        assert record is not None
        ((_, verdict),) = judge_record(desk, record, DAY.day)
        assert verdict.counted == (number == first)


def test_an_agreement_counts_through_what_it_is_linked_to(desk: Office) -> None:
    add(desk, "partners", kind="country", country="EG", name="Egypt", stage="signed", signed_on="2023-12-06")
    add(desk, "institutions", name="NRIAG", country="EG", stage="talks")
    paper = add(desk, "agreements", title="Both", partner="Egypt", institution="NRIAG")
    assert failed(desk, "agreements", paper) == {"countries": [], "institutions": ["stage"]}


def test_a_moment_before_the_record_was_known(desk: Office) -> None:
    number = add(desk, "personnel", family_name="Moyo", nationality="ZA", start_date="2024-01-01")
    with pytest.raises(LookupError):
        explain_record(desk, "personnel", number, Moment(date(2025, 6, 15), known_on=date(2020, 1, 1)))
