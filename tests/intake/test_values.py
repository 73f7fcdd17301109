"""What one cell of a mapped column is read as."""

from __future__ import annotations

from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import Severity
from ilrs_desk.intake.values.cells import Spec, read_cell

EMAIL = next(field for field in KINDS["personnel"].fields if field.key == "email")


def test_an_address_spelt_out_is_left_out_and_what_it_may_be_is_offered() -> None:
    reading = read_cell("musa (at) example.ng", Spec(EMAIL, "C"))
    assert reading.value is None
    (problem,) = reading.problems
    assert (problem.code, problem.suggestions) == ("email.unreadable", ("musa@example.ng",))
    assert "musa@example.ng" in str(problem.message)


def test_an_address_that_says_too_little_is_given_no_suggestion() -> None:
    (problem,) = read_cell("musa", Spec(EMAIL, "C")).problems
    assert (problem.code, problem.suggestions) == ("email.unreadable", ())


def test_every_address_of_a_cell_of_several_is_read_and_what_is_none_is_told() -> None:
    others = KINDS["personnel"].by_key["other_emails"]
    reading = read_cell("a@x.org; B <b@X.org>; musa", Spec(others, "D"))
    assert reading.value == "a@x.org; b@x.org"
    assert [(each.code, each.severity) for each in reading.problems] == [
        ("email.unreadable", Severity.WARNING)
    ]
    assert read_cell("a@x.org\nb@x.org、c@x.org", Spec(others, "D")).value == "a@x.org; b@x.org; c@x.org"


def test_every_number_of_a_cell_of_several_is_read() -> None:
    others = KINDS["personnel"].by_key["other_phones"]
    assert read_cell("+7 495 123-45-67; ask", Spec(others, "D")).value == "+74951234567; ask"
