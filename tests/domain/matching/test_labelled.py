"""The matcher measured on labelled pairs: nothing false is sure, nearly all that is one is at least offered."""

from __future__ import annotations

import random

import pytest

from ilrs_desk.domain.matching import match_rows
from ilrs_desk.domain.records import Record

from .labelled import LabelledPair, body_pairs, other_pairs, person_pairs
from .measure import Measured, measure, measure_together

LEAST_RECALL = 0.98


def told(pair: LabelledPair) -> str:
    return f"{pair.what} ({pair.language}): {pair.ours} | {pair.theirs}"


def assert_nothing_false(found: Measured) -> None:
    assert [told(pair) for pair in found.wrong] == []


@pytest.fixture(scope="module")
def people() -> list[LabelledPair]:
    return person_pairs(each=6)


def test_the_set_is_wide_enough(people: list[LabelledPair]) -> None:
    everything = [*people, *body_pairs(), *other_pairs()]
    assert len(everything) >= 3000
    assert len({pair.language for pair in people}) >= 16
    assert sum(not pair.same for pair in everything) >= 1000


def test_people_one_by_one(people: list[LabelledPair]) -> None:
    found = measure(people)
    assert_nothing_false(found)
    assert found.recall >= 0.99, [told(pair) for pair in found.missed]
    # Names alone can never tell twins; what is offered is right in at least two of three.
    assert found.precision >= 0.7


def test_institutions_partners_and_agreements_one_by_one() -> None:
    found = measure([*body_pairs(), *other_pairs()])
    assert_nothing_false(found)
    assert found.recall >= 0.99, [told(pair) for pair in found.missed]
    assert found.precision >= 0.9


def test_institutions_with_other_slips() -> None:
    found = measure([pair for seed in range(1, 5) for pair in body_pairs(seed)])
    assert_nothing_false(found)
    assert found.recall >= LEAST_RECALL, [told(pair) for pair in found.missed]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("National Space Agency of Kazakhstan", "National Space Agnecy"),
        ("National Space Agency of Kazakhstan", "National Space Agency of Kazkhstan"),
        ("Universidad Nacional Autónoma de Nicaragua", "National Auttonomous University of Nicaragua"),
        ("Institute of Astronomy RAS", "Институт астрономии РАН"),
        ("Universidad de Carabobo", "CaraboboUniversity"),
        ("Orbital Moon Ltd", "Orbital Mon"),
    ],
)
def test_a_slip_in_a_common_word_or_a_forgotten_space_is_offered(ours: str, theirs: str) -> None:
    (match,) = match_rows("institutions", [{"name": theirs}], [Record("institutions", 1, {"name": ours})])
    assert [(like.record.id, like.certain) for like in match.likes] == [(1, False)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Laboratory A of Orbital Physics", "Laboratory B of Orbital Physics"),
        ("University of Juba", "University of Sudan"),
        ("Institute 12 of Physics", "Institute 13 of Physics"),
    ],
)
def test_what_tells_two_bodies_apart_is_no_slip(ours: str, theirs: str) -> None:
    (match,) = match_rows("institutions", [{"name": theirs}], [Record("institutions", 1, {"name": ours})])
    assert match.likes == ()


def test_people_all_in_one_office() -> None:
    found = measure_together(person_pairs(each=2))
    assert_nothing_false(found)
    assert found.recall >= LEAST_RECALL, [told(pair) for pair in found.missed]


def test_nearly_all_that_may_be_taken_for_sure_by_an_identifier_is(people: list[LabelledPair]) -> None:
    identified = [pair for pair in people if pair.what in ("spelling and mail", "orcid", "old mail")]
    found = measure(identified)
    assert found.certain >= 0.75 * len(identified)


def test_what_a_row_is_does_not_depend_on_the_order_of_rows() -> None:
    pairs = person_pairs(each=1)
    records = [Record(pair.kind, number, dict(pair.ours)) for number, pair in enumerate(pairs, 1)]
    rows = [pair.theirs for pair in pairs] + [pair.theirs for pair in pairs[::3]]
    order = list(range(len(rows)))
    random.Random(3).shuffle(order)
    straight = match_rows("personnel", rows, records)
    mixed = match_rows("personnel", [rows[at] for at in order], records)
    assert [mixed[place].likes for place in range(len(rows))] == [straight[at].likes for at in order]
    firsts = {at: match.earlier if match.earlier is not None else at for at, match in enumerate(straight)}
    groups = {frozenset(at for at in firsts if firsts[at] == first) for first in firsts.values()}
    moved = {
        place: match.earlier if match.earlier is not None else place for place, match in enumerate(mixed)
    }
    mixed_groups = {
        frozenset(order[place] for place in moved if moved[place] == first) for first in moved.values()
    }
    assert mixed_groups == groups
