"""Merging: links, names, addresses and sources stay, and it can be taken back later, whatever was done since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ilrs_desk.domain.changes import TRASHED, Act, ChangeSet, Draft, Write
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.distinctions import distinctions, forget_apart, keep_apart
from ilrs_desk.usecases.merge_records import alike, merge_alike, merge_plan, merge_records
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.trash_records import restore_records, trash_records


@pytest.fixture
def office(office_path: Path) -> Iterator[Office]:
    create_office(office_path)
    opened = open_office(office_path)
    yield opened
    assert opened.check().problems == ()
    opened.close()


def _write(office: Office, *writes: Write) -> ChangeSet:
    changeset = office.write(Draft(Act.FORM, Message("change"), writes))
    assert changeset is not None
    return changeset


def _add(office: Office, kind: str, /, **values: Value) -> int:
    return _write(office, Write(kind, values)).changes[0].id


def _get(office: Office, kind: str, record_id: int) -> Record:
    record = office.get(kind, record_id)
    assert record is not None
    return record


def _two_institutes(office: Office) -> tuple[int, int]:
    """Two records of one institute, two people at the second, one of them in the trash, and an agreement."""
    keep = _add(office, "institutions", name="Beihang University", country="CN", source="list 1")
    other = _add(
        office, "institutions", name="Beijing University of Aeronautics", acronym="BUAA", country="CN",
        city="Beijing", source="list 2",
    )  # fmt: skip
    _add(office, "personnel", family_name="Li", given_name="Na", institution="BUAA")
    gone = _add(office, "personnel", family_name="Wang", given_name="Wei", institution="BUAA")
    trash_records(office, "personnel", [gone])
    _add(office, "agreements", title="Framework", institution="BUAA")
    return keep, other


def test_links_names_and_sources_of_the_other_record_stay(office: Office) -> None:
    keep, other = _two_institutes(office)
    merge_records(office, "institutions", keep, [other])
    kept = _get(office, "institutions", keep)
    assert dict(kept.values) == {
        "name": "Beihang University",
        "acronym": "BUAA",
        "aliases": "Beijing University of Aeronautics",
        "country": "CN",
        "city": "Beijing",
        "source": "list 1; list 2",
    }
    people = office.records("personnel", [1, 2])
    assert [(person.link("institution"), person.trashed) for person in people] == [
        (keep, False),
        (keep, True),
    ]
    assert office.records("agreements", [1])[0].link("institution") == keep
    merged = _get(office, "institutions", other)
    assert (merged.trashed, merged.merged_into) == (True, keep)
    assert [record.id for record in office.find("institutions")] == [keep]
    late = _add(office, "personnel", family_name="Zhao", institution="Beijing University of Aeronautics")
    assert _get(office, "personnel", late).link("institution") == keep


def test_the_plan_says_what_the_merge_does(office: Office) -> None:
    keep, other = _two_institutes(office)
    plan = merge_plan(office, "institutions", [other, keep])
    assert (plan.keep, [record.id for record in plan.records]) == (keep, [other, keep])
    assert plan.aliases == ("Beijing University of Aeronautics",)
    assert plan.moves == {("personnel", "institution"): 1, ("agreements", "institution"): 1}
    country = next(row for row in plan.rows if row.field.key == "country")
    assert (country.same, country.values) == (True, ("CN", "CN"))
    merge_records(office, "institutions", keep, [other], seen=plan.records)
    assert dict(_get(office, "institutions", keep).values) == dict(plan.values)


def test_the_plan_tells_the_effect_on_the_targets(office: Office) -> None:
    signed: dict[str, Value] = {"country": "KE", "stage": "signed", "signed_on": "2025-01-01"}
    keep = _add(office, "institutions", name="Kenyatta University", **signed)
    other = _add(office, "institutions", name="Univ. of Kenyatta", **signed)
    plan = merge_plan(office, "institutions", [keep, other])
    assert (plan.effect["institutions"], plan.effect["personnel"]) == (-1, 0)


def test_a_person_chooses_values_and_the_name_not_chosen_becomes_another_name(office: Office) -> None:
    keep = _add(
        office, "personnel", family_name="Ivanov", given_name="Ivan", email="i@x.org", phone="+74951234567"
    )
    other = _add(
        office, "personnel", family_name="Иванов", given_name="Иван", email="I@X.org", notes="second",
        other_emails="b@x.org",
    )  # fmt: skip
    third = _add(office, "personnel", full_name="Ivanoff", email="c@x.org", phone="+74957654321")
    chosen: dict[str, Value] = {"family_name": "Иванов", "given_name": "Иван"}
    merge_records(office, "personnel", keep, [other, third], chosen)
    assert dict(_get(office, "personnel", keep).values) == {
        "family_name": "Иванов",
        "given_name": "Иван",
        "aliases": "Ivan Ivanov; Ivanoff",
        "email": "i@x.org",
        "other_emails": "b@x.org; c@x.org",
        "phone": "+74951234567",
        "other_phones": "+74957654321",
        "notes": "second",
    }


def test_parts_of_two_names_never_make_a_third_one(office: Office) -> None:
    keep = _add(office, "personnel", full_name="Maria del Carmen")
    other = _add(office, "personnel", family_name="Ruiz", given_name="Maria")
    merge_records(office, "personnel", keep, [other])
    assert dict(_get(office, "personnel", keep).values) == {
        "full_name": "Maria del Carmen",
        "aliases": "Maria Ruiz",
    }


def test_a_merge_is_taken_back_after_other_edits(office: Office) -> None:
    """The edit and the newcomer stay; the merged record comes back with its links."""
    keep, other = _two_institutes(office)
    merged = merge_records(office, "institutions", keep, [other])
    _write(office, Write("institutions", {"city": "Hangzhou", "name": "Beihang"}, keep))
    newcomer = _add(office, "personnel", family_name="Zhao", institution="Beihang")
    result = office.undo(merged.id)
    assert [(kept.id, kept.field, kept.value) for kept in result.kept] == [(keep, "city", "Hangzhou")]
    assert [person.link("institution") for person in office.records("personnel", [1, 2])] == [other, other]
    assert _get(office, "personnel", newcomer).link("institution") == keep
    back = _get(office, "institutions", other)
    assert (back.trashed, back.merged_into, back.text("city")) == (False, None, "Beijing")
    assert {"name": "Beihang", "city": "Hangzhou"}.items() <= _get(
        office, "institutions", keep
    ).values.items()


def test_undo_and_redo_of_a_merge_give_back_every_value(office: Office) -> None:
    keep, other = _two_institutes(office)
    before = list(office.dump())
    merge_records(office, "institutions", keep, [other])
    after = list(office.dump())
    office.undo()
    assert list(office.dump()) == before
    office.redo()
    assert list(office.dump()) == after


def test_a_merge_of_the_merged_is_taken_back_alone(office: Office) -> None:
    first, second = _two_institutes(office)
    third = _add(office, "institutions", name="Beihang Uni", country="CN")
    earlier = merge_records(office, "institutions", first, [second])
    merge_records(office, "institutions", third, [first])
    office.undo(earlier.id)
    assert _get(office, "institutions", second).merged_into is None
    assert _get(office, "institutions", first).merged_into == third
    assert _get(office, "personnel", 1).link("institution") == second, "nobody but merges moved this person"
    office.undo()
    assert not _get(office, "institutions", first).trashed
    assert _get(office, "personnel", 1).link("institution") == second


def test_what_was_merged_into_a_record_keeps_it_from_going_with_its_import(office: Office) -> None:
    keep = _write(office, Write("institutions", {"name": "X"}))
    other = _add(office, "institutions", name="x")
    merge_records(office, "institutions", 1, [other])
    result = office.undo(keep.id)
    assert [str(kept.why) for kept in result.kept] == ["x was merged into it"]
    assert not _get(office, "institutions", 1).trashed


def test_restoring_a_merged_record_takes_it_out_of_the_merge(office: Office) -> None:
    keep, other = _two_institutes(office)
    merge_records(office, "institutions", keep, [other])
    restore_records(office, "institutions", [other])
    assert _get(office, "institutions", other).merged_into is None


def test_the_history_of_the_record_that_stays_tells_the_merge(office: Office) -> None:
    keep = _add(office, "partners", name="Peru", country="PE")
    other = _add(office, "partners", name="Peru", country="PE")
    merged = merge_records(office, "partners", keep, [other])
    newest = office.history("partners", keep)[0]
    assert newest.id == merged.id
    assert [(change.id, change.new) for change in newest.changes] == [
        (other, {TRASHED: "yes", "merged_into": keep})
    ]


@pytest.mark.parametrize(
    ("ids", "code"),
    [([1], "merge.count"), ([1, 1], "merge.count"), ([1, 9], "record.unknown"), ([1, 3], "merge.trashed")],
)
def test_what_cannot_be_merged_is_said(office: Office, ids: list[int], code: str) -> None:
    for name in ("A", "B", "C"):
        _add(office, "institutions", name=name)
    trash_records(office, "institutions", [3])
    with pytest.raises(InputProblem) as refused:
        merge_records(office, "institutions", ids[0], ids[1:])
    assert refused.value.code == code


def test_a_record_changed_since_it_was_shown_is_not_merged(office: Office) -> None:
    keep, other = _two_institutes(office)
    plan = merge_plan(office, "institutions", [keep, other])
    _write(office, Write("institutions", {"city": "Shahe"}, other))
    with pytest.raises(InputProblem) as refused:
        merge_records(office, "institutions", keep, [other], seen=plan.records)
    assert refused.value.code == "record.changed_since"
    assert not _get(office, "institutions", other).trashed


def test_not_the_same_is_remembered_once_and_can_be_forgotten(office: Office) -> None:
    for name in ("A", "B", "C"):
        _add(office, "institutions", name=name)
    assert keep_apart(office, "institutions", [3, 1, 2], "two campuses") is not None
    assert keep_apart(office, "institutions", [1, 2]) is None
    noted = distinctions(office)
    assert [(each.one.id, each.other.id, each.why) for each in noted] == [
        (1, 2, "two campuses"),
        (1, 3, "two campuses"),
        (2, 3, "two campuses"),
    ]
    forget_apart(office, noted[0].id)
    assert [(each.one.id, each.other.id) for each in distinctions(office)] == [(1, 3), (2, 3)]
    with pytest.raises(InputProblem):
        keep_apart(office, "institutions", [1, 7])


def test_what_the_merged_record_is_not_the_other_is_not_either(office: Office) -> None:
    for name in ("A", "B", "C", "D"):
        _add(office, "institutions", name=name)
    keep_apart(office, "institutions", [1, 2])
    keep_apart(office, "institutions", [2, 3])
    keep_apart(office, "institutions", [2, 4])
    keep_apart(office, "institutions", [1, 4])
    merge_records(office, "institutions", 1, [2])
    assert [(each.one.id, each.other.id) for each in distinctions(office)] == [(1, 3), (1, 4)]
    office.undo()
    assert len(distinctions(office)) == 4


def test_all_pairs_without_a_difference_are_merged_as_one_act(office: Office) -> None:
    for name in ("A", "B"):
        _add(office, "institutions", name=name, country="CN")
        _add(office, "institutions", name=name, city="Beijing")
    _add(office, "institutions", name="A", country="KE")
    _add(office, "personnel", family_name="Li", institution_id=2)
    keep_apart(office, "institutions", [2, 4])
    before = list(office.dump())
    assert [alike(office.records("institutions", pair)) for pair in ([1, 2], [3, 4], [1, 5])] == [
        True,
        True,
        False,
    ]
    merge_alike(office, "institutions", [[2, 1], [3, 4]])
    assert [dict(record.values) for record in office.find("institutions")] == [
        {"name": "A", "country": "CN", "city": "Beijing"},
        {"name": "B", "country": "CN", "city": "Beijing"},
        {"name": "A", "country": "KE"},
    ]
    assert _get(office, "personnel", 1).link("institution") == 1
    assert [(each.one.id, each.other.id) for each in distinctions(office)] == [(1, 3)]
    office.undo()
    assert list(office.dump()) == before


@pytest.mark.parametrize(("groups", "code"), [([[1, 2]], "merge.differ"), ([[1, 3], [3, 2]], "merge.count")])
def test_what_differs_or_stands_in_two_groups_is_not_merged_unasked(
    office: Office, groups: list[list[int]], code: str
) -> None:
    for city in ("Minsk", "Brest", None):
        _add(office, "institutions", name="A", city=city)
    with pytest.raises(InputProblem) as refused:
        merge_alike(office, "institutions", groups)
    assert refused.value.code == code
    assert len(office.find("institutions")) == 3
