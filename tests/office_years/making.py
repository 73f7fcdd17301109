"""The values of one invented record: institutions, people and agreements as returns bring them, gaps and all."""

from __future__ import annotations

import random
from datetime import date, timedelta

from ilrs_desk.domain.records import Value

from .words import DISCIPLINES, ELSEWHERE, HOST, INSTRUMENTS, ROLES, WORKSTREAMS, orcid, person_name

Values = dict[str, Value]


def known_as(chance: random.Random, day: date, *, missing: float = 0.04) -> str | None:
    """``day`` as somebody knows it: now and then only its month or year, or not at all."""
    how = chance.random()
    if how < missing:
        return None
    text = day.isoformat()
    if how < missing + 0.06:
        return text[:7]
    return text[:4] if how < missing + 0.09 else text


def instrument(chance: random.Random, rung: int | None = None) -> str:
    """A paper as a return names it; ``rung`` 0 is the strongest, None any."""
    return chance.choice(INSTRUMENTS[chance.choice((0, 1, 1, 2, 3, 3, 4, 5)) if rung is None else rung])


def institution(chance: random.Random, name: str, country: str | None, number: int, applied: date) -> Values:
    """An institution when it is first heard of; ``applied`` is the day of its application, if it made one."""
    stage = chance.choice(("contact", "talks", "applied", "applied"))
    return {
        "name": name,
        "acronym": f"I{number}" if chance.random() < 0.3 else None,
        "country": country,
        "city": f"City {number % 40}",
        "type": chance.choice(("University", "Institute", "Observatory", "Company")),
        "workstream": chance.choice(WORKSTREAMS) if chance.random() < 0.5 else None,
        "stage": stage,
        "applied_on": known_as(chance, applied, missing=0.4) if stage == "applied" else None,
        "ror": f"https://ror.org/0{number:06d}{number % 97:02d}" if chance.random() < 0.2 else None,
        "source": "annual return",
    }


def person(
    chance: random.Random, number: int, home: str | None, institution: str | None, begins: date
) -> Values:
    """A person who works at ``institution`` in the country ``home`` from ``begins``."""
    country = _nationality(chance, home)
    name = person_name(chance, country or home, number)
    values: Values = {
        "family_name": name.family,
        "given_name": name.given,
        "full_name": name.full,
        "native_name": name.native,
        "nationality": country if chance.random() > 0.07 else None,
        "other_nationalities": _others(chance, country),
        "institution": institution,
        "country": home if chance.random() < 0.5 else None,
        "role": chance.choice(ROLES) or None,
        "discipline": chance.choice(DISCIPLINES) or None,
        "workstream": chance.choice(WORKSTREAMS) if chance.random() < 0.9 else None,
        "email": f"p{number}@example.org" if chance.random() < 0.92 else None,
        "orcid": orcid(number) if chance.random() < 0.3 else None,
        "status": chance.choice((None, None, "active", "active", "on leave")),
        "start_date": known_as(chance, begins),
    }
    if chance.random() < 0.03:
        values["status"] = "planned"
    return {key: value for key, value in values.items() if value is not None}


def agreement(chance: random.Random, number: int, signed: date) -> Values:
    """A paper that was signed on that day; whom it binds is for the caller to add."""
    expires = signed + timedelta(days=365 * chance.choice((2, 3, 5, 10)))
    return {
        "reference": f"AG-{signed.year}-{number:03d}",
        "title": f"Cooperation in lunar research, paper {number}",
        "instrument": instrument(chance),
        "signed_on": known_as(chance, signed),
        "announced_on": (signed + timedelta(days=12)).isoformat(),
        "effective_on": (signed + timedelta(days=30)).isoformat(),
        "expires_on": expires.isoformat() if chance.random() < 0.7 else None,
        "status": chance.choice(("signed", "in_force", "in_force", "draft", None)),
    }


def _nationality(chance: random.Random, home: str | None) -> str | None:
    how = chance.random()
    if how < 0.8:
        return home
    return HOST if how < 0.86 else chance.choice(ELSEWHERE)


def _others(chance: random.Random, country: str | None) -> str | None:
    if chance.random() > 0.06:
        return None
    others = chance.sample((*ELSEWHERE, HOST, "RU", "KZ", "PK"), chance.choice((1, 1, 2)))
    return "; ".join(code for code in others if code != country) or None
