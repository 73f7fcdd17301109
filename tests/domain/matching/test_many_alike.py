"""Lists in which very many bear one name, address or country: the work grows with the rows, not with their pairs."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from types import FrameType

import pytest

from ilrs_desk.domain.matching import Places, find_duplicates, match_rows
from ilrs_desk.domain.records import Record, Value

Rows = list[dict[str, Value]]
WEI: dict[str, Value] = {"full_name": "Wang Wei", "institution": "Tiandu University"}


def notes(count: int) -> Rows:
    return [{**WEI, "notes": f"no. {number}"} for number in range(count)]


def addresses(count: int) -> Rows:
    return [*({**WEI, "email": f"w{number}@example.org"} for number in range(count)), dict(WEI)]


def departments(count: int) -> Rows:
    return [{**WEI, "department": f"Department {number}"} for number in range(count)]


def numbered_by_halves(count: int) -> Rows:
    return [{**WEI, ("email" if at % 2 else "orcid"): f"{at}@example.org"} for at in range(count)]


def elsewhere(count: int) -> Rows:
    return [{"full_name": "Wang Wei", "institution": f"Laboratory {number}"} for number in range(count)]


def one_address(count: int) -> Rows:
    letters = "abdefgklmnoprstv"
    names = [f"Ivan {a}{b}{c}ov" for a in letters for b in letters for c in letters]
    return [{"full_name": name, "email": "info@example.org"} for name in names[:count]]


def countries(count: int) -> Rows:
    return [{"name": f"USA {number}", "country": "US", "kind": "country"} for number in range(count)]


def cities(count: int) -> Rows:
    return [{"name": "Institute of Physics", "country": "CN", "city": f"City{at}"} for at in range(count)]


def days(count: int) -> Rows:
    return [
        {"title": "Memorandum", "partner": "Serbia", "signed_on": f"{1900 + at}-05-01"} for at in range(count)
    ]


LISTS: list[tuple[str, Callable[[int], Rows]]] = [
    *(("personnel", make) for make in (notes, addresses, departments, numbered_by_halves, elsewhere)),
    ("personnel", one_address),
    ("partners", countries),
    ("institutions", cities),
    ("agreements", days),
]
each_list_of_one_name = pytest.mark.parametrize(
    ("kind", "make"), [each for each in LISTS if each[1] is not one_address]
)
each_list = pytest.mark.parametrize(("kind", "make"), LISTS, ids=[make.__name__ for _, make in LISTS])


def records(kind: str, rows: Sequence[dict[str, Value]]) -> list[Record]:
    return [Record(kind, number, row) for number, row in enumerate(rows, 1)]


def calls(work: Callable[[], object]) -> int:
    """How many calls of Python functions the work takes."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def assert_grows_with_the_rows(work: Callable[[int], object], start: int = 150) -> None:
    work(20)
    few, many = calls(lambda: work(start)), calls(lambda: work(2 * start))
    assert many < 2.6 * few


@each_list
def test_within_a_file(kind: str, make: Callable[[int], Rows]) -> None:
    assert_grows_with_the_rows(lambda count: match_rows(kind, make(count), []))


@each_list
def test_against_the_office(kind: str, make: Callable[[int], Rows]) -> None:
    assert_grows_with_the_rows(lambda count: match_rows(kind, make(count), records(kind, make(count))))


@each_list_of_one_name
def test_duplicates_in_the_office(kind: str, make: Callable[[int], Rows]) -> None:
    # Blocks of up to four hundred are weighed whole.
    assert_grows_with_the_rows(lambda count: find_duplicates(kind, records(kind, make(count)), Places()), 450)


@pytest.mark.parametrize(
    ("kind", "make", "groups"),
    [
        ("personnel", notes, 1),
        ("personnel", departments, 1),
        ("personnel", addresses, 150),
        ("personnel", elsewhere, 150),
        ("partners", countries, 1),
    ],
)
def test_which_rows_are_one_stays_as_it_is_in_any_order(
    kind: str, make: Callable[[int], Rows], groups: int
) -> None:
    rows = make(150)
    order = list(range(len(rows)))
    random.Random(7).shuffle(order)
    straight = [match.earlier for match in match_rows(kind, rows, [])]
    mixed = [match.earlier for match in match_rows(kind, [rows[at] for at in order], [])]
    assert straight.count(None) == mixed.count(None) == groups
    firsts = [at if first is None else first for at, first in enumerate(straight)]
    moved = [place if first is None else first for place, first in enumerate(mixed)]
    together = {frozenset(at for at, first in enumerate(firsts) if first == each) for each in firsts}
    assert {
        frozenset(order[place] for place, first in enumerate(moved) if first == each) for each in moved
    } == together


@each_list
def test_the_same_list_again_says_nothing_new(kind: str, make: Callable[[int], Rows]) -> None:
    rows = make(150)
    for row, match in zip(rows, match_rows(kind, rows, records(kind, rows)), strict=True):
        assert match.likes
        if kind != "partners" and make not in (notes, addresses):
            assert match.certain is not None, row
            assert not match.certain.changes
