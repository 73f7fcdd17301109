"""Search, conditions, order and pages."""

from __future__ import annotations

from datetime import date

import pytest

from ilrs_desk.domain.changes import TRASHED, Write
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.tables import Order, Query
from ilrs_desk.store import queries

from .conftest import Desk

_PEOPLE = (
    {"family_name": "Ünal", "given_name": "Şule", "nationality": "TR", "email": "s.unal@example.com.tr"},
    {"family_name": "Иванов", "given_name": "Пётр", "nationality": "RU", "role": "инженер"},
    {"native_name": "王小明", "family_name": "Wang", "given_name": "Xiaoming", "nationality": "CN"},
    {"family_name": "unalome", "nationality": "AE", "notes": 'She said "yes" AND left -- OR * NEAR('},
    {"given_name": "Null"},
)


@pytest.fixture
def people(desk: Desk) -> Desk:
    """Five people of four scripts, numbers 1 to 5."""
    desk.write(*(Write("personnel", values) for values in _PEOPLE))
    return desk


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("unal", [1, 4]),
        ("ÜNAL", [1, 4]),
        ("ivan", [2]),
        ("ива", [2]),
        ("王小", [3]),
        ("小明", [3]),
        ("wang xiao", [3]),
        ("xiao wang", [3]),
        ("example.com", [1]),
        ("s.unal@example", [1]),
        ("türk", [1]),
        ("emirates", [4]),
        ("null", [5]),
        ('"yes"', [4]),
        ("NEAR(", [4]),
        ("OR *", [4]),
        ("%", [1, 2, 3, 4, 5]),
        ("'; DROP TABLE personnel; --", []),
        ("zzz", []),
    ],
)
def test_search_finds_folded_prefixes_of_every_word(people: Desk, search: str, found: list[int]) -> None:
    query = Query(search=search)
    assert list(people.office.ids("personnel", query)) == found
    assert people.office.count("personnel", query) == len(found)
    assert [record.id for record in people.office.find("personnel", query)] == found


def test_search_follows_edits_trash_and_undo(people: Desk) -> None:
    def found(search: str, *, trashed: bool = False) -> list[int]:
        return list(people.office.ids("personnel", Query(search=search, trashed=trashed)))

    people.edit("personnel", 1, family_name="Yılmaz")
    assert (found("yilmaz"), found("unal")) == ([1], [1, 4])
    people.edit("personnel", 1, email=None)
    assert found("unal") == [4]
    people.trash("personnel", 4)
    assert (found("unal"), found("unal", trashed=True), found("zzz", trashed=True)) == ([], [4], [])
    people.office.undo()
    assert (found("unal"), found("unal", trashed=True)) == ([4], [])


@pytest.mark.parametrize(
    ("column", "order", "backwards"),
    [
        ("family_name", [1, 4, 3, 2, 5], [2, 3, 4, 1, 5]),
        ("nationality", [3, 2, 1, 4, 5], [4, 1, 2, 3, 5]),
        ("given_name", [5, 1, 3, 2, 4], [2, 3, 1, 5, 4]),
        ("email", [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]),
        ("id", [1, 2, 3, 4, 5], [5, 4, 3, 2, 1]),
    ],
)
def test_order_is_folded_and_empty_ones_come_last(
    people: Desk, column: str, order: list[int], backwards: list[int]
) -> None:
    assert list(people.office.ids("personnel", Query(order=(Order(column),)))) == order
    assert list(people.office.ids("personnel", Query(order=(Order(column, True),)))) == backwards


def test_stages_sort_as_they_follow_each_other(desk: Desk) -> None:
    for stage in ("signed", "contact", None, "active", "talks"):
        desk.add("partners", name="x", stage=stage)
    assert list(desk.office.ids("partners", Query(order=(Order("stage"),)))) == [2, 5, 1, 4, 3]


def test_two_columns_sort_one_after_the_other(desk: Desk) -> None:
    for city, name in (("B", "z"), ("A", "z"), ("A", "y")):
        desk.add("institutions", name=name, city=city)
    assert list(desk.office.ids("institutions", Query(order=(Order("city"), Order("name"))))) == [3, 2, 1]


def test_conditions(people: Desk) -> None:
    office = people.office
    assert list(office.ids("personnel", Query(where=(("nationality", "RU"),)))) == [2]
    assert list(office.ids("personnel", Query(where=(("nationality", None),)))) == [5]
    assert list(office.ids("personnel", Query(where=(("family_name", "Ünal"), ("nationality", "CN"))))) == []
    assert list(office.ids("personnel", Query(ids=(4, 2, 99), search="una"))) == [4]
    with pytest.raises(ValueError, match="no column"):
        office.ids("personnel", Query(where=(("colour", "red"),)))
    with pytest.raises(ValueError, match="no column"):
        office.ids("personnel", Query(order=(Order("colour"),)))


def test_in_force_goes_by_the_records_own_dates(desk: Desk) -> None:
    desk.write(
        Write("personnel", {"family_name": "year", "start_date": "2024"}),
        Write("personnel", {"family_name": "month", "start_date": "2024-05", "end_date": "2024-07"}),
        Write("personnel", {"family_name": "day", "start_date": "2024-05-10", "end_date": "2024-07-15"}),
        Write("personnel", {"family_name": "undated"}),
    )

    def on(text: str) -> list[int]:
        return list(desk.office.ids("personnel", Query(in_force_on=date.fromisoformat(text))))

    assert on("2023-12-31") == []
    assert on("2024-01-01") == [1]
    assert on("2024-05-01") == [1, 2]
    assert on("2024-05-10") == [1, 2, 3]
    assert on("2024-07-01") == [1, 2, 3]
    assert on("2024-07-02") == [1, 3]
    assert on("2024-07-15") == [1, 3]
    assert on("2024-07-16") == [1]
    assert on(date.today().isoformat()) == [1, 4]


def test_many_matches_are_walked_in_order_of_an_index(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    writes = [Write("personnel", {"family_name": f"N{9 - n}", "role": "engineer"}) for n in range(10)]
    desk.write(*writes)
    query = Query(search="engin", order=(Order("family_name"),))
    few = list(desk.office.ids("personnel", query))
    monkeypatch.setattr(queries, "_FEW", 3)
    assert list(desk.office.ids("personnel", query)) == few == list(range(10, 0, -1))


def test_pages_and_records_in_a_given_order(people: Desk) -> None:
    page = people.office.page("personnel", Query(order=(Order("family_name"),)), limit=2, offset=1)
    assert (page.total, [record.id for record in page.records]) == (5, [4, 3])
    assert [r.id for r in people.office.records("personnel", [4, 99, 1])] == [4, 1]
    assert people.office.get("personnel", 99) is None


def test_counts_leave_the_trash_out(people: Desk) -> None:
    people.trash("personnel", 2)
    assert people.office.counts() == {"partners": 0, "institutions": 0, "personnel": 4, "agreements": 0}
    assert people.office.trash_count() == 1
    trashed = people.office.get("personnel", 2)
    assert isinstance(trashed, Record)
    assert trashed.trashed
    people.edit("personnel", 2, **{TRASHED: None})
    assert people.office.trash_count() == 0


def test_a_name_that_is_gone_from_the_office_can_be_gone_from_the_index(desk: Desk) -> None:
    names = [f"Qxz{number:04}" for number in range(400)]
    desk.write(*(Write("personnel", {"family_name": name}) for name in names))
    desk.office.undo()
    desk.add("personnel", family_name="Left")
    assert list(desk.office.ids("personnel", Query(search="qxz"))) == []
    assert list(desk.office.ids("personnel", Query(search="left"))) == [401]
