"""Which pairs can be merged without a choice, and in which order they wait."""

from __future__ import annotations

from ilrs_desk.domain.matching import Pair
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.ui.merge.queue import PairQueue, groups_without_difference, key_of


def person(number: int, **values: Value) -> Record:
    return Record("personnel", number, {"full_name": "Li Na", **values})


def pair(one: Record, other: Record, *, certain: bool = True) -> Pair:
    return Pair(one, other, certain, ())


def test_only_certain_pairs_without_difference_go_together() -> None:
    a, b, c = person(1, email="x@y.org"), person(2, email="x@y.org", role="Dean"), person(3)
    assert groups_without_difference([pair(a, b)]) == [[1, 2]]
    assert groups_without_difference([pair(a, c, certain=False)]) == []
    assert groups_without_difference([pair(b, person(4, role="Chair"))]) == []
    assert groups_without_difference([pair(a, b), pair(b, c), pair(a, c)]) == [[1, 2, 3]]


def test_a_chain_whose_ends_were_said_to_be_two_needs_a_person() -> None:
    a, b, c = person(1), person(2), person(3)
    assert groups_without_difference([pair(a, b), pair(b, c)]) == []


def test_more_than_six_need_a_person() -> None:
    seven = [person(number) for number in range(1, 8)]
    pairs = [pair(one, other) for one in seven for other in seven if one.id < other.id]
    assert groups_without_difference(pairs) == []


def test_what_is_put_off_comes_last_until_it_is_taken_up_again() -> None:
    first, second = pair(person(1), person(2)), pair(person(3), person(4))
    queue = PairQueue("personnel", (first, second)).putting_off(key_of(first))
    assert queue.ordered == [second, first]
    assert queue.putting_off(key_of(first)).ordered == [first, second]
