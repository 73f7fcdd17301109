"""The curve of the Artemis Accords that ours is compared with."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from ilrs_desk.domain.comparison import artemis


def test_counts_at_the_known_days() -> None:
    assert artemis(date(2020, 10, 12)) == ()
    assert artemis(date(2020, 10, 13)) == ((date(2020, 10, 13), 8),)
    assert artemis(date(2024, 7, 23))[-1][1] == 43
    assert artemis(date(2025, 11, 30))[-1][1] == 59
    assert artemis(date(2026, 11, 23))[-1][1] == 61


def test_it_only_goes_up() -> None:
    steps = artemis(date.max)
    assert list(steps) == sorted(set(steps))
    assert all(one[1] < other[1] for one, other in pairwise(steps))
