"""What may leave the house for whom, and that a hidden count cannot be worked out from what is shown."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.reports.audience import SMALL, Audience, audience_of, hidden_among, hidden_cells

COUNTS = st.lists(st.integers(0, 12), max_size=6)


@given(COUNTS)
def test_no_small_count_is_shown(counts: list[int]) -> None:
    hidden = hidden_cells(counts)
    assert all(place in hidden for place, count in enumerate(counts) if 0 < count < SMALL)
    assert not any(counts[place] == 0 for place in hidden)


@given(COUNTS)
def test_where_no_count_is_small_all_are_shown(counts: list[int]) -> None:
    assert hidden_cells([count + SMALL for count in counts]) == frozenset()


@given(st.lists(st.integers(0, 12), min_size=2, max_size=5))
def test_no_hidden_count_follows_from_the_sum(counts: list[int]) -> None:
    """By brute force: all that a reader knows leaves each small count at least two values."""
    hidden = sorted(hidden_cells(counts))
    if len(hidden) == len([count for count in counts if count]):
        return  # nothing else could be hidden beside them
    total = sum(counts[place] for place in hidden)
    ranges = [range(1, SMALL) if counts[place] < SMALL else range(SMALL, total + 1) for place in hidden]
    possible = [values for values in product(*ranges) if sum(values) == total]
    for at, place in enumerate(hidden):
        if counts[place] < SMALL:
            assert len({values[at] for values in possible}) > 1, (counts, hidden)


def test_no_few_people_are_told_by_what_they_are_not_of() -> None:
    """24 with a country and 23 of the one grouping leave one person; 9 and 7 of a grouping within it leave two."""
    counts = {"outer": 9, "inner": 7, "most": 23, "apart": 6, "none": 0, "few": 2}
    hidden = hidden_among(
        counts, (44, 24), lambda one, other: (one, other) in {("outer", "inner"), ("most", "few")}
    )
    assert hidden == {"most", "inner", "few"}
    assert hidden_among(counts, (), lambda one, other: False) == {"few"}


def test_contact_data_and_notes_stay_in_the_house() -> None:
    for audience in (Audience.PARTNERS, Audience.PUBLIC):
        for kind in KINDS.values():
            seen = {field.key for field in audience.fields_of(kind)}
            assert not seen & {"email", "phone", "other_emails", "other_phones", "orcid", "notes"}
            assert not any(field.personal for field in kind.fields if field.key in seen)
    assert {field.key for field in Audience.INTERNAL.fields_of(KINDS["personnel"])} >= {
        "email",
        "phone",
        "notes",
    }


def test_an_audience_that_there_is_not_is_told_of() -> None:
    with pytest.raises(InputProblem) as told:
        audience_of("everybody")
    assert "internal, partners, public" in str(told.value)
