"""What an officer should look at: each trouble is found, named, counted and opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.counting import Attention
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.attention import attention, attention_ids
from ilrs_desk.usecases.distinctions import keep_apart
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.progress import progress

TODAY = date(2026, 11, 23)
SOUND = {"full_name": "A", "nationality": "TH", "start_date": "2024-01-01", "status": "active"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """A new office."""
    path = tmp_path / "o.ilrs"
    create_office(path, who="test")
    office = open_office(path, who="test")
    yield office
    office.close()


def add(office: Office, kind: str, *rows: Mapping[str, Value]) -> tuple[int, ...]:
    written = office.write(Draft(Act.FORM, Message("test"), tuple(Write(kind, row) for row in rows)))
    assert written is not None
    return tuple(change.id for change in written.changes)


def seen(office: Office, code: str, day: date = TODAY) -> list[Attention]:
    return [one for one in attention(office, day) if one.code == code]


def test_a_sound_office_needs_no_attention(desk: Office) -> None:
    (body,) = add(
        desk, "institutions", {"name": "NARIT", "country": "TH", "stage": "signed", "signed_on": "2024"}
    )
    add(desk, "partners", {"name": "Thailand", "country": "TH", "stage": "signed", "signed_on": "2024-04-05"})
    add(desk, "personnel", {**SOUND, "institution": "NARIT", "institution_id": body, "phone": "+6612345678"})
    assert attention(desk, TODAY) == ()


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("record.nameless", {"full_name": None, "role": "Engineer"}),
        ("record.ends_before_start", {"end_date": "2023-12-31"}),
        ("record.ends_before_start", {"end_date": "2023"}),
        ("record.starts_far_off", {"start_date": "2062-01-01"}),
        ("record.status_unread", {"status": "on leave"}),
        ("record.no_country", {"nationality": None}),
        ("record.unlinked", {"institution": "Institute of Nowhere"}),
        ("record.phone_unread", {"phone": "ask at the desk"}),
    ],
)
def test_what_is_wrong_with_people_is_told_in_one_line(
    desk: Office, code: str, wrong: dict[str, Value]
) -> None:
    bad = {key: value for key, value in {**SOUND, **wrong}.items() if value is not None}
    sound = {**SOUND, "end_date": "2024"}
    ids = add(desk, "personnel", bad, sound, {**bad, "notes": "another"})
    (line,) = attention(desk, TODAY)
    assert (line.code, line.kind, line.count, line.id, line.ids) == (
        code,
        "personnel",
        2,
        ids[0],
        (ids[0], ids[2]),
    )
    assert str(line.message).startswith("2 people")
    assert attention_ids(desk, code, "personnel", Moment(TODAY)) == (ids[0], ids[2])
    desk.write(
        Draft(Act.TRASH, Message("t"), tuple(Write("personnel", {"trashed": "yes"}, id=one) for one in ids))
    )
    assert attention(desk, TODAY) == ()


@pytest.mark.parametrize(
    ("kind", "row", "code"),
    [
        ("partners", {"name": "x", "kind": "country"}, "record.no_country"),
        ("partners", {"name": "x", "country": "QQ", "stage": "talks"}, "record.country_unread"),
        ("institutions", {"country": "TH"}, "record.nameless"),
        ("institutions", {"name": "x", "stage": "signed"}, "signature.undated"),
        ("institutions", {"name": "x", "stage": "withdrawn"}, "withdrawal.undated"),
        ("institutions", {"name": "x", "stage": "talks", "ended_on": "2024"}, "record.left"),
        ("institutions", {"name": "x", "stage": "talks", "signed_on": "soon"}, "record.date_unread"),
        ("institutions", {"name": "x", "country": "TH", "signed_on": "2062"}, "record.starts_far_off"),
        ("agreements", {"title": "x", "partner": "Atlantis"}, "record.unlinked"),
        ("agreements", {"title": "x", "status": "asleep"}, "record.status_unread"),
        (
            "agreements",
            {"title": "x", "signed_on": "2024-05", "expires_on": "2024-04-30"},
            "record.ends_before_start",
        ),
        ("agreements", {"title": "x", "status": "signed", "expires_on": "2026-11-22"}, "agreement.ended"),
        ("agreements", {"title": "x", "expires_on": "2026-12"}, "agreement.expires"),
    ],
)
def test_what_is_wrong_with_other_records_is_told_of_each(
    desk: Office, kind: str, row: dict[str, Value], code: str
) -> None:
    (number,) = add(desk, kind, row)
    (found,) = seen(desk, code)
    assert (found.kind, found.id, found.count, found.ids) == (kind, number, 1, (number,))
    assert attention_ids(desk, code, kind, Moment(TODAY)) == (number,)


def test_institutions_that_signed_and_have_nobody(desk: Office) -> None:
    signed = {"country": "TH", "signed_on": "2024-01-01"}
    empty, staffed, talks, later = add(
        desk,
        "institutions",
        {**signed, "name": "Empty"},
        {**signed, "name": "Staffed", "stage": "active"},
        {"name": "Talks", "country": "TH", "stage": "talks"},
        {"name": "Later", "country": "TH", "signed_on": "2026-12-01"},
    )
    (person,) = add(desk, "personnel", {**SOUND, "institution": "Staffed", "institution_id": staffed})
    assert [(one.id, one.count) for one in seen(desk, "institution.no_people")] == [(empty, 1)]
    desk.write(Draft(Act.TRASH, Message("t"), (Write("personnel", {"trashed": "yes"}, id=person),)))
    assert seen(desk, "institution.no_people")[0].ids == (empty, staffed)
    assert talks not in seen(desk, "institution.no_people", date(2026, 12, 1))[0].ids
    assert later in seen(desk, "institution.no_people", date(2026, 12, 1))[0].ids


@pytest.mark.parametrize(
    ("kind", "field", "value", "code"),
    [
        ("personnel", "email", "a@x.org", "duplicate.email"),
        ("personnel", "orcid", "0000-0002-1825-0097", "duplicate.orcid"),
        ("institutions", "ror", "https://ror.org/04abcde12", "duplicate.ror"),
        ("agreements", "reference", "A-1", "duplicate.reference"),
    ],
)
def test_possible_duplicates_by_what_is_certain(
    desk: Office, kind: str, field: str, value: str, code: str
) -> None:
    row: dict[str, Value] = {"full_name": "A", "nationality": "TH"} if kind == "personnel" else {"title": "A"}
    row = {"name": "A", "country": "TH"} if kind == "institutions" else row
    one, other, lone = add(
        desk, kind, {**row, field: value}, {**row, field: value}, {**row, field: f"{value}0"}
    )
    (found,) = seen(desk, code)
    assert (found.count, found.ids) == (2, (one, other))
    keep_apart(desk, kind, [one, other])
    assert seen(desk, code) == []
    (third,) = add(desk, kind, {**row, field: value.upper() if field == "email" else value})
    assert seen(desk, code)[0].ids == (one, other, third)
    keep_apart(desk, kind, [one, third])
    assert seen(desk, code)[0].ids == (other, third)
    keep_apart(desk, kind, [third, other])
    assert seen(desk, code) == []
    assert lone not in attention_ids(desk, code, kind)


def test_a_country_with_two_records(desk: Office) -> None:
    one, other = add(
        desk, "partners", {"name": "Türkiye", "country": "TR"}, {"name": "Turkey", "country": "TR"}
    )
    add(
        desk, "partners", {"name": "APSCO", "kind": "organisation"}, {"name": "AUASS", "kind": "organisation"}
    )
    assert [found.id for found in seen(desk, "duplicate.country")] == [other]
    keep_apart(desk, "partners", [one, other])
    assert seen(desk, "duplicate.country") == []


def test_many_of_one_code_stand_in_one_line_that_opens_all(desk: Office) -> None:
    rows = [{"name": f"Body {number}", "country": "TH", "stage": "signed"} for number in range(300)]
    ids = add(desk, "institutions", *rows)
    (line,) = seen(desk, "signature.undated")
    assert (line.count, line.id, line.ids) == (300, ids[0], ids[:200])
    assert str(line.message).startswith(
        "300 institutions signed on a day that is not recorded: Body 0, Body 1"
    )
    assert attention_ids(desk, "signature.undated", "institutions", Moment(TODAY)) == ids
    assert len(attention_ids(desk, "institution.no_people", "institutions", Moment(TODAY))) == 300


def test_returns_that_are_due(desk: Office) -> None:
    desk.register.settle_agency("CNSA", 6, None, None)
    desk.register.settle_agency("ROSA", None, None, None)
    (found,) = attention(desk, TODAY)
    assert (found.code, found.kind) == ("agency.due", "agencies")
    assert str(found.message) == "CNSA has not sent a return, and one is expected"


def test_the_status_holds_them_all(desk: Office) -> None:
    add(desk, "personnel", {**SOUND, "status": "on leave"})
    assert [one.code for one in progress(desk, Moment(TODAY)).attention] == ["record.status_unread"]


def test_a_code_that_nobody_knows_opens_nothing(desk: Office) -> None:
    assert attention_ids(desk, "no.such", "personnel") == ()
    assert attention(desk, date.max - timedelta(days=1)) == ()


def test_the_office_as_known_on_a_day_is_looked_at_without_its_indexes(desk: Office) -> None:
    ids = add(
        desk, "personnel", {**SOUND, "email": "a@x.org"}, {**SOUND, "email": "A@x.org", "status": "on leave"}
    )
    today = Moment(TODAY, known_on=date.today())
    assert attention_ids(desk, "duplicate.email", "personnel", today) == ids
    assert attention_ids(desk, "record.status_unread", "personnel", today) == ids[1:]
    before = Moment(TODAY, known_on=date(2000, 1, 1))
    assert attention_ids(desk, "duplicate.email", "personnel", before) == ()
