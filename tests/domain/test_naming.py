"""Counted names of kinds and of what stands beside them."""

from __future__ import annotations

import pytest

from ilrs_desk.domain.counting import Spotted
from ilrs_desk.domain.kinds import JOURNALLED
from ilrs_desk.domain.naming import count_of


def test_one_and_many_of_each_kind_have_a_name() -> None:
    assert count_of("personnel", 1) == "1 person"
    assert count_of("personnel", 1204) == "1,204 people"
    assert all(count_of(kind, 2).startswith("2 ") for kind in JOURNALLED)


@pytest.mark.parametrize(("number", "words"), [(1, "1 agency"), (26, "26 agencies")])
def test_agencies_whose_return_is_due_are_counted_too(number: int, words: str) -> None:
    told = Spotted("agency.due", "agencies", number, tuple(range(1, number + 1)), ("BIRA",))
    assert str(told.message()).startswith(f"{words} should have sent a return")
