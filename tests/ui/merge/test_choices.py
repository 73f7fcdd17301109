"""What is chosen in the merge window and what comes of it, without a window."""

from __future__ import annotations

from collections.abc import Mapping

from ilrs_desk.domain.records import Record, Value
from ilrs_desk.ui.merge.choices import MergeChoices


def person(number: int, **values: Value) -> Record:
    return Record("personnel", number, values)


def choices(*each: Mapping[str, Value]) -> MergeChoices:
    records = tuple(person(number, **values) for number, values in enumerate(each, 1))
    return MergeChoices(records, 1)


def test_the_parts_of_a_name_are_taken_together_and_the_other_name_stays_known() -> None:
    two = choices({"family_name": "Hassan", "given_name": "Fatma"}, {"full_name": "F. Hassan"})
    chosen = two.taking("full_name", 2)
    assert chosen.merged()["full_name"] == "F. Hassan"
    assert "family_name" not in chosen.merged()
    assert chosen.merged()["aliases"] == "Fatma Hassan"
    assert chosen.leaving("family_name").merged() == two.merged()


def test_a_list_that_is_unticked_takes_in_nothing_but_keeps_what_it_holds() -> None:
    two = choices(
        {"email": "a@x.org", "other_emails": "c@x.org"}, {"email": "b@x.org", "other_emails": "d@x.org"}
    )
    assert two.merged()["other_emails"] == "c@x.org; d@x.org; b@x.org"
    dropped = two.turning("other_emails")
    assert dropped.merged()["other_emails"] == "c@x.org; d@x.org"
    assert dropped.turning("other_emails") == two


def test_all_of_one_record_fills_no_gap_with_nothing_and_keeps_sources_together() -> None:
    two = choices({"role": "Dean", "title": "Dr", "notes": "one"}, {"role": "Chair", "notes": "two"})
    merged = two.taking_all(2).merged()
    assert (merged["role"], merged["title"], merged["notes"]) == ("Chair", "Dr", "one\ntwo")


def test_a_link_goes_with_the_record_behind_it() -> None:
    two = choices(
        {"institution": "ITU", "institution_id": 4},
        {"institution": "Technical University", "institution_id": 9},
    )
    merged = two.taking("institution", 2).merged()
    assert (merged["institution"], merged["institution_id"]) == ("Technical University", 9)


def test_an_empty_value_can_be_chosen() -> None:
    two = choices({"role": "Dean"}, {})
    assert "role" not in two.taking("role", 2).merged()


def test_what_stays_is_chosen_apart_from_the_values() -> None:
    two = choices({"role": "Dean"}, {"role": "Chair"})
    assert two.staying(2).merged()["role"] == "Chair"
    assert two.taking("role", 1).staying(2).merged()["role"] == "Dean"
    assert [record.id for record in two.staying(2).others] == [1]
