"""A tag row is told from all that a partner may write."""

from __future__ import annotations

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.intake.sheets import Sheet
from ilrs_desk.intake.tags import GUIDE_TAG, Tags, find_tags, is_guide, tag, tags_of


def test_every_field_has_a_tag_that_is_read_back() -> None:
    for kind, declared in KINDS.items():
        keys = list(declared.by_key)
        assert tags_of([None, *(tag(kind, key) for key in keys)]) == (kind, dict(enumerate(keys, 1)))


def test_other_rows_are_no_tag_rows() -> None:
    assert tags_of(["#personnel+email"]) is None
    assert tags_of(["#personnel+email", "#partners+name"]) is None
    assert tags_of(["#personnel+email", "E-mail"]) is None
    assert tags_of(["#1", "#2"]) is None
    assert tags_of([]) is None


def test_a_field_is_taken_once_and_an_unknown_one_not_at_all() -> None:
    row = ["#personnel+email", "#Personnel + email", "#personnel+shoe_size", " #personnel+role"]
    assert tags_of(row) == ("personnel", {0: "email", 3: "role"})


def test_the_tag_row_stands_under_its_header() -> None:
    tags: list[object] = [tag("partners", "name"), tag("partners", "stage")]
    sheet = Sheet("List", False, [["Partners"], ["Name", "Stage"], tags, ["Serbia", "signed"]])  # type: ignore[list-item]
    assert find_tags(sheet) == Tags(2, "partners", {0: "name", 1: "stage"})
    assert find_tags(Sheet("List", False, [tags])) is None  # type: ignore[list-item]


def test_a_guide_is_known_by_its_mark() -> None:
    assert is_guide(Sheet("What we need", False, [["What we need", None, GUIDE_TAG]]))
    assert not is_guide(Sheet("List", False, [["Name"], ["Ada"]]))
