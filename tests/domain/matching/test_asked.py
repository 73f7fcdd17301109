"""What is asked beside whole lists: duplicates in an office, an institution by its name, what a person said before."""

from __future__ import annotations

import pytest

from ilrs_desk.domain.matching import Places, differences, find_duplicates, marks, match_rows
from ilrs_desk.domain.records import Record, Value


def institution(number: int, **values: Value) -> Record:
    return Record("institutions", number, values)


NARIT = institution(
    1, name="National Astronomical Research Institute of Thailand", acronym="NARIT", country="TH"
)
KAIST_KE = institution(
    2, name="Kenya Advanced Institute of Science and Technology", acronym="KAIST", country="KE"
)
KAIST_KR = institution(
    3, name="Korea Advanced Institute of Science and Technology", acronym="KAIST", country="KR"
)
PLACES = Places([NARIT, KAIST_KE, KAIST_KR])


@pytest.mark.parametrize(
    ("label", "country", "found"),
    [
        ("narit", "TH", 1),
        ("National Astronomical Research Institute of Thailand (NARIT)", None, 1),
        ("KAIST", "KE", 2),
        ("KAIST", "KR", 3),
        ("KAIST", None, None),
        ("NARIT", "KE", None),
        ("Astronomical Institute", "TH", None),
    ],
)
def test_an_institution_is_found_by_all_its_names_in_its_country(
    label: str, country: str | None, found: int | None
) -> None:
    assert PLACES.find(label, country) == found


def test_a_near_name_of_an_institution_is_only_offered() -> None:
    label = "National Astronomical Reserch Institute of Thailand"
    assert PLACES.find(label, "TH") is None
    (like,) = PLACES.likes(label, "TH")
    assert (like.record.id, like.certain) == (1, False)
    assert PLACES.likes(label, "KE") == []


WEI = Record("personnel", 1, {"full_name": "Wang Wei", "institution": "Tiandu Lab"})
OTHER_WEI = Record("personnel", 2, {"full_name": "Wang Wei", "institution": "Tiandu Lab", "role": "Engineer"})
THIRD = Record("personnel", 3, {"full_name": "王伟", "institution": "Tiandu Lab"})
OLGA = Record("personnel", 4, {"full_name": "Olga Orlova", "institution": "Tiandu Lab"})


def test_duplicates_come_surest_first_and_not_where_a_person_said_they_are_two() -> None:
    records = [WEI, OTHER_WEI, THIRD, OLGA]
    found = find_duplicates("personnel", records, Places())
    assert [(pair.one.id, pair.other.id, pair.certain) for pair in found] == [
        (1, 2, True),
        (1, 3, False),
        (2, 3, False),
    ]
    apart = [frozenset((1, 2)), frozenset((3, 2))]
    assert [(p.one.id, p.other.id) for p in find_duplicates("personnel", records, Places(), apart=apart)] == [
        (1, 3)
    ]


def test_a_row_is_not_offered_what_a_person_said_it_is_not() -> None:
    rows = [{"full_name": "Wang Wei", "institution": "Tiandu Lab"}]
    assert match_rows("personnel", rows, [WEI])[0].certain
    assert match_rows("personnel", rows, [WEI], row_apart={0: frozenset({1})})[0].likes == ()


def test_the_search_for_duplicates_can_be_stopped() -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        find_duplicates("personnel", [WEI, OTHER_WEI], Places(), cancelled=stop)


@pytest.mark.parametrize(
    ("ours", "theirs", "spans"),
    [
        ("Gusakov", "Gusakov", ((), ())),
        ("Gusakov", "Husakov", (((0, 1),), ((0, 1),))),
        ("Djuric", "Duric", (((1, 2),), ())),
        ("", "abc", ((), ((0, 3),))),
    ],
)
def test_the_letters_that_differ_are_marked(ours: str, theirs: str, spans: object) -> None:
    assert marks(ours, theirs) == spans


def test_two_people_of_one_file_cannot_both_be_one_record() -> None:
    ours = Record("personnel", 9, {"full_name": "Ana Petrović", "institution": "U"})
    rows = [
        {"full_name": "Ana Petrović", "institution": "U", "email": "a@example.rs"},
        {"full_name": "Ana Petrović", "institution": "U", "email": "b@example.rs"},
    ]
    matches = match_rows("personnel", rows, [ours])
    assert [match.certain for match in matches] == [None, None]
    assert all([like.record.id for like in match.likes] == [9] for match in matches)


@pytest.mark.parametrize(
    ("row", "changed"),
    [
        ({"institution": "KAIST", "country": "KR"}, {"institution", "country"}),
        ({"institution": "KAIST", "country": "KE"}, set()),
        ({"institution": "KAIST"}, set()),
        ({"institution": "NARIT"}, {"institution"}),
    ],
)
def test_one_name_in_two_countries_is_two_institutions(row: dict[str, Value], changed: set[str]) -> None:
    ours: dict[str, Value] = {"institution": "KAIST", "institution_id": 2, "country": "KE"}
    assert set(differences("personnel", ours, row, PLACES)) == changed
