"""Links: a text means the one live record that bears the name, and follows it."""

from __future__ import annotations

import pytest

from ilrs_desk.domain.changes import TRASHED, Write
from ilrs_desk.domain.problems import InputProblem

from .conftest import Desk


@pytest.fixture
def buaa(desk: Desk) -> int:
    """An institution with every sort of name."""
    return desk.add(
        "institutions",
        name="Beihang University",
        native_name="北京航空航天大学",
        acronym="BUAA",
        aliases="Beijing Institute of Aeronautics; Beihang",
        country="CN",
    )


@pytest.mark.parametrize(
    "text", ["BEIHANG university", "北京航空航天大学", "buaa", "Beihang", "Beijing Institute of Aeronautics"]
)
def test_any_name_links_and_stays_as_written(desk: Desk, buaa: int, text: str) -> None:
    person = desk.add("personnel", family_name="Li", institution=text)
    assert desk.values("personnel", person) == {
        "family_name": "Li",
        "institution": text,
        "institution_id": buaa,
    }


def test_a_number_brings_the_name(desk: Desk, buaa: int) -> None:
    person = desk.add("personnel", family_name="Li", institution_id=buaa)
    assert desk.values("personnel", person)["institution"] == "Beihang University"


def test_a_number_of_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(InputProblem, match="no institution with number 77"):
        desk.add("personnel", family_name="Li", institution_id=77)


def test_an_unknown_name_is_kept_unlinked_until_the_institution_comes(desk: Desk) -> None:
    person = desk.add("personnel", family_name="Li", institution="Beihang")
    assert "institution_id" not in desk.values("personnel", person)
    created = desk.write(Write("institutions", {"name": "Beihang"}))
    assert desk.values("personnel", person)["institution_id"] == created.changes[0].id
    assert [change.kind for change in created.changes] == ["institutions", "personnel"]


def test_people_and_institutions_of_one_write_find_each_other(desk: Desk) -> None:
    desk.write(
        Write("personnel", {"family_name": "Li", "institution": "X"}), Write("institutions", {"name": "X"})
    )
    assert desk.values("personnel", 1)["institution_id"] == 1


def test_namesakes_are_told_apart_by_country_or_not_at_all(desk: Desk) -> None:
    desk.write(
        Write("institutions", {"name": "Institute of Physics", "country": "RS"}),
        Write("institutions", {"name": "Institute of Physics", "country": "BY"}),
    )
    told = desk.add("personnel", family_name="A", institution="Institute of Physics", country="BY")
    untold = desk.add("personnel", family_name="B", institution="Institute of Physics")
    assert desk.values("personnel", told)["institution_id"] == 2
    assert "institution_id" not in desk.values("personnel", untold)


def test_another_text_moves_the_link_and_a_blank_clears_it(desk: Desk, buaa: int) -> None:
    other = desk.add("institutions", name="MSU")
    person = desk.add("personnel", family_name="Li", institution="BUAA")
    desk.edit("personnel", person, institution="MSU")
    assert desk.values("personnel", person)["institution_id"] == other
    desk.edit("personnel", person, institution=None)
    assert desk.values("personnel", person) == {"family_name": "Li"}


def test_a_renaming_takes_along_the_texts_that_no_longer_name_it(desk: Desk, buaa: int) -> None:
    by_name = desk.add("personnel", family_name="A", institution="Beihang University")
    by_acronym = desk.add("personnel", family_name="B", institution="BUAA")
    before = desk.dump()
    renamed = desk.edit("institutions", buaa, name="Beihang Aerospace University")
    assert desk.values("personnel", by_name)["institution"] == "Beihang Aerospace University"
    assert desk.values("personnel", by_acronym)["institution"] == "BUAA"
    assert renamed.size == 2
    desk.office.undo()
    assert desk.dump() == before


def test_a_partner_is_found_by_its_country(desk: Desk) -> None:
    partner = desk.add("partners", name="Republic of Serbia", kind="country", country="RS")
    seat = desk.add("partners", name="APSCO", kind="organisation", country="CN")
    for text, number in (("Serbia", partner), ("RS", partner), ("APSCO", seat), ("China", None)):
        agreement = desk.add("agreements", title=text, partner=text)
        assert desk.values("agreements", agreement).get("partner_id") == number


def test_the_trash_is_not_linked_to_but_keeps_its_links(desk: Desk, buaa: int) -> None:
    linked = desk.add("personnel", family_name="A", institution="BUAA")
    desk.trash("institutions", buaa)
    late = desk.add("personnel", family_name="B", institution="BUAA")
    assert desk.values("personnel", linked)["institution_id"] == buaa
    assert "institution_id" not in desk.values("personnel", late)
    desk.edit("institutions", buaa, **{TRASHED: None})
    assert desk.values("personnel", late)["institution_id"] == buaa


def test_linked_records_are_listed_by_kind_and_field(desk: Desk, buaa: int) -> None:
    person = desk.add("personnel", family_name="A", institution="BUAA")
    gone = desk.add("personnel", family_name="B", institution="BUAA")
    agreement = desk.add("agreements", title="MoU", institution="BUAA")
    desk.trash("personnel", gone)
    linked = desk.office.linked("institutions", buaa)
    assert {key: [record.id for record in records] for key, records in linked.items()} == {
        ("personnel", "institution"): [person],
        ("agreements", "institution"): [agreement],
    }


def test_a_text_and_number_that_agree_are_both_kept(desk: Desk, buaa: int) -> None:
    person = desk.add("personnel", family_name="A", institution="BUAA", institution_id=buaa)
    assert desk.values("personnel", person)["institution"] == "BUAA"


def test_a_body_of_the_name_in_another_country_is_not_meant(desk: Desk) -> None:
    desk.add("institutions", name="Delta Lab", country="CN")
    there = desk.add("personnel", family_name="Moyo", institution="Delta Lab", country="BW")
    open_ended = desk.add("personnel", family_name="Dube", institution="Delta Lab")
    assert "institution_id" not in desk.values("personnel", there)
    assert desk.values("personnel", open_ended)["institution_id"] == 1
    nowhere = desk.add("institutions", name="Delta Lab")
    assert desk.values("personnel", there)["institution_id"] == nowhere


def test_a_body_that_moves_to_the_country_is_meant(desk: Desk) -> None:
    lab = desk.add("institutions", name="Delta Lab", country="CN")
    person = desk.add("personnel", family_name="Moyo", institution="Delta Lab", country="BW")
    desk.edit("institutions", lab, country="BW")
    assert desk.values("personnel", person)["institution_id"] == lab
