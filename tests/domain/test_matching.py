"""Which record a row is: identifiers first, names with evidence, never a certain match against evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_desk.domain.matching import Match, Places, differences, match_rows
from ilrs_desk.domain.records import Record, Value


def person(number: int, **values: str) -> Record:
    return Record("personnel", number, values)


def one(kind: str, row: Mapping[str, Any], *records: Record) -> Match:
    (match,) = match_rows(kind, [row], records)
    return match


def certain_id(match: Match) -> int | None:
    return match.certain.record.id if match.certain else None


ANA = person(1, family_name="Petrović", given_name="Ana", institution="Observatory A", email="ana@example.rs")


class TestPeople:
    def test_same_address_in_other_capitals_is_the_same_person(self) -> None:
        match = one(
            "personnel", {"family_name": "Petrović", "given_name": "Ana", "email": "ANA@example.rs"}, ANA
        )
        assert certain_id(match) == 1
        assert match.certain
        assert not match.certain.changes

    def test_same_address_with_another_name_is_only_possible(self) -> None:
        match = one(
            "personnel", {"family_name": "Jović", "given_name": "Ivan", "email": "ana@example.rs"}, ANA
        )
        assert match.certain is None
        assert [like.record.id for like in match.likes] == [1]

    def test_same_orcid_is_the_same_person_though_the_address_changed(self) -> None:
        ours = person(4, full_name="Mei Lin", orcid="0000-0002-1825-0097", email="old@example.cn")
        row = {"full_name": "Lin Mei", "orcid": "0000-0002-1825-0097", "email": "new@example.cn"}
        match = one("personnel", row, ours)
        assert match.certain
        assert match.certain.changes == {"email": ("old@example.cn", "new@example.cn")}

    def test_other_orcid_speaks_against_the_same_name(self) -> None:
        ours = person(4, full_name="Mei Lin", orcid="0000-0002-1825-0097", institution="Lab")
        assert (
            one(
                "personnel",
                {"full_name": "Mei Lin", "orcid": "0000-0001-5109-3700", "institution": "Lab"},
                ours,
            ).likes
            == ()
        )

    def test_same_name_and_institution_without_address_is_the_same(self) -> None:
        row = {"family_name": "PETROVIC", "given_name": "Ana", "institution": "Observatory A", "role": "Head"}
        match = one("personnel", row, ANA)
        assert match.certain
        assert match.certain.changes == {"role": (None, "Head")}

    def test_names_that_only_sound_alike_are_possible(self) -> None:
        ours = person(8, full_name="Wang Wei", institution="Observatory A")
        match = one("personnel", {"full_name": "王伟", "institution": "Observatory A"}, ours)
        assert match.certain is None
        assert len(match.likes) == 1

    def test_name_in_other_script_and_order_is_the_same_name(self) -> None:
        match = one("personnel", {"full_name": "Ана Петровић", "institution": "Observatory A"}, ANA)
        assert certain_id(match) == 1

    def test_same_name_with_unknown_institution_is_possible(self) -> None:
        match = one("personnel", {"family_name": "Petrović", "given_name": "Ana", "role": "Head"}, ANA)
        assert match.certain is None
        assert len(match.likes) == 1

    def test_same_name_and_institution_with_another_address_is_possible(self) -> None:
        row = {
            "family_name": "Petrović",
            "given_name": "Ana",
            "institution": "Observatory A",
            "email": "a2@example.rs",
        }
        match = one("personnel", row, ANA)
        assert match.certain is None
        assert len(match.likes) == 1

    def test_nearly_the_same_name_at_the_same_institution_is_possible(self) -> None:
        row = {"family_name": "Petrovich", "given_name": "Anna", "institution": "Observatory A"}
        match = one("personnel", row, ANA)
        assert match.certain is None
        assert [like.record.id for like in match.likes] == [1]

    def test_initials_of_the_same_institution_are_possible(self) -> None:
        match = one("personnel", {"full_name": "A. Petrović", "institution": "Observatory A"}, ANA)
        assert match.certain is None
        assert len(match.likes) == 1

    def test_two_records_with_the_address_contend(self) -> None:
        twin = person(2, family_name="Petrović", given_name="Ana", email="ana@example.rs")
        match = one(
            "personnel",
            {"family_name": "Petrović", "given_name": "Ana", "email": "ana@example.rs", "role": "X"},
            ANA,
            twin,
        )
        assert match.certain is None
        assert len(match.likes) == 2

    def test_people_of_one_name_with_an_address_each_are_two(self) -> None:
        rows = [
            {"full_name": "Lucía Flores", "institution": "U", "email": f"p{n}@example.bo"} for n in range(3)
        ]
        assert all(match.earlier is None for match in match_rows("personnel", rows, []))

    def test_repeated_row_is_told_and_a_differing_one_is_not_a_repeat(self) -> None:
        rows = [
            {"full_name": "Lucía Flores", "email": "l@example.bo", "role": "a"},
            {"full_name": "LUCIA FLORES", "email": "L@example.bo"},
            {"full_name": "Lucía Flores", "email": "l@example.bo", "role": "b"},
        ]
        matches = match_rows("personnel", rows, [])
        assert [(match.earlier, match.repeats) for match in matches] == [(None, False), (0, True), (0, False)]

    def test_shared_address_of_two_names_is_two_people(self) -> None:
        rows = [
            {"family_name": "Ortiz", "given_name": "Luz", "email": "office@example.pe"},
            {"family_name": "Vega", "given_name": "Raúl", "email": "office@example.pe"},
        ]
        assert [match.earlier for match in match_rows("personnel", rows, [])] == [None, None]

    def test_record_found_by_its_address_is_not_offered_to_a_namesake(self) -> None:
        rows = [
            {
                "family_name": "Petrović",
                "given_name": "Ana",
                "institution": "Observatory A",
                "email": "new@example.rs",
            },
            {
                "family_name": "Petrović",
                "given_name": "Ana",
                "institution": "Observatory A",
                "email": "ana@example.rs",
            },
        ]
        first, second = match_rows("personnel", rows, [ANA])
        assert first.likes == ()
        assert certain_id(second) == 1

    def test_institution_is_the_same_under_all_its_names(self) -> None:
        places = Places(
            [
                Record(
                    "institutions",
                    7,
                    {"name": "Space Research Centre", "acronym": "SRC", "native_name": "Центр"},
                )
            ]
        )
        ours = person(3, full_name="Ada Moyo", institution="Space Research Centre", institution_id=7)  # type: ignore[arg-type]
        (match,) = match_rows("personnel", [{"full_name": "Ada Moyo", "institution": "SRC"}], [ours], places)
        assert match.certain
        assert match.certain.changes == {}


class TestChanges:
    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            ({"start_date": "2023-10-03"}, {"start_date": "2023-10"}),
            ({"phone": "+381 60 1234567"}, {"phone": "+381601234567"}),
            ({"role": "Engineer"}, {"role": "ENGINEER "}),
            ({"role": "Engineer"}, {"role": None}),
        ],
    )
    def test_less_exact_or_blank_values_change_nothing(
        self, ours: dict[str, str], theirs: dict[str, str]
    ) -> None:
        match = one(
            "personnel", {"email": "ana@example.rs", **theirs}, person(1, email="ana@example.rs", **ours)
        )
        assert match.certain
        assert match.certain.changes == {}

    def test_more_exact_date_is_a_change(self) -> None:
        ours = person(1, email="ana@example.rs", start_date="2023-10")
        match = one("personnel", {"email": "ana@example.rs", "start_date": "2023-10-03"}, ours)
        assert match.certain
        assert match.certain.changes == {"start_date": ("2023-10", "2023-10-03")}


class TestBodies:
    OBSERVATORY = Record(
        "institutions", 5, {"name": "Observatory of the North", "country": "TH", "acronym": "OON"}
    )

    def test_same_name_and_country_is_the_same(self) -> None:
        assert (
            certain_id(
                one("institutions", {"name": "OBSERVATORY OF THE NORTH", "country": "TH"}, self.OBSERVATORY)
            )
            == 5
        )

    def test_same_name_in_another_country_is_another(self) -> None:
        assert (
            one("institutions", {"name": "Observatory of the North", "country": "KE"}, self.OBSERVATORY).likes
            == ()
        )

    def test_unknown_country_leaves_it_possible(self) -> None:
        match = one("institutions", {"name": "Observatory of the North", "city": "Fang"}, self.OBSERVATORY)
        assert match.certain is None
        assert len(match.likes) == 1

    def test_same_words_in_other_order_are_possible(self) -> None:
        match = one("institutions", {"name": "North Observatory", "country": "TH"}, self.OBSERVATORY)
        assert match.certain is None
        assert len(match.likes) == 1

    def test_same_ror_is_the_same_whatever_the_name(self) -> None:
        ours = Record("institutions", 6, {"name": "A", "ror": "https://ror.org/05bk57929"})
        assert certain_id(one("institutions", {"name": "B", "ror": "https://ror.org/05bk57929"}, ours)) == 6

    def test_partner_is_known_by_its_country_and_organisation_by_its_name(self) -> None:
        turkey = Record("partners", 1, {"name": "Turkey", "kind": "country", "country": "TR"})
        body = Record("partners", 2, {"name": "Space Union", "kind": "organisation"})
        rows = [
            {"name": "Türkiye", "kind": "country", "country": "TR"},
            {"name": "SPACE UNION", "kind": "organisation"},
        ]
        assert [certain_id(match) for match in match_rows("partners", rows, [turkey, body])] == [1, 2]

    def test_agreement_is_known_by_its_reference(self) -> None:
        ours = Record("agreements", 3, {"reference": "A-01/24", "title": "Dust", "partner": "Serbia"})
        assert (
            certain_id(
                one(
                    "agreements", {"reference": "a-01/24", "title": "Dust and ice", "partner": "Serbia"}, ours
                )
            )
            == 3
        )
        assert (
            one("agreements", {"reference": "A-02/24", "title": "Dust", "partner": "Serbia"}, ours).likes
            == ()
        )


NAMES = st.sampled_from(["Ana Petrović", "Иван Иванов", "Wang Wei", "王伟", "Lucía Flores", "Ali", "Ole Å"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {"full_name": NAMES},
        optional={
            "email": st.sampled_from(["a@example.org", "b@example.org", "c@example.org"]),
            "institution": st.sampled_from(["U", "V"]),
            "role": st.sampled_from(["x", "y"]),
        },
    ),
    max_size=6,
)


@given(ROWS)
def test_what_was_taken_in_once_is_never_new_again(rows: list[dict[str, str]]) -> None:
    first = match_rows("personnel", rows, [])
    records = [
        Record("personnel", number, row)
        for number, (row, match) in enumerate(zip(rows, first, strict=True), 1)
        if match.earlier is None
    ]
    for match in match_rows("personnel", rows, records):
        assert match.likes or match.earlier is not None


@given(ROWS, st.randoms())
def test_matches_against_the_office_do_not_depend_on_row_order(
    rows: list[dict[str, str]], order: Any
) -> None:
    records = [
        ANA,
        person(2, full_name="Wang Wei", email="b@example.org", institution="U"),
        person(3, full_name="Ali"),
    ]
    shuffled = list(range(len(rows)))
    order.shuffle(shuffled)
    straight = match_rows("personnel", rows, records)
    mixed = match_rows("personnel", [rows[index] for index in shuffled], records)
    for place, index in enumerate(shuffled):
        assert straight[index].likes == mixed[place].likes


def test_every_row_of_a_long_list_finds_its_record() -> None:
    records = [
        person(n, family_name=f"Name{n}", given_name="Ali", email=f"x{n}@example.org") for n in range(2000)
    ]
    rows = [
        {"family_name": f"Name{n}", "given_name": "Ali", "email": f"x{n}@example.org"} for n in range(2000)
    ]
    assert all(match.certain for match in match_rows("personnel", rows, records))


class TestTheSameWrittenOtherwise:
    """What a sender writes in another script, language or order is no change of ours; a corrected letter is one."""

    @pytest.mark.parametrize(
        ("theirs", "changed"),
        [
            ({"family_name": "Djuric", "given_name": "Milos"}, set()),
            ({"family_name": "Ђурић", "given_name": "Милош"}, set()),
            ({"family_name": "Miloš", "given_name": "Đurić"}, set()),
            ({"family_name": "Đurićić", "given_name": "Miloš"}, {"family_name"}),
        ],
    )
    def test_names_of_people(self, theirs: dict[str, Value], changed: set[str]) -> None:
        ours: dict[str, Value] = {"family_name": "Đurić", "given_name": "Miloš"}
        assert set(differences("personnel", ours, theirs, Places())) == changed

    def test_a_country_in_another_language(self) -> None:
        ours: dict[str, Value] = {"name": "Venezuela", "country": "VE"}
        assert differences("partners", ours, {"name": "委内瑞拉", "country": "VE"}, Places()) == {}

    def test_a_partner_named_in_another_language_is_the_same_place(self) -> None:
        places = Places([Record("partners", 7, {"name": "Türkiye", "country": "TR"})])
        assert places.place("Turkey") == places.place("土耳其") == "#7"

    def test_an_article_before_an_institution(self) -> None:
        ours = Record("institutions", 1, {"name": "The University of Sharjah", "country": "AE"})
        match = one("institutions", {"name": "University of Sharjah", "country": "AE"}, ours)
        assert match.certain is not None
        assert match.certain.changes == {}
