"""Duplicates are sought over the office as it stands, and what a person kept apart stays apart."""

from __future__ import annotations

from pathlib import Path

from ilrs_desk.domain.changes import Act, Draft, Write
from ilrs_desk.domain.wording import Message
from ilrs_desk.usecases.distinctions import keep_apart
from ilrs_desk.usecases.find_duplicates import find_duplicates
from ilrs_desk.usecases.open_office import create_office, open_office


def test_what_was_said_to_be_two_is_not_found_again(tmp_path: Path) -> None:
    create_office(tmp_path / "x.ilrs")
    office = open_office(tmp_path / "x.ilrs")
    try:
        people = ("Ana Petrović", "PETROVIĆ Ana", "Olga Orlova")
        writes = tuple(Write("personnel", {"full_name": name, "institution": "U"}) for name in people)
        office.write(Draft(Act.FORM, Message("people"), writes))
        (pair,) = find_duplicates(office, "personnel")
        assert (pair.one.label, pair.other.label, pair.certain) == (people[0], people[1], True)
        keep_apart(office, "personnel", [pair.one.id, pair.other.id], "cousins")
        assert find_duplicates(office, "personnel") == []
    finally:
        office.close()
