"""How each agency stands with its returns, and what is expected of it."""

from __future__ import annotations

from datetime import date

from ilrs_desk.domain.agencies import AgencyState, state_of
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.text import clean
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.office import Office

_LONGEST = 120


def agency_desk(office: Office, day: date | None = None) -> tuple[AgencyState, ...]:
    """Every agency by name on ``day`` (today if None): expected, received, age, share of rows taken, rows open."""
    return tuple(state_of(agency, day or date.today()) for agency in office.register.senders())


def settle_agency(
    office: Office,
    name: str,
    *,
    return_months: int | None = None,
    contact: str | None = None,
    language: str | None = None,
) -> None:
    """Note how old a return of the agency may grow, whom to write to and in which language; None clears.

    An agency that is not known yet is listed from now on. Raises InputProblem for a blank name or a number of
    months that is none.
    """
    cleaned = clean(name)
    if not cleaned:
        raise InputProblem("agency.name", Message("The agency has no name. Give it one."))
    if return_months is not None and not 1 <= return_months <= _LONGEST:
        params = {"months": return_months, "most": _LONGEST}
        text = (
            "A return every {months} months cannot be expected. Write a number from 1 to {most}, or nothing."
        )
        raise InputProblem("agency.months", Message(text, params))
    office.register.settle_agency(
        cleaned, return_months, clean(contact or "") or None, clean(language or "") or None
    )
