"""Institutions that people's rows name: found by all their names, in the same sitting, or offered for creation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ilrs_desk.intake.plan import Action, Decisions, ImportPlan, Offer
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.commit_import import commit_import
from ilrs_desk.usecases.preview_import import preview_import
from ilrs_desk.usecases.save_record import save_record

from .conftest import Send

PEOPLE = ["Surname", "First name", "Institution", "Country", "E-mail"]
STAFF = (
    ["Moyo", "Ada", "Delta Space Laboratory", "Botswana", "ada@example.bw"],
    ["Dube", "Ben", "The Delta Space Laboratory", "Botswana", "ben@example.bw"],
    ["Banda", "Cleo", "DELTA SPACE LABORATORY", "Zambia", "cleo@example.zm"],
)
INSTITUTIONS = ["Institution name", "Acronym", "Country", "Website"]


def draw(office: Office, paths: Sequence[Path], decisions: Decisions | None = None) -> ImportPlan:
    return preview_import(office, paths, decisions).plan


def summary(offers: Sequence[Offer]) -> list[tuple[object, object, int]]:
    return [(offer.record["name"], offer.record.get("country"), len(offer.rows)) for offer in offers]


def test_unknown_ones_are_offered_once_each_by_country_and_made_only_if_chosen(
    office: Office, send: Send
) -> None:
    path = send("people.csv", PEOPLE, *STAFF)
    plan = draw(office, [path])
    assert summary(plan.offers) == [("Delta Space Laboratory", "BW", 2), ("DELTA SPACE LABORATORY", "ZM", 1)]
    assert not any(offer.taken for offer in plan.offers)
    commit_import(office, plan)
    assert office.counts() == {**office.counts(), "institutions": 0, "personnel": 3}
    again = draw(office, [path])
    assert len(again.offers) == 2
    done = commit_import(office, draw(office, [path], Decisions(offers={again.offers[0].key: None})))
    assert (done.created, done.added) == (1, 0)
    (made,) = office.find("institutions")
    assert done.plan.offers[0].id == made.id
    assert made.values["country"] == "BW"
    assert {
        person.link("institution") for person in office.find("personnel") if person.text("country") == "BW"
    } == {made.id}


def test_those_made_count_in_the_effect_and_their_people_are_linked(office: Office, send: Send) -> None:
    path = send("people.csv", PEOPLE, *STAFF)
    preview = preview_import(office, [path], Decisions(create_offers=True))
    done = commit_import(office, preview.plan)
    assert done.created == 2
    assert all(person.link("institution") for person in office.find("personnel"))
    told = {figure.target.key: figure.value for figure in preview.after.figures}
    now = preview_import(office, [path]).before
    assert {figure.target.key: figure.value for figure in now.figures} == told
    assert draw(office, [path]).offers == ()


def test_an_acronym_means_the_institution_of_another_file_of_the_sitting(office: Office, send: Send) -> None:
    people = send(
        "people.csv", PEOPLE, ["Moyo", "Ada", "DSL", "Botswana", "ada@example.bw"]
    )  # fmt: skip
    list_ = send(
        "institutions.csv", INSTITUTIONS, ["Delta Space Laboratory", "DSL", "Botswana", "https://dsl.example"]
    )
    for paths in ([people, list_], [list_, people]):
        plan = draw(office, paths)
        assert plan.offers == ()
        assert plan.totals()["add"] == 2
    commit_import(office, plan)
    (person,) = office.find("personnel")
    assert person.link("institution") == office.find("institutions")[0].id


def test_a_person_says_which_is_meant_and_the_written_name_becomes_another_name(
    office: Office, send: Send
) -> None:
    save_record(office, "institutions", None, {"name": "Delta Space Laboratory", "country": "BW"})
    path = send("people.csv", PEOPLE, ["Moyo", "Ada", "Lab of Prof. Khama", "Botswana", "ada@example.bw"])
    (offer,) = draw(office, [path]).offers
    (said,) = draw(office, [path], Decisions(offers={offer.key: 1})).offers
    assert (said.taken, said.means) == (False, 1)
    assert said.changes == {"aliases": (None, "Lab of Prof. Khama")}
    commit_import(office, draw(office, [path], Decisions(offers={offer.key: 1})))
    lab, person = office.find("institutions")[0], office.find("personnel")[0]
    assert lab.values["aliases"] == "Lab of Prof. Khama"
    assert person.link("institution") == lab.id
    assert draw(office, [path]).offers == ()
    assert draw(office, [path]).totals()["same"] == 1


def test_what_the_plan_adds_may_be_meant_too(office: Office, send: Send) -> None:
    list_ = send(
        "institutions.csv", INSTITUTIONS, ["Delta Space Laboratory", "DSL", "Botswana", "https://dsl.example"]
    )
    people = send("people.csv", PEOPLE, ["Moyo", "Ada", "Lab of Prof. Khama", "Botswana", "ada@example.bw"])
    (offer,) = draw(office, [list_, people]).offers
    plan = draw(office, [list_, people], Decisions(offers={offer.key: -1}))
    assert plan.files[0].tables[0].rows[0].record["aliases"] == "Lab of Prof. Khama"
    commit_import(office, plan)
    assert office.find("personnel")[0].link("institution") == office.find("institutions")[0].id


def test_an_institution_of_another_country_is_not_meant(office: Office, send: Send) -> None:
    save_record(office, "institutions", None, {"name": "Delta Space Laboratory", "country": "ZM"})
    plan = draw(office, [send("people.csv", PEOPLE, STAFF[0])])
    assert summary(plan.offers) == [("Delta Space Laboratory", "BW", 1)]
    assert plan.files[0].tables[0].rows[0].links == {}


def test_addresses_of_such_bodies_tell_the_country_and_others_do_not(office: Office, send: Send) -> None:
    head = ["Surname", "First name", "Institution", "E-mail"]
    path = send(
        "people.csv", head,
        ["Moyo", "Ada", "Delta University", "ada@delta.ac.bw"],
        ["Dube", "Ben", "Okavango Institute", "ben@mail.ru"],
    )  # fmt: skip
    assert summary(draw(office, [path]).offers) == [
        ("Delta University", "BW", 1),
        ("Okavango Institute", None, 1),
    ]


def test_a_row_that_is_not_settled_is_not_offered_beside_itself(office: Office, send: Send) -> None:
    save_record(office, "institutions", None, {"name": "Delta Space Laboratory"})
    list_ = send(
        "institutions.csv", INSTITUTIONS, ["Delta Space Laboratory", "DSL", "Botswana", "https://dsl.example"]
    )
    people = send("people.csv", PEOPLE, ["Moyo", "Ada", "DSL", "Botswana", "ada@example.bw"])
    plan = draw(office, [people, list_])
    assert plan.files[1].tables[0].rows[0].action is Action.POSSIBLE
    assert plan.offers == ()
