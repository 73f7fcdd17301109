"""What becomes of a row depends on what it says, not on where it stands, nor in which of the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ilrs_desk.domain.records import Record, Snapshot
from ilrs_desk.intake.draw import draw_plan
from ilrs_desk.intake.memory import Memory
from ilrs_desk.intake.plan import Decisions, ImportPlan, RowPlan
from ilrs_desk.intake.sheets import Cell, Sheet, Workbook

PEOPLE: list[Cell] = ["Surname", "First name", "Institution", "Country", "E-mail", "Role"]
PLACES: list[Cell] = ["Institution name", "Acronym", "Country", "Website"]
OFFICE = Snapshot(
    1,
    {
        "institutions": (
            Record("institutions", 1, {"name": "Delta Space Laboratory", "acronym": "DSL", "country": "BW"}),
            Record("institutions", 2, {"name": "Okavango Institute", "country": "BW"}),
        ),
        "personnel": (
            Record("personnel", 1, {"family_name": "Moyo", "given_name": "Ada", "email": "ada@example.bw"}),
            Record("personnel", 2, {"full_name": "Dube Ben", "institution": "DSL", "institution_id": 1}),
            Record("personnel", 3, {"family_name": "Banda", "given_name": "Cleo", "country": "ZM"}),
            Record("personnel", 4, {"family_name": "Banda", "given_name": "Cleo", "country": "BW"}),
        ),
    },
)  # fmt: skip
PERSON = st.sampled_from(
    [
        ["Moyo", "Ada", "DSL", "Botswana", "ada@example.bw", "Engineer"],
        ["Dube", "Ben", "Delta Space Laboratory", "Botswana", None, "Chemist"],
        ["Dube", "Ben", "Okavango Institute", "Botswana", None, "Chemist"],
        ["Banda", "Cleo", None, None, None, "Pilot"],
        ["Phiri", "Dora", "New Lab", "Zambia", "dora@example.zm", None],
        ["Phiri", "Dora", "New Lab", "Zambia", "dora@example.zm", "Pilot"],
        ["Phiri", "Eve", "New Lab", None, "eve@example.zm", None],
        ["Zulu", "Fay", "NL", "Zambia", "fay@example.zm", "Director"],
        ["Zulu", None, "NL", "Zambia", "gus(at)example.zm", "Director"],
        ["Nkosi", "Hal", "Nobody's Laboratory", "Botswana", "hal@example.bw", None],
    ]
)
PLACE = st.sampled_from(
    [
        ["New Lab", "NL", "Zambia", "https://nl.example"],
        ["Delta Space Laboratory", None, "Botswana", "https://dsl.example"],
        ["Okavango Institute", "OI", None, None],
    ]
)


def book(name: str, head: list[Cell], rows: Sequence[Sequence[Cell]]) -> Workbook:
    return Workbook(Path(name), "xlsx", name, 1, [Sheet("Sheet1", False, [head, *map(list, rows)])])


def draw(*books: Workbook) -> ImportPlan:
    return draw_plan(books, OFFICE, Decisions(), Memory(), key="k", today=date(2026, 11, 23))


def becomes(plan: ImportPlan) -> Counter[tuple[object, ...]]:
    return Counter((table.kind, *_what(row)) for _, table in plan.tables() for row in table.rows)


def _what(row: RowPlan) -> tuple[object, ...]:
    return (
        tuple(sorted(row.record.items())),
        row.action,
        row.matched,
        tuple(sorted(row.changes.items())),
        tuple(sorted(each.id for each in row.candidates if each.id is not None)),
        tuple(sorted(row.links.items())),
        tuple(sorted(problem.code for problem in row.problems)),
    )


def offered(plan: ImportPlan) -> set[tuple[object, ...]]:
    return {(offer.key, *sorted(offer.record.items()), len(offer.rows)) for offer in plan.offers}


@settings(max_examples=60)
@given(st.data())
def test_the_order_of_rows_and_files_changes_nothing(data: st.DataObject) -> None:
    people = data.draw(st.lists(PERSON, min_size=3, max_size=8))
    places = data.draw(st.lists(PLACE, min_size=2, max_size=3, unique_by=str))
    other_people, other_places = data.draw(st.permutations(people)), data.draw(st.permutations(places))
    first = draw(book("people", PEOPLE, people), book("places", PLACES, places))
    second = draw(book("places", PLACES, other_places), book("people", PEOPLE, other_people))
    assert becomes(first) == becomes(second)
    assert offered(first) == offered(second)


@settings(max_examples=30)
@given(st.data())
def test_a_list_in_two_files_is_the_list_in_one(data: st.DataObject) -> None:
    people = data.draw(st.lists(PERSON, min_size=6, max_size=9))
    cut = data.draw(st.integers(3, len(people) - 3))
    one = draw(book("all", PEOPLE, people))
    two = draw(book("b", PEOPLE, people[cut:]), book("a", PEOPLE, people[:cut]))
    assert becomes(one) == becomes(two)
    assert offered(one) == offered(two)
