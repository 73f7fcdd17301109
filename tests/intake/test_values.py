"""What one cell of a mapped column is read as."""

from __future__ import annotations

from ilrs_desk.domain.kinds import KINDS
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
